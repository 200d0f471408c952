import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import * as accounts from '../src/access/accounts/store.ts'
import * as signIn from '../src/access/sign-in/store.ts'
import * as tokens from '../src/access/tokens/store.ts'
import { openApp } from '../src/app/app.ts'
import { listJobs } from '../src/catalog/jobs/api.ts'
import { findKeyFiles, replaceKeyFiles } from '../src/catalog/key-files/store.ts'
import { getOffice } from '../src/catalog/office/api.ts'
import * as people from '../src/catalog/people/store.ts'
import { removeProject } from '../src/catalog/projects/api.ts'
import type { Project } from '../src/catalog/projects/model.ts'
import * as projects from '../src/catalog/projects/store.ts'
import { scanPaths } from '../src/catalog/scans/api.ts'
import * as queries from '../src/health/analysis/store.ts'
import { insertContributions } from '../src/health/identities/activity/store.ts'
import type { Db } from '../src/platform/context.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import type { Client } from '../src/platform/http/client.ts'
import type { JobKind } from '../src/platform/jobs/job.ts'
import * as queue from '../src/platform/jobs/queue.ts'
import type { ComponentUse } from '../src/supply-chain/inventory/model.ts'
import { forgetInventory, saveManifest } from '../src/supply-chain/inventory/service.ts'
import * as inventory from '../src/supply-chain/inventory/store.ts'
import { startEngines } from './engines.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

const noon = new Date('2026-11-21T12:00:00Z')
const now = () => noon
const web: Project = {
  id: 'web',
  name: 'web',
  path: '/code/web',
  kind: 'repository',
  mainPath: null,
  addedAt: noon.toISOString(),
}
const api: Project = { ...web, id: 'api', name: 'api', path: '/code/api', kind: 'bare' }
const admin = {
  id: '1',
  name: 'admin',
  login: null,
  email: null,
  locale: null,
  timeZone: null,
  active: true,
  externalId: null,
  createdAt: noon.toISOString(),
}
const kind: JobKind = { kind: 'sweep', rank: 1, run: async () => undefined }

const facts: [string, (db: Db) => Promise<void>][] = [
  ['a project saved twice is one, with what was learned last', savesProjects],
  ['a job is claimed once, and again when its worker has been silent for too long', claimsJobs],
  ['work that stands on other work of its subject is not begun before that is over', claimsInOrder],
  ['waiting work is not put in the queue twice', queuesOnce],
  ['work that ended long ago goes when the same work ends again', forgetsOldWork],
  ['a package counts the projects that use it', countsPackages],
  ['a manifest that can no longer be read keeps its components', keepsComponents],
  ['removing a project removes all that is recorded of it', deletesProject],
  ['people are summed up over projects, and found by part of a name', sumsUpPeople],
  ['a sign-in link works once and not after its time', takesLinkOnce],
  ['a token is found by its secret and gone when revoked', revokesToken],
  ['a saved question is seen by its owner, and by others once it is shared', sharesQuery],
]

test('PostgreSQL took part', { skip: missing }, () => assert.equal(servers.length, 2))

for (const server of servers) {
  for (const [sentence, prove] of facts) {
    test(`${sentence} (${server.name})`, async () => {
      const { db } = await openDatabase(await server.create())
      try {
        await prove(db)
      } finally {
        await db.destroy()
      }
    })
  }
}

for (const server of servers) {
  test(`the whole way from a folder to the office and back out of it (${server.name})`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ospo-storage-'))
    const code = join(folder, 'shop')
    mkdirSync(code)
    const packages = { 'node_modules/a': { version: '1.0.0', license: 'AGPL-3.0-only' } }
    writeFileSync(join(code, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }))
    const app = await openApp({ data: join(folder, 'data'), database: await server.create() })
    const worker = await app.startWorker()
    try {
      const { jobs } = await app.call(scanPaths, { paths: [code] })
      for (let tries = 0; tries < 100 && !(await areDone(app.call, jobs)); tries++) await sleep(50)
      const { projects } = await app.call(getOffice, {})
      assert.deepEqual(
        projects.map(({ id, summary }) => [id, summary?.components, summary?.verdicts.deny, summary?.findings[0]?.id]),
        [['shop', 1, 1, 'no-license']],
      )
      await app.call(removeProject, { project: 'shop' })
      assert.deepEqual((await app.call(getOffice, {})).projects, [])
    } finally {
      await worker.stop()
      await app.close()
      rmSync(folder, { recursive: true })
    }
  })
}

async function areDone(call: Client, ids: string[]) {
  const { jobs } = await call(listJobs, { ids: ids.join(',') })
  return jobs.every(job => job.state === 'done')
}

