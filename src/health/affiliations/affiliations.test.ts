import assert from 'node:assert/strict'
import { after, type TestContext, test } from 'node:test'
import { startEngines } from '../../../test/engines.ts'
import { openPeople } from '../../../test/people.ts'
import { scratchFolder } from '../../../test/repositories.ts'
import { openFacts } from '../../platform/facts/open-facts.ts'
import { type Decision, decide, undoEvidence } from '../identities/evidence/service.ts'
import { findIdentitiesOfPeople, findPeopleOfKeys, learnAccounts } from '../identities/service.ts'
import { enroll, getAffiliations, undoEnrollment } from './enrollments/service.ts'
import { exportFile, importFile, previewImport, undoImport } from './exchange/service.ts'
import { getOrganizations, removeOrganization, saveOrganization } from './organizations/service.ts'
import { identityTables } from './service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))
test('PostgreSQL could be started', { skip: missing }, () => undefined)

function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    error => error.code,
  )
}

async function openOffice(t: TestContext, emails: string[], database = ':memory:') {
  const people = await openPeople(database)
  const facts = openFacts(scratchFolder(t), { threads: 2 })
  t.after(async () => {
    facts.close()
    await people.close()
  })
  const admin = await people.add('admin')
  const ctx = { ...people.as(admin), facts }
  const accounts = emails.map(email => {
    const [local = ''] = email.split('@')
    return { name: local, email, login: null, host: null }
  })
  await learnAccounts(ctx, accounts)
  /** By e-mail: person (as the first e-mail of theirs) and where they work. */
  async function look() {
    const tables = await identityTables(ctx)
    const rows = await facts.query<{ email: string; person: string; work: string | null }>(`
      select email, person, (select string_agg(organization || ' ' || coalesce(strftime(since, '%Y-%m-%d'), '') || '..' || coalesce(strftime(until, '%Y-%m-%d'), ''), ', ' order by since nulls first)
        from ${tables.affiliations} a where a.person = i.person) as work
      from ${tables.identities} i where email is not null order by email`)
    const main = new Map(rows.toReversed().map(({ person, email }) => [person, email]))
    return Object.fromEntries(
      rows.map(({ email, person, work }) => [email, [main.get(person), work ?? 'unknown'].join(': ')]),
    )
  }
  return { ctx, look, people }
}

const acme = { name: 'Acme', domains: [{ domain: 'acme.example', isTop: true }] }

test('domains, words of people, acquisitions and undoing each show at once in what questions look up', async t => {
  const { ctx, look } = await openOffice(t, ['ada@acme.example', 'bea@de.acme.example', 'cid@x.example'])
  const unknown = {
    'ada@acme.example': 'ada@acme.example: unknown',
    'bea@de.acme.example': 'bea@de.acme.example: unknown',
    'cid@x.example': 'cid@x.example: unknown',
  }
  assert.deepEqual(await look(), unknown)
  const { id } = await saveOrganization(ctx, acme)
  assert.deepEqual(await look(), {
    ...unknown,
    'ada@acme.example': 'ada@acme.example: Acme ..',
    'bea@de.acme.example': 'bea@de.acme.example: Acme ..',
  })
  const { id: word } = await enroll(ctx, {
    key: 'ada@acme.example',
    organization: 'Independent',
    since: '2020-01-01',
    until: '2021-01-01',
  })
  const ada = 'ada@acme.example: Acme ..2020-01-01, Independent 2020-01-01..2021-01-01, Acme 2021-01-01..'
  assert.equal((await look())['ada@acme.example'], ada)
  await saveOrganization(
    ctx,
    { ...acme, name: 'Acme Corp', acquiredBy: { organization: 'Big', since: '2022-01-01' } },
    id,
  )
  assert.deepEqual(await look(), {
    ...unknown,
    'ada@acme.example':
      'ada@acme.example: Acme Corp ..2020-01-01, Independent 2020-01-01..2021-01-01, Acme Corp 2021-01-01..2022-01-01, Big 2022-01-01..',
    'bea@de.acme.example': 'bea@de.acme.example: Acme Corp ..2022-01-01, Big 2022-01-01..',
  })
  await saveOrganization(ctx, { name: 'Acme', domains: acme.domains, acquiredBy: null }, 'Acme Corp')
  assert.equal(await codeOf(removeOrganization(ctx, 'Independent')), 'conflict')
  await undoEnrollment(ctx, word)
  assert.equal((await look())['ada@acme.example'], 'ada@acme.example: Acme ..')
  assert.equal(await codeOf(undoEnrollment(ctx, word)), 'conflict')
  await removeOrganization(ctx, 'Acme')
  assert.deepEqual(await look(), unknown)
})

