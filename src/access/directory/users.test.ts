import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  admin,
  app,
  base,
  clock,
  create,
  createGroup,
  groupUrn,
  patchOf,
  problem,
  scim,
  userUrn,
} from '../../../test/directory.ts'
import { createAccount, getAccount, updateAccount } from '../accounts/service.ts'
import { appointDeputy, getDeputiesOf } from '../deputies/service.ts'
import { eraseAccount } from '../erasure/service.ts'
import { addMember, getMemberships } from '../groups/service.ts'
import { findEntries, verifyLedger } from '../ledger/service.ts'
import { assignRole, getStanding } from '../roles/service.ts'
import { findActorOfSession, startSession } from '../sign-in/service.ts'
import { createToken } from '../tokens/api.ts'
import { createToken as createOwnToken, findActorOfToken } from '../tokens/service.ts'

test('without a token, with one that may do else, or by a session there is no way in', async () => {
  const { secret: reader } = await app.call(createToken, { name: 'reader', permissions: ['access.manage'] })
  const session = await startSession(admin, admin.actor.id)
  const ways: [Record<string, string>, number][] = [
    [{}, 401],
    [{ authorization: 'Bearer ospo_made-up' }, 401],
    [{ cookie: `ospo_session=${session}` }, 401],
    [{ authorization: `Bearer ${reader}` }, 403],
  ]
  for (const [headers, status] of ways) {
    for (const path of ['/Users', '/Groups/x', '/ServiceProviderConfig', '/Schemas', '/nothing']) {
      const answer = await app.fetch(new Request(base + path, { headers }))
      const body = (await answer.json()) as { schemas: string[]; status: string }
      assert.equal(answer.status, status, path)
      assert.deepEqual([body.schemas, body.status], [problem(0, undefined, '').schemas, String(status)])
      assert.equal(answer.headers.get('www-authenticate'), status === 401 ? 'Bearer' : null)
    }
  }
})

test('the server says what it can do, which kinds there are, and of which attributes', async () => {
  const config = await scim('GET', '/ServiceProviderConfig')
  assert.equal(config.status, 200)
  const { patch, bulk, filter, changePassword, sort, etag } = config.body
  assert.deepEqual(
    [patch, bulk.supported, filter, changePassword, sort, etag],
    [
      { supported: true },
      false,
      { supported: true, maxResults: 200 },
      { supported: false },
      { supported: false },
      { supported: true },
    ],
  )
  const types = await scim('GET', '/ResourceTypes')
  assert.deepEqual(
    types.body.Resources.map(({ id, endpoint, schema }: Record<string, string>) => [id, endpoint, schema]),
    [
      ['User', '/Users', userUrn],
      ['Group', '/Groups', groupUrn],
    ],
  )
  assert.equal((await scim('GET', '/ResourceTypes/Group')).body.meta.location, `${base}/ResourceTypes/Group`)
  const schemas = await scim('GET', '/Schemas')
  assert.deepEqual(
    schemas.body.Resources.map(({ id }: { id: string }) => id),
    [userUrn, groupUrn],
  )
  const user = await scim('GET', `/Schemas/${userUrn}`)
  assert.deepEqual(
    user.body.attributes.map(({ name }: { name: string }) => name),
    ['userName', 'name', 'displayName', 'preferredLanguage', 'locale', 'timezone', 'active', 'emails'],
  )
})

