import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSmallDesk, reviewedBy, type SmallDesk } from '../../../../test/small-desk.ts'
import { codeOf } from '../../../../test/staff.ts'
import type { Account } from '../../../access/accounts/model.ts'
import { changeAccount } from '../../../access/admission/service.ts'
import { appointDeputy } from '../../../access/deputies/service.ts'
import { dismissMembers } from '../../../access/groups/service.ts'
import { everyPermission } from '../../../access/roles/model.ts'
import { getInbox } from '../../../notifications/inbox/service.ts'
import { amend, withdraw } from '../asking/service.ts'
import type { AnswerKind, NewAnswer, Review } from '../model.ts'
import * as service from '../service.ts'
import { watchDesk } from '../watch/service.ts'
import { announce, answerReview, reassign, returnToRequester } from './service.ts'

type Story = [sentence: string, tell: (desk: SmallDesk) => Promise<void>]

const stories: Story[] = [
  ['a step that takes several answers is not handed to one who would answer alone', keepsSeveral],
  ['whoever asked does not choose who answers, unless nobody else can', choosesNoReviewer],
  ['a step is handed only to somebody who can answer', handsToWhoCanAnswer],
  ['a deputy may return a step and hand it over, too', letsDeputiesReturn],
  ['a step of somebody who has left goes back to their group', takesBackFromLeavers],
  ['a step that takes more than its group has asks others, not sooner and not later', asksOthersWhenTooFew],
  ['a step whose people all abstain asks others', asksOthersWhenAllAbstain],
  ['a step whose group has emptied asks others before its day', asksOthersWhenEmptied],
  ['what is overdue is the office’s to answer where the step names nobody else', escalatesToOffice],
  ['a vote counts those who voted and left, and those who are still to vote', countsVoters],
  ['a vote that waits for one who leaves is decided without them', decidesWithoutLeavers],
  ['nobody who answers for another counts as still to answer', countsDeputiesOnce],
  ['the office alone cannot keep a request of the office waiting in silence', tellsAdministrators],
  ['whoever runs the desk closes what nobody else can, with a reason', closes],
  ['a point of a reviewer’s checklist is not for the one who asks to tick', keepsTicksApart],
  ['what was ticked of other answers is to be ticked again', clearsTicks],
  ['only the criteria of a step are scored', scoresCriteria],
  ['the reason is of one who was for what came of it', givesFittingReason],
]

for (const [sentence, tell] of stories) {
  test(sentence, async () => {
    const desk = await openSmallDesk(':memory:')
    try {
      await tell(desk)
    } finally {
      await desk.close()
    }
  })
}

async function openReviews(desk: SmallDesk, number: number): Promise<Review[]> {
  const { reviews } = await service.getRequestView(await desk.as(desk.officer), number)
  return reviews.filter(({ state }) => state === 'open')
}

async function openReview(desk: SmallDesk, number: number): Promise<Review> {
  const [review] = await openReviews(desk, number)
  assert.ok(review, 'no open step')
  return review
}

async function give(
  desk: SmallDesk,
  account: Account,
  number: number,
  answer: AnswerKind,
  rest: Partial<NewAnswer> = {},
) {
  const { id } = await openReview(desk, number)
  return answerReview(await desk.as(account), id, { answer, reason: `${account.name}: ${answer}`, ticks: [], ...rest })
}

async function waitsOn(desk: SmallDesk, number: number): Promise<string[]> {
  const { reviewers, names } = await service.getRequestView(await desk.as(desk.officer), number)
  return [...reviewers.values()]
    .flat()
    .map(account => names.get(account) ?? '')
    .sort()
}

async function hireLawyers(desk: SmallDesk, ...names: string[]): Promise<Account[]> {
  const lawyers: Account[] = []
  for (const name of names) lawyers.push(await desk.hire(name, ['reviewer'], ['legal']))
  return lawyers
}

/** One who may manage access and everything else. */
async function administrate(desk: SmallDesk) {
  return { ...desk.system, actor: { ...desk.system.actor, permissions: new Set<string>(everyPermission) } }
}

async function leave(desk: SmallDesk, account: Account) {
  await changeAccount(await administrate(desk), account.id, { active: false })
}

