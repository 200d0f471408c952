import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Desk, openDesk } from '../../../test/desk.ts'
import { startEngines } from '../../../test/engines.ts'
import { codeOf } from '../../../test/staff.ts'
import type { Account } from '../../access/accounts/model.ts'
import { addMember } from '../../access/groups/service.ts'
import { findEntries, verifyLedger } from '../../access/ledger/service.ts'
import { getInbox } from '../../notifications/inbox/service.ts'
import { anonymous, type Context } from '../../platform/context.ts'
import {
  confirmDecision,
  getCase,
  getCases,
  getRecused,
  proposeDecision,
  stepBack,
  takeBack,
  write,
} from './desk/service.ts'
import { NewDecision, Report } from './model.ts'
import { addToReport, appeal, follow, report } from './reporting/service.ts'
import { adoptCode, getCodes } from './service.ts'
import { watchConduct } from './watch/service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part in the conduct desk', { skip: missing }, () => assert.equal(servers.length, 2))

interface Cast {
  desk: Desk
  /** Somebody without an account. */
  stranger: Context
  /** As they stand today. */
  as(name: string): Promise<Context>
}

const stories: [sentence: string, tell: (cast: Cast) => Promise<void>][] = [
  ['a stranger reports, and comes back by the receipt alone', reports],
  ['whoever is named hears nothing of it, and whoever joins later and is named neither', recuses],
  ['what names all of the panel goes to the others', fallsToOthers],
  ['a decision holds when a second person confirms it', decidesByTwo],
  ['an appeal is heard by others than those who decided', appeals],
  ['who steps back sees it no more', stepsBack],
  ['who stepped back by mistake is brought back by another, for a reason, and never by themselves', bringsBack],
  ['what nobody appealed is closed, and erased when its time is over', erases],
  ['reports in a flood are held off', holdsFloodOff],
  ['without a panel those who can appoint one are told that, and nothing else', asksForPeople],
  ['a code of conduct ships, and the office adopts its own', adopts],
]

const panel = ['pia', 'paul', 'petra']
const others = ['ann', 'abe']

for (const server of servers) {
  for (const [sentence, tell] of stories) {
    test(`${sentence} (${server.name})`, async () => {
      const desk = await openDesk(await server.create())
      try {
        const people = new Map<string, Account>()
        for (const name of [...panel, ...others, 'mo']) people.set(name, await desk.hire(name, ['member']))
        people.set('olga', await desk.hire('olga', ['officer']))
        const as = async (name: string) => {
          const person = people.get(name) ?? (await desk.hire(name, ['member']))
          people.set(name, person)
          return desk.as(person)
        }
        await tell({ desk, as, stranger: { ...desk.system, actor: anonymous } })
        assert.equal((await verifyLedger(desk.system)).broken, null)
      } finally {
        await desk.close()
      }
    })
  }
}

/** The groups are made when they are first needed: a first report comes before anybody is in them. */
async function seat({ desk, stranger, as }: Cast, group: string, names: string[]) {
  if (group === 'conduct') await report(stranger, Report.parse({ what: 'first' }))
  for (const name of names)
    await addMember(desk.system, { group, account: (await as(name)).actor.id, role: 'member', until: null })
}

async function seatAll(cast: Cast) {
  await seat(cast, 'conduct', panel)
  await seat(cast, 'conduct-appeal', others)
}

async function heardBy({ as }: Cast, name: string) {
  return (await getCases(await as(name))).map(({ report }) => report.what).filter(what => what !== 'first')
}

async function caseOf({ as }: Cast, name: string, what: string) {
  const found = (await getCases(await as(name))).find(({ report }) => report.what === what)
  assert.ok(found, `${name} hears ${what}`)
  return found.id
}

const warning = NewDecision.parse({ consequence: 'warning', reasons: 'clear', told: 'A warning was given.' })

