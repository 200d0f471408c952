import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { client, type Person, startIdentityProvider } from '../../../test/identity-provider.ts'
import { openApp } from '../../app/app.ts'
import type { Context } from '../../platform/context.ts'
import { createAccount, findAccountCalled, getAccount, updateAccount } from '../accounts/service.ts'
import { addMember, getMemberships, saveGroup } from '../groups/service.ts'
import { addIdentity, getIdentities } from '../identities/service.ts'
import { findEntries } from '../ledger/service.ts'
import { assignRole, getStanding } from '../roles/service.ts'
import { findActorOfSession } from '../sign-in/service.ts'

const origin = 'http://office.example'
const provider = await startIdentityProvider(`${origin}/sign-in/callback`)
const identityProvider = {
  issuer: provider.issuer,
  clientId: client.id,
  clientSecret: client.secret,
  scopes: 'openid email profile',
  groupsClaim: 'groups',
  role: 'member',
}
let clock = new Date('2026-11-21T12:00:00Z')
const app = await openApp({ data: undefined, database: undefined, now: () => clock, origin, identityProvider })
const admin: Context = await app.localContext()
after(async () => {
  await app.close()
  await provider.stop()
})

const ada = { sub: 'ada-1', name: 'Ada Lovelace', email: 'ada@corp.example', email_verified: true }

/** A browser: it keeps cookies for each host, and goes where it is sent. */
function openBrowser() {
  const jars = new Map<string, Map<string, string>>()

  async function go(address: string): Promise<Response> {
    const { host } = new URL(address)
    const jar = jars.get(host) ?? new Map<string, string>()
    jars.set(host, jar)
    const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }
    const request = new Request(address, { headers, redirect: 'manual' })
    const answer = address.startsWith(origin) ? await app.fetch(request) : await fetch(request)
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }

  /** Follows redirects until an address that is to be looked at first, or an answer. */
  async function follow(address: string, until = (_: string) => false) {
    let here = address
    for (let steps = 0; steps < 12; steps++) {
      if (until(here)) return { here, answer: undefined }
      const answer = await go(here)
      const to = answer.headers.get('location')
      if (!to) return { here, answer }
      here = new URL(to, here).href
    }
    throw new Error(`endless redirects at ${here}`)
  }

  return {
    go,
    /** To just before the answer comes back to us. */
    async leave(back = '/jobs', change = (address: string) => address) {
      const out = await go(`${origin}/sign-in/sso?back=${encodeURIComponent(back)}`)
      const { here } = await follow(change(out.headers.get('location') ?? ''), address => address.startsWith(origin))
      return here
    },
    session: () => jars.get('office.example')?.get('ospo_session'),
    cookies: () => [...(jars.get('office.example')?.keys() ?? [])],
  }
}

async function signIn(person: Person | undefined, browser = openBrowser()) {
  provider.here.person = person
  const answer = await browser.go(await browser.leave())
  const session = browser.session()
  return { answer, browser, actor: session ? await findActorOfSession(admin, session) : undefined }
}

/** The one sentence on the page. */
async function sentenceOf(answer: Response) {
  const page = await answer.text()
  assert.doesNotMatch(page, /at .*\.ts:\d+/)
  return /role="(?:status|alert)">.*?<div>(.*?)<\/div>/s.exec(page)?.[1]
}

test('a newcomer gets an account with the role of newcomers, and comes to where they wanted to go', async () => {
  const { answer, browser, actor } = await signIn({ ...ada, locale: 'zh-CN', zoneinfo: 'Asia/Shanghai' })
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/jobs'])
  assert.deepEqual([...(actor?.permissions ?? [])].sort(), [
    'community.read',
    'office.read',
    'people.read',
    'requests.ask',
  ])
  assert.deepEqual(browser.cookies(), ['ospo_session'])
  const { id, createdAt, ...account } = await getAccount(admin, actor?.id ?? '')
  assert.deepEqual(account, {
    name: 'Ada Lovelace',
    login: 'ada@corp.example',
    email: 'ada@corp.example',
    locale: 'zh',
    timeZone: 'Asia/Shanghai',
    active: true,
    externalId: null,
  })
  const entries = await findEntries(admin, { subject: { kind: 'account', id }, limit: 10 })
  assert.deepEqual(
    entries.map(({ actor, verb }) => [actor, verb]),
    [
      ['single-sign-on', 'account.created'],
      ['single-sign-on', 'role.assigned'],
      ['single-sign-on', 'account.linked'],
      ['single-sign-on', 'identity.added'],
    ],
  )
})

