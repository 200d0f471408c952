import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEngines } from '../../../../test/engines.ts'
import { openOfficeOfPeople } from '../../../../test/staff.ts'
import { runCommand } from '../../../../test/terminal.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { evidenceCommand } from '../cli.ts'
import { decide, getEvidence } from '../evidence/service.ts'
import { loginKey } from '../keys.ts'
import { findPeopleOfKeys, learnAccounts } from '../service.ts'
import { sameAccounts } from './same-accounts.ts'
import { learnLogins } from './service.ts'

const office = await openOfficeOfPeople()
const { app, admin, admit } = office
after(() => app.close())
const officer = await admit('officer', 'officer')

const at = (login: string) => loginKey(login, 'github.com')
const peopleOf = (...logins: string[]) => findPeopleOfKeys(admin, logins.map(at))
type Told = [account: number, login: string][]

/** As one project's forge tells it. */
async function tell(...logins: Told) {
  await meet(
    admin,
    logins.map(([, login]) => login),
  )
  await learn(admin, logins)
}

async function meet(ctx: Context, logins: readonly string[]) {
  await learnAccounts(
    ctx,
    logins.map(login => ({ name: null, email: null, login, host: 'github.com' })),
  )
}

function learn(ctx: Context, logins: Told) {
  const rows = logins.map(([account, login]) => `('${account}', '${login}', 'github.com')`)
  return learnLogins(ctx, `(values ${rows.join(', ')}) as t(account, login, host)`)
}

test('two projects that tell of one account under two logins tell of one person; told again, nothing changes', async () => {
  await tell([1, 'ada'], [2, 'bo'])
  await tell([1, 'ada-l'])
  const [ada = '', ...others] = await peopleOf('ada', 'ada-l')
  assert.deepEqual(others, [])
  const before = await getEvidence(admin, ada)
  assert.equal(before.length, 2)
  office.clock.now = new Date('2026-11-22T12:00:00Z')
  await tell([1, 'ada'], [1, 'ada-l'])
  assert.deepEqual(await getEvidence(admin, ada), before)
})

test('why is shown in both languages, and what is undone there stays undone, whatever is told again', async () => {
  const [ada = ''] = await peopleOf('ada')
  const page = await (await officer.get(`/people/${ada}`)).text()
  assert.match(page, /ada@github\.com.*the same.*#1@github\.com.*account that was renamed/s)
  assert.match(await (await officer.get(`/people/${ada}?lang=zh`)).text(), /#1@github\.com.*改名的同一账户/s)
  const { printed } = await runCommand(officer.call, evidenceCommand, ['@ada@github.com'])
  assert.match(printed, /same +account that was renamed +ada-l@github\.com +#1@github\.com +2026-11-21/)
  const one = (await getEvidence(admin, ada)).find(({ left }) => left === at('ada'))
  assert.ok(page.includes(`/person-decisions/${one?.id}/undo`))
  await officer.post(`/person-decisions/${one?.id}/undo`)
  assert.equal((await peopleOf('ada', 'ada-l')).length, 2)
  await tell([1, 'ada'], [1, 'ada-l'], [1, 'ada-love'])
  assert.equal((await peopleOf('ada', 'ada-l', 'ada-love')).length, 2)
  assert.equal((await peopleOf('ada-l', 'ada-love')).length, 1)
})

test('somebody’s word outweighs it, and joins what it does not', async () => {
  await tell([3, 'cy'], [3, 'cyrus'])
  await decide(officer.ctx, { relation: 'different', left: '@cy', right: '@cyrus' })
  assert.equal((await peopleOf('cy', 'cyrus')).length, 2)
  await tell([4, 'di'], [4, 'diana'], [5, 'di'])
  assert.equal((await peopleOf('di', 'diana')).length, 2)
  await decide(officer.ctx, { relation: 'same', left: '@di', right: '@diana' })
  assert.equal((await peopleOf('di', 'diana')).length, 1)
})

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(({ stop }) => stop())))

for (const { name, create } of servers) {
  test(`${name}: of two projects that are learned at once the second finds what the first tells`, async () => {
    const { app, admin } = await openOfficeOfPeople({ database: await create() })
    await meet(admin, ['eve', 'eva'])
    let second: Promise<void> | undefined
    await inTransaction(admin, async ctx => {
      await learn(ctx, [[7, 'eve']])
      second = learn(admin, [[7, 'eva']])
      // So that it has begun before the first is there to be seen.
      await sleep(300)
    })
    await second
    assert.equal((await findPeopleOfKeys(admin, [at('eve'), at('eva')])).length, 1)
    await app.close()
  })
}
test('PostgreSQL starts', { skip: missing }, () => assert.equal(servers.length, 2))

const login = (account_key: string, login_key: string) => ({ account_key, login_key })

test('a login that several accounts had joins nobody, nor does an account that had more logins than anybody has', () => {
  const joined = (...logins: [account: string, login: string][]) =>
    sameAccounts(logins.map(one => login(...one))).map(({ left }) => left)
  assert.deepEqual(joined(['1', 'a']), [])
  assert.deepEqual(joined(['1', 'a'], ['2', 'b']), [])
  assert.deepEqual(joined(['1', 'a'], ['1', 'b']), ['a', 'b'])
  assert.deepEqual(joined(['1', 'a'], ['1', 'b'], ['2', 'a']), [])
  assert.deepEqual(joined(['1', 'a'], ['1', 'b'], ['1', 'c'], ['2', 'a'], ['2', 'd']), ['b', 'c'])
  const many = (count: number) => Array.from({ length: count }, (_, index) => ['1', `${index}`] as [string, string])
  assert.deepEqual([joined(...many(5)).length, joined(...many(6)).length], [5, 0])
})
