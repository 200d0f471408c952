import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startMailServer } from '../../../test/mail-server.ts'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { insertContributions } from '../../health/identities/activity/store.ts'
import { learnAccounts } from '../../health/identities/service.ts'
import { Failure } from '../../platform/failure.ts'
import { openMailer } from '../../platform/mail/mailer.ts'
import { noReach } from '../../platform/reach.ts'
import { saveRole } from '../roles/api.ts'
import { addIdentity as addByApi, endIdentity as endByApi, findHolder, listIdentities, stateIdentity } from './api.ts'
import { importOfAccounts } from './cli.ts'
import type { Proof } from './model.ts'
import { readIdentities } from './read-identities.ts'
import {
  addIdentity,
  endIdentity,
  findAccountByIdentity,
  findAccountsByEmails,
  findIdentity,
  getIdentities,
  sendProof,
} from './service.ts'

const mails = await startMailServer()
const sendMail = openMailer({ url: mails.url, from: 'ospo@office.example' })
const office = await openOfficeOfPeople({ reach: { ...noReach, sendMail, origin: 'https://office.example' } })
const { app, admin, clock, admit } = office
after(async () => {
  await app.close()
  await mails.close()
})

function add(account: string, value: string, { proof = 'office' as Proof, since = null, until = null }: Term = {}) {
  return addIdentity(admin, { kind: 'email', host: '', value, account, proof, since, until })
}

interface Term {
  proof?: Proof
  since?: string | null
  until?: string | null
}

test('an identity is found by its value in any case, on its days only', async () => {
  const { id } = await admit('ada')
  const { id: other } = await admit('bea')
  await add(id, 'Shared@A.example', { until: '2026-06-30' })
  await add(other, 'shared@a.example', { since: '2026-07-01' })
  const holder = async (on: string) =>
    (await findAccountByIdentity(admin, { kind: 'email', value: 'SHARED@a.example', on }))?.name
  assert.deepEqual(
    [await holder('2020-01-01'), await holder('2026-06-30'), await holder('2026-07-01')],
    ['ada', 'ada', 'bea'],
  )
  await app.call(addByApi, { account: id, kind: 'login', host: 'GitHub.com', value: '@Ada-L' })
  const { identity } = await app.call(findHolder, { kind: 'login', host: 'github.com', value: 'ada-l' })
  assert.deepEqual([identity?.account, identity?.host, identity?.value], [id, 'github.com', 'Ada-L'])
  assert.equal(await findIdentity(admin, { kind: 'login', host: 'gitlab.com', value: 'ada-l' }), undefined)
})

test('whose an e-mail is, is told to who may see names, and to all of their own', async () => {
  await app.call(saveRole, { role: 'looker', name: { en: 'Looker', zh: '查看者' }, permissions: ['office.read'] })
  const looker = await admit('looker', 'looker')
  const mia = await admit('mia')
  await add(mia.id, 'mia@holder.example')
  await add(looker.id, 'looker@holder.example')
  const ask = (who: typeof mia, value: string) => who.call(findHolder, { kind: 'email', value })
  assert.equal((await ask(mia, 'mia@holder.example')).identity?.account, mia.id)
  assert.equal((await ask(looker, 'looker@holder.example')).identity?.account, looker.id)
  for (const value of ['mia@holder.example', 'nobody@holder.example'])
    assert.equal(await codeOf(ask(looker, value)), 'not-allowed')
})

/** What one account has, what another wants, and whether both can be. */
const terms: [has: Term, wants: Term, free: boolean][] = [
  [{}, {}, false],
  [{ since: '2026-01-01' }, { until: '2026-01-01' }, false],
  [{ since: '2026-01-01' }, { until: '2025-12-31' }, true],
  [{ since: '2026-01-01', until: '2026-01-31' }, { since: '2026-01-31' }, false],
  [{ since: '2026-01-01', until: '2026-01-31' }, { since: '2026-02-01' }, true],
  [{ since: '2026-01-10', until: '2026-01-20' }, { since: '2026-01-01', until: '2026-01-31' }, false],
]