test('the second time they are known by what the provider calls them, whatever their name and e-mail are now', async () => {
  const first = await signIn(ada)
  const second = await signIn({ ...ada, name: 'Ada King', email: 'ada.king@corp.example' })
  assert.equal(second.actor?.id, first.actor?.id)
  const { name, email } = await getAccount(admin, first.actor?.id ?? '')
  assert.deepEqual([name, email], ['Ada King', 'ada.king@corp.example'])
})

test('an account that the office made is found by its e-mail, if the provider has verified that', async () => {
  const made = await createAccount(admin, { ...nobody, name: 'Grace', email: 'grace@corp.example', login: 'grace' })
  const unverified = await signIn({ sub: 'not-grace', name: 'Eve', email: 'grace@corp.example', email_verified: false })
  assert.notEqual(unverified.actor?.id, made.id)
  const eve = await getAccount(admin, unverified.actor?.id ?? '')
  assert.deepEqual([eve.name, eve.email, eve.login], ['Eve', null, null])

  const unsaid = await signIn({ sub: 'not-grace-2', email: 'grace@corp.example' })
  assert.notEqual(unsaid.actor?.id, made.id)

  const verified = await signIn({ sub: 'grace-1', email: 'Grace@corp.example', email_verified: true })
  assert.equal(verified.actor?.id, made.id)
})

test('an e-mail that somebody wrote into their own account brings nobody else into it', async () => {
  const mallory = await createAccount(admin, { ...nobody, name: 'Mallory', login: 'mallory' })
  await updateAccount({ ...admin, actor: { id: mallory.id } }, mallory.id, { email: 'ceo@corp.example' })
  const ceo = { sub: 'ceo-1', name: 'Chief', email: 'ceo@corp.example', email_verified: true }
  const { actor } = await signIn(ceo)
  assert.notEqual(actor?.id, mallory.id)
  assert.equal((await getAccount(admin, actor?.id ?? '')).name, 'Chief')
})

test('an e-mail that passed on to somebody else does not bring them into the account of before', async () => {
  const first = await signIn({ sub: 'smith-1', name: 'Smith', email: 'smith@corp.example', email_verified: true })
  assert.ok(first.actor)
  const { answer, actor } = await signIn({ sub: 'smith-2', email: 'smith@corp.example', email_verified: true })
  assert.deepEqual([answer.status, actor], [409, undefined])
  assert.match((await sentenceOf(answer)) ?? '', /belongs to another sign-in of your provider/)
})

test('an e-mail that was proven before finds its account, and one that the provider verified is proven by that', async () => {
  const { id } = await createAccount(admin, { ...nobody, name: 'Hopper', login: 'hopper' })
  const email = 'hopper@corp.example'
  await addIdentity(admin, {
    account: id,
    kind: 'email',
    host: '',
    value: email,
    since: null,
    until: null,
    proof: 'mail',
  })
  const { actor } = await signIn({ sub: 'hopper-1', email, email_verified: true })
  assert.equal(actor?.id, id)

  const newcomer = await signIn({ sub: 'noether-1', email: 'noether@corp.example', email_verified: true })
  assert.deepEqual(
    (await getIdentities(admin, newcomer.actor?.id ?? '')).map(({ value, proof }) => [value, proof]),
    [['noether@corp.example', 'single-sign-on']],
  )
})

test('two accounts of the same e-mail are not guessed between', async () => {
  for (const login of ['twin-1', 'twin-2'])
    await createAccount(admin, { ...nobody, name: login, login, email: 'twins@corp.example' })
  const { answer } = await signIn({ sub: 'twin', email: 'twins@corp.example', email_verified: true })
  assert.equal(answer.status, 409)
  assert.match((await sentenceOf(answer)) ?? '', /^Several accounts have the e-mail twins@corp\.example/)
})

