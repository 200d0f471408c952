import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startEngines } from '../../../test/engines.ts'
import { openOfficeOfPeople } from '../../../test/staff.ts'
import { saveAddress, saveProject } from '../../catalog/projects/store.ts'
import { noteRepositories } from '../../supply-chain/inventory/repositories/service.ts'
import { saveManifest } from '../../supply-chain/inventory/service.ts'
import { importSbom } from '../../supply-chain/portfolio/documents/service.ts'
import { NewProduct } from '../../supply-chain/portfolio/model.ts'
import { saveProduct, saveRelease } from '../../supply-chain/portfolio/products/service.ts'
import { insertLink } from '../influence/upstream/store.ts'
import { findNamedSeats } from '../maintainers/service.ts'
import { replaceMaintainers } from '../maintainers/store.ts'
import { ComponentWish } from './model.ts'
import { countStandings, findDepended, listComponents } from './service.ts'
import { changeSettings, getSettings } from './settings/service.ts'
import { findReadings, saveReading } from './store.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))
test('PostgreSQL answers as SQLite does', { skip: missing }, () => undefined)

const purl = 'pkg:github/up/it@1.0'
const use = { purl, package: 'pkg:github/up/it', version: '1.0', relation: 'direct', scope: 'development' } as const
const bill = {
  ...{ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 },
  components: [
    { 'bom-ref': 'a', type: 'library', name: 'it', version: '1.0', purl },
    {
      'bom-ref': 'b',
      type: 'library',
      name: 'b',
      version: '1',
      purl: 'pkg:generic/b@1?vcs_url=git%2Bhttps://github.com/up/b',
    },
    { 'bom-ref': 'c', type: 'library', name: 'c', version: '1', purl: 'pkg:npm/c@1' },
  ],
}

for (const server of servers)
  test(`who uses what comes from where, settings, readings, seats and links are kept (${server.name})`, async () => {
    const { app, admin } = await openOfficeOfPeople({ database: await server.create() })
    try {
      const at = admin.now().toISOString()
      for (const id of ['it', 'web'])
        await saveProject(admin.db, { id, name: id, path: `/${id}`, kind: 'bare', mainPath: null, addedAt: at })
      await saveAddress(admin.db, 'it', 'https://github.com/up/it')
      const manifest = { path: 'x.lock', reader: 'x', warnings: [], contentHash: 'x' }
      await saveManifest(admin, 'web', { ...manifest, components: [{ ...use, manifest: 'x.lock' }] })
      await saveProduct(admin, NewProduct.parse({ id: 'shop', name: 'Shop' }))
      const content = Buffer.from(JSON.stringify(bill))
      for (const version of ['1', '2']) await importSbom(admin, { content, of: { product: 'shop', version } })
      await saveRelease(admin, { product: 'shop', version: '1' }, { state: 'withdrawn' })
      await importSbom(admin, { content, of: { supplier: 'Mill', name: 'box', version: '3' } })
      await noteRepositories(admin, 'registry', [
        { package: 'pkg:npm/c', address: 'git+https://Forge.example/o/c.git', evidence: 'npm: folder' },
        { package: 'pkg:npm/c', address: 'https://forge.example/o/c2', evidence: 'npm: folder' },
      ])

      const { components, total } = await listComponents(admin, ComponentWish.parse({}))
      assert.deepEqual(
        [total, ...components.map(one => [one.name, one.address, one.source, one.project])],
        [
          3,
          ['up/it', 'https://github.com/up/it', 'purl', 'it'],
          ['b', 'https://github.com/up/b', 'purl', null],
          ['c', 'https://forge.example/o/c2', 'registry', null],
        ],
      )
      assert.deepEqual(await countStandings(admin), { measured: 1, notMeasured: 2, unknown: 0 })
      const [depended, other] = await findDepended(admin)
      assert.deepEqual(depended?.dependence, {
        ...{ packages: 1, products: 1, releases: 1, projects: 1, deliveries: 1 },
        ...{ direct: 0, indirect: 2, development: 1 },
      })
      assert.deepEqual([other?.project, other?.dependence, other?.criticality], ['web', null, null])

      for (const investFrom of [0.5, 0.6])
        await changeSettings(admin, { investFrom, addresses: ['https://own.example/'] })
      const { settings, changedBy } = await getSettings(admin)
      assert.deepEqual(
        [settings.investFrom, settings.addresses, changedBy],
        [0.6, ['https://own.example'], admin.actor.name],
      )

      const reading = { model: 'sunset', modelVersion: 0, asOf: '2026-11-22', verdicts: {}, measuredAt: at }
      for (const risk of [null, { least: 0.25, most: 0.5 }]) await saveReading(admin.db, 'it', { ...reading, risk })
      assert.deepEqual(
        await findReadings(admin.db),
        new Map([['it', { ...reading, risk: { least: 0.25, most: 0.5 } }]]),
      )

      const nobody = { path: 'OWNERS', name: null, email: null, login: null, team: null }
      await replaceMaintainers(admin.db, 'it', [
        { ...nobody, role: 'owner', login: 'ana' },
        { ...nobody, role: 'approver', login: 'Ana' },
        { ...nobody, role: 'reviewer', login: 'bo' },
        { ...nobody, role: 'owner', team: 'up/all' },
      ])
      const seats = await findNamedSeats(admin, ['it', 'web'], '2026-11-21')
      assert.deepEqual(
        seats,
        new Map([['it', { people: new Map([[null, 1]]), bots: 0, agents: 0, teams: ['up/all'] }]]),
      )
      await insertLink(admin.db, { id: 'l', project: 'it', number: '1', target: '#1', at, by: admin.actor.id })
    } finally {
      await app.close()
    }
  })