test('no two accounts hold the same identity on the same day', async () => {
  const { id } = await admit('cy')
  const { id: other } = await admit('di')
  for (const [index, [has, wants, free]] of terms.entries()) {
    await add(id, `${index}@c.example`, has)
    assert.equal(await codeOf(add(other, `${index}@C.example`, wants)), free ? 'none' : 'conflict', String(index))
  }
})

test('what is only said gives way to what is proven, and is no obstacle to its owner', async () => {
  const { id, call } = await admit('eve')
  const { id: owner } = await admit('fay')
  const { identity } = await call(stateIdentity, { kind: 'login', host: 'github.com', value: 'fay' })
  const taken = { kind: 'login', host: 'github.com', value: 'fay', since: null, until: null } as const
  assert.equal(await codeOf(addIdentity(admin, { ...taken, account: id, proof: 'stated' })), 'conflict')
  await addIdentity(admin, { ...taken, account: owner, proof: 'stated' })
  assert.deepEqual(await getIdentities(admin, id), [identity])
  assert.equal(await findAccountByIdentity(admin, { ...taken }), undefined)
  await addIdentity(admin, { ...taken, account: owner, proof: 'single-sign-on' })
  assert.deepEqual(await getIdentities(admin, id), [])
  assert.equal((await findAccountByIdentity(admin, { ...taken }))?.id, owner)
  assert.equal(await codeOf(call(stateIdentity, { kind: 'login', host: 'github.com', value: 'fay' })), 'conflict')
})

test('who only says that an e-mail is theirs neither counts as its holder nor keeps the owner from confirming it', async () => {
  const [gil, ona] = [await admit('gil'), await admit('ona')]
  await gil.call(stateIdentity, { kind: 'email', value: 'ona@o.example' })
  mails.take()
  assert.deepEqual((await findAccountsByEmails(admin, ['ona@o.example'])).get('ona@o.example') ?? [], [])
  await ona.call(stateIdentity, { kind: 'email', value: 'Ona@o.example' })
  const { key } = linkIn(mails.take()[0])
  assert.match(await (await ona.post('/identities/confirm', { key })).text(), /Ona@o\.example is confirmed/)
  assert.deepEqual(await getIdentities(admin, gil.id), [])
  const held = (await findAccountsByEmails(admin, ['ona@o.example'])).get('ona@o.example')
  assert.deepEqual(
    held?.map(({ id }) => id),
    [ona.id],
  )
})

test('what cannot be an identity is told', async () => {
  const { call } = await admit('gus')
  const wrong = [
    { kind: 'email', value: 'nobody' },
    { kind: 'login', value: 'gus' },
    { kind: 'login', host: 'no host', value: 'gus' },
    { kind: 'login', host: 'github.com', value: 'a b' },
    { kind: 'email', value: 'g@a.example', since: '2026-02-01', until: '2026-01-01' },
  ] as const
  for (const identity of wrong) assert.equal(await codeOf(call(stateIdentity, identity)), 'invalid-input')
})

/** The way to where the mail leads. */
function linkIn(mail: { text(): string } | undefined) {
  const link = new URL(/https:\/\/\S+/.exec(mail?.text() ?? '')?.[0] ?? '')
  assert.equal(link.origin, 'https://office.example')
  return { path: link.pathname + link.search, key: link.searchParams.get('key') ?? '' }
}

