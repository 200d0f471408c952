import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createRepository, git } from '../../../test/repositories.ts'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { runCommand } from '../../../test/terminal.ts'
import { saveForgeRecords } from '../../catalog/forges/facts/service.ts'
import type { ForgeRecord } from '../../catalog/forges/records.ts'
import { forgeTables } from '../../catalog/forges/service.ts'
import { addProjects, updateAddress } from '../../catalog/projects/service.ts'
import { openTree } from '../../platform/git/open-tree.ts'
import { enqueue, findJobs, finish } from '../../platform/jobs/queue.ts'
import { importSbom } from '../../supply-chain/portfolio/documents/service.ts'
import { NewProduct } from '../../supply-chain/portfolio/model.ts'
import { saveProduct } from '../../supply-chain/portfolio/products/service.ts'
import { enroll } from '../affiliations/enrollments/service.ts'
import { importFile, undoImport } from '../affiliations/exchange/service.ts'
import { saveOrganization } from '../affiliations/organizations/service.ts'
import {
  changeDependencySettings,
  getDependencySettings,
  listComponentHealth,
  listDependencyHealth,
  readDependencies,
  setPackageRepository,
} from '../dependencies/api.ts'
import { readAll } from '../dependencies/service.ts'
import { mineCommits } from '../history/service.ts'
import { learnForge, learnProject } from '../identities/service.ts'
import { updateMaintainers } from '../maintainers/service.ts'
import { linkUpstream, showInfluence, showUpstream, unlinkUpstream } from './api.ts'
import { influenceCommand, upstreamCommand } from './cli.ts'
import { shareOf } from './tally-influence.ts'

const folder = mkdtempSync(join(tmpdir(), 'ospo-influence-'))
const { app, admin, admit, browse } = await openOfficeOfPeople({ data: join(folder, 'data') })
after(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const at = (who: string, day: string) => `${who} ${Date.parse(`${day}T12:00:00Z`) / 1000} +0000`
const [ana, bo, cy] = ['Ana Abel <ana@acme.example>', 'Bo Berg <bo@other.example>', 'Cy Cole <cy@x.example>']

/** A clone whose people and files are known. */
async function addClone(name: string, address: string, commits: [who: string, day: string][]) {
  const path = createRepository(
    join(folder, name),
    commits.map(([who, day]) => ({
      ...{ author: at(who, day), committer: at(who, day) },
      files: { MAINTAINERS: `${ana}\n${bo}\n${cy}\n`, CODEOWNERS: '* @acme/leads\n' },
    })),
  )
  git(path, ['remote', 'add', 'origin', `${address}.git`])
  const [project] = await addProjects(admin, path)
  assert.ok(project)
  await updateAddress(admin, project)
  await mineCommits(admin, { id: project.id, path })
  await learnProject(admin, project.id)
  await updateMaintainers(admin, project.id, await openTree(path))
  return project.id
}

const address = 'https://github.com/up/it'
const upstream = await addClone('it', address, [
  [ana, '2026-01-10'],
  [ana, '2026-04-10'],
  [bo, '2026-04-11'],
  [cy, '2026-04-12'],
])
const own = await addClone('own', 'https://github.com/acme/own', [[ana, '2026-01-10']])
await saveOrganization(admin, { name: 'Acme', domains: [{ domain: 'acme.example' }] })
await saveOrganization(admin, { name: 'Acme Labs', parent: 'Acme' })
await saveOrganization(admin, { name: 'Other', domains: [{ domain: 'other.example' }] })

const account = (login: string, email: string) => ({ login, email, kind: 'person' as const })
const anaThere = account('ana', 'ana@acme.example')
const boThere = account('bo', 'bo@other.example')
const fix: ForgeRecord = {
  ...{
    record: 'item',
    kind: 'change-request',
    number: '7',
    url: `${address}/pull/7`,
    title: '=Mend it',
    author: anaThere,
  },
  ...{
    createdAt: '2026-04-01T00:00:00Z',
    updatedAt: '2026-04-03T00:00:00Z',
    state: 'merged',
    labels: [],
    assignees: [],
  },
  ...{ mergedAt: '2026-04-03T00:00:00Z', mergedBy: boThere, closedAt: '2026-04-03T00:00:00Z' },
}
const review: ForgeRecord = {
  ...{ record: 'event', id: 'r1', kind: 'approved', itemKind: 'change-request', number: '7', actor: boThere },
  at: '2026-04-02T00:00:00Z',
}
await saveForgeRecords(admin, upstream, { name: 'github', host: 'github.com' }, [fix, review])
await learnForge(admin, await forgeTables(admin, upstream))

const bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: { 'bom-ref': 'root', type: 'application', name: 'Shop', version: '1' } },
  components: [
    {
      ...{ 'bom-ref': 'it', type: 'library', name: 'it', version: '1', purl: 'pkg:npm/it@1' },
      externalReferences: [{ type: 'vcs', url: `git+${address}.git` }],
    },
    { 'bom-ref': 'go', type: 'library', name: 'go', version: '1', purl: 'pkg:golang/github.com/away/go@v1' },
    { 'bom-ref': 'lost', type: 'library', name: 'lost', version: '1', purl: 'pkg:npm/lost@1' },
  ],
  dependencies: [
    { ref: 'root', dependsOn: ['it', 'go'] },
    { ref: 'go', dependsOn: ['lost'] },
  ],
}
await saveProduct(admin, NewProduct.parse({ id: 'shop', name: 'Shop' }))
await importSbom(admin, { content: Buffer.from(JSON.stringify(bill)), of: { product: 'shop', version: '1' } })