async function reports(cast: Cast) {
  await seatAll(cast)
  const { stranger, as } = cast
  const receipt = await report(stranger, Report.parse({ what: 'shouting', where: 'the hall' }))
  assert.deepEqual(
    [await heardBy(cast, 'pia'), await heardBy(cast, 'ann'), await heardBy(cast, 'mo')],
    [['shouting'], [], []],
  )
  const pia = await as('pia')
  const id = await caseOf(cast, 'pia', 'shouting')
  await write(pia, id, 'panel', 'Thank you. Who was there?')
  await write(pia, id, 'note', 'ask the hall')
  await addToReport(stranger, receipt, 'Nobody else.')
  const { messages, state, by } = await follow(stranger, receipt)
  assert.deepEqual(
    [messages.map(({ mine, body }) => [mine, body]), state, by],
    [
      [
        [false, 'Thank you. Who was there?'],
        [true, 'Nobody else.'],
      ],
      'open',
      'receipt',
    ],
  )
  assert.equal(await codeOf(follow(stranger, 'report_x')), 'not-found')
  assert.equal(await codeOf(getCase(await as('mo'), id)), 'not-found')
  assert.equal(await codeOf(getCase(await as('olga'), id)), 'not-found')
}

async function recuses(cast: Cast) {
  await seatAll(cast)
  await report(cast.stranger, Report.parse({ what: 'a rude remark', concerned: 'Pia' }))
  assert.deepEqual([await heardBy(cast, 'pia'), await heardBy(cast, 'paul')], [[], ['a rude remark']])
  assert.equal((await getInbox(await cast.as('pia'))).length, 0)
  await report(cast.stranger, Report.parse({ what: 'it was zoe' }))
  await seat(cast, 'conduct', ['zoe'])
  assert.deepEqual(await heardBy(cast, 'zoe'), ['a rude remark'])
}

async function fallsToOthers(cast: Cast) {
  await seatAll(cast)
  await report(cast.stranger, Report.parse({ what: 'all of them', concerned: panel.join(', ') }))
  assert.deepEqual([await heardBy(cast, 'pia'), await heardBy(cast, 'ann')], [[], ['all of them']])
}

async function decide(cast: Cast, what: string, [first, second]: [string, string]) {
  const id = await caseOf(cast, first, what)
  assert.equal(await proposeDecision(await cast.as(first), id, warning), undefined)
  const { decisions } = await getCase(await cast.as(second), id)
  const proposed = decisions.find(({ confirmedAt }) => confirmedAt === null)
  return { id, code: await confirmDecision(await cast.as(second), id, proposed?.id ?? '') }
}

async function decidesByTwo(cast: Cast) {
  await seatAll(cast)
  const receipt = await report(cast.stranger, Report.parse({ what: 'shouting' }))
  const id = await caseOf(cast, 'pia', 'shouting')
  await proposeDecision(await cast.as('pia'), id, warning)
  const [proposed] = (await getCase(await cast.as('pia'), id)).decisions
  assert.equal(await codeOf(confirmDecision(await cast.as('pia'), id, proposed?.id ?? '')), 'not-allowed')
  assert.deepEqual((await follow(cast.stranger, receipt)).decisions, [])
  const code = await confirmDecision(await cast.as('paul'), id, proposed?.id ?? '')
  assert.match(code ?? '', /^answer_/)
  const told = { consequence: 'warning', until: null, told: 'A warning was given.', at: '2026-11-21T12:00:00.000Z' }
  assert.deepEqual((await follow(cast.stranger, receipt)).decisions, [told])
  const { by, messages, decisions } = await follow(cast.stranger, code ?? '')
  assert.deepEqual({ by, messages, decisions }, { by: 'answer', messages: [], decisions: [told] })
  assert.equal(await codeOf(proposeDecision(await cast.as('petra'), id, warning)), 'not-allowed')
}

async function appeals(cast: Cast) {
  await seatAll(cast)
  await seat(cast, 'conduct-appeal', ['paul'])
  const receipt = await report(cast.stranger, Report.parse({ what: 'shouting' }))
  const { id, code } = await decide(cast, 'shouting', ['pia', 'paul'])
  assert.deepEqual(await heardBy(cast, 'ann'), [])
  await appeal(cast.stranger, code ?? '', 'It was not me.')
  assert.equal(await codeOf(appeal(cast.stranger, receipt, 'Too mild.')), 'conflict')
  assert.deepEqual(await heardBy(cast, 'ann'), ['shouting'])
  for (const name of ['pia', 'paul', 'petra'])
    assert.equal(await codeOf(proposeDecision(await cast.as(name), id, warning)), 'not-allowed', name)
  const second = await decide(cast, 'shouting', ['ann', 'abe'])
  assert.equal(second.code, undefined)
  assert.equal((await follow(cast.stranger, receipt)).state, 'closed')
}

