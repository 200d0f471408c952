import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { openOfficeOfForge, quiet, runCommand } from '../../../../test/office-of-forge.ts'
import { readExchanges } from '../../../../test/recorded-forge.ts'
import { findHistory } from '../../../access/ledger/service.ts'
import { importArchive } from '../archives/service.ts'
import { collectProject } from '../collecting/service.ts'
import { findTold, rawFolderOf, saveForgeRecords } from '../facts/service.ts'
import { accountsWork, type ForgeCounts, replayWork } from '../model.ts'
import { replayProject } from '../replaying/service.ts'
import { forgeTables, getForgeState, getProjectForge } from '../service.ts'
import { bringForgesTogether, findWholeForges } from '../whole/service.ts'
import { forgetTold } from './service.ts'

const first = readExchanges(new URL('../gitlab/fixtures/first.json', import.meta.url))
const nothing: ForgeCounts = {
  ...{ items: 0, events: 0, commitLinks: 0, releases: 0, branches: 0, counts: 0, spreads: 0 },
}

async function open(t: TestContext) {
  const office = await openOfficeOfForge(t, 'gitlab')
  const { ctx, id } = office
  const { host } = new URL(office.server.origin)
  const send = (text: string, more: { name?: string; host?: string; repository?: string } = {}) =>
    importArchive(ctx, { project: id, name: 'issues.json', ...more }, pieces(text))
  const rows = async () => {
    const { items } = await forgeTables(ctx, id)
    return ctx.facts.query<{ number: string }>(
      `select * exclude (source) from ${items} as t order by host, kind, number`,
    )
  }
  const jobs = async () => {
    const tables = ctx.db.withTables<{ job: { kind: string; subject: string } }>()
    const waiting = await tables.selectFrom('job').select('kind').where('subject', '=', id).execute()
    return waiting.map(({ kind }) => kind).sort()
  }
  const told = async () => (await findTold(ctx, id)).map(({ source, host }) => `${source} ${host}`)
  const collect = () => {
    office.server.play([...first], '2026-11-21T12:00:00Z')
    return collectProject(ctx, id, quiet)
  }
  return { ...office, host, send, rows, jobs, told, collect }
}

async function* pieces(text: string) {
  yield Buffer.from(text)
}

const issue = (number: number, title: string) => ({
  ...{ number, title, state: 'open', user: { login: 'ann' }, html_url: `https://github.com/a/b/issues/${number}` },
  ...{ created_at: '2026-01-01T00:00:00Z', updated_at: '2030-01-01T00:00:00Z' },
})
const issues = (...numbers: number[]) => JSON.stringify(numbers.map(number => issue(number, 'Wrong')))

const mail =
  'From a Thu Jan 1 10:00:00 2026\nFrom: A <a@a.org>\nDate: 1 Jan 2026 10:00:00 +0000\nMessage-ID: <a>\nSubject: Hi\n\nx\n'

test('what files of one kind told is taken back, and nothing that others told', async t => {
  const { ctx, id, clock, send, rows, jobs, told } = await open(t)
  await send(mail, { name: 'dev.mbox', host: 'dev@a.org' })
  const before = await rows()
  await send(issues(1, 2))
  clock.now = new Date('2026-11-22T08:00:00Z')
  await send(issues(3))
  assert.deepEqual(await findTold(ctx, id), [
    { source: 'gh-export', host: 'github.com', records: 6, toldAt: '2026-11-22T08:00:00.000Z' },
    { source: 'mbox', host: 'dev@a.org', records: 2, toldAt: '2026-11-21T12:00:00.000Z' },
  ])
  await bringForgesTogether(ctx, [id])
  const forgotten = await forgetTold(ctx, id, { source: 'gh-export' })
  assert.deepEqual(
    forgotten.map(({ records }) => records),
    [6],
  )
  assert.deepEqual(await rows(), before)
  assert.deepEqual(await told(), ['mbox dev@a.org'])
  assert.ok((await jobs()).includes(accountsWork.kind))
  await bringForgesTogether(ctx, [id])
  const whole = await findWholeForges(ctx, [id])
  assert.deepEqual(await ctx.facts.query(`select count(*)::int as n from ${whole?.items} as t`), [{ n: 1 }])
  const entries = await findHistory(ctx, { kind: 'project', id })
  assert.ok(entries.some(({ verb }) => verb === 'forge.forgotten'))
  // Nothing of it is in the way of the right one.
  await send(JSON.stringify([{ ...issue(1, 'Right'), updated_at: '2026-02-01T00:00:00Z' }]))
  const { items } = await forgeTables(ctx, id)
  assert.deepEqual(await ctx.facts.query(`select title from ${items} as t where host = 'github.com'`), [
    { title: 'Right' },
  ])
  await forgetTold(ctx, id, { source: 'gh-export' })
  await forgetTold(ctx, id, { source: 'mbox', host: 'dev@a.org' })
  assert.deepEqual((await getProjectForge(ctx, id)).counts, nothing)
})