test('a user is created as sent, without what is not kept', async () => {
  const sent = {
    schemas: [userUrn],
    externalId: 'bjensen',
    userName: 'BJensen@Corp.example',
    name: { formatted: 'Ms. Barbara J Jensen III', familyName: 'Jensen', givenName: 'Barbara' },
    emails: [
      { value: 'babs@home.example', type: 'home' },
      { value: 'Bjensen@corp.example', type: 'work', primary: true },
    ],
    preferredLanguage: 'zh-CN',
    timezone: 'Asia/Shanghai',
    title: 'not kept',
    password: 't1meMa$heen',
  }
  const created = await scim('POST', '/Users', sent)
  assert.equal(created.status, 201)
  const { id, meta } = created.body
  assert.deepEqual(created.body, {
    schemas: [userUrn],
    id,
    externalId: 'bjensen',
    userName: 'BJensen@Corp.example',
    name: { formatted: 'Ms. Barbara J Jensen III', familyName: 'Jensen', givenName: 'Barbara' },
    displayName: 'Ms. Barbara J Jensen III',
    emails: sent.emails,
    active: true,
    preferredLanguage: 'zh-CN',
    timezone: 'Asia/Shanghai',
    meta: {
      resourceType: 'User',
      created: clock.now.toISOString(),
      lastModified: clock.now.toISOString(),
      location: `${base}/Users/${id}`,
      version: meta.version,
    },
  })
  assert.equal(created.headers.get('location'), `${base}/Users/${id}`)
  assert.equal(created.headers.get('etag'), meta.version)
  assert.deepEqual(await getAccount(admin, id), {
    id,
    name: 'Ms. Barbara J Jensen III',
    login: 'bjensen@corp.example',
    email: 'bjensen@corp.example',
    locale: 'zh',
    timeZone: 'Asia/Shanghai',
    active: true,
    externalId: 'bjensen',
    createdAt: clock.now.toISOString(),
  })
  assert.deepEqual((await getStanding(admin, id)).roles, ['member'])
  assert.deepEqual((await scim('GET', `/Users/${id}`)).body, created.body)
})

test('a user is replaced, changed, and gone for good when deleted', async () => {
  const id = await create('before', {
    externalId: 'bj-1',
    preferredLanguage: 'zh',
    emails: [{ value: 'b@corp.example' }],
  })
  const replaced = await scim('PUT', `/Users/${id}`, { schemas: [userUrn], id, userName: 'bj', displayName: 'Babs' })
  assert.equal(replaced.status, 200)
  const { meta: _, ...rest } = replaced.body
  assert.deepEqual(rest, { schemas: [userUrn], id, userName: 'bj', displayName: 'Babs', active: true })
  const account = await getAccount(admin, id)
  assert.deepEqual([account.name, account.login, account.email, account.locale], ['Babs', 'bj', null, 'zh'])

  const patched = await scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'displayName', value: 'Barbara' }))
  assert.deepEqual([patched.status, patched.body.displayName], [200, 'Barbara'])

  assert.equal((await scim('DELETE', `/Users/${id}`)).status, 204)
  for (const [method, body] of [
    ['GET'],
    ['PUT', { userName: 'x' }],
    ['PATCH', patchOf({ op: 'remove', path: 'name' })],
    ['DELETE'],
  ] as const)
    assert.deepEqual((await scim(method, `/Users/${id}`, body)).body, problem(404, undefined, `There is no user ${id}`))
  assert.deepEqual((await scim('GET', '/Users?filter=userName eq "bj"')).body.totalResults, 0)
  const gone = await getAccount(admin, id)
  assert.deepEqual([gone.active, gone.login, gone.externalId, gone.name], [false, null, null, 'Barbara'])
  assert.notEqual(await create('bj'), id)
  const verbs = (await findEntries(admin, { subject: { kind: 'account', id }, limit: 50 })).map(({ verb }) => verb)
  assert.ok(verbs.includes('account.created') && verbs.includes('directory.user-deleted'), verbs.join())
  assert.equal((await verifyLedger(admin)).broken, null)
})