test('a domain of another organization is refused, and stays with the one that has it', async t => {
  const { ctx, look } = await openOffice(t, ['ada@acme.example', 'bea@lab.acme.example'])
  const { id } = await saveOrganization(ctx, acme)
  const lab = { name: 'Lab', domains: [{ domain: 'lab.acme.example' }] }
  const { id: other } = await saveOrganization(ctx, lab)
  const before = await look()
  const taken = {
    code: 'conflict',
    text: {
      en: 'acme.example is a domain of Acme: take it away there first, or leave it out here',
      zh: '域名 acme.example 属于 Acme：请先在该组织中移除，或在此处去掉',
    },
  }
  const both = [...lab.domains, { domain: 'ACME.example' }]
  await assert.rejects(saveOrganization(ctx, { name: 'Thief', domains: both.slice(1) }), taken)
  await assert.rejects(saveOrganization(ctx, { ...lab, domains: both }, other), taken)
  await saveOrganization(ctx, acme, id)
  assert.deepEqual(await look(), before)
  await saveOrganization(ctx, { name: 'Acme', domains: [] }, id)
  await saveOrganization(ctx, { ...lab, domains: both }, other)
  assert.deepEqual(await look(), {
    'ada@acme.example': 'ada@acme.example: Lab ..',
    'bea@lab.acme.example': 'bea@lab.acme.example: Lab ..',
  })
})

/** By name, what each is part of and who acquired it. */
async function relationsIn(ctx: Parameters<typeof getOrganizations>[0]) {
  const all = await getOrganizations(ctx)
  const nameOf = (id: string | undefined | null) => all.find(one => one.id === id)?.name ?? null
  return Object.fromEntries(
    all.map(({ name, parent, acquiredBy }) => [name, [nameOf(parent), nameOf(acquiredBy?.organization)]]),
  )
}

test('nothing is part of itself or acquired by itself, in a circle neither, whatever the days', async t => {
  const { ctx } = await openOffice(t, [])
  const boughtBy = (organization: string, since: string | null = null) => ({ acquiredBy: { organization, since } })
  await saveOrganization(ctx, { name: 'Lab', parent: 'Acme', ...boughtBy('Acme', '2010-01-01') })
  await saveOrganization(ctx, { name: 'Acme', aliases: ['Acme Inc'], ...boughtBy('Big', '2020-01-01') }, 'Acme')
  const before = await relationsIn(ctx)
  assert.deepEqual(before, { Acme: [null, 'Big'], Big: [null, null], Lab: ['Acme', 'Acme'] })
  const refused = async (change: Parameters<typeof saveOrganization>[1], word: string | undefined, en: RegExp) =>
    assert.rejects(saveOrganization(ctx, change, word), { code: 'conflict', message: en })
  await refused({ name: 'New', parent: 'new' }, undefined, /^New would be part of itself \(New → New\): name another/)
  await refused({ name: 'New', ...boughtBy('New') }, undefined, /^New would be acquired by itself \(New → New\): name/)
  await refused({ name: 'Acme', parent: 'Acme Inc' }, 'Acme', /part of itself \(Acme → Acme\)/)
  await refused({ name: 'Acme', parent: 'Lab' }, 'Acme', /^Acme would be part of itself \(Acme → Lab → Acme\)/)
  await refused({ name: 'Acme 2', parent: 'Acme 2' }, 'Acme', /^Acme 2 would be part of itself/)
  await refused({ name: 'Big', ...boughtBy('Lab', '2005-01-01') }, 'Big', /\(Big → Lab → Acme → Big\)/)
  assert.deepEqual(await relationsIn(ctx), before)
  await saveOrganization(ctx, { name: 'Lab', parent: null, acquiredBy: null }, 'Lab')
  await saveOrganization(ctx, { name: 'Acme', parent: 'Lab' }, 'Acme')
  assert.deepEqual(await relationsIn(ctx), { Acme: ['Lab', 'Big'], Big: [null, null], Lab: [null, null] })
})