async function keepsSeveral(desk: SmallDesk) {
  const [lea] = await hireLawyers(desk, 'lea', 'lars', 'lena')
  const friend = await desk.hire('friend', ['member'])
  for (const step of [{ kind: 'vote', count: 3 }, { kind: 'vote' }, { count: 2 }, { kind: 'score', count: 2 }]) {
    await desk.decideBy(reviewedBy({ from: 'legal', ...step }))
    const { number } = await desk.askFor(desk.dev)
    const { id } = await openReview(desk, number)
    assert.equal(await codeOf(reassign(await desk.as(lea as Account), id, friend.id, 'yours')), 'conflict')
    assert.equal(await codeOf(reassign(await desk.as(desk.officer), id, friend.id, 'yours')), 'conflict')
    assert.equal((await openReview(desk, number)).assignedTo, null)
  }
}

async function choosesNoReviewer(desk: SmallDesk) {
  const { officer } = desk
  const [lea] = await hireLawyers(desk, 'lea')
  const friend = await desk.hire('friend', ['member'])
  await desk.decideBy(reviewedBy({ from: 'legal' }))
  const { number } = await desk.askFor(officer)
  const review = await openReview(desk, number)
  assert.equal(await codeOf(reassign(await desk.as(officer), review.id, 'friend', 'be nice')), 'not-allowed')
  await leave(desk, lea as Account)
  const handed = await reassign(await desk.as(officer), review.id, 'friend', 'nobody else is here')
  assert.equal(handed.assignedTo, friend.id)
  assert.equal((await give(desk, friend, number, 'approve')).state, 'approved')
}

async function handsToWhoCanAnswer(desk: SmallDesk) {
  await hireLawyers(desk, 'lea')
  await desk.hire('sync', ['directory'])
  await desk.decideBy(reviewedBy({ from: 'legal' }))
  const { number } = await desk.askFor(desk.dev)
  const { id } = await openReview(desk, number)
  assert.equal(await codeOf(reassign(await desk.as(desk.officer), id, 'sync', 'yours')), 'conflict')
}

async function letsDeputiesReturn(desk: SmallDesk) {
  const [lea] = await hireLawyers(desk, 'lea')
  const dan = await desk.hire('dan', ['member'])
  await appointDeputy(await desk.as(lea as Account), { deputy: 'dan', since: '2026-11-20', until: '2026-11-25' })
  await desk.decideBy(reviewedBy({ from: 'legal' }))
  const first = await desk.askFor(desk.dev)
  const returned = await returnToRequester(await desk.as(dan), (await openReview(desk, first.number)).id, 'Where to?')
  assert.equal(returned.state, 'returned')
  const second = await desk.askFor(desk.dev)
  const handed = await reassign(await desk.as(dan), (await openReview(desk, second.number)).id, 'olga', 'she knows')
  assert.equal(handed.assignedTo, desk.officer.id)
  const { history } = await service.getRequestView(await desk.as(desk.officer), first.number)
  const entry = history.find(({ verb }) => verb === 'request.returned')
  assert.deepEqual([entry?.actor, entry?.actingFor], [dan.id, lea?.id])
}

async function takesBackFromLeavers(desk: SmallDesk) {
  const [lea] = await hireLawyers(desk, 'lea')
  const sam = await desk.hire('sam', ['reviewer'])
  await desk.decideBy(reviewedBy({ from: 'legal' }))
  const { number } = await desk.askFor(desk.dev)
  await reassign(await desk.as(lea as Account), (await openReview(desk, number)).id, 'sam', 'knows more')
  await leave(desk, sam)
  await watchDesk(desk.system)
  assert.deepEqual(await waitsOn(desk, number), ['lea'])
  const { waiting } = await service.listWaitingForMe(await desk.as(lea as Account))
  assert.deepEqual(
    waiting.map(({ request }) => request.number),
    [number],
  )
  assert.equal((await give(desk, lea as Account, number, 'approve')).state, 'approved')
}

async function asksOthersWhenTooFew(desk: SmallDesk) {
  const [lea] = await hireLawyers(desk, 'lea')
  const boss = await desk.hire('boss', ['member'], ['executive'])
  await desk.decideBy(reviewedBy({ from: 'legal', count: 2, escalateTo: 'executive' }))
  const { number } = await desk.askFor(desk.dev)
  await watchDesk(desk.system)
  assert.deepEqual(await waitsOn(desk, number), ['lea'])
  assert.equal((await give(desk, lea as Account, number, 'approve')).state, 'open')
  await watchDesk(desk.system)
  assert.deepEqual(await waitsOn(desk, number), ['boss'])
  const { waiting } = await service.listWaitingForMe(await desk.as(boss))
  assert.equal(waiting.length, 1)
  assert.equal((await give(desk, boss, number, 'approve')).state, 'approved')
}