test('what a directory asks to change is held to what is there', async () => {
  const id = await create('taken@corp.example', { externalId: 'taken-1' })
  const other = await create('other@corp.example')
  const taken = 'Another user has this userName: change that user, or choose another'
  const refused: [string, string, unknown, ReturnType<typeof problem>][] = [
    ['POST', '/Users', { userName: 'TAKEN@corp.example' }, problem(409, 'uniqueness', taken)],
    ['PUT', `/Users/${other}`, { userName: 'taken@corp.example' }, problem(409, 'uniqueness', taken)],
    [
      'POST',
      '/Users',
      { userName: 'new', externalId: 'taken-1' },
      problem(409, 'uniqueness', taken.replace('userName', 'externalId')),
    ],
    ['POST', '/Users', { displayName: 'x' }, problem(400, 'invalidValue', 'userName is missing: it is required')],
    ['POST', '/Users', '{', problem(400, 'invalidSyntax', 'The body is no JSON object')],
    ['POST', '/Users', '[]', problem(400, 'invalidSyntax', 'The body is no JSON object')],
    [
      'PATCH',
      `/Users/${id}`,
      patchOf({ op: 'replace', path: 'id', value: 'x' }),
      problem(400, 'mutability', 'id cannot be removed or written'),
    ],
    [
      'PATCH',
      `/Users/${id}`,
      patchOf({ op: 'remove', path: 'userName' }),
      problem(400, 'mutability', 'userName cannot be removed or written'),
    ],
    ['GET', '/Users?filter=userName', undefined, problem(400, 'invalidFilter', 'The filter “userName” cannot be read')],
    ['GET', '/Users?count=many', undefined, problem(400, 'invalidValue', 'count is a whole number')],
    ['PUT', '/Users', {}, problem(405, undefined, 'This method does nothing here')],
    ['POST', '/Bulk', {}, problem(501, undefined, 'This is not offered: ServiceProviderConfig says what is')],
    ['GET', '/Schemas?filter=id pr', undefined, problem(403, undefined, 'These are listed whole, without a filter')],
  ]
  for (const [method, path, body, answer] of refused) {
    const { status, body: said } = await scim(method, path, body)
    assert.deepEqual([status, said], [Number(answer.status), answer], `${method} ${path}`)
  }
  for (const [body, said] of [
    [{ userName: 'with space' }, /^The user does not fit: login: /],
    [{ userName: 'x', emails: [{ value: 'no e-mail' }] }, /^The user does not fit: email: /],
    [{ userName: 'x', displayName: 'n'.repeat(300) }, /^The user does not fit: name: /],
    [{ userName: 'x'.repeat(2000) }, /^The value of userName does not fit/],
  ] as const) {
    const { status, body: answer } = await scim('POST', '/Users', body)
    assert.deepEqual([status, answer.scimType], [400, 'invalidValue'])
    assert.match(answer.detail, said)
  }
  assert.equal((await scim('POST', '/Users', { userName: 'x' }, { 'content-type': 'text/xml' })).status, 415)
  assert.equal((await scim('POST', '/Users', { userName: 'x', displayName: 'x'.repeat(5_000_000) })).status, 413)
  const chinese = await scim('GET', '/Users/none', undefined, { 'accept-language': 'zh' })
  assert.deepEqual(chinese.body, problem(404, undefined, '没有用户 none'))
  const plain = await scim(
    'POST',
    '/Users',
    { userName: 'json@corp.example' },
    { 'content-type': 'application/json; charset=utf-8' },
  )
  assert.equal(plain.status, 201)
})