test('of a file what would lead in a circle is left out and told, and the rest is taken in', async t => {
  const { ctx } = await openOffice(t, [])
  await saveOrganization(ctx, { name: 'Acme', aliases: ['Acme Inc'], parent: 'Big' })
  const chart =
    'email,name,organization,parent,since,until\na@x.example,A,Big,Lab,,\nb@x.example,B,Lab,Acme Inc,,\nc@x.example,C,Own,Own,,\nd@x.example,D,Acme,Else,,\n'
  const { conflicts, counts } = await importFile(ctx, { name: 'x.csv', text: chart, format: 'org-chart', part: 'both' })
  assert.deepEqual(
    conflicts.map(({ en }) => en),
    [
      'As part of Acme Inc, Lab would be part of itself: that is left out',
      'As part of Own, Own would be part of itself: that is left out',
    ],
  )
  assert.deepEqual([counts.organizations, counts.enrollments], [2, 4])
  assert.deepEqual(await relationsIn(ctx), {
    Acme: ['Big', null],
    Big: ['Lab', null],
    Lab: [null, null],
    Own: [null, null],
  })
  const companies = 'acquisitions:\n- ["^Own$", "Big"]\n- ["^Big$", "Acme", "2020-01-01"]\n- ["^Acme$", "Own"]\n'
  const given = { name: 'c.yaml', text: companies, format: 'cncf-companies', part: 'both' } as const
  const deals = await importFile(ctx, given)
  assert.deepEqual(
    [deals.conflicts.map(({ en }) => en), deals.counts.acquisitions],
    [['Acquired by Big, Own would be acquired by itself: that is left out'], 2],
  )
})

test('a decision joins people with where they worked, and its undoing takes them apart again', async t => {
  const { ctx, look } = await openOffice(t, ['ada@acme.example', 'ada@home.example', 'adal@home.example'])
  await saveOrganization(ctx, acme)
  const apart = await look()
  const { id } = await decide(ctx, { relation: 'same', left: 'ada@home.example', right: 'ada@acme.example' })
  assert.deepEqual(await look(), {
    'ada@acme.example': 'ada@acme.example: Acme ..',
    'ada@home.example': 'ada@acme.example: Acme ..',
    'adal@home.example': 'adal@home.example: unknown',
  })
  await undoEvidence(ctx, id ?? '')
  assert.deepEqual(await look(), apart)
  await decide(ctx, { relation: 'same', left: 'ada@home.example', right: 'adal@home.example' })
  await decide(ctx, { relation: 'different', left: 'ada@acme.example', right: 'adal@home.example' })
  await decide(ctx, { relation: 'same', left: 'ada@home.example', right: 'ada@acme.example' })
  const people = Object.values(await look())
  assert.equal(new Set(people).size, 2, 'whatever joins two of them, no way leads over the third')
})

for (const server of servers) {
  test(`two who were joined by mistake have each their own employers when they are taken apart, on ${server.name}`, async t => {
    const emails = ['ada@home.example', 'bea@home.example']
    const { ctx, look } = await openOffice(t, emails, await server.create())
    const work = async () => {
      const people = await Promise.all(emails.map(email => findPeopleOfKeys(ctx, [`e:${email}`])))
      const all = await Promise.all(people.flat().map(person => getAffiliations(ctx, person)))
      return all.map(own =>
        own.map(({ organization, since, until }) => `${organization} ${since ?? ''}..${until ?? ''}`),
      )
    }
    await enroll(ctx, { key: 'ada@home.example', organization: 'Tiny', since: null, until: '2015-01-01' })
    await enroll(ctx, { key: 'bea@home.example', organization: 'Acme', since: '2015-01-01', until: null })
    const [apart, looked] = [await work(), await look()]
    assert.deepEqual(apart, [['Tiny ..2015-01-01'], ['Acme 2015-01-01..']])
    const { id } = await decide(ctx, { relation: 'same', left: 'ada@home.example', right: 'bea@home.example' })
    const joined = ['Tiny ..2015-01-01', 'Acme 2015-01-01..']
    assert.deepEqual(await work(), [joined, joined])
    await undoEvidence(ctx, id ?? '')
    assert.deepEqual(await work(), apart)
    assert.deepEqual(await look(), looked)
  })
}

