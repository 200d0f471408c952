import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openOfficeOfPeople } from '../../../../test/staff.ts'
import { importSbom } from '../../../supply-chain/portfolio/documents/service.ts'
import { saveProduct, saveRelease } from '../../../supply-chain/portfolio/products/service.ts'
import { readSubject } from '../../subjects/model.ts'
import { findOurUses, gatherSubjectFacts } from './service.ts'

const office = await openOfficeOfPeople()
after(() => office.app.close())

function documentOf(version: string, license: string): Uint8Array {
  const component = { type: 'library', name: 'warp', version, purl: `pkg:npm/warp@${version}` }
  const of = { component: { type: 'application', name: 'loom', version: '1' } }
  const components = [{ ...component, licenses: [{ license: { id: license } }] }]
  return Buffer.from(
    JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: of, components }),
  )
}

test('releases of products count among who uses a package, and what their documents state is evidence', async () => {
  const { admin } = office
  await saveProduct(admin, { id: 'loom', name: 'Loom', owner: null, description: '' })
  for (const [version, uses, license] of [
    ['1.0', '1.0.0', 'MIT'],
    ['0.9', '0.9.0', 'ISC'],
  ] as const)
    await importSbom(admin, { content: documentOf(uses, license), of: { product: 'loom', version } })
  await saveRelease(admin, { product: 'loom', version: '0.9' }, { state: 'withdrawn' })
  await importSbom(admin, { content: documentOf('3.0.0', 'Zlib'), of: { supplier: 'Spool' } })

  const subject = readSubject('package', 'pkg:npm/warp@1.0.0')
  assert.ok(!('problem' in subject))
  const facts = await gatherSubjectFacts(admin, subject)
  const at = '2026-11-21T12:00:00.000Z'
  const href = '/components/pkg%3Anpm%2Fwarp'
  assert.deepEqual(facts['used_by'], {
    value: ['loom@1.0'],
    evidence: { source: { en: 'inventory: 3 uses', zh: '组件清单：3 处使用' }, at, href },
  })
  assert.deepEqual(facts['license'], {
    value: 'MIT',
    evidence: { source: { en: 'bill of materials of Loom 1.0', zh: 'Loom 1.0 的物料清单' }, at, href },
  })
  assert.deepEqual(
    (await findOurUses(admin, 'pkg:npm/warp')).map(({ version }) => version),
    ['1.0.0'],
  )
})
