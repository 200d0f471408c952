import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { codeOf, openOfficeOfPeople, origin } from '../../../test/staff.ts'
import { inviteAccount, resetPassword } from '../admission/service.ts'
import { saveGroup } from '../groups/api.ts'
import { appointMember, deleteGroup, dismissMember, getMemberships, setMemberships } from '../groups/service.ts'
import { assignRole, saveRole, withdrawRole } from '../roles/service.ts'
import { signInByLink, signInByPassword } from '../sign-in/service.ts'
import {
  changeAnAccount,
  changeOwnAccount,
  createAccount,
  getAccount,
  getOwnAccount,
  inviteAgain,
  listAccounts,
  removePassword,
} from './api.ts'
import { updateAccount } from './service.ts'

const office = await openOfficeOfPeople()
const { app, admin, clock, admit } = office
after(() => app.close())

const password = 'a loom of brass and rain'

function minutes(count: number) {
  clock.now = new Date(clock.now.getTime() + count * 60_000)
}

test('an account is created with a role, and its invitation lets its owner in once', async () => {
  const { account, invitation } = await app.call(createAccount, { name: 'Ada', email: 'Ada@A.example', role: 'member' })
  assert.deepEqual(account, {
    id: account.id,
    name: 'Ada',
    login: 'ada@a.example',
    email: 'ada@a.example',
    locale: null,
    timeZone: null,
    active: true,
    externalId: null,
    createdAt: clock.now.toISOString(),
  })
  const link = new URL(invitation)
  const follow = () => app.fetch(new Request(origin + link.pathname + link.search, { redirect: 'manual' }))
  const first = await follow()
  assert.deepEqual([first.status, first.headers.get('location')], [303, '/account'])
  assert.match(first.headers.get('set-cookie') ?? '', /^ospo_session=.+HttpOnly/)
  assert.equal((await follow()).headers.get('location'), '/sign-in?used=1')
})

test('nobody is taken for another by calling themselves as the other is called', async () => {
  const [vic, mal] = [await admit('vic'), await admit('mal')]
  const namedBy = async (called: string) => (await app.call(listAccounts, { called })).accounts.map(({ id }) => id)
  await vic.call(changeOwnAccount, { email: 'vic@a.example' })
  assert.deepEqual(await namedBy('VIC@a.example'), [vic.id])
  for (const guise of [{ email: 'vic@a.example' }, { email: null, login: 'vic@a.example' }]) {
    await mal.call(changeOwnAccount, guise)
    assert.equal(await codeOf(namedBy('vic@a.example')), 'conflict')
    const wanted = { group: 'legal', account: 'vic@a.example', role: 'member', until: null }
    assert.equal(await codeOf(appointMember(admin, wanted)), 'conflict')
    assert.deepEqual(await namedBy('vic'), [vic.id])
  }
  await app.call(changeAnAccount, { account: mal.id, active: false })
  assert.deepEqual(await namedBy('vic@a.example'), [vic.id])
})

test('an invitation is good for a week', async () => {
  const late = await admit('late')
  minutes(7 * 24 * 60)
  assert.equal(await signInByLink(admin, late.invitation), undefined)
  const again = await inviteAccount(admin, late.id)
  minutes(7 * 24 * 60 - 1)
  assert.notEqual(await signInByLink(admin, again), undefined)
})

test('whoever was invited chooses a password in the browser, and is signed in with it anew', async () => {
  const { id, post, get } = await admit('brigid')
  const wrong = await post('/account/password', { wanted: 'too short', repeated: 'too short' })
  assert.equal(wrong.status, 400)
  assert.match(await wrong.text(), /from 12 to 200 characters/)
  assert.equal((await post('/account/password', { wanted: password, repeated: `${password}!` })).status, 400)

  const chosen = await post('/account/password', { wanted: password, repeated: password })
  assert.equal(chosen.status, 303)
  assert.equal((await get('/account')).status, 401, 'the session before is over')
  const cookie = chosen.headers.get('set-cookie')?.split(';')[0] ?? ''
  const page = await app.fetch(new Request(`${origin}/account`, { headers: { cookie } }))
  assert.equal(page.status, 200)
  assert.ok(await signInByPassword(admin, 'Brigid', password))
  assert.equal((await app.call(getAccount, { account: id })).hasPassword, true)
})

test('a password that is there must be known to choose another', async () => {
  const { id, post } = await admit('cato')
  await post('/account/password', { wanted: password, repeated: password })
  const { post: again } = await office.browse(id)
  const other = { wanted: 'another loom of brass', repeated: 'another loom of brass' }
  assert.equal((await again('/account/password', { ...other, current: 'wrong' })).status, 401)
  assert.equal((await again('/account/password', { ...other, current: password })).status, 303)
})