async function asksOthersWhenAllAbstain(desk: SmallDesk) {
  const [lea] = await hireLawyers(desk, 'lea')
  await desk.decideBy(reviewedBy({ from: 'legal' }))
  const { number } = await desk.askFor(desk.dev)
  await give(desk, lea as Account, number, 'abstain')
  await watchDesk(desk.system)
  await watchDesk(desk.system)
  assert.deepEqual(await waitsOn(desk, number), ['olga'])
  const told = (await getInbox(await desk.as(desk.officer))).filter(({ kind }) => kind === 'review.overdue')
  assert.equal(told.length, 1)
  assert.equal((await give(desk, desk.officer, number, 'refuse')).state, 'refused')
}

async function asksOthersWhenEmptied(desk: SmallDesk) {
  await hireLawyers(desk, 'lea')
  await desk.decideBy(reviewedBy({ from: 'legal' }))
  const { number } = await desk.askFor(desk.dev)
  await dismissMembers(await administrate(desk), 'legal', 'lea')
  await watchDesk(desk.system)
  assert.deepEqual(await waitsOn(desk, number), ['olga'])
  assert.equal((await give(desk, desk.officer, number, 'approve')).state, 'approved')
}

async function escalatesToOffice(desk: SmallDesk) {
  await hireLawyers(desk, 'lea')
  await desk.decideBy(reviewedBy({ from: 'legal' }))
  const { number } = await desk.askFor(desk.dev)
  const returned = await desk.askFor(desk.dev)
  await returnToRequester(await desk.as(desk.officer), (await handToOfficer(desk, returned.number)).id, 'Where to?')
  desk.setClock('2026-12-10T12:00:00Z')
  await watchDesk(desk.system)
  assert.deepEqual(await waitsOn(desk, number), ['lea', 'olga'])
  const told = (await getInbox(await desk.as(desk.officer))).filter(({ kind }) => kind === 'review.overdue')
  assert.deepEqual(
    told.map(({ link }) => link),
    [`/requests/${number}`],
  )
  assert.equal((await give(desk, desk.officer, number, 'approve')).state, 'approved')
}

async function handToOfficer(desk: SmallDesk, number: number) {
  return reassign(await desk.as(desk.officer), (await openReview(desk, number)).id, 'olga', 'mine')
}

async function countsVoters(desk: SmallDesk) {
  const [lea, lars, lena] = (await hireLawyers(desk, 'lea', 'lars', 'lena')) as [Account, Account, Account]
  await desk.decideBy(reviewedBy({ from: 'legal', kind: 'vote', count: 2 }))
  const { number } = await desk.askFor(desk.dev)
  await give(desk, lea, number, 'approve')
  await leave(desk, lea)
  assert.equal((await give(desk, lars, number, 'refuse')).state, 'open')
  assert.equal((await give(desk, lena, number, 'approve')).state, 'approved')
}

async function decidesWithoutLeavers(desk: SmallDesk) {
  const [lea, lars, lena] = (await hireLawyers(desk, 'lea', 'lars', 'lena')) as [Account, Account, Account]
  await desk.decideBy(reviewedBy({ from: 'legal', kind: 'vote', count: 3 }))
  const { number } = await desk.askFor(desk.dev)
  await give(desk, lea, number, 'approve')
  await give(desk, lars, number, 'approve')
  await leave(desk, lena)
  await watchDesk(desk.system)
  const { request } = await service.getRequestView(await desk.as(desk.officer), number)
  assert.equal(request.state, 'approved')
}

async function countsDeputiesOnce(desk: SmallDesk) {
  const [lea, lars] = (await hireLawyers(desk, 'lea', 'lars')) as [Account, Account]
  await appointDeputy(await desk.as(lea), { deputy: 'lars', since: '2026-11-20', until: '2026-11-25' })
  await desk.decideBy(reviewedBy({ from: 'legal', kind: 'vote', count: 2 }))
  const { number } = await desk.askFor(desk.dev)
  await give(desk, lars, number, 'approve', { actingFor: lea.id })
  const { request } = await service.getRequestView(await desk.as(desk.officer), number)
  assert.equal(request.state, 'approved')
  const { waiting } = await service.listWaitingForMe(await desk.as(lars))
  assert.deepEqual(waiting, [])
}