test('an e-mail is confirmed by a link that is sent there: by its owner, once, and not by looking', async () => {
  const { id, post, get } = await admit('hal')
  const { get: look, post: send } = await admit('ian')
  const told = await (await post('/account/identities', { value: 'Hal@H.example' })).text()
  assert.match(told, /A link was sent to Hal@H\.example/)
  const [mail] = mails.take()
  assert.deepEqual([mail?.to, mail?.subject()], [['Hal@h.example'], 'Confirm your e-mail address'])
  const { path, key } = linkIn(mail)

  const unknown = await app.fetch(new Request(`http://localhost${path}`))
  assert.equal(unknown.status, 401)
  assert.match(await unknown.text(), /back=%2Fidentities%2Fconfirm%3Fkey%3D/, 'signing in leads back to the link')
  assert.deepEqual([(await look(path)).status, (await send('/identities/confirm', { key })).status], [404, 404])
  assert.match(await (await get(`${path}&lang=zh`)).text(), /Hal@H\.example 是您的邮箱吗/)
  const proofs = async () => (await getIdentities(admin, id)).map(({ proof }) => proof)
  assert.deepEqual(await proofs(), ['stated'])
  assert.match(await (await post('/identities/confirm', { key })).text(), /Hal@H\.example is confirmed/)
  assert.deepEqual(await proofs(), ['mail'])
  assert.equal((await post('/identities/confirm', { key })).status, 404)
})

