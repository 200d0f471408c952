import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startEngines } from '../../../test/engines.ts'
import { openSmallDesk, reviewedBy, type SmallDesk } from '../../../test/small-desk.ts'
import { codeOf } from '../../../test/staff.ts'
import type { Account } from '../../access/accounts/model.ts'
import { changeAccount } from '../../access/admission/service.ts'
import { appointDeputy } from '../../access/deputies/service.ts'
import { everyPermission } from '../../access/roles/model.ts'
import { getInbox } from '../../notifications/inbox/service.ts'
import { amend, ask, withdraw } from './asking/service.ts'
import type { RequestState } from './model.ts'
import { announce, answerReview, reassign } from './reviewing/service.ts'
import * as service from './service.ts'
import { watchDesk } from './watch/service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part in who may see what', { skip: missing }, () => assert.equal(servers.length, 2))

const stories: [sentence: string, tell: (desk: SmallDesk) => Promise<void>][] = [
  ['what can be no number is no request', findsNothing],
  ['what a rule decided and holds tells nothing to those who asked, by any door', holdsByRule],
  ['what is to be announced looks the same before it is decided and after', looksTheSame],
  ['what is held may be withdrawn and amended as if it were open', endsHeld],
  ['a policy that observes is heard by those who see all requests only', observes],
  ['lists have what their readers may see, and nothing else', listsWhatIsVisible],
  ['what waits for somebody is what they can answer, and is not there twice', waitsForThose],
  ['whoever stood in for one who has left sees nothing of theirs any more', closesWithLeavers],
]

for (const server of servers) {
  for (const [sentence, tell] of stories) {
    test(`${sentence} (${server.name})`, async () => {
      const desk = await openSmallDesk(await server.create())
      try {
        await tell(desk)
      } finally {
        await desk.close()
      }
    })
  }
}

async function findsNothing(desk: SmallDesk) {
  const dev = await desk.as(desk.dev)
  for (const number of [0, -1, 1.5, 2 ** 31, 2 ** 60, Number.NaN]) {
    assert.equal(await codeOf(service.getRequestView(dev, number)), 'not-found')
    assert.equal(await codeOf(service.rate(dev, number, 5, '')), 'not-found')
    assert.equal(await codeOf(withdraw(dev, number, '')), 'not-found')
  }
}

/** Everything of a request that somebody gets to see. */
async function allOf(desk: SmallDesk, account: Account, number: number) {
  const ctx = await desk.as(account)
  const { request, reviews, grants, history, reviewers } = await service.getRequestView(ctx, number)
  const { requests, total } = await service.listRequests(ctx, { limit: 10 })
  return { request, reviews, grants, history, reviewers: [...reviewers], requests, total, inbox: await getInbox(ctx) }
}

async function found(desk: SmallDesk, account: Account, state: RequestState) {
  const { requests, total } = await service.listRequests(await desk.as(account), { state, limit: 10 })
  assert.equal(total, requests.length)
  return requests.map(({ number, state }) => [number, state])
}

async function holdsByRule(desk: SmallDesk) {
  const { dev, officer } = desk
  await desk.decideBy({ rules: [{ id: 'yes', when: 'true', decide: 'approve', reason: 'Winner', hold: true }] })
  const { number } = await ask(await desk.as(officer), {
    form: 'trip',
    subject: '',
    answers: {},
    ticks: [],
    onBehalfOf: 'dev',
  })
  assert.equal((await found(desk, dev, 'held')).length, 0)
  for (const account of [dev, officer]) {
    assert.doesNotMatch(JSON.stringify(await allOf(desk, account, number)), /Winner|approve|"yes"|held/)
    assert.deepEqual(await found(desk, account, 'open'), [[number, 'open']])
    assert.deepEqual(await found(desk, account, 'held'), [])
    assert.equal(await codeOf(service.replay(await desk.as(account), number)), 'not-allowed')
  }
  const other = await desk.hire('otto', ['officer'], ['office'])
  assert.deepEqual(await found(desk, other, 'held'), [[number, 'held']])
  assert.deepEqual(await found(desk, other, 'open'), [])
  await announce(await desk.as(other), number)
  assert.match(JSON.stringify(await allOf(desk, dev, number)), /Winner/)
}

async function looksTheSame(desk: SmallDesk) {
  const { dev, officer } = desk
  const { otherwise } = reviewedBy({ id: 'first', from: 'office' }, { id: 'second', from: 'office', after: ['first'] })
  await desk.decideBy({ otherwise: { ...otherwise, hold: true } })
  const { number } = await desk.askFor(dev)
  const { requests: _, ...before } = await allOf(desk, dev, number)
  for (const [day, reason] of ['strong', 'very strong'].entries()) {
    desk.setClock(`2026-11-2${day + 2}T12:00:00Z`)
    const { mine } = await service.getRequestView(await desk.as(officer), number)
    await answerReview(await desk.as(officer), mine[0]?.review.id ?? '', { answer: 'approve', reason, ticks: [] })
    const { requests, ...seen } = await allOf(desk, dev, number)
    assert.deepEqual(seen, before)
    assert.deepEqual(
      requests.map(({ state, decidedAt }) => [state, decidedAt]),
      [['open', null]],
    )
  }
}