test('claimed groups become memberships, and those bring permissions until the claim is gone', async () => {
  const id = 'stewards'
  await saveGroup(admin, { ...plainGroup, id, name: 'Stewards', claim: 'corp/stewards' })
  await assignRole(admin, { role: 'auditor', holderKind: 'group', holder: id })
  await saveGroup(admin, { ...plainGroup, id: 'kept-here', name: 'Kept here', claim: null })
  const linus = { sub: 'linus-1', name: 'Linus', email: 'linus@corp.example', email_verified: true }

  const first = await signIn({ ...linus, groups: ['corp/stewards', 'corp/else', 'kept-here'] })
  assert.deepEqual([...(first.actor?.groups ?? [])], [id])
  assert.equal(first.actor?.permissions.has('ledger.read'), true)
  const account = first.actor?.id ?? ''
  await addMember(admin, { group: 'kept-here', account, role: 'member', until: null })

  const unsaid = await signIn({ ...linus, _claim_names: { groups: 'elsewhere' } })
  assert.deepEqual([...(unsaid.actor?.groups ?? [])].sort(), ['kept-here', id])

  const second = await signIn({ ...linus, groups: [] })
  assert.deepEqual([...(second.actor?.groups ?? [])], ['kept-here'])
  assert.equal(second.actor?.permissions.has('ledger.read'), false)
  assert.deepEqual(
    (await getMemberships(admin, { account, running: true })).map(({ group, source }) => [group, source]),
    [['kept-here', 'office']],
  )
  assert.deepEqual((await getStanding(admin, account)).roles, ['member'])
})

test('one who left is refused by a sentence, linked or not, and gets no second account', async () => {
  const { actor } = await signIn({ sub: 'leaver-1', email: 'leaver@corp.example', email_verified: true })
  await updateAccount(admin, actor?.id ?? '', { active: false })
  for (const person of [
    { sub: 'leaver-1', email: 'leaver@corp.example', email_verified: true },
    { sub: 'leaver-2', email: 'leaver@corp.example', email_verified: true },
    { sub: 'leaver-3', email: 'leaver@corp.example' },
  ]) {
    const { answer, actor } = await signIn(person)
    assert.equal(answer.status, 403)
    assert.equal(await sentenceOf(answer), 'Your account here is no longer active: ask an administrator of this office')
    assert.equal(actor, undefined)
  }
})

test('an answer is taken once', async () => {
  provider.here.person = ada
  const browser = openBrowser()
  const back = await browser.leave()
  assert.equal((await browser.go(back)).status, 303)
  const again = await browser.go(back)
  assert.equal(again.status, 400)
  assert.match((await sentenceOf(again)) ?? '', /^This sign-in did not begin here, or was finished before/)
})

test('a code that was used is refused, even in another sign-in of the same browser', async () => {
  provider.here.person = ada
  const browser = openBrowser()
  const first = new URL(await browser.leave())
  assert.equal((await browser.go(first.href)).status, 303)
  const second = new URL(await browser.leave())
  second.searchParams.set('code', first.searchParams.get('code') ?? '')
  const answer = await browser.go(second.href)
  assert.equal(answer.status, 400)
  assert.match((await sentenceOf(answer)) ?? '', /does not take this sign-in any more/)
})

test('a changed state, another browser and a late answer are each told in a sentence', async () => {
  provider.here.person = ada
  const browser = openBrowser()
  const changed = new URL(await browser.leave())
  changed.searchParams.set('state', `${changed.searchParams.get('state')}x`)
  assert.match((await sentenceOf(await browser.go(changed.href))) ?? '', /^This sign-in did not begin here/)

  const elsewhere = openBrowser()
  const answer = await elsewhere.go(await browser.leave())
  assert.match((await sentenceOf(answer)) ?? '', /^This sign-in began in another browser/)
  assert.equal(elsewhere.session(), undefined)

  const late = await browser.leave()
  clock = new Date(clock.getTime() + 11 * 60_000)
  assert.match((await sentenceOf(await browser.go(late))) ?? '', /^This sign-in took longer than ten minutes/)
})

test('an answer to another question (nonce) is refused', async () => {
  provider.here.person = ada
  const browser = openBrowser()
  const back = await browser.leave('/', address => address.replace(/nonce=[^&]+/, 'nonce=somebody-else'))
  const answer = await browser.go(back)
  assert.equal(answer.status, 502)
  assert.match((await sentenceOf(answer)) ?? '', /does not belong to this sign-in or is not signed by it/)
  assert.equal(browser.session(), undefined)
})

test('the question carries a code challenge, a state and a nonce; the cookie is out of reach of scripts', async () => {
  const answer = await openBrowser().go(`${origin}/sign-in/sso`)
  const { searchParams } = new URL(answer.headers.get('location') ?? '')
  assert.deepEqual([...searchParams.keys()].sort(), [
    'client_id',
    'code_challenge',
    'code_challenge_method',
    'nonce',
    'redirect_uri',
    'response_type',
    'scope',
    'state',
  ])
  assert.equal(searchParams.get('code_challenge_method'), 'S256')
  assert.match(
    answer.headers.get('set-cookie') ?? '',
    /^ospo_sso_[\w-]{12}=[\w-]{43}; Max-Age=600; Path=\/sign-in; HttpOnly; SameSite=Lax$/,
  )
})