test('lists are filtered, cut into pages and reduced to what is asked', async () => {
  const ids = []
  for (const n of [1, 2, 3, 4, 5]) ids.push(await create(`pager-${n}`, { emails: [{ value: `p${n}@pager.example` }] }))
  const list = async (query: string) => (await scim('GET', `/Users?${query}`)).body
  const filter = encodeURIComponent('userName sw "pager-" and emails co "@pager.example"')
  const page = await list(`filter=${filter}&startIndex=2&count=2`)
  assert.deepEqual(
    [page.totalResults, page.startIndex, page.itemsPerPage, page.Resources.map(({ id }: { id: string }) => id)],
    [5, 2, 2, ids.slice(1, 3)],
  )
  assert.deepEqual(page.schemas, ['urn:ietf:params:scim:api:messages:2.0:ListResponse'])
  const all = await list('count=0')
  assert.deepEqual([all.Resources, all.itemsPerPage], [[], 0])
  assert.ok(all.totalResults >= 6)
  assert.equal((await list('startIndex=-3&count=1')).startIndex, 1)
  assert.deepEqual((await list(`filter=${filter}&startIndex=99`)).Resources, [])

  const one = encodeURIComponent('userName eq "PAGER-3"')
  assert.deepEqual((await list(`filter=${one}&attributes=userName,emails.value`)).Resources, [
    { schemas: [userUrn], id: ids[2], userName: 'pager-3', emails: [{ value: 'p3@pager.example' }] },
  ])
  const [without] = (await list(`filter=${one}&excludedAttributes=emails,meta.version,active`)).Resources
  assert.deepEqual(Object.keys(without).sort(), ['displayName', 'id', 'meta', 'schemas', 'userName'])
  assert.deepEqual(Object.keys(without.meta).sort(), ['created', 'lastModified', 'location', 'resourceType'])

  const search = await scim('POST', '/Users/.search', { filter: 'userName eq "pager-1"', attributes: ['userName'] })
  assert.deepEqual(search.body.Resources, [{ schemas: [userUrn], id: ids[0], userName: 'pager-1' }])
  for (const [filter, total] of [
    [`id eq "${ids[0]}"`, 1],
    ['not (userName sw "pager-") and userName eq "pager-1"', 0],
    ['userName eq "pager-1" or userName eq "pager-2"', 2],
    ['emails[value ew "@pager.example"] and active eq true', 5],
    ['externalId eq "nobody"', 0],
  ] as const)
    assert.equal((await list(`filter=${encodeURIComponent(filter)}`)).totalResults, total, filter)
})

test('a version tells whether something changed since', async () => {
  const id = await create('versioned')
  const { etag } = Object.fromEntries((await scim('GET', `/Users/${id}`)).headers)
  assert.match(etag ?? '', /^W\/"[\w-]{22}"$/)
  const tag = etag ?? ''
  assert.equal((await scim('GET', `/Users/${id}`, undefined, { 'if-none-match': tag })).status, 304)
  const change = patchOf({ op: 'replace', path: 'displayName', value: 'New' })
  const done = await scim('PATCH', `/Users/${id}`, change, { 'if-match': tag })
  assert.equal(done.status, 200)
  assert.notEqual(done.headers.get('etag'), tag)
  for (const [method, body] of [
    ['PATCH', change],
    ['PUT', { userName: 'versioned' }],
    ['DELETE', undefined],
  ] as const) {
    const { status, body: said } = await scim(method, `/Users/${id}`, body, { 'if-match': tag })
    assert.equal(status, 412)
    assert.equal(said.detail, 'It was changed since you read it: read it again and repeat your change')
  }
  assert.equal((await scim('GET', `/Users/${id}`, undefined, { 'if-none-match': tag })).status, 200)

  const group = await createGroup('Versioned group')
  const before = (await scim('GET', `/Groups/${group}`)).headers.get('etag') ?? ''
  const added = await scim('PATCH', `/Groups/${group}`, patchOf({ op: 'add', path: 'members', value: [{ value: id }] }))
  assert.equal(added.status, 204)
  assert.notEqual(added.headers.get('etag'), before)
  assert.equal((await scim('DELETE', `/Groups/${group}`, undefined, { 'if-match': before })).status, 412)
})

test('a leaver is out at once: sessions, tokens, groups and deputies end, and come back only as far as the directory keeps them', async () => {
  const id = await create('leaver@corp.example')
  const friend = await create('friend@corp.example')
  const group = await createGroup('Leavers team', [id, friend])
  await addMember(admin, { group: 'legal', account: id, role: 'member', until: null })
  const asLeaver = { ...admin, actor: { ...admin.actor, id } }
  const asFriend = { ...admin, actor: { ...admin.actor, id: friend } }
  await appointDeputy(asLeaver, { deputy: friend, since: '2026-11-01', until: '2026-12-31' })
  await appointDeputy(asFriend, { deputy: id, since: '2026-11-01', until: '2026-12-31' })
  const session = await startSession(admin, id)
  const { secret: token } = await createOwnToken(asLeaver, { name: 'own', permissions: ['requests.ask'], days: 9 })
  assert.ok(await findActorOfToken(admin, token))
  assert.ok(await findActorOfSession(admin, session))

  const left = await scim('PATCH', `/Users/${id}`, patchOf({ op: 'Replace', path: 'active', value: 'False' }))
  assert.deepEqual([left.status, left.body.active], [200, false])
  assert.equal(await findActorOfSession(admin, session), undefined)
  assert.equal(await findActorOfToken(admin, token), undefined)
  assert.deepEqual(await getMemberships(admin, { account: id, running: true }), [])
  assert.deepEqual([...(await getDeputiesOf(admin, [id, friend])).values()], [[], []])
  const members = (await scim('GET', `/Groups/${group}`)).body.members
  assert.deepEqual(members.map(({ value }: { value: string }) => value).sort(), [id, friend].sort())

  clock.now = new Date(clock.now.getTime() + 86_400_000)
  await scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', value: { active: true } }))
  assert.equal(await findActorOfSession(admin, session), undefined)
  assert.deepEqual(
    (await getMemberships(admin, { account: id, running: true })).map(({ group, source }) => [group, source]),
    [[group, 'directory']],
  )
})

