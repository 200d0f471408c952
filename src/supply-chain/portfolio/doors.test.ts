import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { openOfficeOfPeople, origin } from '../../../test/staff.ts'
import { startSession } from '../../access/sign-in/service.ts'
import { getSbomDocument, listSboms, saveProduct, saveRelease, sendProductSbom, sendSbom } from './api.ts'
import { cyclonedx } from './sbom-for-tests.ts'

const office = await openOfficeOfPeople()
after(() => office.app.close())
const officer = await office.admit('officer', 'officer')
const member = await office.admit('reader')
const parts = [{ purl: 'pkg:npm/left-pad@1.3.0', name: 'left-pad', version: '1.3.0', license: 'WTFPL' }]

test('products, releases and documents come in through the API, and go out as they came or in another format', async () => {
  await officer.call(saveProduct, { product: 'shop', name: 'Web shop', owner: 'officer' })
  await officer.call(saveRelease, { product: 'shop', version: '1.0', releasedAt: '2026-03-01' })
  const document = cyclonedx({ name: 'shop', version: '1.0' }, parts)
  const { sbom } = await officer.call(
    sendProductSbom,
    { product: 'shop', file: 'a.json.gz' },
    new Uint8Array(gzipSync(document)),
  )
  assert.deepEqual([sbom.of.product, sbom.of.version, sbom.packages, sbom.fileName], ['shop', '1.0', 1, 'a.json.gz'])
  assert.equal((await member.call(getSbomDocument, { sbom: sbom.id })).text, document.toString())
  const spdx = await member.call(getSbomDocument, { sbom: sbom.id, format: 'spdx-2.3' })
  assert.equal(JSON.parse(spdx.text).spdxVersion, 'SPDX-2.3')
  await assert.rejects(member.call(sendSbom, {}, new Uint8Array(document)), { code: 'not-allowed' })
  const file = await member.get(`/sbom-documents/${sbom.id}`)
  assert.equal(
    file.headers.get('content-disposition'),
    `attachment; filename="sbom-${sbom.id}-cyclonedx-json-1.6.json"`,
  )
  assert.equal(await file.text(), document.toString())
  assert.equal((await member.get('/sbom-documents/0')).status, 404)
  for (const path of [
    '/products',
    '/products/shop',
    '/releases',
    `/releases/${sbom.of.release}`,
    '/sboms',
    `/sboms/${sbom.id}?to=spdx-2.3`,
  ])
    for (const who of [member, officer]) assert.equal((await who.get(path)).status, 200, path)
  for (const path of ['/products/x', '/releases/x', '/sboms/99'])
    assert.equal((await officer.get(path)).status, 404, path)
  const found = await (await member.get('/components?text=left-pad+%3C+2')).text()
  assert.match(found, /Web shop 1\.0/)
  assert.match(await (await member.get('/components/pkg%3Anpm%2Fleft-pad')).text(), /WTFPL/)
})

test('a form takes several files at once; what is wrong with one is told beside the others', async () => {
  const cookie = `ospo_session=${await startSession(office.admin, officer.id)}`
  const form = new FormData()
  form.append('supplier', 'Vendor')
  form.append('file', new Blob([new Uint8Array(cyclonedx({ name: 'one', version: '1' }, parts))]), 'one.json')
  form.append('file', new Blob(['no such thing']), 'two.json')
  const answer = await office.app.fetch(
    new Request(`${origin}/sboms`, { method: 'POST', headers: { cookie, origin }, body: form }),
  )
  const text = await answer.text()
  assert.equal(answer.status, 200)
  assert.match(text, /one\.json/)
  assert.match(text, /no bill of materials/)
  const { sboms } = await officer.call(listSboms, { text: 'one' })
  assert.deepEqual(
    sboms.map(({ name, of }) => [name, of.kind, of.supplier]),
    [['one', 'delivery', 'Vendor']],
  )
})