async function stepsBack(cast: Cast) {
  await seatAll(cast)
  await report(cast.stranger, Report.parse({ what: 'shouting' }))
  await stepBack(await cast.as('pia'), await caseOf(cast, 'pia', 'shouting'))
  assert.deepEqual([await heardBy(cast, 'pia'), await heardBy(cast, 'paul')], [[], ['shouting']])
}

async function bringsBack(cast: Cast) {
  await seatAll(cast)
  await report(cast.stranger, Report.parse({ what: 'shouting' }))
  const [pia, paul] = [await cast.as('pia'), await cast.as('paul')]
  const id = await caseOf(cast, 'pia', 'shouting')
  await stepBack(pia, id)
  assert.equal(await codeOf(takeBack(pia, id, pia.actor.id, 'a slip')), 'not-found')
  assert.equal(await codeOf(takeBack(await cast.as('mo'), id, pia.actor.id, 'a slip')), 'not-found')
  assert.equal(await codeOf(takeBack(paul, id, paul.actor.id, 'a slip')), 'not-found')
  assert.equal(await codeOf(takeBack(paul, id, pia.actor.id, ' ')), 'invalid-input')
  assert.deepEqual(
    (await getRecused(paul, id)).map(({ name }) => name),
    ['pia'],
  )
  const worked = async () => (await findEntries(cast.desk.system, { limit: 1000 })).length
  const before = await worked()
  await takeBack(paul, id, pia.actor.id, 'a slip of the finger')
  assert.deepEqual([await heardBy(cast, 'pia'), (await worked()) - before], [['shouting'], 1])
  const { messages } = await getCase(pia, id)
  assert.equal(messages.at(-1)?.body, 'pia ↪ paul: a slip of the finger')
}

async function erases(cast: Cast) {
  await seatAll(cast)
  const { desk, stranger } = cast
  const receipt = await report(stranger, Report.parse({ what: 'shouting' }))
  await decide(cast, 'shouting', ['pia', 'paul'])
  desk.setClock('2026-12-20T12:00:00Z')
  await watchConduct(desk.system)
  assert.equal((await follow(stranger, receipt)).state, 'decided')
  desk.setClock('2026-12-22T12:00:00Z')
  await watchConduct(desk.system)
  assert.equal((await follow(stranger, receipt)).state, 'closed')
  assert.equal(await codeOf(appeal(stranger, receipt, 'late')), 'conflict')
  desk.setClock('2027-12-23T12:00:00Z')
  await watchConduct(desk.system)
  assert.equal(await codeOf(follow(stranger, receipt)), 'not-found')
}

async function holdsFloodOff({ desk, stranger }: Cast) {
  for (let count = 0; count < 30; count++) await report(stranger, Report.parse({ what: `no. ${count}` }))
  assert.equal(await codeOf(report(stranger, Report.parse({ what: 'one more' }))), 'unavailable')
  await report(stranger, Report.parse({ what: 'one of ours' }), 'member')
  desk.setClock('2026-11-21T13:00:01Z')
  await report(stranger, Report.parse({ what: 'one more' }))
}

async function asksForPeople({ desk, as, stranger }: Cast) {
  await report(stranger, Report.parse({ what: 'shouting' }))
  assert.deepEqual(await getInbox(await as('olga')), [])
  const admin = await desk.as(await desk.hire('root', ['administrator']))
  await report(stranger, Report.parse({ what: 'shouting' }))
  assert.deepEqual(
    (await getInbox(admin)).map(({ kind, subject, link }) => ({ kind, subject: subject.en, link })),
    [{ kind: 'conduct.needs-people', subject: 'The conduct desk needs people', link: '/groups' }],
  )
}

async function adopts({ as }: Cast) {
  const olga = await as('olga')
  assert.deepEqual(
    (await getCodes(olga)).map(({ version, license }) => ({ version, license })),
    [{ version: 0, license: 'CC-BY-4.0' }],
  )
  const own = { body: { en: 'Be kind.', zh: '' }, license: 'CC0-1.0', attribution: 'Us' }
  assert.equal(await codeOf(adoptCode(await as('mo'), own)), 'not-allowed')
  await adoptCode(olga, own)
  await adoptCode(olga, { ...own, body: { en: 'Be kind, always.', zh: '' } })
  assert.deepEqual(
    (await getCodes(olga)).map(({ version, body }) => [version, body.en]),
    [
      [2, 'Be kind, always.'],
      [1, 'Be kind.'],
    ],
  )
}