test('a password is not chosen with a token', async () => {
  const { ctx } = await admit('dido')
  const { createToken } = await import('../tokens/service.ts')
  const { secret } = await createToken(ctx, { name: 'x', permissions: ['requests.ask'], days: 1 })
  const body = new URLSearchParams({ wanted: password, repeated: password })
  const headers = { authorization: `Bearer ${secret}`, origin }
  const answer = await app.fetch(new Request(`${origin}/account/password`, { method: 'POST', body, headers }))
  assert.equal(answer.status, 401)
})

test('after five failures the name is locked for a minute, then two; who comes in is counted from none', async () => {
  const { post } = await admit('enid')
  await post('/account/password', { wanted: password, repeated: password })
  const tryIt = (wanted: string) => codeOf(signInByPassword(admin, 'enid', wanted))
  for (let count = 0; count < 5; count++) assert.equal(await tryIt('wrong'), 'not-signed-in')
  assert.equal(await tryIt(password), 'not-signed-in', 'locked')
  minutes(1.1)
  assert.equal(await tryIt('wrong'), 'not-signed-in')
  minutes(1.1)
  assert.equal(await tryIt(password), 'not-signed-in', 'locked for two minutes')
  minutes(1)
  assert.equal(await tryIt(password), 'none')
  for (let count = 0; count < 4; count++) await tryIt('wrong')
  assert.equal(await tryIt(password), 'none')
})

test('what is answered does not tell whether a name exists', async () => {
  const told = (login: string) => signInByPassword(admin, login, 'x').catch(error => error.text)
  assert.deepEqual(await told('nobody-here'), await told('enid'))
})

test('a reset password lets nobody in, signs out and invites anew', async () => {
  const { id, post, get } = await admit('floris')
  await post('/account/password', { wanted: password, repeated: password })
  const { get: look } = await office.browse(id)
  assert.equal((await look('/account')).status, 200)
  const { invitation } = await app.call(removePassword, { account: id })
  assert.equal(await codeOf(signInByPassword(admin, 'floris', password)), 'not-signed-in')
  assert.deepEqual([(await look('/account')).status, (await get('/account')).status], [401, 401])
  assert.ok(await signInByLink(admin, new URL(invitation).searchParams.get('key') ?? ''))
})

test('one who is deactivated is out everywhere, with token, password and link, until activated', async () => {
  const { id, get, call, post } = await admit('gale')
  await post('/account/password', { wanted: password, repeated: password })
  const link = await inviteAccount(admin, id)
  await app.call(changeAnAccount, { account: id, active: false })
  assert.equal((await get('/account')).status, 401)
  assert.equal(await codeOf(call(getOwnAccount, {})), 'not-signed-in')
  assert.equal(await codeOf(signInByPassword(admin, 'gale', password)), 'not-signed-in')
  assert.equal(await signInByLink(admin, link), undefined)
  assert.equal(await codeOf(app.call(inviteAgain, { account: id })), 'conflict')
  await app.call(changeAnAccount, { account: id, active: true })
  assert.equal((await get('/account')).status, 401, 'no session comes back')
  assert.ok(await signInByPassword(admin, 'gale', password))
})

test('everybody changes their own name, addresses, language and time zone, and nothing else', async () => {
  const { id, call } = await admit('hale')
  const before = await app.call(getAccount, { account: id })
  const change = { name: 'Hale', email: 'hale@a.example', locale: 'zh' as const, timeZone: 'Asia/Shanghai' }
  const forbidden = { id: 'x', active: false, externalId: 'boss', createdAt: '2000', permissions: ['access.manage'] }
  await call(changeOwnAccount, { ...change, ...forbidden })
  assert.deepEqual(await app.call(getAccount, { account: id }), { ...before, ...change })
})

test('nobody without access.manage sees, changes or invites another, by form or endpoint', async () => {
  const { id } = await admit('ines')
  const { call, get, post } = await admit('juno', 'officer')
  assert.equal(await codeOf(call(getAccount, { account: id })), 'not-allowed')
  assert.equal(await codeOf(call(changeAnAccount, { account: id, name: 'X' })), 'not-allowed')
  assert.equal(await codeOf(call(listAccounts, {})), 'not-allowed')
  const statuses = [get(`/accounts/${id}`), post(`/accounts/${id}`, { name: 'X' }), post(`/accounts/${id}/deactivate`)]
  assert.deepEqual(
    (await Promise.all(statuses)).map(({ status }) => status),
    [403, 403, 403],
  )
})

test('a name to sign in with is one account’s', async () => {
  await admit('kit')
  const { call } = await admit('lena')
  assert.equal(await codeOf(call(changeOwnAccount, { login: 'KIT' })), 'conflict')
})