async function savesProjects(db: Db) {
  await projects.saveProject(db, web)
  await projects.saveProject(db, { ...web, id: 'other', kind: 'worktree', mainPath: '/code/main' })
  assert.deepEqual(await projects.findProjects(db), [{ ...web, kind: 'worktree', mainPath: '/code/main' }])
}

async function claimsJobs(db: Db) {
  const id = await queue.enqueue(db, noon, kind, 'web')
  const claimed = await Promise.all(['a', 'b', 'c'].map(worker => queue.claim(db, noon, worker, [kind])))
  assert.deepEqual(
    claimed.filter(job => job).map(job => [job?.id, job?.state, job?.attempts]),
    [[id, 'running', 1]],
  )

  const nextDay = new Date('2026-11-22T12:00:00Z')
  assert.equal((await queue.claim(db, nextDay, 'd', [kind]))?.attempts, 2)
  assert.equal(await queue.claim(db, nextDay, 'e', [{ kind: 'other' }]), undefined)
}

async function claimsInOrder(db: Db) {
  const polish = { kind: 'polish', rank: 0, after: kind.kind }
  await queue.enqueue(db, noon, polish, 'web')
  const sweep = await queue.enqueue(db, noon, kind, 'web')
  await queue.enqueue(db, noon, polish, 'api')
  const next = async () => {
    const job = await queue.claim(db, noon, 'a', [kind, polish])
    return job && `${job.kind} ${job.subject}`
  }
  assert.deepEqual([await next(), await next(), await next()], ['polish api', 'sweep web', undefined])
  await queue.requeue(db, sweep, new Date('2026-11-22T12:00:00Z'))
  assert.equal(await next(), undefined)
  await queue.finish(db, noon, sweep, { state: 'failed' })
  assert.deepEqual([await next(), await next()], ['polish web', undefined])
}

async function queuesOnce(db: Db) {
  const first = await queue.enqueue(db, noon, kind, 'web')
  assert.equal(await queue.enqueue(db, noon, kind, 'web'), first)
  assert.notEqual(await queue.enqueue(db, noon, kind, 'api'), first)
  assert.deepEqual(await queue.countJobs(db), { queued: 2, running: 0, done: 0, failed: 0 })
}

async function forgetsOldWork(db: Db) {
  const end = async (at: string, subject: string, state: 'done' | 'failed') => {
    const id = await queue.enqueue(db, new Date(at), kind, subject)
    await queue.claim(db, new Date(at), 'a', [kind])
    await queue.finish(db, new Date(at), id, { state })
    return id
  }
  await end('2026-01-01T12:00:00Z', 'web', 'done')
  await end('2026-01-02T12:00:00Z', 'web', 'failed')
  const others = await end('2026-01-01T12:00:00Z', 'api', 'done')
  const late = await end('2026-01-20T12:00:00Z', 'web', 'done')
  const last = await end('2026-02-10T12:00:00Z', 'web', 'done')
  const left = (await queue.findJobs(db, {})).map(({ id }) => id)
  assert.deepEqual(left, [last, late, others])
}

function use(name: string, version: string): ComponentUse {
  const purl = `pkg:npm/${name}`
  return {
    purl: `${purl}@${version}`,
    package: purl,
    version,
    license: 'MIT',
    relation: 'transitive',
    scope: 'runtime',
    path: ['pkg:npm/root@1'],
    manifest: 'package-lock.json',
  }
}

function manifest(components: ComponentUse[] | undefined) {
  return { path: 'package-lock.json', reader: 'npm', contentHash: '0', warnings: [], components }
}

async function countsPackages(db: Db) {
  await projects.saveProject(db, web)
  await projects.saveProject(db, api)
  await saveManifest({ db, now }, 'web', manifest([use('a', '1'), use('a', '2'), use('b', '1')]))
  await saveManifest({ db, now }, 'api', manifest([use('a', '1')]))
  assert.deepEqual(
    (await inventory.findPackages(db, { limit: 10 })).map(({ name, projects }) => [name, projects]),
    [
      ['a', 2],
      ['b', 1],
    ],
  )
  const direct = { ...use('c', ''), purl: 'pkg:npm/c', relation: 'direct' as const }
  const unplaced = { ...use('d', '1'), relation: 'unknown' as const }
  const other = { ...manifest([direct, unplaced, use('b', '2')]), path: 'package.json' }
  await saveManifest({ db, now }, 'web', other)
  assert.deepEqual(await inventory.countPackagesOf(db, 'web'), { manifests: 2, packages: 4, direct: 1, unplaced: 1 })
  assert.deepEqual(await inventory.countPackagesOf(db, 'none'), { manifests: 0, packages: 0, direct: 0, unplaced: 0 })
  await saveManifest({ db, now }, 'web', { ...other, components: [] })

  await saveManifest({ db, now }, 'web', manifest([use('b', '1')]))
  assert.deepEqual(
    (await inventory.findPackages(db, { text: 'A', limit: 10 })).map(({ name, projects }) => [name, projects]),
    [['a', 1]],
  )
}

