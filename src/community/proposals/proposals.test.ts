import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Desk, openDesk } from '../../../test/desk.ts'
import { startEngines } from '../../../test/engines.ts'
import { type Arrived, startMailServer } from '../../../test/mail-server.ts'
import { codeOf } from '../../../test/staff.ts'
import type { Account } from '../../access/accounts/model.ts'
import { saveGroup } from '../../access/groups/service.ts'
import { findEntries, verifyLedger } from '../../access/ledger/service.ts'
import { getInbox } from '../../notifications/inbox/service.ts'
import { deliverMails } from '../../notifications/mail/service.ts'
import type { Context } from '../../platform/context.ts'
import { openMailer } from '../../platform/mail/mailer.ts'
import { announce, answerAcceptance, decide, getRanking, settleAcceptances } from './deciding/service.ts'
import { defaultPlan } from './default-plan.ts'
import { ask, getQuestions, vote } from './demand/service.ts'
import type { CallPlan, NewProposal, NewSpeaker } from './model.ts'
import { addDate, answerAsk, fillDates, getOwnAsks, getPool } from './pool/service.ts'
import { answerInvitation, getOwnView, propose, renewLink, withdraw } from './proposing/service.ts'
import {
  assignAll,
  closeOverdue,
  declareConflict,
  getOwnReviews,
  giveReview,
  saveOwnProfile,
} from './reviewing/service.ts'
import { forgetOneSpeaker, getCall, getProposalView, moveCall, saveCall, searchProposals } from './service.ts'
import { findProposalsOf } from './store.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part in the calls', { skip: missing }, () => assert.equal(servers.length, 2))

const plan: CallPlan = {
  ...defaultPlan,
  title: { en: 'OSPOCon', zh: '开源办公室大会' },
  zone: 'Asia/Shanghai',
  deadline: { day: '2026-12-31', clock: '12pm' },
  openToAll: true,
  topics: [{ id: 'value', name: { en: 'Value', zh: '价值' }, description: { en: '', zh: '' } }],
  reviewers: 'readers',
  committee: 'board',
  reviewsEach: 2,
}

interface Cast {
  desk: Desk
  chair: Context
  reviewers: Account[]
  member: Context
  stranger: Context
}

const stories: [sentence: string, tell: (cast: Cast) => Promise<void>][] = [
  ['12pm is noon, and a moment later nothing is taken', closesAtNoon],
  ['a stranger proposes, a co-speaker agrees by their own link, and a renewed link shuts the old one', linksOpen],
  ['no reviewer can find out whose a proposal is', staysBlind],
  [
    'who works where a speaker works is given nothing of theirs, and who declares a conflict is replaced',
    avoidsConflicts,
  ],
  ['decisions are held, announced all at once, and the next who waits is asked when somebody does not come', announces],
  ['who has no account is told by mail with links of their own; nobody gets any because of a stranger', tellsGuests],
  ['one person has one vote, and what is wanted moves the rank', weighsDemand],
  ['the pool is asked in turn, reminded, and passes on', rolls],
]

for (const server of servers) {
  for (const [sentence, tell] of stories) {
    test(`${sentence} (${server.name})`, async () => {
      const desk = await openDesk(await server.create())
      try {
        const group = { description: '', claim: null, externalId: null, purpose: 'reviewer-pool' as const }
        for (const id of ['readers', 'board']) await saveGroup(desk.system, { ...group, id, name: id })
        const chair = await desk.hire('chair', ['officer'], ['board'])
        const reviewers = []
        for (const name of ['rita', 'rosa', 'rolf']) reviewers.push(await desk.hire(name, ['reviewer'], ['readers']))
        const member = await desk.as(await desk.hire('mem', ['member']))
        const stranger = {
          ...desk.system,
          actor: { id: '', name: 'anonymous', permissions: new Set<string>(), groups: new Set<string>() },
        }
        await tell({ desk, chair: await desk.as(chair), reviewers, member, stranger })
        assert.equal((await verifyLedger(desk.system)).broken, null)
      } finally {
        await desk.close()
      }
    })
  }
}

function speaker(name: string, role = 'speaker', about: Partial<NewSpeaker['about']> = {}): NewSpeaker {
  const nothing = { en: '', zh: '' }
  return {
    role,
    email: `${name.toLowerCase()}@${name.toLowerCase()}.example`,
    about: {
      name: `${name} Proposer`,
      employer: `${name}works`,
      bio: nothing,
      handle: '',
      attribution: 'name',
      penName: '',
      mayRecord: true,
      away: [],
      ...about,
    },
  }
}

