import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assignReviews } from './assign.ts'
import { checkProposal } from './check-proposal.ts'
import { defaultPlan } from './default-plan.ts'
import { findConflict } from './find-conflicts.ts'
import { createMask, findLeaks } from './leaks.ts'
import type { Content } from './model.ts'
import { chooseNext } from './pool/choose-next.ts'
import { demandOf, rank } from './rank.ts'

const content: Content = {
  title: { en: 'A talk', zh: '' },
  abstract: { en: 'About it', zh: '' },
  benefit: { en: '', zh: '' },
  topics: [],
  questions: [],
  level: 'intermediate',
  language: 'en',
  slides: false,
}

const shapes: [format: string, roles: string[], slides: boolean, said: string[]][] = [
  ['talk', ['speaker'], true, []],
  ['talk', ['speaker', 'speaker'], true, ['Solo talk needs 1 as speaker, and 2 are named']],
  ['debate', ['side', 'side'], false, []],
  ['debate', ['side', 'side', 'moderator'], false, []],
  ['debate', ['side', 'moderator'], false, ['Two-person debate needs 2 as sides, and 1 is named']],
  ['stand-up', ['speaker'], true, ['Stand-up without slides is given without slides: leave them out']],
  ['round-table', ['guest', 'guest', 'guest', 'moderator'], false, []],
  [
    'round-table',
    ['guest', 'guest'],
    false,
    ['Round table needs 3 to 6 as guests, and 2 are named', 'Round table needs 1 as moderator, and 0 are named'],
  ],
  ['talk', ['speaker', 'dancer'], true, ['The call has no dancer among its speakers: choose one of those']],
  ['opera', [], false, ['The call has no opera among its format: choose one of those']],
]

for (const [format, roles, slides, said] of shapes) {
  test(`a ${format} with ${roles.join(', ') || 'nobody'}${slides ? ' and slides' : ''}: ${said.length === 0 ? 'fits' : said.join('; ')}`, () => {
    const speakers = roles.map(role => ({ role }))
    const found = checkProposal(defaultPlan, { track: 'strategy', format, content: { ...content, slides }, speakers })
    assert.deepEqual(
      found.map(({ text }) => text.en),
      said,
    )
    for (const { text } of found) assert.match(text.zh, /\p{Script=Han}/u)
  })
}

const ada = {
  email: 'ada@cogs.example',
  about: { name: 'Ada Lovelace', employer: 'Cogs & Wheels Ltd', handle: 'adal', penName: '' },
}
const wang = { email: 'wang@qq.com', about: { name: '王小明', employer: '齿轮科技有限公司', handle: '', penName: '' } }

test('what names a speaker is found: names, employers, addresses, handles and links', () => {
  const text =
    'I, Ada  Lovelace of Cogs & Wheels, write at lovelace.blog: mail ada@cogs.example, @adal, https://cogs.example/me'
  assert.deepEqual(
    new Set(findLeaks(text, [ada]).map(({ kind }) => kind)),
    new Set(['name', 'employer', 'email', 'handle', 'link']),
  )
  assert.deepEqual(findLeaks('王 小明在齿轮科技做开源', [wang]), [
    { kind: 'name', words: '王 小明' },
    { kind: 'employer', words: '齿轮科技' },
  ])
  assert.deepEqual(findLeaks('Adapters adapt, and wheels turn', [ada]), [])
})

test('who reviews reads nothing of what names a speaker', () => {
  const abstract = {
    en: 'Ada Lovelace (adal) of COGS & WHEELS LTD. ada@cogs.example',
    zh: '王小明 齿轮科技有限公司 wang@qq.com',
  }
  const { en, zh } = createMask([ada, wang])(abstract)
  assert.doesNotMatch(en, /ada|lovelace|cogs|adal/i)
  assert.doesNotMatch(zh, /小明|齿轮|qq/)
})

const reviewer = { account: 'r', emails: ['r@cogs.example'], logins: ['rev'], employer: 'Gears GmbH' }
const presenter = { account: null, email: 'p@gmail.com', about: { employer: '', handle: '' } }