const sortingHat = JSON.stringify({
  blacklist: ['cid@x.example'],
  organizations: { Acme: [{ domain: 'acme.example', is_top: true }] },
  uidentities: {
    a: {
      identities: [
        { name: 'Ada', email: 'ada@acme.example', source: 'git' },
        { name: 'Ada', email: 'ada@home.example', source: 'git' },
      ],
      enrollments: [{ organization: 'Tiny', start: '1900-01-01T00:00:00', end: '2015-12-01T00:00:00' }],
      profile: { name: 'Ada', email: 'ada@acme.example', is_bot: false },
    },
  },
})

test('to undo a word brings back the one that it overruled', async t => {
  const { ctx, look, people } = await openOffice(t, ['ada@x.example', 'ada@y.example'])
  let minute = 0
  const say = (decision: Decision) => {
    people.setClock(new Date(Date.UTC(2026, 10, 22, 9, minute++)).toISOString())
    return decide(ctx, decision)
  }
  const pair = { left: 'ada@x.example', right: 'ada@y.example' }
  const apart = { 'ada@x.example': 'ada@x.example: unknown', 'ada@y.example': 'ada@y.example: unknown' }
  const joined = { ...apart, 'ada@y.example': 'ada@x.example: unknown' }
  await importFile(ctx, { name: '.mailmap', text: 'Ada <ada@x.example> <ada@y.example>\n', part: 'both' })
  assert.deepEqual(await look(), joined)
  const words = []
  for (const relation of ['different', 'same', 'different'] as const) words.push(await say({ relation, ...pair }))
  const [first, second, third] = words.map(({ id }) => id)
  assert.ok(first && second && third)
  assert.deepEqual(await look(), apart)
  await undoEvidence(ctx, third)
  assert.deepEqual(await look(), joined)
  await undoEvidence(ctx, second)
  assert.deepEqual(await look(), apart)
  await undoEvidence(ctx, first)
  assert.deepEqual(await look(), joined)

  const key = 'ada@x.example'
  await say({ relation: 'bot', left: key })
  const { id } = await say({ relation: 'ai-agent', left: key })
  assert.ok(id)
  await undoEvidence(ctx, id)
  const [person = ''] = await findPeopleOfKeys(ctx, [`e:${key}`])
  const kinds = (await findIdentitiesOfPeople(ctx, [person])).map(({ kind }) => kind)
  assert.deepEqual([...new Set(kinds)], ['bot'])
})

test('what organizations are part of by a file is shown before, and goes with the file', async t => {
  const { ctx } = await openOffice(t, ['ada@acme.example', 'bea@acme.example'])
  await saveOrganization(ctx, acme)
  await saveOrganization(ctx, { name: 'Lab', parent: 'Acme' })
  const before = await getOrganizations(ctx)
  const rows = ['ada@acme.example,Acme,Giant', 'bea@acme.example,Team,Unit', 'bea@acme.example,Unit,Giant']
  const file = { name: 'x.csv', text: `email,organization,parent\n${rows.join('\n')}\n`, part: 'both' } as const
  const { changes } = await previewImport(ctx, file)
  assert.deepEqual(
    changes.filter(change => change.includes('⊂')),
    ['Acme ⊂ Giant', 'Team ⊂ Unit', 'Unit ⊂ Giant'],
  )
  const { id } = await importFile(ctx, file)
  const parents = new Map((await getOrganizations(ctx)).map(({ id, name, parent }) => [name, [id, parent]]))
  assert.equal(parents.get('Acme')?.[1], parents.get('Giant')?.[0])
  await undoImport(ctx, id)
  assert.deepEqual(await getOrganizations(ctx), before)
})