test('the last administrator does not leave', async () => {
  const { status, body } = await scim(
    'PATCH',
    `/Users/${admin.actor.id}`,
    patchOf({ op: 'replace', path: 'active', value: false }),
  )
  assert.deepEqual([status, body.scimType], [409, undefined])
  assert.equal((await getAccount(admin, admin.actor.id)).active, true)
})

test('by which name and e-mail an administrator comes in is not the directory’s to say', async () => {
  const id = await create('second.admin@corp.example')
  await assignRole(admin, { role: 'administrator', holderKind: 'account', holder: id })
  for (const operation of [
    { op: 'replace', path: 'userName', value: 'me@corp.example' },
    { op: 'replace', path: 'emails', value: [{ value: 'me@corp.example' }] },
  ])
    assert.equal((await scim('PATCH', `/Users/${id}`, patchOf(operation))).status, 403)
  assert.equal(
    (await scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'active', value: false }))).status,
    200,
  )
})

test('what the office or the person changed stays, until the directory says something else of it', async () => {
  const id = await create('own@corp.example', { displayName: 'Own', preferredLanguage: 'en-US' })
  await updateAccount(admin, id, { locale: 'zh', name: 'Their own name' })
  const seen = await scim('GET', `/Users/${id}`)
  assert.equal(seen.body.displayName, 'Their own name')
  await scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'timezone', value: 'Europe/Paris' }))
  const after = await getAccount(admin, id)
  assert.deepEqual([after.locale, after.name, after.timeZone], ['zh', 'Their own name', 'Europe/Paris'])
  await scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'preferredLanguage', value: 'zh-TW' }))
  await scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'preferredLanguage', value: 'en' }))
  assert.equal((await getAccount(admin, id)).locale, 'en')
})

test('one who is erased is gone for the directory, with all that it said of them', async () => {
  const id = await create('erased@corp.example', { name: { familyName: 'Rubbed-Out' } })
  const group = await createGroup('Erased', [id])
  await eraseAccount(admin, id, 'asked for it')
  assert.equal((await scim('GET', `/Users/${id}`)).status, 404)
  assert.deepEqual((await scim('GET', `/Groups/${group}`)).body.members, [])
  const entries = await findEntries(admin, { subject: { kind: 'account', id }, limit: 99 })
  assert.doesNotMatch(JSON.stringify(entries), /rubbed|erased@/i)
})

test('an account that the office made is taken up by its sign-in name', async () => {
  const account = await createAccount(admin, {
    name: 'Made here',
    login: 'made.here@corp.example',
    email: 'made.here@corp.example',
    locale: null,
    timeZone: null,
    externalId: null,
  })
  const found = await scim('GET', `/Users?filter=${encodeURIComponent('userName eq "Made.Here@corp.example"')}`)
  assert.equal(found.body.Resources[0].id, account.id)
  await scim('PATCH', `/Users/${account.id}`, patchOf({ op: 'Add', path: 'externalId', value: 'e-1' }))
  assert.deepEqual(await getAccount(admin, account.id), { ...account, externalId: 'e-1' })
})
