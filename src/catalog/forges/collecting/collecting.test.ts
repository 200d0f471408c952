import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { openOfficeOfForge, quiet, runCommand } from '../../../../test/office-of-forge.ts'
import { type Exchange, readExchanges } from '../../../../test/recorded-forge.ts'
import type { Context } from '../../../platform/context.ts'
import { listAnswerLogs, openAnswerLog } from '../../../platform/facts/answer-log.ts'
import { Failure } from '../../../platform/failure.ts'
import { removeProject } from '../../projects/service.ts'
import { changeConnection, connect, getConnections, testConnection } from '../connections/service.ts'
import { collectionJob } from '../jobs.ts'
import type { ForgeTables } from '../model.ts'
import { replayProject } from '../replaying/service.ts'
import { forgeTables, getForgeState, requestCollection, requestRound } from '../service.ts'
import { collectProject } from './service.ts'

const fixtures = new URL('../github/fixtures/', import.meta.url)
const first = readExchanges(new URL('first.json', fixtures))
const later = readExchanges(new URL('later.json', fixtures))
const whole = { items: 6, events: 35, commitLinks: 2, releases: 2, branches: 3, counts: 4, spreads: 4 }

async function open(t: TestContext) {
  const office = await openOfficeOfForge(t, 'github', 'Acme/Web-Shop')
  office.server.play(first, '2026-11-21T12:00:00Z')
  return office
}

async function countsOf(ctx: Context, id: string) {
  const counts: Record<string, number> = {}
  for (const [name, table] of Object.entries(await forgeTables(ctx, id))) {
    const [row] = await ctx.facts.query<{ count: number }>(`select count(*) as count from ${table} as t`)
    counts[name] = row?.count ?? 0
  }
  return counts
}

async function rowsOf(ctx: Context, id: string, table: keyof ForgeTables) {
  return ctx.facts.query<Record<string, unknown>>(
    `select * from ${(await forgeTables(ctx, id))[table]} as t order by all`,
  )
}

async function codeOf(work: Promise<unknown>) {
  const error = await work.catch(error => error)
  return error instanceof Failure ? error.code : String(error)
}

test('nothing is asked of a forge before it is connected and turned on', async t => {
  const { server, ctx, id } = await open(t)
  assert.equal(await codeOf(collectProject(ctx, id, quiet)), 'not-found')
  const { id: connection } = await connect(ctx, {
    kind: 'github',
    origin: server.origin,
    token: 's3cret',
    active: false,
    rawMegabytes: 10,
  })
  assert.equal(await codeOf(collectProject(ctx, id, quiet)), 'not-allowed')
  assert.equal(await codeOf(requestCollection(ctx, id)), 'not-allowed')
  assert.deepEqual(server.asked, [])
  await changeConnection(ctx, connection, { active: true })
  assert.deepEqual((await collectProject(ctx, id, quiet)).isComplete, true)
  assert.equal(
    await codeOf(connect(ctx, { kind: 'gitlab', origin: server.origin, active: false, rawMegabytes: 1 })),
    'conflict',
  )
})

test('a token is kept sealed, is sent to its host, and stands in no answer and no file', async t => {
  const { server, ctx, id, data, turnOn, app, close } = await open(t)
  const connection = await turnOn()
  assert.deepEqual([connection.hasToken, connection.origin], [true, server.origin])
  await collectProject(ctx, id, quiet)
  assert.ok(server.asked.every(({ headers }) => headers.authorization === 'Bearer s3cret'))
  assert.ok(!JSON.stringify(await getConnections(ctx)).includes('s3cret'))
  const answer = await app.fetch(new Request('http://localhost/api/forges'))
  assert.equal(answer.status, 401)
  await close()
  for (const name of readdirSync(data, { recursive: true, withFileTypes: true })) {
    if (name.isFile()) assert.ok(!readFileSync(join(name.parentPath, name.name)).includes('s3cret'), name.name)
  }
})

test('a test says what is wrong with a connection', async t => {
  const { server, ctx, turnOn } = await open(t)
  const { id } = await turnOn()
  server.play([{ ask: 'GET /api/v3/user', answer: { login: 'ana' } }])
  assert.deepEqual((await testConnection(ctx, id)).problem, null)
  server.play([{ ask: 'GET /api/v3/user', status: 401, answer: { message: 'Bad credentials' } }])
  assert.match((await testConnection(ctx, id)).problem?.zh ?? '', /不接受该令牌/)
  const changed = await changeConnection(ctx, id, { token: 'another' })
  assert.deepEqual([changed.testedAt, changed.problem], [null, null])
})

