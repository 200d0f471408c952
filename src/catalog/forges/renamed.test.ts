import assert from 'node:assert/strict'
import { readFileSync, rmSync } from 'node:fs'
import { type TestContext, test } from 'node:test'
import { openOfficeOfForge, quiet } from '../../../test/office-of-forge.ts'
import { getEvidence } from '../../health/identities/evidence/service.ts'
import { accountKey, loginKey } from '../../health/identities/keys.ts'
import { findPeopleOfKeys } from '../../health/identities/service.ts'
import type { Context } from '../../platform/context.ts'
import { importArchive } from './archives/service.ts'
import { collectProject } from './collecting/service.ts'
import { accountsJob } from './jobs.ts'
import { ForgeKind } from './model.ts'
import { replayProject } from './replaying/service.ts'
import { loginTable } from './service.ts'

/** Everything anew, as if it had all changed. */
function forgetCursor(ctx: Context) {
  const tables = ctx.db.withTables<{ forge_collection: { cursor: string | null } }>()
  return tables.updateTable('forge_collection').set({ cursor: null }).execute()
}

function loginsOf(ctx: Context, id: string, ...logins: string[]) {
  return loginTable(ctx, id).then(table =>
    ctx.facts.query<{ account: string; login: string }>(
      `select account, login from ${table} as t where list_contains($1, login) order by all`,
      [logins],
    ),
  )
}

/** By what Bo is known in the fixtures of each forge. */
const numbers: Record<ForgeKind, string> = { github: '103', gitlab: '12', gitea: '2', gitee: '1', gerrit: '1001' }

for (const kind of ForgeKind.options) {
  test(`${kind}: who was renamed stays one person, by the number of the account`, async t => {
    const { server, ctx, clock, id, turnOn } = await openOfficeOfForge(t, kind)
    const first = readFileSync(new URL(`${kind}/fixtures/first.json`, import.meta.url), 'utf8')
    // No e-mail tells who it is, and on Gitee all have one number.
    const alone = first.replaceAll(/"(?:public_)?email": "[^"]*"/g, '"email": null')
    const own = kind === 'gitee' ? alone.replaceAll(/"id": 1, "login": "(?!bo")/g, '"id": 9, "login": "') : alone
    const renamed = own
      .replaceAll(/"(login|username)": "bo"/g, '"$1": "bo-two"')
      .replaceAll('/users/bo"', '/users/bo-two"')
    await turnOn()
    const collect = async (text: string, at: string) => {
      clock.now = new Date(at)
      server.play(JSON.parse(text), at)
      await forgetCursor(ctx)
      await collectProject(ctx, id, quiet)
      await accountsJob.run(ctx, id, quiet)
    }
    await collect(own, '2026-11-21T12:00:00Z')
    const asked = server.asked.length
    const { host } = new URL(server.origin)
    const [before, after] = [loginKey('bo', host), loginKey('bo-two', host)]
    const [bo = ''] = await findPeopleOfKeys(ctx, [before])
    assert.deepEqual(
      (await getEvidence(ctx, bo)).filter(one => one.kind === 'same-account'),
      [],
    )
    await collect(renamed, '2026-11-23T12:00:00Z')
    assert.equal(server.asked.length, 2 * asked)
    assert.deepEqual(await findPeopleOfKeys(ctx, [before, after]), [bo])
    const told = (await getEvidence(ctx, bo)).filter(one => one.kind === 'same-account')
    const account = accountKey(numbers[kind], host)
    assert.deepEqual(
      told.map(({ relation, left, right, source, at }) => [relation, left, right, source, at]).sort(),
      [after, before].map(login => ['same', login, account, account, '2026-11-23T12:00:00.000Z']),
    )
    const logins = ['bo', 'bo-two'].map(login => ({ account: numbers[kind], login }))
    assert.deepEqual(await loginsOf(ctx, id, 'bo', 'bo-two'), logins)
    rmSync(ctx.facts.folder('forge', id), { recursive: true })
    await replayProject(ctx, id, quiet)
    assert.deepEqual(await loginsOf(ctx, id, 'bo', 'bo-two'), logins)
  })
}

async function* send(text: string) {
  yield Buffer.from(text)
}

async function openArchives(t: TestContext) {
  const { ctx, id } = await openOfficeOfForge(t, 'github')
  let opened = 0
  const read = async (text: string, name: string) => {
    await importArchive(ctx, { project: id, name, repository: 'acme/web-shop', host: 'github.com' }, send(text))
    await accountsJob.run(ctx, id, quiet)
  }
  /** Who opened an issue in that year, as GH Archive tells it. */
  const tell = (year: number, login: string, number: number) => {
    const at = `${year}-01-01T00:00:00Z`
    const who = { id: number, login }
    const issue = { number: ++opened, title: 'One', user: who, state: 'open', created_at: at, updated_at: at }
    const event = { type: 'IssuesEvent', actor: who, repo: { name: 'acme/web-shop' }, created_at: at }
    const line = JSON.stringify({ ...event, payload: { action: 'opened', issue } })
    return read(`${line}\n`, `${year}.json`)
  }
  const people = async (...logins: string[]) =>
    (
      await findPeopleOfKeys(
        ctx,
        logins.map(login => loginKey(login, 'github.com')),
      )
    ).length
  return { ctx, id, read, tell, people }
}

test('GH Archive: names that an account had in turn are one person, until somebody else takes one of them', async t => {
  const { tell, people } = await openArchives(t)
  await tell(2018, 'Ada', 1)
  await tell(2019, 'ada-l', 1)
  assert.equal(await people('ada', 'ada-l'), 1)
  await tell(2020, 'mallory', 2)
  await tell(2021, 'ada', 2)
  // What was done as ada is of two: it is neither ada-l’s nor mallory’s.
  assert.equal(await people('ada', 'ada-l'), 2)
  assert.equal(await people('ada', 'mallory'), 2)
  await tell(2022, 'ada-love', 1)
  assert.equal(await people('ada-l', 'ada-love'), 1)
  assert.equal(await people('ada', 'ada-l', 'ada-love', 'mallory'), 3)
})

test('what gh wrote names accounts by the same numbers as the archives; apps and organizations are renamed to nobody', async t => {
  const { ctx, id, read, tell, people } = await openArchives(t)
  await tell(2018, 'octocat', 583231)
  await tell(2018, 'renovate[bot]', 7)
  const at = '2026-01-01T00:00:00Z'
  const issues = [
    { id: 'MDQ6VXNlcjU4MzIzMQ==', login: 'octo-two', is_bot: false },
    { id: 'U_kgDOAAjmPw', login: 'octo-three' },
    { id: 'O_kgDOAAjmPw', login: 'big-co' },
    { id: 7, login: 'renovated', type: 'Bot' },
  ].map((author, index) => ({ number: 50 + index, title: 'T', author, createdAt: at, updatedAt: at, state: 'OPEN' }))
  await read(JSON.stringify(issues), 'issues.json')
  assert.deepEqual(
    await loginsOf(ctx, id, 'octocat', 'octo-two', 'octo-three', 'big-co', 'renovated', 'renovate[bot]'),
    [
      { account: '583231', login: 'octo-three' },
      { account: '583231', login: 'octo-two' },
      { account: '583231', login: 'octocat' },
    ],
  )
  assert.equal(await people('octocat', 'octo-two', 'octo-three'), 1)
})