test('a source that is not there, or that told of several hosts, is refused in a sentence, and nothing goes', async t => {
  const { ctx, id, send, told } = await open(t)
  await assert.rejects(forgetTold(ctx, id, { source: 'mbox' }), { message: /Told by: –$/ })
  await send(issues(1))
  await send(issues(1), { host: 'ghe.example.org' })
  const before = await told()
  for (const [asked, message] of [
    [{ source: 'gh-export' }, /several hosts, such as ghe\.example\.org and github\.com: name .* with --host$/],
    [{ source: 'mbox' }, /Told by: gh-export \(ghe\.example\.org\), gh-export \(github\.com\)$/],
    [{ source: 'gh-export', host: 'gitlab.com' }, /^Nothing of web-shop was told by that/],
  ] as const) {
    await assert.rejects(forgetTold(ctx, id, asked), { message })
  }
  assert.deepEqual(await told(), before)
  await forgetTold(ctx, id, { source: 'gh-export', host: 'github.com' })
  assert.deepEqual(await told(), ['gh-export ghe.example.org'])
})

test('what a forge told is read again from kept answers where a file of the same host is taken back', async t => {
  const { ctx, id, host, send, rows, jobs, told, turnOn, collect } = await open(t)
  await turnOn()
  await collect()
  const before = await rows()
  const numbers = before.map(({ number }) => Number(number))
  await send(issues(...numbers, 99), { host, repository: 'a/b' })
  // So that nothing of what it replaced is left.
  for (let count = 0; count < 4; count++) await send(issues(100 + count), { host, repository: 'a/b' })
  assert.notDeepEqual(await rows(), before)
  await forgetTold(ctx, id, { source: 'gh-export' })
  assert.ok((await jobs()).includes(replayWork.kind))
  await replayProject(ctx, id, quiet)
  assert.deepEqual(await rows(), before)
  assert.deepEqual(await told(), [`gitlab ${host}`])
  // Whatever kept answers lack: the next collection begins anew.
  assert.equal((await collect()).isComplete, true)
  assert.deepEqual(await rows(), before)
})

test('what a forge told is taken back with its answers, and collected anew', async t => {
  const { ctx, id, host, send, rows, told, turnOn, collect } = await open(t)
  await turnOn()
  await collect()
  const before = await rows()
  await saveForgeRecords(ctx, id, { name: 'gitlab-part', host }, [
    { record: 'count', what: 'stars', at: '2026-01-01T00:00:00Z', count: 1 },
  ])
  await send(issues(1))
  assert.equal((await forgetTold(ctx, id, { source: 'gitlab' })).length, 2)
  assert.deepEqual(await told(), ['gh-export github.com'])
  assert.deepEqual(readdirSync(rawFolderOf(ctx, id)), [])
  assert.equal((await getForgeState(ctx, id)).collectedAt, null)
  assert.equal((await replayProject(ctx, id, quiet)).collections, 0)
  await collect()
  assert.deepEqual(
    (await rows()).filter(row => 'host' in row && row.host === host),
    before,
  )
})

test('the command names the sources of a project, and takes one back', async t => {
  const { data, id, send, close } = await open(t)
  await send(issues(1, 2))
  await close()
  const run = async (...words: string[]) => await runCommand(data, 'forge', ...words).ended
  const { stdout } = await run('status', id)
  assert.match(stdout, /^gh-export of github\.com: 4 records, the last on 2026-11-21$/m)
  assert.match((await run('forget', id)).stderr, /source/)
  const forgotten = await run('forget', id, '--source', 'gh-export')
  assert.deepEqual(
    [forgotten.code, forgotten.stdout],
    [0, 'gh-export of github.com: 4 records, the last on 2026-11-21\n'],
  )
  assert.match(forgotten.stderr, /^All that it told of this project goes/)
  assert.doesNotMatch((await run('status', id)).stdout, /gh-export/)
  assert.equal((await run('forget', id, '--source', 'gh-export')).code, 2)
})

test('files that larger ones have replaced go with the next import', async t => {
  const { ctx, id, send } = await open(t)
  const folder = join(ctx.facts.folder('forge', id), 'items')
  for (let count = 1; count <= 12; count++) await send(issues(count))
  assert.ok(readdirSync(folder).length <= 4, readdirSync(folder).join(' '))
})