test('a collection is kept as facts, and the next one adds what changed', async t => {
  const { server, ctx, id, clock, turnOn } = await open(t)
  await turnOn()
  await collectProject(ctx, id, quiet)
  assert.deepEqual(await countsOf(ctx, id), whole)
  const state = await getForgeState(ctx, id)
  assert.deepEqual([state.path, state.collectedAt, state.problem], ['acme/web-shop', '2026-11-21T12:00:00.000Z', null])
  const asked = server.asked.length
  server.play([...later, ...first], '2026-11-23T12:00:00Z')
  clock.now = new Date('2026-11-23T12:00:00Z')
  await collectProject(ctx, id, quiet)
  assert.ok(server.asked.length - asked < asked)
  const items = await rowsOf(ctx, id, 'items')
  const issue = items.find(({ number }) => number === '3')
  assert.deepEqual([items.length, issue?.['state'], issue?.['closer_login']], [6, 'closed', 'bo'])
})

test('of another repository than before it is said so once, unless its host told that it is there now', async t => {
  const { server, ctx, id, turnOn } = await open(t)
  await turnOn()
  await collectProject(ctx, id, quiet)
  const tables = ctx.db.withTables<{ forge_collection: { path: string; moved_to: string | null } }>()
  const collectFrom = async (path: string, moved_to: string | null) => {
    await tables.updateTable('forge_collection').set({ path, moved_to }).execute()
    server.play(first, '2026-11-21T12:00:00Z')
    await collectProject(ctx, id, quiet)
    return (await getForgeState(ctx, id)).problem?.en
  }
  assert.match((await collectFrom('acme/old', null)) ?? '', /^It was collected as acme\/old before\. Where that is/)
  assert.equal(await collectFrom('acme/web-shop', null), undefined)
  assert.equal(await collectFrom('acme/old', 'Acme/Web-Shop'), undefined)
})

test('stopped in the middle, a collection goes on from there', async t => {
  const { server, ctx, id, turnOn } = await open(t)
  await turnOn()
  const stopping = new AbortController()
  let reports = 0
  const report = () => void (++reports === 4 && stopping.abort())
  const stopped = await collectProject(ctx, id, { report, signal: stopping.signal, pace: quiet.pace })
  assert.equal(stopped.isComplete, false)
  const before = server.asked.length
  const rest = await collectProject(ctx, id, quiet)
  assert.equal(rest.isComplete, true)
  // All that was asked in both together is what one would have asked: nothing twice.
  const questions = server.asked.map(({ url, body }) => url.href + body)
  assert.deepEqual([new Set(questions).size, before < questions.length], [questions.length, true])
  assert.deepEqual(await countsOf(ctx, id), whole)
})

test('a host that wants to be left alone is left alone until then, and its page says so', async t => {
  const { server, ctx, id, clock, turnOn } = await open(t)
  await turnOn()
  server.fail(undefined, undefined, { status: 403, headers: { 'retry-after': '1800' }, body: '{}' })
  const problem = await collectionJob.run(ctx, id, quiet)
  assert.match(problem?.en ?? '', /left alone until 2026-11-21 12:30 UTC/)
  assert.equal((await getForgeState(ctx, id)).waitingUntil, '2026-11-21T12:30:00.000Z')
  const asked = server.asked.length
  await requestRound(ctx)
  clock.now = new Date('2026-11-21T12:30:00Z')
  assert.equal(await collectionJob.run(ctx, id, quiet), undefined)
  assert.ok(server.asked.length > asked)
  assert.deepEqual(await countsOf(ctx, id), { ...whole, branches: 3 })
  assert.equal((await getForgeState(ctx, id)).waitingUntil, null)
})

test('kept answers are read again without the network, and give the same facts', async t => {
  const { server, ctx, id, clock, turnOn } = await open(t)
  await turnOn()
  await collectProject(ctx, id, quiet)
  server.play([...later, ...first], '2026-11-23T12:00:00Z')
  clock.now = new Date('2026-11-23T12:00:00Z')
  await collectProject(ctx, id, quiet)
  const tables = ['items', 'events', 'commitLinks', 'releases', 'branches', 'counts', 'spreads'] as const
  const before = await Promise.all(tables.map(table => rowsOf(ctx, id, table)))
  const asked = server.asked.length
  rmSync(ctx.facts.folder('forge', id), { recursive: true })
  assert.deepEqual((await replayProject(ctx, id, quiet)).collections, 2)
  assert.deepEqual(await Promise.all(tables.map(table => rowsOf(ctx, id, table))), before)
  assert.equal(server.asked.length, asked)
})

