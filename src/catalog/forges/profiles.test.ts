import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { type TestContext, test } from 'node:test'
import { openOfficeOfForge, quiet } from '../../../test/office-of-forge.ts'
import { readExchanges } from '../../../test/recorded-forge.ts'
import { getAffiliations } from '../../health/affiliations/enrollments/service.ts'
import { saveOrganization } from '../../health/affiliations/organizations/service.ts'
import { loginKey, nodeKey } from '../../health/identities/keys.ts'
import { findPeopleOfKeys, learnAccounts } from '../../health/identities/service.ts'
import { findTold } from '../../health/metrics/collected/service.ts'
import type { Context } from '../../platform/context.ts'
import { collectProject } from './collecting/service.ts'
import { accountsJob } from './jobs.ts'
import type { ProfileQuestions } from './profiles.ts'
import type { ForgeRecord } from './records.ts'
import { replayProject } from './replaying/service.ts'
import { forgeTables, profileTable } from './service.ts'
import { phase, walk } from './walk.ts'

const first = readExchanges(new URL('gitlab/fixtures/first.json', import.meta.url))

async function openGitlab(t: TestContext) {
  const { server, ctx, clock, id, turnOn } = await openOfficeOfForge(t, 'gitlab')
  server.play(first, '2026-11-21T12:00:00Z')
  await turnOn()
  return { server, ctx, clock, id, host: new URL(server.origin).host }
}

async function profilesOf(ctx: Context, id: string) {
  const rows = await ctx.facts.query<Record<string, unknown>>(
    `select account_login, account_email, company from ${await profileTable(ctx, id)} as t order by all`,
  )
  return rows.map(row => Object.values(row))
}

const all = [
  ['ana', 'ana@acme.example', '@acme'],
  ['bo', null, null],
  ['cy', null, 'Globex'],
  ['eve', null, null],
]

test('profiles are asked for once each; a host that wants to be left alone meanwhile is, and they go on from there', async t => {
  const { server, ctx, clock, id } = await openGitlab(t)
  const people = () =>
    server.asked.filter(({ url }) => /\/users\/\d+$/.test(url.pathname)).map(({ url }) => url.pathname)
  const whole = await collectProject(ctx, id, quiet)
  assert.equal(whole.isComplete, true)
  assert.deepEqual(
    people()
      .map(path => path.slice(-2))
      .sort(),
    ['11', '12', '13', '14', '15'],
  )
  assert.deepEqual(await profilesOf(ctx, id), all)
  clock.now = new Date('2026-11-23T12:00:00Z')
  const later = readExchanges(new URL('gitlab/fixtures/later.json', import.meta.url))
  const limited = [{ ask: 'GET /api/v4/users/11', status: 429, headers: { 'retry-after': '600' }, answer: {} }]
  server.play([...limited, ...later, ...first], '2026-11-23T12:00:00Z')
  const stopped = await collectProject(ctx, id, quiet)
  assert.equal(stopped.waitingUntil?.toISOString(), '2026-11-23T12:10:00.000Z')
  const asked = server.asked.length
  server.play([...later, ...first], '2026-11-23T12:00:00Z')
  assert.equal((await collectProject(ctx, id, quiet)).isComplete, true)
  // Nothing but those whose profiles were left.
  assert.deepEqual(
    server.asked.slice(asked).map(({ url }) => url.pathname.slice(-2)),
    ['12', '13', '11'],
  )
  assert.deepEqual(
    (await profilesOf(ctx, id)).filter(([login]) => login === 'cy'),
    [['cy', 'cy@initech.example', 'Initech']],
  )
})

test('kept answers about profiles are read again without the network', async t => {
  const { server, ctx, id } = await openGitlab(t)
  await collectProject(ctx, id, quiet)
  const asked = server.asked.length
  rmSync(ctx.facts.folder('forge', id), { recursive: true })
  await replayProject(ctx, id, quiet)
  assert.deepEqual(await profilesOf(ctx, id), all)
  assert.equal(server.asked.length, asked)
})