const member = await admit('member')
const officer = await admit('officer', 'officer')
const tally = (own: number, known: number, total: number) => ({ own, known, total, bots: 0, agents: 0 })
const share = (own: number, known: number, total: number) => ({
  ...tally(own, known, total),
  ...{ share: own / total, most: (own + total - known) / total, coverage: known / total },
})

test('components are joined to the projects that they come from; the others say what is missing', async () => {
  const { components, total } = await member.call(listComponentHealth, {})
  assert.equal(total, 3)
  assert.deepEqual(
    components.map(({ package: key, address, source, project }) => [key, address, source, project]),
    [
      ['pkg:golang/github.com/away/go', 'https://github.com/away/go', 'purl', null],
      ['pkg:npm/it', address, 'document', upstream],
      ['pkg:npm/lost', null, null, null],
    ],
  )
  const names = async (standing: 'measured' | 'not-measured' | 'unknown-repository') =>
    (await member.call(listComponentHealth, { standing })).components.map(({ name }) => name)
  assert.deepEqual(
    [await names('measured'), await names('not-measured'), await names('unknown-repository')],
    [['it'], ['github.com/away/go'], ['lost']],
  )
})

test('what we depend on has its criticality, and a risk as far as it is known', async () => {
  const { dependencies, components } = await member.call(listDependencyHealth, {})
  assert.deepEqual(components, { measured: 1, notMeasured: 1, unknown: 1 })
  const [only] = dependencies
  assert.equal(dependencies.length, 1)
  assert.deepEqual(only?.dependence, {
    ...{ packages: 1, products: 1, releases: 1, projects: 0, deliveries: 0, direct: 1, indirect: 0, development: 0 },
  })
  const criticality = (4 * Math.log(2)) / Math.log(11) / 7
  assert.ok(Math.abs((only?.criticality ?? 0) - criticality) < 1e-12)
  const risk = only?.reading?.risk
  assert.ok(risk && risk.least < risk.most, 'no release was told: something is unknown')
  assert.deepEqual(only?.priority, { least: criticality * risk.least, most: criticality * risk.most })
})

test('the office’s own word about where a package comes from outweighs all else, and can be taken back', async () => {
  assert.equal(await codeOf(member.call(setPackageRepository, { package: 'pkg:npm/lost', address })), 'not-allowed')
  const wrong = officer.call(setPackageRepository, { package: 'pkg:npm/lost', address: 'nowhere' })
  assert.equal(await codeOf(wrong), 'invalid-input')
  const { repository } = await officer.call(setPackageRepository, {
    package: 'pkg:npm/lost',
    address: `${address}.git`,
  })
  assert.deepEqual([repository?.address, repository?.source], [address, 'office'])
  const { dependencies } = await member.call(listDependencyHealth, {})
  assert.deepEqual([dependencies[0]?.dependence?.packages, dependencies[0]?.dependence?.direct], [2, 1])
  const back = await officer.call(setPackageRepository, { package: 'pkg:npm/lost', address: null })
  assert.equal(back.repository, null)
})