async function keepsComponents(db: Db) {
  const problem = { en: 'broken', zh: '损坏' }
  await projects.saveProject(db, web)
  await saveManifest({ db, now }, 'web', manifest([use('a', '1')]))
  await saveManifest({ db, now }, 'web', { ...manifest(undefined), problem })
  const { path, manifest: from, ...said } = use('a', '1')
  assert.deepEqual(
    (await inventory.findUses(db, 'web')).map(found => [found.use, found.path, found.manifest]),
    [[said, path, from]],
  )
  assert.deepEqual(await inventory.findManifests(db, 'web'), [
    { path: 'package-lock.json', reader: 'npm', components: 1, warnings: [], problem },
  ])
}

async function deletesProject(db: Db) {
  await projects.saveProject(db, web)
  await replaceKeyFiles(db, 'web', [{ kind: 'license', path: 'LICENSE' }])
  await saveManifest({ db, now }, 'web', manifest([use('a', '1')]))
  await forgetInventory({ db, now }, 'web')
  await projects.deleteProject(db, 'web')
  assert.deepEqual(await findKeyFiles(db, 'web'), [])
  assert.deepEqual(await inventory.findUses(db, 'web'), [])
  assert.deepEqual(await inventory.findPackages(db, { limit: 10 }), [])
}

async function sumsUpPeople(db: Db) {
  await projects.saveProject(db, web)
  await projects.saveProject(db, api)
  const ada = {
    project_id: 'web',
    person_id: 'p1',
    name: 'Ada',
    email: 'ada@a.example',
    bot: 0,
    commits: 2,
    first_at: '2020',
    last_at: '2021',
  }
  await insertContributions(db, [ada, { ...ada, project_id: 'api', commits: 3, last_at: '2024' }])
  assert.deepEqual(await people.findPeople(db, { text: 'AD', limit: 5 }), [
    {
      id: 'p1',
      name: 'Ada',
      email: 'ada@a.example',
      bot: false,
      projects: 2,
      commits: 5,
      firstAt: '2020',
      lastAt: '2024',
    },
  ])
  assert.deepEqual(await people.findPeople(db, { text: '%', limit: 5 }), [])
  await insertContributions(db, [{ ...ada, person_id: 'p2', name: 'a_b' }])
  assert.deepEqual(
    (await people.findPeople(db, { text: 'a_b', limit: 5 })).map(({ id }) => id),
    ['p2'],
  )
}

async function takesLinkOnce(db: Db) {
  await accounts.insertAccount(db, admin)
  const link = { account_id: '1', expires_at: '2026-11-21T13:00:00.000Z' }
  await signIn.insertLink(db, { ...link, secret_hash: 'a' })
  await signIn.insertLink(db, { ...link, secret_hash: 'b' })
  assert.equal(await signIn.takeSignInLink(db, 'a', noon), '1')
  assert.equal(await signIn.takeSignInLink(db, 'a', noon), undefined)
  assert.equal(await signIn.takeSignInLink(db, 'b', new Date('2026-11-21T14:00:00Z')), undefined)
}

async function revokesToken(db: Db) {
  await accounts.insertAccount(db, admin)
  const at = noon.toISOString()
  const permissions = ['office.read' as const]
  const token = { id: 't', name: 'ci', account: '1', permissions, createdAt: at, expiresAt: at, lastUsedAt: null }
  await tokens.insertToken(db, token, 'hash')
  assert.deepEqual(await tokens.findTokenBySecret(db, 'hash'), { ...token, accountName: 'admin' })
  await tokens.deleteToken(db, 't')
  assert.equal(await tokens.findTokenBySecret(db, 'hash'), undefined)
}

async function sharesQuery(db: Db) {
  const query = { id: 'q', name: 'Q', sql: 'from commits', owner: '1', shared: false, savedAt: noon.toISOString() }
  await queries.saveQuery(db, query)
  assert.deepEqual([await queries.findQueries(db, '1'), await queries.findQueries(db, '2')], [[query], []])
  const shared = { ...query, sql: 'from items', shared: true }
  await queries.saveQuery(db, shared)
  assert.deepEqual([await queries.findQueries(db, '2'), await queries.countQueriesOf(db, '1')], [[shared], 1])
  await queries.deleteQuery(db, 'q')
  assert.deepEqual([await queries.findQuery(db, 'q'), await queries.countQueriesOf(db, '1')], [undefined, 0])
}
