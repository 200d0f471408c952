import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { startEngines } from '../../../test/engines.ts'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { saveProject } from '../../catalog/projects/store.ts'
import type { Context } from '../../platform/context.ts'
import { setEndsOfLife } from '../inventory/end-of-life/service.ts'
import { listChanges, listUpdates } from '../inventory/history/service.ts'
import { setOwners } from '../inventory/owners/service.ts'
import { searchComponents } from '../inventory/search/service.ts'
import { findPackages, forgetInventory, saveManifest } from '../inventory/service.ts'
import { getSbom, importSbom, listSboms, removeSbom, writeDocument } from './documents/service.ts'
import { getProduct, getRelease, listReleases, removeRelease, saveProduct, saveRelease } from './products/service.ts'
import { cyclonedx } from './sbom-for-tests.ts'

const { servers } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

const log4j = (version: string) => ({
  purl: `pkg:maven/org.apache.logging.log4j/log4j-core@${version}`,
  name: 'log4j-core',
  version,
  license: 'Apache-2.0',
})
const starter = {
  purl: 'pkg:maven/org.example/starter@1.0.0',
  name: 'starter',
  version: '1.0.0',
  supplier: 'Example Ltd',
}

const shop = { id: 'shop', name: 'Web shop', owner: 'Shop team', description: '' }