test('the page of an account and one’s own show what there is, in both languages, and escape it', async () => {
  const { id, get } = await admit('<b>mo</b>')
  const { get: look } = await admit('nora', 'administrator')
  for (const [path, title] of [
    [`/accounts/${id}`, 'History'],
    [`/accounts/${id}?lang=zh`, '历史记录'],
    ['/accounts', 'Create an account'],
    ['/accounts?lang=zh', '创建账户'],
  ] as const) {
    const text = await (await look(path)).text()
    assert.match(text, new RegExp(title), path)
    assert.match(text, /&lt;b&gt;mo&lt;\/b&gt;/)
    assert.doesNotMatch(text, /<b>mo|undefined|\[object/)
  }
  assert.match(await (await get('/account?lang=zh')).text(), /再次输入新密码/)
})

/** May manage access, and little else. */
async function admitManager(name: string) {
  await saveRole(admin, {
    id: 'manager',
    name: { en: 'Manager', zh: '经理' },
    permissions: ['access.manage', 'office.read', 'requests.ask'],
  })
  return admit(name, 'manager')
}

test('nobody gives more than they have: no role, no group with a role, no link into a stronger account', async () => {
  const { ctx, id } = await admitManager('otto')
  const { id: boss } = await admit('pia', 'administrator')
  const role = { role: 'administrator', holderKind: 'account', holder: id } as const
  assert.equal(await codeOf(assignRole(ctx, role)), 'not-allowed')
  assert.equal(await codeOf(withdrawRole(ctx, { ...role, holder: boss })), 'not-allowed')
  assert.equal(await codeOf(inviteAccount(ctx, boss)), 'not-allowed')
  assert.equal(await codeOf(resetPassword(ctx, boss)), 'not-allowed')
  const wide = { id: 'manager', name: { en: 'M', zh: '经理' }, permissions: ['access.manage', 'ledger.erase'] } as const
  assert.equal(await codeOf(saveRole(ctx, { ...wide, permissions: [...wide.permissions] })), 'not-allowed')

  await app.call(saveGroup, { group: 'bosses', name: 'Bosses', purpose: 'board' })
  await assignRole(admin, { role: 'administrator', holderKind: 'group', holder: 'bosses' })
  const membership = { group: 'bosses', account: id, role: 'member', until: null }
  assert.equal(await codeOf(appointMember(ctx, membership)), 'not-allowed')
  const stolen = { group: 'bosses', name: 'Bosses', purpose: 'board', claim: 'everybody' } as const
  const { call } = await admit('quinn', 'manager')
  assert.equal(await codeOf(call(saveGroup, stolen)), 'not-allowed')
  assert.equal(await codeOf(call(changeAnAccount, { account: boss, email: 'mine@a.example' })), 'not-allowed')
  await deleteGroup(admin, 'bosses')
  assert.equal((await call(changeAnAccount, { account: id, name: 'Otto' })).name, 'Otto')
})

test('a group that is made anew by its name begins without roles', async () => {
  await app.call(saveGroup, { group: 'crew', name: 'Crew', purpose: 'org-unit' })
  await assignRole(admin, { role: 'officer', holderKind: 'group', holder: 'crew' })
  const { id, ctx } = await admit('rosa')
  await appointMember(admin, { group: 'crew', account: id, role: 'member', until: null })
  assert.equal((await office.contextOf(id)).actor.permissions.has('desk.change'), true)
  await deleteGroup(admin, 'crew')
  await app.call(saveGroup, { group: 'crew', name: 'Crew', purpose: 'org-unit' })
  await appointMember(admin, { group: 'crew', account: id, role: 'member', until: null })
  assert.deepEqual((await office.contextOf(id)).actor.permissions, ctx.actor.permissions)
})

test('the last administrator stays, whichever way they would go', async () => {
  const own = await openOfficeOfPeople()
  const { admin, app } = own
  const { id } = admin.actor
  const admins = { role: 'administrator', holderKind: 'account', holder: id } as const
  assert.equal(await codeOf(withdrawRole(admin, admins)), 'conflict')
  assert.equal(await codeOf(updateAccount(admin, id, { active: false })), 'conflict')

  const { id: other } = await own.admit('sol', null)
  await app.call(saveGroup, { group: 'bosses', name: 'Bosses', purpose: 'board' })
  await assignRole(admin, { ...admins, holderKind: 'group', holder: 'bosses' })
  const term = await appointMember(admin, { group: 'bosses', account: other, role: 'member', until: null })
  await withdrawRole(admin, admins)
  assert.equal(await codeOf(dismissMember(admin, term.id)), 'conflict')
  assert.equal(await codeOf(deleteGroup(admin, 'bosses')), 'conflict')
  assert.equal(await codeOf(updateAccount(admin, other, { active: false })), 'conflict')
  assert.equal(await codeOf(setMemberships(admin, 'directory', { group: 'bosses' }, [])), 'none', 'not its own')
  assert.equal((await getMemberships(admin, { group: 'bosses', running: true })).length, 1)
  assert.equal((await app.localContext()).actor.id, other, 'the command line acts for the one who is left')
  await app.close()
})