test('influence over others’ projects that we depend on, over time, with how much is known of it', async () => {
  const influence = await member.call(showInfluence, { organization: 'Acme' })
  assert.deepEqual(influence.names.toSorted(), ['Acme', 'Acme Labs'])
  assert.deepEqual(
    influence.projects.map(({ project }) => project),
    [upstream],
  )
  assert.deepEqual(influence.shares, {
    commits: share(2, 3, 4),
    reviews: share(0, 1, 1),
    decisions: share(0, 1, 1),
    seats: share(0, 1, 1),
    'named-seats': share(1, 2, 3),
  })
  assert.deepEqual(influence.projects[0]?.teams, ['acme/leads'])
  assert.deepEqual(
    influence.series.map(({ at, shares }) => [at, shares.commits]),
    [
      ['2026-01-01', share(1, 1, 1)],
      ['2026-04-01', share(1, 2, 3)],
      ...['2026-07-01', '2026-10-01'].map(at => [at, shareOf({ own: 0, known: 0, total: 0, bots: 0, agents: 0 })]),
    ],
  )
  const all = await member.call(showInfluence, { organization: 'acme', scope: 'all', interval: 'year' })
  assert.deepEqual(all.projects.map(({ project }) => project).toSorted(), [upstream, own].toSorted())
  const unlinked = all.projects.find(({ project }) => project === own)
  assert.deepEqual([unlinked?.dependence, unlinked?.criticality, unlinked?.quadrant], [null, null, null])
  assert.equal(unlinked?.shares.reviews, null)
  assert.equal(await codeOf(member.call(showInfluence, { organization: 'Nobody' })), 'not-found')
})

test('a project that there is not, and a period that ends before it begins, are refused with a sentence', async () => {
  for (const [command, words] of [
    [influenceCommand, ['Acme']],
    [upstreamCommand, []],
  ] as const) {
    const run = (...more: string[]) => runCommand(app.call, command, [...words, ...more])
    await assert.rejects(run('--projects', `${upstream},nope`), { code: 'not-found', message: /nope/ })
    await assert.rejects(run('--all', '--from', '2026-05-01', '--to', '2026-01-01'), {
      code: 'invalid-input',
      message: 'The period ends before it begins: from 2026-05-01 until 2026-01-01',
    })
  }
})

test('over time no interval is left out: not before the first deed, between two, or after the last', async () => {
  const period = { from: '2025-12-15', to: '2026-06-01', interval: 'month' } as const
  const { series } = await member.call(showInfluence, { organization: 'Acme', ...period })
  assert.deepEqual(
    series.map(({ at, shares }) => [at, shares.commits?.total]),
    [
      ['2025-12-01', 0],
      ['2026-01-01', 1],
      ['2026-02-01', 0],
      ['2026-03-01', 0],
      ['2026-04-01', 3],
      ['2026-05-01', 0],
    ],
  )
})

test('an affiliation that changes shows at once', async () => {
  await enroll(admin, { key: 'cy@x.example', organization: 'Acme Labs', since: null, until: '2026-04-13' })
  const { shares } = await member.call(showInfluence, { organization: 'Acme' })
  assert.deepEqual(shares.commits, share(3, 4, 4))
  // The files are of today, and today nobody knows where they work.
  assert.deepEqual(shares['named-seats'], share(1, 2, 3))
})