for (const server of servers)
  test(`several who at once name the same new organization, or take in the same file, get one (${server.name})`, async t => {
    const { ctx } = await openOffice(t, ['ada@x.example'], await server.create())
    const atOnce = (work: () => Promise<unknown>) => Promise.all(Array.from({ length: 4 }, () => codeOf(work())))
    const word = { key: 'ada@x.example', organization: 'Fresh', since: null, until: null }
    assert.deepEqual(await atOnce(() => enroll(ctx, word)), ['none', 'none', 'none', 'none'])
    const made = await atOnce(() => saveOrganization(ctx, acme))
    assert.deepEqual(made.sort(), ['conflict', 'conflict', 'conflict', 'none'])
    const file = { name: 'x.csv', text: 'email,organization\nbo@y.example,Beta\n', part: 'both' } as const
    assert.deepEqual(await atOnce(() => importFile(ctx, file)), ['none', 'none', 'none', 'none'])
    assert.deepEqual((await getOrganizations(ctx)).map(({ name }) => name).sort(), ['Acme', 'Beta', 'Fresh'])
  })

test('a day that no calendar has is refused, of somebody’s word and in a file', async t => {
  const { ctx } = await openOffice(t, ['ada@x.example'])
  const wanted = { key: 'ada@x.example', organization: 'Acme', why: undefined }
  assert.equal(await codeOf(enroll(ctx, { ...wanted, since: '2023-02-29', until: null })), 'invalid-input')
  assert.equal(await codeOf(enroll(ctx, { ...wanted, since: null, until: '2024-04-31' })), 'invalid-input')
  assert.equal(await codeOf(enroll(ctx, { ...wanted, since: '2024-02-29', until: null })), 'none')
  const text = 'email,organization,since\nada@x.example,Beta,2023-02-30\n'
  const { problems } = await previewImport(ctx, { name: 'x.csv', text, part: 'both' })
  assert.deepEqual(
    problems.map(({ line, problem }) => [line, problem.en]),
    [[2, '2023-02-30 is no day like 2026-01-31']],
  )
})

test('a file is looked at before it is taken in, changes what it told, and is undone whole', async t => {
  const { ctx, look } = await openOffice(t, ['ada@acme.example', 'ada@home.example', 'cid@x.example'])
  const before = await look()
  const given = { name: 'people.json', text: sortingHat, part: 'both' } as const
  const plan = await previewImport(ctx, given)
  assert.deepEqual(plan, {
    format: 'sortinghat',
    counts: {
      people: 1,
      joins: 1,
      bots: 0,
      exclusions: 1,
      organizations: 2,
      domains: 1,
      acquisitions: 0,
      enrollments: 2,
    },
    changes: [
      'Ada <ada@acme.example> = Ada <ada@home.example>',
      'Acme',
      'Tiny',
      'acme.example: Acme',
      'ada@acme.example: Tiny –2015-12-01',
      'ada@home.example: Tiny –2015-12-01',
    ],
    problems: [],
    conflicts: [],
  })
  assert.deepEqual(await look(), before)
  const { id } = await importFile(ctx, given)
  const after = {
    'ada@acme.example': 'ada@acme.example: Tiny ..2015-12-01, Acme 2015-12-01..',
    'ada@home.example': 'ada@acme.example: Tiny ..2015-12-01, Acme 2015-12-01..',
    'cid@x.example': 'cid@x.example: unknown',
  }
  assert.deepEqual(await look(), after)
  const again = await previewImport(ctx, given)
  assert.deepEqual([again.changes, again.counts.joins + again.counts.organizations + again.counts.enrollments], [[], 0])
  await undoImport(ctx, id)
  assert.deepEqual(await look(), before)
  assert.equal(await codeOf(undoImport(ctx, id)), 'conflict')
  assert.deepEqual((await previewImport(ctx, given)).changes, plan.changes)
  await importFile(ctx, given)
  assert.deepEqual(await look(), after)
})