async function tellsAdministrators(desk: SmallDesk) {
  const admin = await desk.hire('ada', ['administrator'])
  await desk.decideBy(reviewedBy({ from: 'office' }))
  const { number } = await desk.askFor(desk.officer)
  assert.deepEqual(await waitsOn(desk, number), [])
  const [notice] = await getInbox(await desk.as(admin))
  assert.equal(notice?.link, `/requests/${number}`)
}

async function closes(desk: SmallDesk) {
  await hireLawyers(desk, 'lea')
  const eve = await desk.hire('eve', ['member'])
  await desk.decideBy(reviewedBy({ from: 'legal' }))
  const { number } = await desk.askFor(desk.dev)
  await leave(desk, desk.dev)
  assert.equal(await codeOf(withdraw(await desk.as(eve), number, 'not hers')), 'not-found')
  assert.equal(await codeOf(withdraw(await desk.as(desk.officer), number, ' ')), 'invalid-input')
  assert.equal((await withdraw(await desk.as(desk.officer), number, 'dev has left')).state, 'withdrawn')
}

const listed = {
  checklists: [
    { id: 'mine', title: 'Mine', by: 'asking', items: [{ id: 'sure', text: 'I am sure' }] },
    { id: 'theirs', title: 'Theirs', by: 'look', items: [{ id: 'read', text: 'It was read' }] },
  ],
}

async function keepsTicksApart(desk: SmallDesk) {
  const [lea] = await hireLawyers(desk, 'lea')
  await desk.decideBy(reviewedBy({ from: 'legal' }), listed)
  for (const stray of ['theirs/read', 'nobody/knows'])
    assert.equal(await codeOf(desk.askFor(desk.dev, { ticks: ['mine/sure', stray] })), 'invalid-input')
  const { number, answers } = await desk.askFor(desk.dev, { ticks: ['mine/sure'] })
  const amended = amend(await desk.as(desk.dev), number, { answers, ticks: ['mine/sure', 'theirs/read'] })
  assert.equal(await codeOf(amended), 'invalid-input')
  assert.equal(await codeOf(give(desk, lea as Account, number, 'approve')), 'invalid-input')
}

async function clearsTicks(desk: SmallDesk) {
  const [lea] = await hireLawyers(desk, 'lea')
  await desk.decideBy(reviewedBy({ from: 'legal' }), listed)
  const { number } = await desk.askFor(desk.dev, { ticks: ['mine/sure'] })
  await service.tick(await desk.as(lea as Account), number, 'theirs/read', true)
  const dev = await desk.as(desk.dev)
  await amend(dev, number, { answers: { place: 'elsewhere' }, ticks: ['mine/sure'] })
  const { ticks } = await service.getRequestView(dev, number)
  assert.deepEqual(
    ticks.map(({ item }) => item),
    ['mine/sure'],
  )
  assert.equal(await codeOf(give(desk, lea as Account, number, 'approve')), 'invalid-input')
}

async function scoresCriteria(desk: SmallDesk) {
  const [lea] = await hireLawyers(desk, 'lea')
  const criteria = [{ id: 'merit', label: 'Merit' }]
  await desk.decideBy(reviewedBy({ from: 'legal', kind: 'score', threshold: 3, criteria }))
  const { number } = await desk.askFor(desk.dev)
  const stray = { merit: 2, a: 5, b: 5 }
  assert.equal(await codeOf(give(desk, lea as Account, number, 'approve', { scores: stray })), 'invalid-input')
  assert.equal((await give(desk, lea as Account, number, 'approve', { scores: { merit: 2 } })).state, 'refused')
}

async function givesFittingReason(desk: SmallDesk) {
  const [lea, lars, lena] = (await hireLawyers(desk, 'lea', 'lars', 'lena')) as [Account, Account, Account]
  await desk.decideBy(reviewedBy({ from: 'legal', kind: 'vote', count: 3 }))
  const { number } = await desk.askFor(desk.dev)
  await give(desk, lea, number, 'refuse')
  await give(desk, lars, number, 'approve')
  const { state, decision } = await give(desk, lena, number, 'abstain')
  assert.deepEqual([state, decision.reason.en], ['refused', 'lea: refuse'])
}

test('whoever asked does not announce what was decided of it', async () => {
  const desk = await openSmallDesk(':memory:')
  try {
    await desk.decideBy({ otherwise: { decide: 'approve', reason: 'Fine', hold: true } })
    const { number } = await desk.askFor(desk.officer)
    assert.equal(await codeOf(announce(await desk.as(desk.officer), number)), 'not-allowed')
  } finally {
    await desk.close()
  }
})
