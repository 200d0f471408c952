import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { saveForgeRecords } from '../src/catalog/forges/facts/service.ts'
import type { ForgeRecord } from '../src/catalog/forges/records.ts'
import { forgeTables } from '../src/catalog/forges/service.ts'
import { addProjects } from '../src/catalog/projects/service.ts'
import { addOrganization, enrollPerson } from '../src/health/affiliations/api.ts'
import { mineChanges, mineCommits, recordFiles } from '../src/health/history/service.ts'
import { learnForge, learnProject } from '../src/health/identities/service.ts'
import { openTree } from '../src/platform/git/open-tree.ts'
import { updateInventory } from '../src/supply-chain/inventory/service.ts'
import { createRepository, git, type NewCommit } from './repositories.ts'
import { openOfficeOfPeople } from './staff.ts'

const ada = 'Ada Lovelace <ada@acme.example>'
const bob = 'Bob Stone <bob@home.example>'
const bot = 'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>'

function commit(who: string, at: string, rest: NewCommit = {}): NewCommit {
  const ident = `${who} ${Date.parse(at) / 1000} +0530`
  return { author: ident, committer: ident, ...rest }
}

const lockfile = JSON.stringify({
  name: 'loom',
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { shuttle: '^1.0.0' } },
    'node_modules/shuttle': { version: '1.2.0', license: 'MIT' },
  },
})

const commits: NewCommit[] = [
  commit(ada, '2026-01-05T10:00:00Z', { files: { 'loom.ts': 'a\nb\n', 'package-lock.json': lockfile } }),
  commit(ada, '2026-01-20T10:00:00Z', { files: { 'loom.ts': 'a\nb\nc\n' } }),
  commit(bob, '2026-02-03T10:00:00Z', {
    files: { 'loom.ts': 'a\n' },
    message: 'Trim\n\nAssisted-by: A model\nReviewed-by: Zelda Quill <zelda@quill.example>\n',
  }),
  commit(bot, '2026-02-04T10:00:00Z', { files: { 'notes.md': 'x\n' } }),
  commit(ada, '2026-03-01T10:00:00Z', { files: { 'loom.ts': 'a\nz\n' } }),
]

const [adaThere, bobThere, carolThere] = ['ada-l', 'stonebob', 'carol'].map(login => ({ login }))
const records: ForgeRecord[] = [
  {
    ...{ record: 'item', kind: 'issue', number: '1', title: 'It breaks', url: 'https://forge.example/it/1' },
    ...{ author: carolThere ?? {}, createdAt: '2026-02-01T00:00:00Z', updatedAt: '2026-02-03T12:00:00Z' },
    ...{ state: 'closed', closedAt: '2026-02-03T12:00:00Z', labels: ['bug'], assignees: [bobThere ?? {}] },
    ...(bobThere && { closedBy: bobThere }),
  },
  {
    ...{ record: 'item', kind: 'change-request', number: '2', title: 'Mend it' },
    ...{ author: bobThere ?? {}, createdAt: '2026-02-02T00:00:00Z', updatedAt: '2026-02-03T00:00:00Z' },
    ...{ state: 'merged', mergedAt: '2026-02-03T00:00:00Z', labels: [], assignees: [] },
    ...(adaThere && { mergedBy: adaThere }),
    change: {
      baseBranch: 'main',
      headBranch: 'ada-l/mend',
      isFromFork: true,
      commits: 1,
      added: 1,
      removed: 2,
      files: 1,
    },
  },
  ...(
    [
      ['e1', 'commented', 'issue', '1', bobThere, '2026-02-01T12:00:00Z', { length: 40 }],
      ['e2', 'assigned', 'issue', '1', adaThere, '2026-02-01T13:00:00Z', { value: 'stonebob' }],
      ['e3', 'labeled', 'issue', '1', adaThere, '2026-02-01T14:00:00Z', { value: 'bug' }],
      ['e4', 'approved', 'change-request', '2', adaThere, '2026-02-02T18:00:00Z', { length: 5 }],
    ] as const
  ).map(
    ([id, kind, itemKind, number, actor, at, more]): ForgeRecord => ({
      ...{ record: 'event', id, kind, itemKind, number, at, ...more },
      actor: actor ?? {},
    }),
  ),
  { record: 'commit-link', number: '2', hash: 'f'.repeat(40) },
  {
    ...{ record: 'release', id: 'r1', tag: 'v1.0.0', name: 'One', isDraft: false, isPrerelease: false, downloads: 7 },
    ...{
      createdAt: '2026-03-02T00:00:00Z',
      publishedAt: '2026-03-02T01:00:00Z',
      ...(adaThere && { author: adaThere }),
    },
  },
  {
    ...{ record: 'spread', kind: 'fork', actor: carolThere ?? {}, at: '2026-02-05T00:00:00Z' },
    url: 'https://forge.example/carol/it',
  },
  { record: 'count', what: 'stars', at: '2026-03-03T00:00:00Z', count: 12 },
]

/** An office that looks after one small project with something of every kind of fact, and that knows where its people work. */
export async function openOfficeOfFacts() {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-facts-office-'))
  const office = await openOfficeOfPeople({ data: join(folder, 'data') })
  const { admin, app } = office
  const path = createRepository(join(folder, 'loom'), commits)
  git(path, ['tag', 'v1.0.0', 'main'])
  const [project] = await addProjects(admin, path)
  if (!project) throw new Error('no project was found')
  await mineCommits(admin, project)
  await mineChanges(admin, project)
  await recordFiles(admin, project)
  const tree = await openTree(path)
  await updateInventory(admin, project.id, tree)
  await learnProject(admin, project.id)
  await saveForgeRecords(admin, project.id, { name: 'gitea', host: 'forge.example' }, records)
  await learnForge(admin, { ...(await forgeTables(admin, project.id)) })
  await app.call(addOrganization, { name: 'Acme', domains: [{ domain: 'acme.example' }] })
  await app.call(enrollPerson, { key: 'bob@home.example', organization: 'Quarry', since: '2026-02-01', until: null })
  return {
    ...office,
    folder,
    async close() {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