test('it leads back into this office only', async () => {
  provider.here.person = ada
  for (const [wish, comesTo] of [
    ['https://evil.example/', '/'],
    ['//evil.example', '/'],
    [`/${'x'.repeat(2000)}`, '/'],
    ['/people?q=a', '/people?q=a'],
  ] as const) {
    const browser = openBrowser()
    const answer = await browser.go(await browser.leave(wish))
    assert.equal(answer.headers.get('location'), comesTo)
  }
})

test('a provider that says no is passed on in a sentence', async () => {
  const { answer } = await signIn(undefined)
  assert.equal(answer.status, 403)
  assert.match((await sentenceOf(answer)) ?? '', /did not let you in \(access_denied\)/)
})

test('a provider that is down, and a wrong secret, are told in a sentence that holds no secret', async () => {
  const gone = await startIdentityProvider(origin)
  await gone.stop()
  const down = { ...identityProvider, issuer: gone.issuer }
  const wrong = { ...identityProvider, clientSecret: 'not-the-secret' }
  for (const [identityProvider, said] of [
    [down, /^127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)/],
    [wrong, /does not know this office as it is set up \(401\)/],
  ] as const) {
    const office = await openApp({ data: undefined, origin, identityProvider })
    const out = await office.fetch(new Request(`${origin}/sign-in/sso`))
    const sentence =
      identityProvider === down ? await sentenceOf(out) : await sentenceOf(await comeBackTo(office.fetch, out))
    await office.close()
    assert.match(sentence ?? '', said)
    assert.doesNotMatch(sentence ?? '', /secret-of|not-the-secret/)
  }
})

test('where no provider is set there is no button, and the door says what to do', async () => {
  const office = await openApp({ data: undefined })
  const page = (address: string) => office.fetch(new Request(`http://localhost${address}`))
  const form = await (await page('/sign-in')).text()
  const answer = await page('/sign-in/sso')
  await office.close()
  assert.doesNotMatch(form, /Single sign-on/)
  assert.equal(answer.status, 404)
  assert.match((await sentenceOf(answer)) ?? '', /^This office has no single sign-on: start ospo with OSPO_OIDC_ISSUER/)
})

test('the sign-in page leads to the provider, and keeps where one wanted to go', async () => {
  const page = await (await openBrowser().go(`${origin}/sign-in?back=/people`)).text()
  assert.match(page, /<a class="btn btn-primary" href="\/sign-in\/sso\?back=%2Fpeople">Single sign-on<\/a>/)
})

test('a newcomer whose name is taken gets none, and a role that is none is told', async () => {
  await createAccount(admin, { ...nobody, name: 'First', login: 'sam' })
  const { actor } = await signIn({ sub: 'sam-2', name: 'Sam', preferred_username: 'sam' })
  assert.equal((await getAccount(admin, actor?.id ?? '')).login, null)
  assert.equal((await findAccountCalled(admin, 'sam'))?.name, 'First')

  const office = await openApp({ data: undefined, origin, identityProvider: { ...identityProvider, role: 'king' } })
  provider.here.person = { sub: 'x', name: 'X' }
  const out = await office.fetch(new Request(`${origin}/sign-in/sso`))
  const sentence = await sentenceOf(await comeBackTo(office.fetch, out))
  await office.close()
  assert.match(sentence ?? '', /^OSPO_OIDC_ROLE=king is no role of this office/)
})

/** Through the provider and back to an office of its own. */
async function comeBackTo(fetch: typeof app.fetch, out: Response) {
  provider.here.person ??= ada
  const cookie = out.headers.get('set-cookie')?.split(';')[0] ?? ''
  const browser = openBrowser()
  let here = out.headers.get('location') ?? ''
  while (!here.startsWith(origin)) here = new URL((await browser.go(here)).headers.get('location') ?? '', here).href
  return fetch(new Request(here, { headers: { cookie } }))
}

const nobody = { name: '', login: null, email: null, locale: null, timeZone: null, externalId: null }
const plainGroup = { purpose: 'org-unit', description: '', claim: null, externalId: null } as const