test('what is ours is set by the office: then contributions upstream are known, and fixes with their links', async () => {
  for (const scope of ['used', 'all'] as const) {
    const { names, contributions, series, projects } = await member.call(showUpstream, { scope })
    const unknown = { commits: null, opened: null, merged: null, reviews: null, issues: null }
    assert.deepEqual([names, contributions, series], [[], unknown, []], scope)
    assert.deepEqual(
      [...new Set(projects.map(({ contributions }) => JSON.stringify(contributions)))],
      [JSON.stringify(unknown)],
    )
  }
  const listed = await runCommand(member.call, upstreamCommand, ['--all'])
  assert.match(listed.printed, /\n( +–){6}\n/)
  assert.equal((await member.get('/upstream?scope=all')).status, 200)
  assert.equal(await codeOf(member.call(changeDependencySettings, { organizations: ['Acme'] })), 'not-allowed')
  const wrongOrder = officer.call(changeDependencySettings, { investFrom: 0.1, watchFrom: 0.2 })
  assert.equal(await codeOf(wrongOrder), 'invalid-input')
  assert.equal(await codeOf(officer.call(changeDependencySettings, { organizations: ['Nobody'] })), 'not-found')
  await officer.call(changeDependencySettings, { organizations: ['Acme'] })
  const ofGitAlone = await member.call(showUpstream, { projects: own })
  assert.deepEqual([...new Set(ofGitAlone.series.map(({ fixes }) => fixes))], [null])
  const printed = (await runCommand(member.call, upstreamCommand, ['--projects', own])).printed.split('\n')
  const [sums = ''] = printed.slice(2)
  assert.match(sums, /^ +[1-9]\d*( +–){5}$/)
  assert.match(
    await (await member.get(`/upstream?projects=${own}&lang=en`)).text(),
    /Fixes upstreamed<\/[^>]+>\s*<[^>]+>–</,
  )
  const ours = { organizations: ['Acme'], addresses: ['github.com/Acme/'] }
  const { settings } = await officer.call(changeDependencySettings, ours)
  assert.deepEqual(settings.addresses, ['https://github.com/acme'])
  assert.equal(settings.investFrom, (await member.call(getDependencySettings, {})).settings.investFrom)

  const before = await member.call(showUpstream, { scope: 'all' })
  assert.deepEqual(
    before.projects.map(({ project }) => project),
    [upstream],
  )
  assert.deepEqual([before.contributions.merged, before.contributions.opened], [share(1, 1, 1), share(1, 1, 1)])
  assert.deepEqual([before.contributions.commits, before.fixes], [share(3, 4, 4), []])

  const wish = { project: upstream, number: '7', target: 'https://github.com/acme/own/issues/3' }
  assert.equal(await codeOf(member.call(linkUpstream, wish)), 'not-allowed')
  assert.equal(await codeOf(officer.call(linkUpstream, { ...wish, target: 'soon' })), 'invalid-input')
  assert.equal(await codeOf(officer.call(linkUpstream, { ...wish, target: '#99' })), 'not-found')
  const link = await officer.call(linkUpstream, wish)
  assert.equal(await codeOf(officer.call(linkUpstream, wish)), 'conflict')
  const linked = await member.call(showUpstream, {})
  assert.deepEqual(linked.fixes, [
    {
      ...{ project: upstream, number: '7', title: '=Mend it', url: `${address}/pull/7` },
      ...{ mergedAt: '2026-04-03T00:00:00.000Z', labels: [], links: [{ target: wish.target, id: link.id }] },
    },
  ])
  assert.deepEqual([linked.projects[0]?.fixes, linked.series.map(({ fixes }) => fixes)], [1, [0, 1, 0, 0]])
  await officer.call(changeDependencySettings, { fixLabels: ['Mend'] })
  await officer.call(unlinkUpstream, { id: link.id })
  assert.deepEqual((await member.call(showUpstream, {})).fixes, [])
  assert.equal(await codeOf(officer.call(unlinkUpstream, { id: link.id })), 'not-found')
})

test('an organization of ours that goes with its import is ours no more, and the settings can still be changed', async () => {
  const before = (await member.call(getDependencySettings, {})).settings.organizations
  const { id } = await importFile(admin, {
    ...{ name: 'map.txt', text: 'zoe@zed.example Zed Works\n', format: 'gitdm-email-map', part: 'affiliations' },
  })
  await officer.call(changeDependencySettings, { organizations: [...before, 'Zed Works'] })
  await undoImport(admin, id)
  const { settings } = await officer.call(changeDependencySettings, { investFrom: 0.35 })
  assert.deepEqual([settings.organizations, settings.investFrom], [before, 0.35])
  await officer.call(changeDependencySettings, { investFrom: 0.3 })
})