function talk(title: string, speakers = [speaker(title)], about: Partial<NewProposal['content']> = {}): NewProposal {
  return {
    track: 'strategy',
    format: speakers.length === 2 ? 'debate' : 'talk',
    speakers,
    content: {
      title: { en: title, zh: `${title} 演讲` },
      abstract: { en: `What we learned`, zh: '' },
      benefit: { en: '', zh: '' },
      topics: [],
      questions: [],
      level: 'beginner',
      language: 'zh',
      slides: true,
      ...about,
    },
  }
}

async function open({ chair }: Pick<Cast, 'chair'>, change: Partial<CallPlan> = {}) {
  await saveCall(chair, 'con', { ...plan, ...change })
  return moveCall(chair, 'con', 'open')
}

async function closesAtNoon({ desk, chair, stranger }: Cast) {
  const { deadlineAt } = await open({ chair })
  assert.equal(deadlineAt, '2026-12-31T04:00:00.000Z')
  desk.setClock('2026-12-31T04:00:00.000Z')
  const { proposal } = await propose(stranger, 'con', talk('Last'))
  assert.equal(proposal.number, 1)
  desk.setClock('2026-12-31T04:00:00.001Z')
  assert.equal(await codeOf(propose(stranger, 'con', talk('Late'))), 'conflict')
  await closeOverdue({ ...chair, actor: chair.actor })
  assert.equal((await getCall(chair, 'con')).state, 'reviewing')
}

async function tellsGuests({ desk, chair, member, stranger }: Cast) {
  const mails = await startMailServer()
  const reach = { ...desk.system.reach, sendMail: openMailer({ url: mails.url, from: 'ospo@office.example' }) }
  const take = async () => {
    await deliverMails({ ...desk.system, reach }, new AbortController().signal)
    return mails.take().filter(({ to }) => !to[0]?.endsWith('@a.example'))
  }
  const keyIn = (mail: Arrived | undefined) => ({
    secret: /public\/speakers\/(\S+)/.exec(mail?.text() ?? '')?.[1] ?? '',
  })
  try {
    await open({ chair }, { withinOneHouse: true })
    await propose({ ...stranger, reach }, 'con', talk('Feud', [speaker('One', 'side'), speaker('Two', 'side')]))
    assert.deepEqual(await take(), [])
    const sides = [speaker('Pro', 'side'), speaker('Con', 'side')]
    const { proposal } = await propose({ ...member, reach }, 'con', talk('Duel', sides))
    const [named, ...others] = await take()
    assert.deepEqual([named?.to, others.length], [[sides[1]?.email], 0])
    assert.equal(named?.subject(), 'You are named as a speaker: Duel · 您被列为讲者：Duel 演讲')
    const view = await getOwnView(stranger, keyIn(named))
    await answerInvitation({ ...stranger, reach }, keyIn(named), true, view.speaker.about)
    for (const { id } of await findProposalsOf(desk.system.db, 'con'))
      await decide(chair, id, id === proposal.id ? 'accept' : 'refuse', '')
    await moveCall(chair, 'con', 'reviewing')
    await announce({ ...chair, reach }, 'con')
    const told = await take()
    // Of what was refused whoever proposed it hears, and whom they named does not.
    assert.deepEqual(told.map(({ to }) => to[0]).sort(), ['con@con.example', 'one@one.example'])
    const outcome = told.find(({ to }) => to[0] === sides[1]?.email)
    for (const mail of [named, outcome])
      assert.equal((await getOwnView(stranger, keyIn(mail))).proposal.id, proposal.id)
  } finally {
    await mails.close()
  }
}

async function linksOpen({ chair, stranger }: Cast) {
  await open({ chair })
  const { proposal, links } = await propose(
    stranger,
    'con',
    talk('Duel', [speaker('Pro', 'side'), speaker('Con', 'side')]),
  )
  const [, second] = links
  assert.equal(links.length, 2)
  const key = { secret: second?.secret ?? '' }
  const before = await getOwnView(stranger, key)
  assert.deepEqual([before.speaker.state, before.speaker.about.mayRecord], ['named', false])
  await answerInvitation(stranger, key, true, { ...before.speaker.about, attribution: 'pen-name', penName: 'C' })
  assert.equal((await getOwnView(stranger, key)).speaker.state, 'agreed')
  assert.equal(await codeOf(withdraw(stranger, key)), 'not-allowed')
  const renewed = await renewLink(chair, proposal.id, before.speaker.id)
  assert.equal(await codeOf(getOwnView(stranger, key)), 'not-found')
  assert.equal((await getOwnView(stranger, { secret: renewed })).speaker.about.penName, 'C')
  assert.equal(await codeOf(propose(stranger, 'con', talk('Duel', [speaker('Pro', 'side')]))), 'invalid-input')
  await answerInvitation(stranger, { secret: renewed }, false, before.speaker.about)
  const { lacks } = await getProposalView(chair, proposal.id)
  assert.deepEqual(
    lacks.map(({ text }) => text.en),
    ['Two-person debate needs 2 as sides, and 1 is named'],
  )
  const eraser = {
    ...chair,
    actor: { ...chair.actor, permissions: new Set([...chair.actor.permissions, 'ledger.erase']) },
  }
  assert.equal(await codeOf(forgetOneSpeaker(chair, proposal.id, before.speaker.id, 'asked')), 'not-allowed')
  await forgetOneSpeaker(eraser, proposal.id, before.speaker.id, 'asked')
  assert.equal(await codeOf(getOwnView(stranger, { secret: renewed })), 'not-found')
  assert.deepEqual(
    (await getProposalView(chair, proposal.id)).speakers?.map(({ about }) => about.name),
    ['Pro Proposer', '–'],
  )
}