test('where no mail is sent the account’s page says so and what can be done instead', async t => {
  const silent = await openOfficeOfPeople()
  t.after(() => silent.app.close())
  const [ada, boss] = [await silent.admit('ada'), await silent.admit('boss', 'administrator')]
  const read = async (who: typeof ada, path: string) => (await who.get(path)).text()
  const page = await read(ada, '/account')
  assert.match(page, /no mail server yet.*OSPO_SMTP.*whoever manages accounts can confirm/)
  assert.match(page, /action="\/account\/identities"/)
  assert.doesNotMatch(page, /href="\/accounts\//)
  assert.match(await read(ada, '/account?lang=zh'), /尚未设置邮件服务器/)
  assert.match(await read(boss, '/account'), new RegExp(`href="/accounts/${boss.id}"`))
  assert.match(await read(boss, `/accounts/${ada.id}`), new RegExp(`action="/accounts/${ada.id}/identities"`))
  assert.match(await (await (await admit('kay')).get('/account')).text(), /action="\/account\/identities"/)
})

test('a link to confirm is good for a day, and five are sent in one', async () => {
  const { ctx, id, call, post } = await admit('jo')
  const { identity } = await call(stateIdentity, { kind: 'email', value: 'jo@j.example' })
  const late = linkIn(mails.take()[0]).key
  clock.now = new Date(clock.now.getTime() + 24 * 3600_000)
  assert.equal((await post('/identities/confirm', { key: late })).status, 404)
  for (let count = 0; count < 5; count++) await sendProof(ctx, identity.id)
  assert.equal(await codeOf(sendProof(ctx, identity.id)), 'conflict')
  await call(endByApi, { id: identity.id })
  assert.equal(await codeOf(call(stateIdentity, { kind: 'email', value: 'jo@k.example' })), 'conflict')
  assert.equal(mails.take().length, 5)
  assert.equal((await getIdentities(admin, id)).length, 1)
})

test('an identity ends with the day; one that was only said goes altogether', async () => {
  const { ctx, id } = await admit('kim')
  const proven = await add(id, 'kim@k.example')
  const stated = await add(id, 'kim@l.example', { proof: 'stated' })
  await endIdentity(ctx, proven.id)
  await endIdentity(ctx, stated.id)
  const day = clock.now.toISOString().slice(0, 10)
  assert.deepEqual(await getIdentities(admin, id), [{ ...proven, until: day }])
  assert.equal(await codeOf(endIdentity(ctx, proven.id, '2999-01-01')), 'conflict')
})

test('everybody has their own identities only; the office may end those of others', async () => {
  const { id } = await admit('lou')
  const { ctx, call, post } = await admit('max', 'officer')
  const identity = await add(id, 'lou@l.example')
  assert.equal(await codeOf(endIdentity(ctx, identity.id)), 'not-allowed')
  assert.equal(await codeOf(sendProof(ctx, identity.id)), 'not-allowed')
  assert.equal(await codeOf(call(addByApi, { account: id, kind: 'email', value: 'x@l.example' })), 'not-allowed')
  assert.equal((await post(`/accounts/${id}/identities`, { value: 'x@l.example' })).status, 403)
  assert.deepEqual(await call(listIdentities, {}), { identities: [] })
  await endIdentity(admin, identity.id)
})

async function importFile(csv: string) {
  const lines: string[] = []
  const print = (line: string) => void lines.push(line)
  const io = { call: app.call, locale: 'en' as const, json: false, print, note: print, progress: print }
  const outcome = await importOfAccounts(io, 'people.csv', new Uint8Array(Buffer.from(csv))).catch(error => {
    if (error instanceof Failure) return error.text.en
    throw error
  })
  return { lines, outcome }
}

test('a file of identities is taken whole; bad lines are told by their numbers, and then none is taken', async () => {
  const { id } = await admit('ned')
  const good =
    'account,kind,host,value,since,until\nned,email,,ned@n.example,,\nned,login,github.com,ned-n,2026-01-01,\n'
  const bad = `${good}nobody,email,,x@n.example,,\nned,phone,,1,,\nned,email,,y@n.example,May,\n`
  assert.deepEqual(await importFile(bad), {
    lines: [
      'people.csv:5: kind must be email or login',
      'people.csv:6: since must be a day like 2026-01-31, or nothing',
    ],
    outcome: 'Nothing was imported. Lines that do not fit: 2. The first is line 5: kind must be email or login',
  })
  assert.deepEqual(await importFile(`${good}nobody,email,,x@n.example,,\n`), {
    lines: ['people.csv:4: Nobody here is called nobody: give an id, a sign-in name or an e-mail'],
    outcome:
      'Nothing was imported. Lines that do not fit: 1. The first is line 4: Nobody here is called nobody: give an id, a sign-in name or an e-mail',
  })
  assert.deepEqual(await getIdentities(admin, id), [])
  assert.deepEqual(await importFile(good), { lines: ['2 added, 0 known before'], outcome: 0 })
  assert.deepEqual(await importFile(good), { lines: ['0 added, 2 known before'], outcome: 0 })
  assert.equal((await getIdentities(admin, id)).length, 2)
  const large = good.replace('ned,', `ned${' '.repeat(1024 ** 2)},`)
  assert.deepEqual(await importFile(large), { lines: ['0 added, 2 known before'], outcome: 0 })
})

test('a file without the columns is told what it lacks', () => {
  assert.deepEqual(
    readIdentities('name,mail\n').problems.map(({ line, problem }) => [line, problem.en]),
    [[1, 'The first line must name the columns account,kind,host,value,since,until; it lacks account, kind, value']],
  )
})

test('the page of a person names the account of the office, and the account’s page what they committed', async () => {
  const { id, get } = await admit('ola')
  const { get: look } = await admit('pam', 'administrator')
  await add(id, 'ola@o.example')
  const { createHash } = await import('node:crypto')
  const person = createHash('sha256').update('ola@o.example').digest('base64url').slice(0, 16)
  await admin.db
    .withTables<{ project: Record<string, string | null> }>()
    .insertInto('project')
    .values({ id: 'web', name: 'web', path: '/web', kind: 'bare', main_path: null, added_at: '2026' })
    .execute()
  const row = {
    project_id: 'web',
    person_id: person,
    name: 'Ola',
    email: 'ola@o.example',
    bot: 0,
    commits: 7,
    first_at: '2026-01-01T00:00:00Z',
    last_at: '2026-01-01T00:00:00Z',
  }
  await learnAccounts(admin, [{ name: 'Ola', email: 'ola@o.example', login: null, host: null }])
  await insertContributions(admin.db, [row])
  const text = async (page: Response) => (await page.text()).replaceAll(/\s+/g, ' ')
  const seen = await text(await get(`/people/${person}`))
  assert.match(seen, /Account of the office.*<span class="strong">ola<\/span>/)
  assert.doesNotMatch(seen, /\/accounts\//)
  assert.match(await text(await look(`/people/${person}`)), new RegExp(`/accounts/${id}">ola`))
  assert.match(await text(await look(`/accounts/${id}`)), new RegExp(`/people/${person}">Ola</a>.*>7<`))
})