async function find(ctx: Context, text: string) {
  const { uses } = await searchComponents(ctx, text, { limit: 50, offset: 0 })
  return uses.map(({ purl, holder, way, ownerName, relation }) => [
    purl.replace(/^pkg:\w+\//, ''),
    holder.productName ?? holder.projectName ?? holder.name,
    holder.version,
    relation,
    way.map(purl => purl.replace(/^.*\//, '')).join(' → '),
    ownerName,
  ])
}

for (const server of servers) {
  async function open(prove: (office: Awaited<ReturnType<typeof openOfficeOfPeople>>) => Promise<void>) {
    const office = await openOfficeOfPeople({ database: await server.create() })
    try {
      await prove(office)
    } finally {
      await office.app.close()
    }
  }

  test(`who holds a version is found in lockfiles, releases and deliveries alike (${server.name})`, () =>
    open(async ({ admin: ctx }) => {
      await saveProduct(ctx, shop)
      const of = { product: 'shop', version: '1.0' }
      await importSbom(ctx, { content: cyclonedx({ name: 'shop' }, [starter, log4j('2.14.1')]), of })
      const appliance = { name: 'appliance', version: '7', supplier: 'Vendor' }
      await importSbom(ctx, { content: gzipSync(cyclonedx(appliance, [log4j('2.17.1')])), of: {} })
      const addedAt = ctx.now().toISOString()
      await saveProject(ctx.db, { id: 'web', name: 'Web', path: '/web', kind: 'folder', mainPath: null, addedAt })
      const { purl, version, license } = log4j('2.9.0')
      const component = {
        purl,
        package: purl.replace(/@.*/, ''),
        version,
        license,
        relation: 'direct' as const,
        scope: 'runtime' as const,
        manifest: 'pom.xml',
      }
      const manifest = { path: 'pom.xml', reader: 'maven', contentHash: '', warnings: [], components: [component] }
      await saveManifest(ctx, 'web', manifest)
      const inWeb = ['org.apache.logging.log4j/log4j-core@2.9.0', 'Web', '', 'direct', '', null]
      const inShop = [
        'org.apache.logging.log4j/log4j-core@2.14.1',
        'Web shop',
        '1.0',
        'transitive',
        'starter@1.0.0',
        'Shop team',
      ]
      const inAppliance = ['org.apache.logging.log4j/log4j-core@2.17.1', 'appliance', '7', 'direct', '', null]
      assert.deepEqual(await find(ctx, 'log4j-core < 2.17'), [inWeb, inShop])
      assert.deepEqual(await find(ctx, 'log4j-core'), [inWeb, inShop, inAppliance])
      assert.deepEqual(await find(ctx, 'org.apache.logging.log4j:log4j-core >= 2.10 <2.15'), [inShop])
      assert.deepEqual(await find(ctx, 'vers:maven/>=2.17|<3 log4j-core'), [inAppliance])
      assert.deepEqual(await find(ctx, 'pkg:maven/org.apache.logging.log4j/log4j-core@2.9.0'), [inWeb])
      assert.deepEqual(await find(ctx, 'license:apache-2.0 product:"web shop"'), [inShop])
      assert.deepEqual(await find(ctx, 'supplier:vendor'), [inAppliance])
      assert.deepEqual(
        (await find(ctx, 'supplier:"example ltd"')).map(([purl]) => purl),
        ['org.example/starter@1.0.0'],
      )
      assert.deepEqual(await find(ctx, 'project:web'), [inWeb])
      assert.deepEqual(await find(ctx, 'log4j-core > 3'), [])
      assert.deepEqual(
        (await findPackages(ctx, { limit: 5 })).map(({ name, projects, documents }) => [name, projects, documents]),
        [
          ['org.apache.logging.log4j/log4j-core', 1, 2],
          ['org.example/starter', 0, 1],
        ],
      )
      await forgetInventory(ctx, 'web')
      assert.deepEqual((await findPackages(ctx, { text: 'log4j', limit: 5 }))[0]?.projects, 0)
    }))

  test(`a later document takes the place of the one before, and tells what changed (${server.name})`, () =>
    open(async ({ admin: ctx }) => {
      await saveProduct(ctx, shop)
      const of = { product: 'shop', version: '1.0' }
      const first = cyclonedx({ name: 'shop' }, [starter, log4j('2.14.1')])
      const second = cyclonedx({ name: 'shop' }, [log4j('2.17.1'), { name: 'in-house', version: '3' }])
      const added = await importSbom(ctx, { content: first, of })
      assert.deepEqual([added.what, added.came, added.went, added.changed], ['added', 2, 0, 0])
      const again = await importSbom(ctx, { content: first, of })
      assert.deepEqual([again.what, again.sbom.id], ['same', added.sbom.id])
      const later = await importSbom(ctx, { content: second, of })
      assert.deepEqual([later.what, later.came, later.went, later.changed], ['added', 1, 1, 1])
      const { release = 0 } = { release: later.sbom.of.release ?? undefined }
      assert.deepEqual(
        (await find(ctx, 'product:shop')).map(([purl]) => purl),
        ['name:/in-house@3', 'org.apache.logging.log4j/log4j-core@2.17.1'],
      )
      const [update] = await listUpdates(ctx, { release }, { limit: 1, offset: 0 })
      const changes = await listChanges(ctx, { release }, update?.id ?? 0)
      assert.deepEqual(
        changes.map(({ name, before, after }) => [name, before, after]),
        [
          ['in-house', null, '3'],
          ['org.apache.logging.log4j/log4j-core', '2.14.1', '2.17.1'],
          ['org.example/starter', '1.0.0', null],
        ],
      )
      const kept = await getRelease(ctx, release)
      assert.deepEqual([kept.documents, kept.components], [1, 2])
      assert.equal((await writeDocument(ctx, added.sbom.id, undefined)).text, first.toString())
      const restored = await importSbom(ctx, { content: first, of })
      assert.deepEqual([restored.what, restored.sbom.id], ['again', added.sbom.id])
      await removeSbom(ctx, added.sbom.id)
      assert.deepEqual(
        (await listSboms(ctx, { release, limit: 9 })).sboms.map(({ id, current }) => [id, current]),
        [[later.sbom.id, true]],
      )
      assert.deepEqual((await find(ctx, 'log4j-core')).length, 1)
      await removeRelease(ctx, release)
      assert.deepEqual(await find(ctx, 'log4j-core'), [])
      assert.equal((await findPackages(ctx, { limit: 5 })).length, 0)
      const { releases, documents, components, latestVersion } = await getProduct(ctx, 'shop')
      assert.deepEqual([releases, documents, components, latestVersion], [0, 0, 0, null])
    }))

  test(`owners come from the package, or the version; ends of life from rules (${server.name})`, () =>
    open(async ({ admin: ctx, admit }) => {
      const ada = await admit('ada')
      const parts = [starter, log4j('2.14.1')]
      await importSbom(ctx, { content: cyclonedx({ name: 'app', version: '1' }, parts), of: { supplier: 'us' } })
      const [one, other] = [log4j('2.14.1').purl.replace(/@.*/, ''), starter.purl]
      const owners = [
        { purl: one, owner: 'ada' },
        { purl: other, owner: 'legal' },
        { purl: 'pkg:npm/nobody', owner: 'x' },
      ]
      assert.deepEqual(await setOwners(ctx, owners), { set: 2, unknown: ['pkg:npm/nobody'] })
      assert.deepEqual(
        (await find(ctx, 'owner:ada')).map(found => found.at(-1)),
        [ada.ctx.actor.name],
      )
      assert.deepEqual(
        (await find(ctx, 'owner:legal')).map(found => found.at(-1)),
        ['Legal'],
      )
      const rule = { package: one, supportEnds: null, source: 'by hand' }
      const rules = [
        { ...rule, versions: '2', ends: '2020-01-01' },
        { ...rule, versions: '2.17', ends: '2030-01-01' },
      ]
      await setEndsOfLife(ctx, rules, '')
      assert.deepEqual(
        (await find(ctx, 'eol:past')).map(([purl]) => purl),
        ['org.apache.logging.log4j/log4j-core@2.14.1'],
      )
      await importSbom(ctx, { content: cyclonedx({ name: 'b' }, [log4j('2.17.0')]), of: {} })
      assert.equal((await find(ctx, 'eol:past')).length, 1)
      assert.equal((await find(ctx, 'eol:2030-01-01')).length, 2)
    }))

  test(`whoever owns a product changes it and sends its documents; nobody else does without the right (${server.name})`, () =>
    open(async ({ admin, admit }) => {
      const [owner, member] = [await admit('owner'), await admit('member')]
      await saveProduct(admin, { ...shop, owner: 'owner' })
      await saveRelease(owner.ctx, { product: 'shop', version: '1' }, { releasedAt: '2026-01-01' })
      const content = cyclonedx({ name: 'shop', version: '2' }, [starter])
      const { sbom } = await importSbom(owner.ctx, { content, of: { product: 'shop' } })
      assert.deepEqual([sbom.of.version, sbom.receivedBy], ['2', owner.id])
      assert.deepEqual((await listReleases(member.ctx, { product: 'shop', limit: 9 })).total, 2)
      const refused = [
        () => saveProduct(owner.ctx, { ...shop, id: 'other' }),
        () => importSbom(owner.ctx, { content, of: {} }),
        () => saveProduct(member.ctx, shop),
        () => saveRelease(member.ctx, { product: 'shop', version: '3' }, {}),
        () => importSbom(member.ctx, { content, of: { product: 'shop' } }),
        () => importSbom(member.ctx, { content, of: { release: sbom.of.release ?? 0 } }),
        () => removeSbom(member.ctx, sbom.id),
        () => removeRelease(member.ctx, sbom.of.release ?? 0),
      ]
      for (const work of refused) assert.equal(await codeOf(work()), 'not-allowed')
      await removeSbom(owner.ctx, sbom.id)
      assert.equal(await codeOf(getSbom(member.ctx, sbom.id)), 'not-found')
    }))
}

test('what is not valid is refused with path and line, or kept with its problems where one is lenient', async () => {
  const office = await openOfficeOfPeople()
  const ctx = office.admin
  try {
    const content = Buffer.from(
      cyclonedx({ name: 'a' }, [starter]).toString().replace('"type":"library"', '\n"type":"libary"'),
    )
    await assert.rejects(
      importSbom(ctx, { content, of: {}, fileName: 'a.json' }),
      /^Error: a\.json:\d+ \/components\/0/,
    )
    assert.equal((await listSboms(ctx, { limit: 1 })).total, 0)
    const { sbom } = await importSbom(ctx, { content, of: {}, lenient: true })
    assert.ok(sbom.problems > 0)
    assert.equal((await getSbom(ctx, sbom.id)).problemList.length, sbom.problems)
    for (const text of ['', '{}', 'hello', '\u0000'])
      assert.equal(await codeOf(importSbom(ctx, { content: Buffer.from(text), of: {} })), 'invalid-input')
    assert.equal(await codeOf(importSbom(ctx, { content, of: { product: 'x', project: 'y' } })), 'invalid-input')
  } finally {
    await office.app.close()
  }
})