test('conflicts of interest are found: the person, the e-mail, the login, the employer, the domain', () => {
  const found = (about: object) => findConflict(reviewer, [{ ...presenter, ...about }])
  assert.equal(found({}), undefined)
  assert.equal(found({ account: 'r' }), 'same-person')
  assert.equal(found({ email: 'r@cogs.example' }), 'same-email')
  assert.equal(found({ about: { employer: '', handle: '@Rev' } }), 'same-login')
  assert.equal(found({ about: { employer: 'gears', handle: '' } }), 'same-employer')
  assert.equal(found({ email: 'p@lab.cogs.example' }), 'same-domain')
  const inHouse = (about: object) => findConflict(reviewer, [{ ...presenter, ...about }], { withinOneHouse: true })
  assert.equal(inHouse({ email: 'p@cogs.example' }), undefined)
  assert.equal(inHouse({ email: 'r@cogs.example' }), 'same-email')
  const atGmail = { ...reviewer, emails: ['r@gmail.com'] }
  assert.equal(findConflict(atGmail, [presenter]), undefined)
})

test('500 proposals are given to 60 reviewers three times each, none more than one apart, and none in conflict', () => {
  const accounts = Array.from({ length: 60 }, (_, at) => `r${at}`)
  const barredOf = (at: number) => new Set([`r${at % 60}`, `r${(at * 7) % 60}`])
  const proposals = Array.from({ length: 500 }, (_, at) => ({ id: String(at), barred: barredOf(at), has: [] }))
  const readers = accounts.map(account => ({ account, load: 0, most: 1000 }))
  const { assignments, short } = assignReviews(proposals, readers, 3)
  assert.deepEqual(short, [])
  assert.equal(new Set(assignments.map(({ proposal, account }) => `${proposal} ${account}`)).size, 1500)
  assert.ok(assignments.every(({ proposal, account }) => !barredOf(Number(proposal)).has(account)))
  const loads = accounts.map(account => assignments.filter(each => each.account === account).length)
  assert.ok(Math.max(...loads) - Math.min(...loads) <= 1, loads.join(' '))
})

test('what cannot be filled is told', () => {
  const readers = [{ account: 'a', load: 0, most: 1 }]
  const proposals = ['1', '2'].map(id => ({ id, barred: new Set<string>(), has: [] }))
  assert.deepEqual(assignReviews(proposals, readers, 1), {
    assignments: [{ proposal: '1', account: 'a' }],
    short: [{ proposal: '2', missing: 1 }],
  })
})

test('scores make the rank, and what people want to hear moves it', () => {
  const proposals = [
    { id: 'good', topics: [], questions: [] },
    { id: 'wanted', topics: ['value'], questions: ['q'] },
    { id: 'near', topics: ['value'], questions: [] },
  ]
  const votes = [{ id: 'q', topic: 'value', votes: 10 }]
  assert.deepEqual(
    [...demandOf(proposals, votes)],
    [
      ['good', 0],
      ['wanted', 1],
      ['near', 0.5],
    ],
  )
  const criteria = [
    { id: 'content', name: { en: 'c', zh: '' }, weight: 3 },
    { id: 'form', name: { en: 'f', zh: '' }, weight: 1 },
  ]
  const scores = new Map([
    [
      'good',
      [
        { content: 5, form: 1 },
        { content: 5, form: 1 },
      ],
    ],
    [
      'wanted',
      [
        { content: 4, form: 4 },
        { content: 3, form: 3 },
      ],
    ],
  ])
  const order = (demandWeight: number) => rank(proposals, scores, votes, { criteria, demandWeight }).map(({ id }) => id)
  assert.deepEqual(order(0), ['good', 'wanted', 'near'])
  assert.deepEqual(order(0.5), ['wanted', 'good', 'near'])
  assert.deepEqual(rank(proposals, scores, votes, { criteria, demandWeight: 0.2 })[0], {
    id: 'wanted',
    reviews: 2,
    score: 0.625,
    spread: 0.5,
    demand: 1,
    total: 0.7,
  })
})

test('the pool asks in turn: the new ones first, then who was asked longest ago, nobody twice for a day', () => {
  const members = ['a', 'b', 'c'].map(id => ({ id, createdAt: id }))
  const ask = (proposal: string, date: string, state: string, askedAt: string) => ({ proposal, date, state, askedAt })
  assert.equal(chooseNext(members, [], 'd1')?.id, 'a')
  const asks = [ask('a', 'd1', 'declined', '1'), ask('b', 'd2', 'confirmed', '2')]
  assert.equal(chooseNext(members, asks, 'd1')?.id, 'c')
  assert.equal(chooseNext(members, [...asks, ask('c', 'd3', 'asked', '3')], 'd1')?.id, 'b')
  assert.equal(
    chooseNext(members, [...asks, ask('c', 'd1', 'lapsed', '3'), ask('b', 'd1', 'lapsed', '4')], 'd1'),
    undefined,
  )
})