async function endsHeld(desk: SmallDesk) {
  const { dev } = desk
  await desk.decideBy({ otherwise: { decide: 'refuse', reason: 'No', hold: true } })
  const first = await desk.askFor(dev)
  assert.equal((await withdraw(await desk.as(dev), first.number, '')).state, 'withdrawn')
  const second = await desk.askFor(dev)
  const amended = await amend(await desk.as(dev), second.number, { answers: { place: 'Rome' }, ticks: [] })
  assert.deepEqual([amended.state, amended.round], ['held', 2])
}

async function observes(desk: SmallDesk) {
  await desk.decideBy({ mode: 'observe', otherwise: { decide: 'refuse', reason: 'Would not' } })
  const { number } = await desk.askFor(desk.dev)
  const heardBy = async (account: Account) =>
    (await service.getRequestView(await desk.as(account), number)).request.decision.heard.map(({ policy }) => policy)
  assert.deepEqual(await heardBy(desk.dev), [])
  assert.deepEqual(await heardBy(desk.officer), ['trip'])
}

async function listsWhatIsVisible(desk: SmallDesk) {
  await desk.hire('lea', ['member'], ['legal'])
  const boss = await desk.hire('boss', ['member'], ['executive'])
  const friend = await desk.hire('friend', ['member'])
  const deputy = await desk.hire('dan', ['member'])
  const eve = await desk.hire('eve', ['member'])
  await appointDeputy(await desk.as(friend), { deputy: 'dan', since: '2026-11-01', until: '2026-12-31' })
  await desk.decideBy(reviewedBy({ from: 'legal', escalateTo: 'executive' }))
  const { number } = await desk.askFor(desk.dev)
  const seenBy = async (account: Account) => (await service.listRequests(await desk.as(account), { limit: 9 })).total
  assert.deepEqual([await seenBy(boss), await seenBy(friend), await seenBy(deputy)], [0, 0, 0])
  const { reviews } = await service.getRequestView(await desk.as(desk.officer), number)
  const [review] = reviews
  await reassign(await desk.as(desk.officer), review?.id ?? '', 'friend', 'she knows')
  assert.deepEqual([await seenBy(friend), await seenBy(deputy)], [1, 1])
  desk.setClock('2026-12-10T12:00:00Z')
  await watchDesk(desk.system)
  assert.equal(await seenBy(boss), 1)
  await answerReview(await desk.as(boss), review?.id ?? '', { answer: 'abstain', reason: 'not mine', ticks: [] })
  await reassign(await desk.as(desk.officer), review?.id ?? '', 'lea', 'hers after all')
  assert.deepEqual([await seenBy(friend), await seenBy(deputy), await seenBy(eve)], [0, 0, 0])
  await service.getRequestView(await desk.as(boss), number)
}

async function waitsForThose(desk: SmallDesk) {
  const lea = await desk.hire('lea', ['reviewer'], ['legal'])
  const sam = await desk.hire('sam', ['reviewer'], ['security'])
  await appointDeputy(await desk.as(lea), { deputy: 'sam', since: '2026-11-20', until: '2026-11-25' })
  await appointDeputy(await desk.as(lea), { deputy: 'dev', since: '2026-11-20', until: '2026-11-25' })
  const steps = reviewedBy({ id: 'law', from: 'legal', count: 2 }, { id: 'safe', from: 'security', count: 2 })
  await desk.decideBy(steps)
  const { number } = await desk.askFor(desk.dev)
  const waiting = async (account: Account) =>
    (await service.listWaitingForMe(await desk.as(account))).waiting.map(({ step }) => step).sort()
  assert.deepEqual([await waiting(sam), await waiting(lea), await waiting(desk.dev)], [['law', 'safe'], ['law'], []])
  const { mine } = await service.getRequestView(await desk.as(sam), number)
  const safe = mine.find(({ review }) => review.step.id === 'safe')
  await answerReview(await desk.as(sam), safe?.review.id ?? '', { answer: 'approve', reason: 'fine', ticks: [] })
  assert.deepEqual(await waiting(sam), ['law'])
  const typed = await ask(await desk.as(desk.officer), {
    form: 'trip',
    subject: '',
    answers: {},
    ticks: [],
    onBehalfOf: 'dev',
  })
  await desk.decideBy(reviewedBy({ from: 'office' }))
  const own = await ask(await desk.as(desk.officer), {
    form: 'trip',
    subject: '',
    answers: {},
    ticks: [],
    onBehalfOf: 'dev',
  })
  assert.notEqual(own.number, typed.number)
  assert.deepEqual(await waiting(desk.officer), [])
}

async function closesWithLeavers(desk: SmallDesk) {
  const lea = await desk.hire('lea', ['reviewer'], ['legal'])
  const dan = await desk.hire('dan', ['member'])
  await appointDeputy(await desk.as(lea), { deputy: 'dan', since: '2026-11-20', until: '2027-11-25' })
  await desk.decideBy(reviewedBy({ from: 'legal' }))
  const { number } = await desk.askFor(desk.dev)
  await service.getRequestView(await desk.as(dan), number)
  const admin = { ...desk.system, actor: { ...desk.system.actor, permissions: new Set<string>(everyPermission) } }
  await changeAccount(admin, lea.id, { active: false })
  assert.equal(await codeOf(service.getRequestView(await desk.as(dan), number)), 'not-found')
}