test('merge requests for members only are unknown, and all of them are collected once they are shown', async t => {
  const { server, ctx, clock, id } = await openGitlab(t)
  const at = 'GET /api/v4/projects/acme%2Fweb-shop'
  const project = { id: 7, path_with_namespace: 'acme/web-shop' }
  const answering = { ask: at, answer: { ...project, merge_requests_access_level: 'private' } }
  const forbidden = { ask: `${at}/merge_requests`, status: 403, answer: { message: '403 Forbidden' } }
  server.play([answering, forbidden, ...first], '2026-11-21T12:00:00Z')
  const told = async () => {
    const sources = { projects: [{ id, history: {}, forge: await forgeTables(ctx, id), records: [] }] }
    return (await findTold(ctx, sources, new Set(['items'] as const))).filter(name => name !== 'items')
  }
  await collectProject(ctx, id, quiet)
  assert.deepEqual(await told(), ['issue'])
  rmSync(ctx.facts.folder('forge', id), { recursive: true })
  await replayProject(ctx, id, quiet)
  assert.deepEqual(await told(), ['issue'])
  clock.now = new Date('2026-11-23T12:00:00Z')
  const old = first.filter(({ ask }) => ask === `${at}/merge_requests`)
  server.play([answering, { ask: `${at}/issues`, answer: [] }, ...first], '2026-11-23T12:00:00Z')
  await collectProject(ctx, id, quiet)
  assert.deepEqual(await told(), ['issue', 'change-request'])
  const asked = server.asked.findLast(({ url }) => url.pathname.endsWith('/merge_requests'))
  assert.deepEqual([old.length, asked?.url.searchParams.get('updated_after')], [1, null])
})

test('a company that GitLab names is evidence from the day on which it was seen; an e-mail joins account and commits', async t => {
  const { ctx, id, host } = await openGitlab(t)
  await saveOrganization(ctx, { name: 'Globex' })
  await collectProject(ctx, id, quiet)
  await accountsJob.run(ctx, id, quiet)
  const [cy] = await findPeopleOfKeys(ctx, [loginKey('cy', host)])
  assert.deepEqual(
    (await getAffiliations(ctx, cy ?? '')).map(({ organization, since, evidence }) => [organization, since, evidence]),
    [['Globex', '2026-11-21', 'profile']],
  )
  const commits = { name: 'Ana R.', email: 'ana@acme.example', login: null, host: null }
  await learnAccounts(ctx, [commits])
  const [ana, ...others] = await findPeopleOfKeys(ctx, [loginKey('ana', host), nodeKey(commits)])
  assert.deepEqual([typeof ana, others], ['string', []])
})

const opened = (login: string): ForgeRecord => ({
  ...{ record: 'event', id: login, kind: 'opened', itemKind: 'issue', number: '1' },
  ...{ actor: { login }, at: '2026-11-21T12:00:00Z' },
})

/** How many profiles each collection asks for, and with which cursor it ends. */
async function collectAll(logins: readonly string[], questions: Partial<ProfileQuestions>, cursor?: string) {
  const asked: string[] = []
  const profiles: ProfileQuestions = {
    keyOf: ({ login }) => login,
    async ask(login) {
      asked.push(login)
      return { record: 'profile', account: { login }, at: '2026-11-21T12:00:00Z' }
    },
    ...questions,
  }
  const list = phase('issues', 'issues', '议题', async function* () {
    yield { records: logins.map(opened), position: undefined }
  })
  let last = cursor
  for await (const batch of walk(
    [list],
    { now: () => new Date(0), began: () => '2026-11-21T12:00:00Z' },
    cursor,
    profiles,
  ))
    last = batch.cursor
  return { asked, cursor: last }
}

test('a collection asks for a thousand profiles at most, and the next for those that are left', async () => {
  const logins = Array.from({ length: 2300 }, (_, index) => `p${index}`)
  const one = await collectAll(logins, {})
  const two = await collectAll([], {}, one.cursor)
  const three = await collectAll([], {}, two.cursor)
  const four = await collectAll([], {}, three.cursor)
  assert.deepEqual(
    [one, two, three, four].map(({ asked }) => asked.length),
    [1000, 1000, 300, 0],
  )
  assert.deepEqual([...one.asked, ...two.asked, ...three.asked], logins)
  assert.equal(four.cursor, JSON.stringify({ since: '2026-11-21T11:59:00Z' }))
})

test('a profile that the host fails at is told, and stands in nobody’s way the next time', async () => {
  const fault = Object.assign(new Error('502, time and again'), { code: 'upstream-failed' })
  const cursors: string[] = []
  const asked: string[] = []
  const profiles: ProfileQuestions = {
    keyOf: ({ login }) => login,
    async ask(login) {
      asked.push(login)
      if (login === 'b') throw fault
      return { record: 'profile', account: { login }, at: '2026-11-21T12:00:00Z' }
    },
  }
  const list = phase('issues', 'issues', '议题', async function* () {
    yield { records: ['a', 'b', 'c'].map(opened), position: undefined }
  })
  const tools = { now: () => new Date(0), began: () => '2026-11-21T12:00:00Z' }
  const collect = async (cursor?: string) => {
    for await (const batch of walk([list], tools, cursor, profiles)) cursors.push(batch.cursor)
  }
  await assert.rejects(collect(), fault)
  await collect(cursors.at(-1))
  assert.deepEqual(asked, ['a', 'b', 'c'])
})