/** As a program with other questions kept it: `rewrite` gives what it asked. */
async function keepAs(ctx: Context, id: string, rewrite: (query: string) => string) {
  const folder = ctx.facts.folder('forge-raw', id)
  const logs = await listAnswerLogs(folder)
  const kept: { body?: { query: string } }[] = []
  for (const log of logs) for await (const { entry } of log.entries()) kept.push(entry as (typeof kept)[number])
  rmSync(folder, { recursive: true })
  const log = await openAnswerLog(folder, 10_000_000)
  for (const { body, ...entry } of kept) {
    await log.append(body ? { ...entry, body: { ...body, query: rewrite(body.query) } } : entry)
  }
  await log.close()
}

test('answers to questions that asked for less, and had no name yet, are read again', async t => {
  const { ctx, id, turnOn } = await open(t)
  await turnOn()
  await collectProject(ctx, id, quiet)
  await keepAs(ctx, id, query => query.replace(/^query \w+/, 'query').replace('baseRefName', ''))
  rmSync(ctx.facts.folder('forge', id), { recursive: true })
  const { collections, unasked } = await replayProject(ctx, id, quiet)
  assert.deepEqual([collections, unasked], [1, 0])
  assert.deepEqual(await countsOf(ctx, id), whole)
})

test('what is missing of kept answers is left out, the rest is read, and it is said what nobody asked for', async t => {
  const { ctx, id, data, turnOn, close } = await open(t)
  await turnOn()
  await collectProject(ctx, id, quiet)
  await keepAs(ctx, id, query => query.replace(/^query (issues|releases)/, 'query former'))
  rmSync(ctx.facts.folder('forge', id), { recursive: true })
  const { items: changes, events, ...others } = whole
  await close()
  const { code, stderr, stdout } = await runCommand(data, 'forge', 'replay', id, '--json').ended
  const { counts } = JSON.parse(stdout)
  assert.equal(code, 1)
  assert.match(stderr, /13 kept answers were read; 4 were asked for by nobody/)
  assert.match(stderr, /Nobody asked for 4 of 17 kept answers: what only they tell is left out/)
  assert.deepEqual({ ...counts, items: 0, events: 0 }, { ...others, items: 0, events: 0, releases: 0 })
  assert.ok(counts.items > 0 && counts.items < changes && counts.events < events)
})

test('what was too much for a host in one piece is read again in the smaller ones that it answered', async t => {
  const { server, ctx, id, turnOn } = await open(t)
  await turnOn()
  const tooMuch = { ask: 'POST /api/graphql', variables: { first: 25 }, status: 502, answer: {} }
  server.play([tooMuch, ...first], '2026-11-21T12:00:00Z')
  await collectProject(ctx, id, quiet)
  rmSync(ctx.facts.folder('forge', id), { recursive: true })
  assert.equal((await replayProject(ctx, id, quiet)).collections, 1)
  assert.deepEqual(await countsOf(ctx, id), whole)
})

test('of answers no more is kept than the office wants', async t => {
  const { ctx, id, turnOn, clock } = await open(t)
  const { id: connection } = await turnOn()
  await changeConnection(ctx, connection, { rawMegabytes: 0 })
  await collectProject(ctx, id, quiet)
  clock.now = new Date('2026-11-22T12:00:00Z')
  await collectProject(ctx, id, quiet)
  const folder = ctx.facts.folder('forge-raw', id)
  assert.deepEqual(readdirSync(folder), [])
  assert.deepEqual(await replayProject(ctx, id, quiet), { collections: 0, answers: 0, unasked: 0, records: 0 })
  await removeProject(ctx, id)
  assert.deepEqual(readdirSync(ctx.facts.folder('forge-raw')), [])
})

test('killed in the middle, the command run again has everything once', { timeout: 120_000 }, async t => {
  const { server, id, data, turnOn, close } = await open(t)
  await turnOn()
  await close()
  server.play(
    first.map((exchange): Exchange => ({ ...exchange, delayMs: 150 })),
    '2026-11-21T12:00:00Z',
  )
  const before = server.asked.length
  const killed = runCommand(data, 'forge', 'collect', id)
  while (server.asked.length < before + 6) await new Promise(resolve => setTimeout(resolve, 20))
  killed.child.kill('SIGKILL')
  await killed.ended
  server.play(first, '2026-11-21T12:00:00Z')
  const again = await runCommand(data, 'forge', 'collect', id).ended
  assert.deepEqual([again.code, again.stderr.replace(/.*\r/g, '').trim()], [0, ''])
  const status = await runCommand(data, 'forge', 'status', id, '--json').ended
  const { counts } = JSON.parse(status.stdout)
  // The job that was killed is done first: what is counted at a time is counted twice.
  assert.deepEqual({ ...counts, counts: 4 }, whole)
})