async function staysBlind({ desk, chair, reviewers, stranger }: Cast) {
  await open({ chair })
  const leaky = { abstract: { en: 'I am Zelda Proposer of Zeldaworks, zelda@zelda.example', zh: '' } }
  const { proposal } = await propose(
    stranger,
    'con',
    talk('Zelda', [speaker('Zelda')], { ...leaky, title: { en: 'Maps', zh: '地图' } }),
  )
  await moveCall(chair, 'con', 'reviewing')
  const { assigned } = await assignAll(chair, 'con')
  assert.equal(assigned, 2)
  // An administrator who reviews sees no more than other reviewers.
  const [rita] = reviewers
  assert.ok(rita)
  const powerful = await desk.as(rita)
  const all = { ...powerful, actor: { ...powerful.actor, permissions: chair.actor.permissions } }
  const seen: unknown[] = []
  for (const account of reviewers) {
    const ctx = await desk.as(account)
    seen.push(await getOwnReviews(ctx, 'con'), await getInbox(ctx), await codeOf(getProposalView(ctx, proposal.id)))
  }
  seen.push(await getRanking(all, 'con'), await findEntries(all, { limit: 500 }))
  const { speakers, ...view } = await getProposalView(all, proposal.id)
  assert.equal(speakers, undefined)
  seen.push(view, await searchProposals(all, { call: 'con', limit: 9, offset: 0 }))
  const text = JSON.stringify(seen)
  assert.doesNotMatch(text, /zelda/i)
  assert.match(text, /▇▇▇/)
  assert.deepEqual(
    (await getProposalView(chair, proposal.id)).speakers?.map(({ about }) => about.name),
    ['Zelda Proposer'],
  )
}

async function avoidsConflicts({ desk, chair, reviewers, stranger }: Cast) {
  await open({ chair })
  const [rita, rosa, rolf] = reviewers
  assert.ok(rita && rosa && rolf)
  const ctx = await desk.as(rita)
  await saveOwnProfile(ctx, 'con', { employer: 'Annaworks Inc.', most: null })
  const { proposal } = await propose(stranger, 'con', talk('Anna'))
  desk.setClock('2027-01-01T00:00:00Z')
  await closeOverdue(chair)
  const has = async (account: Account) => (await getOwnReviews(await desk.as(account), 'con')).length
  assert.deepEqual([await has(rita), await has(rosa), await has(rolf)], [0, 1, 1])
  const ralf = await desk.hire('ralf', ['reviewer'], ['readers'])
  await declareConflict(await desk.as(rosa), proposal.id)
  assert.deepEqual([await has(rita), await has(rosa), await has(rolf), await has(ralf)], [0, 0, 1, 1])
  const review = { scores: { content: 5, practice: 4, clarity: 3 }, comment: '' }
  assert.equal(await codeOf(giveReview(await desk.as(rosa), proposal.id, review)), 'not-found')
  assert.equal(
    await codeOf(giveReview(await desk.as(ralf), proposal.id, { ...review, scores: { content: 5 } })),
    'invalid-input',
  )
  await giveReview(await desk.as(ralf), proposal.id, review)
  const [first] = await getRanking(chair, 'con')
  assert.deepEqual([first?.reviews, first?.score], [1, (4.25 - 1) / 4])
}