for (const format of ['sortinghat', 'grimoirelab', 'cncf-developers', 'gitdm-email-map'] as const) {
  test(`what one office exports as ${format} says the same in another`, async t => {
    const emails = ['ada@acme.example', 'ada@home.example', 'bea@acme.example']
    const [here, there] = [await openOffice(t, emails), await openOffice(t, emails)]
    for (const { ctx } of [here, there])
      await learnAccounts(ctx, [
        { name: null, email: 'ada@home.example', login: 'ada', host: 'github.com' },
        { name: null, email: 'bea@acme.example', login: 'bea', host: 'github.com' },
      ])
    await importFile(here.ctx, { name: 'people.json', text: sortingHat, part: 'both' })
    const text = await exportFile(here.ctx, format, 'both')
    await importFile(there.ctx, { name: 'x', text, format, part: 'both' })
    const work = async ({ look }: typeof here) =>
      Object.entries(await look()).map(([email, who]) => [email, who.replace(/^[^:]*/, '')])
    assert.deepEqual(await work(there), await work(here))
  })
}

const neverSeen = JSON.stringify({
  organizations: { Acme: [] },
  uidentities: {
    a: {
      identities: [
        { name: 'Ada', email: 'ada@acme.example', source: 'git' },
        { name: 'Ada L', email: 'ada@home.example', source: 'git' },
        { name: 'Ada L', email: null, username: 'ada', source: 'github' },
      ],
      enrollments: [{ organization: 'Acme', start: '2015-12-01T00:00:00', end: '2100-01-01T00:00:00' }],
      profile: { name: 'Ada L', email: 'ada@home.example', is_bot: false },
    },
    b: { identities: [{ name: 'Bot', email: 'bot@x.example', source: 'git' }], profile: { is_bot: true } },
  },
})

for (const server of servers) {
  test(`whom a file tells of and nobody ever saw is exported again, and goes with the file, on ${server.name}`, async t => {
    const { ctx, look } = await openOffice(t, [], await server.create())
    const given = { name: 'people.json', text: neverSeen, part: 'both' } as const
    const nobody = await exportFile(ctx, 'sortinghat', 'both')
    const { id } = await importFile(ctx, given)
    const first = await exportFile(ctx, 'sortinghat', 'both')
    const tell = (text: string) =>
      Object.values<{ profile: object; identities: Record<string, string>[]; enrollments: Record<string, string>[] }>(
        JSON.parse(text).uidentities,
      )
        .map(({ profile, identities, enrollments }) => ({
          profile,
          known: identities.map(one => [one['name'], one['email'], one['username'], one['source']].join(' ')),
          work: enrollments.map(one => `${one['organization']} ${one['start']} ${one['end']}`),
        }))
        .sort((one, other) => other.known.length - one.known.length)
    const [ada, bot] = tell(first)
    assert.deepEqual(ada?.known, ['Ada L ada@home.example  git', 'Ada ada@acme.example  git', 'Ada L  ada github'])
    assert.deepEqual(ada?.work, ['Acme 2015-12-01T00:00:00 2100-01-01T00:00:00'])
    assert.equal(Reflect.get(bot?.profile ?? {}, 'is_bot'), true)
    assert.match(await exportFile(ctx, 'mailmap', 'both'), /^Ada L <ada@home.example> Ada <ada@acme.example>$/m)

    const { id: second } = await importFile(ctx, { ...given, name: 'again.json' })
    await undoImport(ctx, second)
    assert.equal(tell(await exportFile(ctx, 'sortinghat', 'both')).flatMap(({ known }) => known).length, 4)
    assert.deepEqual(await look(), {}, 'questions look nobody up who did nothing')
    await learnAccounts(ctx, [{ name: 'Ada', email: 'ada@acme.example', login: null, host: null }])
    assert.deepEqual(await look(), { 'ada@acme.example': 'ada@acme.example: Acme 2015-12-01..' })
    await undoImport(ctx, id)
    assert.deepEqual(await look(), { 'ada@acme.example': 'ada@acme.example: unknown' })
    assert.deepEqual(
      tell(await exportFile(ctx, 'sortinghat', 'both')).map(({ known, work }) => [known, work]),
      [[['Ada ada@acme.example  git'], []]],
      'who was seen since stays',
    )
    assert.deepEqual(tell(nobody), [])
  })
}