test('health is read anew when work on the project ended since, and not before', async () => {
  const readAt = async () => {
    const { dependencies } = await member.call(listDependencyHealth, {})
    const { reading } = dependencies.find(({ project }) => project === upstream) ?? {}
    assert.ok(reading)
    return reading.measuredAt
  }
  const later = (seconds: number) => new Date(admin.now().getTime() + seconds * 1000)
  const round = () =>
    readAll({ ...admin, now: () => later(2) }, { report: () => undefined, signal: new AbortController().signal })
  const first = await readAt()
  await round()
  assert.equal(await readAt(), first)
  const job = await enqueue(admin.db, admin.now(), { kind: 'analysis', rank: 1 }, upstream)
  await finish(admin.db, later(1), job, { state: 'done' })
  assert.equal(await readAt(), first)
  // Whoever looks has nothing fetched.
  const waiting = (await findJobs(admin.db, { state: 'queued' })).map(({ kind }) => kind)
  assert.deepEqual([waiting.includes('dependency-changes'), waiting.includes('dependency-health')], [true, false])
  await round()
  assert.equal(await readAt(), later(2).toISOString())
})

test('every table is a file, whose cells no spreadsheet takes for formulas', async () => {
  const link = await officer.call(linkUpstream, { project: upstream, number: '7', target: 'https://x.example/1' })
  const { get } = await browse(member.id)
  const text = async (path: string) => (await get(`/health-tables/${path}`)).text()
  assert.match(await text('fixes.csv'), /^project,number,title,.*\r\n.*,7,'=Mend it,/)
  assert.match(await text('components.csv?standing=not-measured'), /\r\npkg:golang\/github.com\/away\/go,golang,/)
  assert.match(await text('influence.csv?organization=Acme'), new RegExp(`\\r\\n${upstream},it,${address},0\\.`))
  assert.match(await text('influence.csv?organization=Acme'), /,named-teams\r\n.*,acme\/leads\r\n/)
  assert.match(await text('influence-over-time.csv?organization=Acme'), /\r\n2026-04-01,2,3,3,0,0,/)
  for (const table of ['dependencies', 'upstream', 'upstream-over-time'])
    assert.equal((await text(`${table}.csv`)).split('\r\n').length > 2, true, table)
  assert.equal((await get('/health-tables/nothing.csv')).status, 404)
  assert.equal((await get('/health-tables/influence.csv?interval=day')).status, 400)
  await officer.call(unlinkUpstream, { id: link.id })
})

test('the pages say the same, and forms change what the API changes', async () => {
  const { get, post } = await browse(officer.id)
  const page = async (path: string) => {
    const answer = await get(path)
    assert.equal(answer.status, 200, path)
    return answer.text()
  }
  const influence = await page('/influence?organization=Acme&lang=en')
  assert.match(influence, /3 of 4 by people · organization known of 100%/)
  assert.match(influence, /1 of 3 by people · [^<]* · beside them 1 team, which counts as nobody/)
  assert.match(influence, /title="@acme\/leads">\+ 1 team</)
  const links = (await page('/influence?organization=')).matchAll(/href="(\/health-tables\/[^"]+)"/g)
  const statuses = await Promise.all(
    [...links].map(async ([, to = '']) => (await get(to.replaceAll('&amp;', '&'))).status),
  )
  assert.deepEqual(statuses, [200, 200])
  const { printed } = await runCommand(member.call, influenceCommand, ['Acme'])
  assert.match(printed, new RegExp(`${upstream}.* 33\\.3% \\(66\\.7%\\) \\+ 1 team `))
  assert.match(await page('/upstream?lang=en'), /Ours: Acme, Acme Labs/)
  assert.match(await page('/dependency-health?lang=en&standing=not-measured'), /not measured: add its repository/)
  const where = '/dependency-repositories?package=pkg%3Agolang%2Fgithub.com%2Faway%2Fgo&lang=en'
  assert.match(await page(where), /git clone --bare https:\/\/github\.com\/away\/go go\.git/)
  const fields = { package: 'pkg:npm/lost', address: 'https://github.com/lost/it' }
  assert.equal((await post('/dependency-repositories', fields)).status, 303)
  const { components } = await member.call(listComponentHealth, { text: 'lost' })
  assert.equal(components[0]?.address, 'https://github.com/lost/it')
  const settings = await page('/dependency-settings?lang=en')
  assert.match(settings, /<textarea class="form-control" name="organizations" rows="4">Acme<\/textarea>/)
  assert.equal((await post('/dependency-readings')).status, 303)
  assert.match((await officer.call(readDependencies, {})).job, /./)
})