async function announces({ desk, chair, member }: Cast) {
  await open({ chair })
  const ids = []
  for (const title of ['One', 'Two', 'Three', 'Four']) {
    const own = { ...member, actor: member.actor }
    ids.push((await propose(own, 'con', talk(title, [{ ...speaker(title), email: 'mem@mem.example' }]))).proposal.id)
  }
  const [one = '', two = '', three = '', four = ''] = ids
  await moveCall(chair, 'con', 'reviewing')
  await decide(chair, one, 'accept', 'strong')
  await decide(chair, two, 'waitlist', '')
  await decide(chair, three, 'refuse', 'weak')
  assert.equal(await codeOf(announce(chair, 'con')), 'conflict')
  await decide(chair, four, 'waitlist', '')
  const held = (await getProposalView(member, one)).proposal
  assert.deepEqual([held.state, held.decision, held.decidedWhy], ['submitted', null, ''])
  assert.deepEqual(await getInbox(member), [])
  await announce(chair, 'con')
  const state = async (id: string) => (await getProposalView(chair, id)).proposal.state
  assert.deepEqual(await Promise.all(ids.map(state)), ['accepted', 'waiting', 'refused', 'waiting'])
  assert.equal((await getInbox(member)).length, 4)
  desk.setClock('2026-11-27T00:00:00Z')
  await settleAcceptances(desk.system)
  await settleAcceptances(desk.system)
  assert.equal((await getInbox(member)).filter(({ subject }) => /Do you come/.test(subject.en)).length, 1)
  desk.setClock('2026-11-29T00:00:00Z')
  await settleAcceptances(desk.system)
  assert.equal(await state(one), 'lapsed')
  const next = (await state(two)) === 'accepted' ? two : four
  await answerAcceptance(member, { proposal: next }, false)
  const last = next === two ? four : two
  assert.deepEqual([await state(next), await state(last)], ['declined', 'accepted'])
  await answerAcceptance(member, { proposal: last }, true)
  assert.equal(await state(last), 'confirmed')
}

async function weighsDemand({ chair, member, stranger }: Cast) {
  await open({ chair })
  const question = await ask(member, 'con', {
    topic: 'value',
    text: { en: 'How to measure value?', zh: '如何衡量价值？' },
  })
  await vote(member, 'con', question.id, true)
  await vote(chair, 'con', question.id, true)
  await vote(chair, 'con', question.id, true)
  assert.deepEqual(
    (await getQuestions(chair, 'con')).map(({ votes, mine }) => [votes, mine]),
    [[2, true]],
  )
  await vote(chair, 'con', question.id, false)
  assert.deepEqual(
    (await getQuestions(chair, 'con')).map(({ votes, mine }) => [votes, mine]),
    [[1, false]],
  )
  await propose(stranger, 'con', talk('Plain'))
  await propose(stranger, 'con', talk('Wanted', undefined, { questions: [question.id] }))
  const ranking = await getRanking(chair, 'con')
  assert.deepEqual(
    ranking.map(({ proposal, demand }) => [proposal.content.title.en, demand]),
    [
      ['Wanted', 1],
      ['Plain', 0],
    ],
  )
  assert.equal(await codeOf(getRanking(member, 'con')), 'not-allowed')
}

async function rolls({ desk, chair, member }: Cast) {
  await open({ chair }, { deadline: null, rolling: { askBefore: 28, answerWithin: 7, remindBefore: 2 } })
  const second = await desk.as(await desk.hire('second', ['member']))
  const ids = []
  for (const who of [member, second]) {
    const { proposal } = await propose(who, 'con', talk(who.actor.name))
    await decide(chair, proposal.id, 'accept', '')
    ids.push(proposal.id)
    desk.setClock('2026-11-21T13:00:00Z')
  }
  const [one = '', two = ''] = ids
  await announce(chair, 'con')
  await addDate(chair, 'con', { at: '2027-01-14T12:00:00.000Z', title: 'Touchpoint' })
  const asked = async () =>
    (await getPool(chair, 'con')).dates.map(({ ask, passed }) => [ask?.proposal, ask?.state, passed])
  await fillDates(desk.system)
  assert.deepEqual(await asked(), [[undefined, undefined, 0]])
  desk.setClock('2026-12-18T00:00:00Z')
  await fillDates(desk.system)
  assert.deepEqual(await asked(), [[one, 'asked', 0]])
  desk.setClock('2026-12-23T12:00:00Z')
  for (let times = 0; times < 3; times++) await fillDates(desk.system)
  assert.equal((await getInbox(member)).filter(({ subject }) => /Do you speak on/.test(subject.en)).length, 1)
  desk.setClock('2026-12-25T00:00:00Z')
  await fillDates(desk.system)
  assert.deepEqual(await asked(), [[two, 'asked', 1]])
  const [mine] = await getOwnAsks(second, { proposal: two })
  await answerAsk(second, { proposal: two }, mine?.date ?? '', false)
  assert.deepEqual(await asked(), [[undefined, undefined, 2]])
  assert.equal((await getInbox(chair)).filter(({ subject }) => /Nobody to ask/.test(subject.en)).length, 1)
}