test('a bot that a file and a forge both know is a bot, whichever tells of it first, and after the file is undone', async t => {
  const kinds = async (ctx: Parameters<typeof exportFile>[0]) => {
    const { uidentities } = JSON.parse(await exportFile(ctx, 'sortinghat', 'both'))
    return Object.values<{ profile: { is_bot: boolean } }>(uidentities).map(({ profile }) => profile.is_bot)
  }
  const { ctx } = await openOffice(t, [])
  const text = JSON.stringify({
    uidentities: { a: { identities: [{ name: 'Helper', email: null, username: 'helper', source: 'github' }] } },
  })
  const { id } = await importFile(ctx, { name: 'people.json', text, part: 'both' })
  assert.deepEqual(await kinds(ctx), [false])
  await learnAccounts(ctx, [{ name: 'Helper', email: null, login: 'helper', host: 'github.com', isBot: true }])
  assert.deepEqual(await kinds(ctx), [true])
  await undoImport(ctx, id)
  assert.deepEqual(await kinds(ctx), [true])
})

test('a role’s address is its writer’s where a file says so, under that name alone', async t => {
  const emails = ['me@ada.example', 'ada@acme.example']
  const { ctx, look } = await openOffice(t, emails)
  await learnAccounts(ctx, [{ name: 'Else', email: 'me@ada.example', login: null, host: null }])
  const text = 'Ada <ada@acme.example> me <me@ada.example>\n'
  const { id, counts } = await importFile(ctx, { name: '.mailmap', text, part: 'both' })
  assert.equal(counts.joins, 1)
  const whose = async (name: string) => {
    const tables = await identityTables(ctx)
    const rows = await ctx.facts.query<{ person: string }>(
      `select person from ${tables.identities} where name = '${name}' and email = 'me@ada.example'`,
    )
    return rows[0]?.person
  }
  const [ada] = await findPeopleOfKeys(ctx, ['e:ada@acme.example'])
  assert.equal(await whose('me'), ada)
  assert.notEqual(await whose('Else'), ada)
  await undoImport(ctx, id)
  assert.notEqual(await whose('me'), ada)
  assert.equal(Object.keys(await look()).length, 2)
})

test('to join two of whose identities others were told apart is refused with what keeps them apart, and leaves no word', async t => {
  const { ctx, look } = await openOffice(t, ['m@x.example', 'n@x.example', 'z@x.example'])
  await decide(ctx, { relation: 'same', left: 'm@x.example', right: 'n@x.example' })
  const { id } = await decide(ctx, { relation: 'different', left: 'm@x.example', right: 'z@x.example' })
  const before = await look()
  const refusal = await decide(ctx, { relation: 'same', left: 'n@x.example', right: 'z@x.example' }).catch(
    error => error,
  )
  assert.equal(refusal.code, 'conflict')
  assert.ok(refusal.message.includes(`m@x.example ≠ z@x.example (${id})`), refusal.message)
  assert.deepEqual(await look(), before)
  await undoEvidence(ctx, id ?? '')
  assert.deepEqual(new Set(Object.values(await look())).size, 2)
  await decide(ctx, { relation: 'same', left: 'n@x.example', right: 'z@x.example' })
  assert.deepEqual(new Set(Object.values(await look())).size, 1)
})

test('what a large office exports is known by what is in it, and taken in as fast as it is long', {
  timeout: 60_000,
}, async t => {
  const { ctx } = await openOffice(t, [])
  const names = Array.from({ length: 8000 }, (_, index) => `${'An organization of a long name '.repeat(5)}${index}`)
  const organizations = Object.fromEntries(names.map(name => [name, []]))
  const text = JSON.stringify({ blacklist: [], organizations, source: null, uidentities: {} })
  const { format, counts } = await importFile(ctx, { name: 'people.json', text, part: 'both' })
  assert.deepEqual([format, counts.organizations], ['sortinghat', names.length])
})
