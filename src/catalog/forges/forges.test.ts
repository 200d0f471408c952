import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { type TestContext, test } from 'node:test'
import { type Exchange, readExchanges, serveRecorded } from '../../../test/recorded-forge.ts'
import { Failure } from '../../platform/failure.ts'
import { createOutbound } from '../../platform/http/outbound.ts'
import { noReach } from '../../platform/reach.ts'
import { openTools, type Pace, RateLimited } from './asking/service.ts'
import type { Forge, ForgeBatch } from './forge.ts'
import { ForgeProblem } from './forge-problem.ts'
import { forges } from './forges.ts'
import type { Account, ForgeRecord } from './records.ts'

/** Every forge tells of the same repository, as far as its API can: `fixtures/first.json` and what changed later. */
const path = 'acme/web-shop'
const firstDay = '2026-11-21T12:00:00Z'
const laterDay = '2026-11-23T12:00:00Z'
const quick: Pace = { patienceMs: 50, backoffMs: 1 }

for (const forge of forges) {
  const folder = new URL(`./${forge.name}/fixtures/`, import.meta.url)
  const first = readExchanges(new URL('first.json', folder))
  const later = readExchanges(new URL('later.json', folder))
  const expected = (name: string) => linesIn(new URL(`${name}.txt`, folder))

  test(`${forge.title}: all that there is is told, however many pages it takes`, async t => {
    const { server, collect } = await open(t, forge)
    server.play(first, firstDay)
    const signs = Object.entries(forge.signIn('s3cret'))
    const batches = await collect()
    assert.deepEqual(server.unknown, [])
    assert.deepEqual(linesOf(batches), expected('first'))
    assert.ok(batches.at(-1)?.isComplete)
    assert.ok(server.asked.every(({ headers }) => signs.every(([name, value]) => headers[name] === value)))
  })

  test(`${forge.title}: later only what changed is told`, async t => {
    const { server, collect } = await open(t, forge)
    server.play(first, firstDay)
    const cursor = (await collect()).at(-1)?.cursor
    server.play([...later, ...first], laterDay)
    const batches = await collect(cursor, laterDay)
    assert.deepEqual(linesOf(batches), expected('later'))
  })

  test(`${forge.title}: stopped after any page it goes on from there, and nothing is lost`, async t => {
    const { server, collect } = await open(t, forge)
    server.play(first, firstDay)
    const whole = await collect()
    for (const [index, { cursor }] of whole.slice(0, -1).entries()) {
      const rest = await collect(cursor)
      const told = linesOf([...whole.slice(0, index + 1), ...rest])
      assert.deepEqual(told, expected('first'), `after page ${index + 1}`)
      assert.ok(rest.length < whole.length, `after page ${index + 1}`)
      assert.equal(rest.at(-1)?.cursor, whole.at(-1)?.cursor)
    }
  })

  test(`${forge.title}: what fails on the way is asked again`, async t => {
    const { server, collect } = await open(t, forge)
    server.play(first, firstDay)
    server.fail({ status: 502, body: '<html>' }, { status: 200, body: '{"data": [' }, undefined, {
      status: 500,
      body: '{}',
    })
    assert.deepEqual(linesOf(await collect()), expected('first'))
  })

  test(`${forge.title}: what goes on failing is told in a sentence`, async t => {
    const { server, collect } = await open(t, forge)
    server.fail(...Array(12).fill({ status: 200, body: '{"data": [' }))
    const broken = await failureOf(collect())
    assert.match(broken.en, /^127\.0\.0\.1:\d+ answered what is no JSON, time and again \(/)
    server.fail(...Array(12).fill({ status: 503, body: '{}' }))
    assert.match((await failureOf(collect())).en, /^127\.0\.0\.1:\d+ answered 503, time and again: try later \(/)
    server.fail(...Array(12).fill({ status: 401, body: '{"message": "Bad credentials"}' }))
    assert.match((await failureOf(collect())).en, /does not take the token: give the connection another/)
    server.fail(...Array(12).fill({ status: 200, body: '{"surprise": true}' }))
    assert.match((await failureOf(collect())).en, /is not as this forge should give it|shows no repository/)
  })

  test(`${forge.title}: a short wait that the host asks for is kept, a long one is told with its end`, async t => {
    const { server, collect, waits } = await open(t, forge)
    server.play(first, firstDay)
    server.fail({ status: 429, headers: { 'retry-after': '0' }, body: '{}' })
    assert.deepEqual(linesOf(await collect()), expected('first'))
    const reset = String(Date.parse('2026-11-21T12:30:00Z') / 1000)
    const limits = [
      [
        {
          status: 403,
          headers: { 'retry-after': '1799' },
          body: '{"message": "You have exceeded a secondary rate limit"}',
        },
        '12:29:59',
      ],
      [{ status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }, body: '{}' }, '12:30:01'],
      [{ status: 429, headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': reset }, body: '{}' }, '12:30:01'],
      [{ status: 503, headers: { 'retry-after': 'Sat, 21 Nov 2026 12:10:00 GMT' }, body: '' }, '12:10:00'],
      [{ status: 403, body: '{"message": "API rate limit exceeded"}' }, '12:01:00'],
    ] as const
    for (const [fault, until] of limits) {
      server.fail(undefined, fault)
      const error = await collect().catch(error => error)
      assert.ok(error instanceof RateLimited, String(error))
      assert.equal(error.until.toISOString(), `2026-11-21T${until}.000Z`)
    }
    assert.deepEqual(waits, [])
  })

  test(`${forge.title}: a repository that is not there is told in a sentence`, async t => {
    const { server, collect } = await open(t, forge)
    server.play(readExchanges(new URL('missing.json', folder)))
    const { en, zh } = await failureOf(collect())
    assert.match(en, /shows no repository acme\/web-shop|shows nothing there/)
    assert.match(zh, /没有/)
  })

  const moved = readMoved(folder)
  // Of Gerrit's projects none moves.
  if (!moved) continue
  test(`${forge.title}: one that was moved is followed, and where to is told`, async t => {
    const { server, collect } = await open(t, forge)
    server.play([...moved, ...first], firstDay)
    const batches = await collect()
    assert.ok(batches.some(({ movedTo }) => movedTo === 'acme/shop'))
    assert.deepEqual(linesOf(batches), expected('first'))
  })
}

function readMoved(folder: URL): Exchange[] | undefined {
  const moved = new URL('moved.json', folder)
  if (existsSync(moved)) return readExchanges(moved)
  const text = readFileSync(new URL('first.json', folder), 'utf8')
  const there = text.replaceAll('"nameWithOwner": "acme/web-shop"', '"nameWithOwner": "acme/shop"')
  return there === text ? undefined : JSON.parse(there)
}

async function open(t: TestContext, forge: Forge) {
  const server = await serveRecorded()
  t.after(() => server.close())
  const waits: Date[] = []
  const reach = { ...noReach, fetch: createOutbound({ allowPrivate: true }) }
  async function collect(cursor?: string, at = firstDay): Promise<ForgeBatch[]> {
    const ctx = { reach, now: () => new Date(at) }
    const tools = openTools(ctx, { headers: forge.signIn('s3cret'), pace: quick, onWait: until => waits.push(until) })
    const batches: ForgeBatch[] = []
    for await (const batch of forge.collect({ origin: server.origin, path }, tools, cursor)) batches.push(batch)
    return batches
  }
  return { server, collect, waits }
}

async function failureOf(work: Promise<unknown>) {
  const error = await work.then(
    () => assert.fail('it went well'),
    error => error,
  )
  assert.ok(error instanceof Failure || error instanceof ForgeProblem, String(error?.stack ?? error))
  return error.text
}

/** Each thing once, whatever the order. */
function linesOf(batches: readonly ForgeBatch[]): string[] {
  return [...new Set(batches.flatMap(({ records }) => records.map(lineOf)))].sort()
}

function linesIn(file: URL): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
}

/** A record in a line, with the accounts by name. */
function lineOf(given: ForgeRecord): string {
  const { record, ...fields } = given
  const said = Object.entries(fields).flatMap(([name, value]) => {
    if (Array.isArray(value)) return value.length === 0 ? [] : [`${name}=${value.map(wordOf).join('+')}`]
    return [`${name}=${wordOf(value)}`]
  })
  return `${record} ${said.join(' ')}`
}

function wordOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  if ('baseBranch' in value) return JSON.stringify(value)
  const { login, name, email, kind } = value as Account
  return [login ?? '?', name && `(${name})`, email && `<${email}>`, kind && `[${kind}]`].filter(Boolean).join('')
}
