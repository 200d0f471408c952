import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Desk, openDesk } from '../../../test/desk.ts'
import { startEngines } from '../../../test/engines.ts'
import type { Account } from '../../access/accounts/model.ts'
import { appointDeputy } from '../../access/deputies/service.ts'
import { verifyLedger } from '../../access/ledger/service.ts'
import { getInbox } from '../../notifications/inbox/service.ts'
import type { Failure } from '../../platform/failure.ts'
import type { AskedField } from '../forms/service.ts'
import { findGrants, findWaivers } from '../grants/service.ts'
import { amend, ask, draftRequest, withdraw } from './asking/service.ts'
import type { NewRequest, Request } from './model.ts'
import { answerReview, reassign, returnToRequester } from './reviewing/service.ts'
import * as service from './service.ts'
import { watchDesk } from './watch/service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part in the desk', { skip: missing }, () => assert.equal(servers.length, 2))

interface Cast {
  desk: Desk
  dev: Account
  lawyer: Account
  guard: Account
  officer: Account
}

const use: NewRequest = {
  form: 'use',
  subject: 'pkg:npm/left-pad@1.3.0',
  answers: { product: 'web' },
  ticks: [],
}

const stories: [sentence: string, tell: (cast: Cast) => Promise<void>][] = [
  ['what a rule allows is granted in the answer', grantsAtOnce],
  ['what the license policy denies is refused with the reason', refusesAtOnce],
  ['the same key is the same request, also when both come at once', asksOnce],
  ['people decide in the order of their steps, and the requester never does', decidesByPeople],
  ['a refusal ends it and closes what nobody needs to answer any more', refusesByPeople],
  ['of two who answer at once each is heard once, and it is decided once', decidesOnce],
  ['a deputy answers for somebody who is away, and both names stand in the ledger', deputizes],
  ['what is returned waits for the requester, and begins anew when it is amended', returnsAndAmends],
  ['what is overdue goes to others, and everybody is told once', escalates],
  ['only those who asked and those who are asked see a request', hides],
  ['a license that changes reopens a grant, and it is not honored until it is decided', reopens],
  ['a grant is told of before it ends, and waives nothing afterwards', expires],
  ['a step whose group is empty goes to the office', fallsBack],
  ['a decision is the same when it is replayed', replays],
]

for (const server of servers) {
  for (const [sentence, tell] of stories) {
    test(`${sentence} (${server.name})`, async () => {
      const desk = await openDesk(await server.create())
      try {
        const officer = await desk.hire('olga', ['officer'], ['office'])
        const lawyer = await desk.hire('lea', ['reviewer'], ['legal'])
        const guard = await desk.hire('sam', ['reviewer'], ['security', 'architecture'])
        const dev = await desk.hire('dev', ['member'])
        await tell({ desk, dev, lawyer, guard, officer })
        const { broken } = await verifyLedger(desk.system)
        assert.equal(broken, null)
      } finally {
        await desk.close()
      }
    })
  }
}

async function grantsAtOnce({ desk, dev }: Cast) {
  await desk.use('web', { 'npm/left-pad@1.3.0': 'MIT' })
  const request = await ask(await desk.as(dev), use)
  assert.equal(request.state, 'approved')
  assert.equal(request.facts['license']?.value, 'MIT')
  assert.match(request.facts['license']?.evidence.source.en ?? '', /package-lock\.json of web/)
  const [grant] = await findGrants(desk.system, { request: request.number })
  assert.equal(grant?.permits, 'use')
  assert.equal(grant?.usage.product, 'web')
  const purls = [
    'pkg:npm/left-pad@1.3.0',
    'pkg:npm/left-pad@1.9.9',
    'pkg:npm/left-pad@2.0.0',
    'pkg:npm/right-pad@1.3.0',
  ]
  assert.deepEqual(await waived(desk, purls, 'web'), ['pkg:npm/left-pad@1.3.0', 'pkg:npm/left-pad@1.9.9'])
  assert.deepEqual(await waived(desk, purls, 'shop'), [])
}

async function waived({ system }: Desk, purls: string[], product: string) {
  const waivers = await findWaivers(
    system,
    purls.map(purl => ({ purl })),
    [product],
  )
  return purls.filter((_, n) => waivers[n])
}

async function refusesAtOnce({ desk, dev }: Cast) {
  await desk.use('web', { 'npm/left-pad@1.3.0': 'AGPL-3.0-only' })
  const request = await ask(await desk.as(dev), use)
  assert.equal(request.state, 'refused')
  assert.match(request.decision.reason.en, /denies/)
  assert.deepEqual(await findGrants(desk.system, { request: request.number }), [])
  const [notice] = await getInbox(await desk.as(dev))
  assert.match(notice?.subject.en ?? '', /refused/)
}

async function asksOnce({ desk, dev }: Cast) {
  await desk.use('web', { 'npm/left-pad@1.3.0': 'MIT' })
  const ctx = await desk.as(dev)
  const both = await Promise.all([1, 2, 3].map(() => ask(ctx, { ...use, idempotencyKey: 'k' })))
  assert.deepEqual(new Set(both.map(({ number }) => number)).size, 1)
  assert.equal((await findGrants(desk.system, {})).length, 1)
}

/** One that needs people: under a license that the policy wants to have looked at. */
async function askForReview({ desk, dev }: Cast): Promise<Request> {
  await desk.use('web', { 'npm/left-pad@1.3.0': 'MPL-2.0' })
  const answers = {
    product: 'web',
    distribution: 'shipped-binary',
    modified: true,
    modifications: 'a fix',
    linkage: 'static',
    critical: false,
  }
  const request = await ask(await desk.as(dev), { ...use, answers })
  assert.equal(request.state, 'open')
  return request
}

async function openSteps(desk: Desk, account: Account, number: number) {
  const { reviews } = await service.getRequestView(await desk.as(account), number)
  return reviews.filter(({ state }) => state === 'open')
}

async function approve({ desk, officer }: Cast, account: Account, number: number, stepId: string) {
  const review = (await openSteps(desk, officer, number)).find(({ step }) => step.id === stepId)
  assert.ok(review, `no open step ${stepId}`)
  const ctx = await desk.as(account)
  const { checklists } = await service.getRequestView(ctx, number)
  const ticks = checklists.filter(({ list }) => list.by === stepId).flatMap(({ items }) => items.map(({ key }) => key))
  return answerReview(ctx, review.id, { answer: 'approve', reason: `${stepId} is fine`, ticks })
}

async function decidesByPeople(cast: Cast) {
  const { desk, dev, lawyer, guard, officer } = cast
  const { number } = await askForReview(cast)
  assert.deepEqual(
    (await openSteps(desk, officer, number)).map(({ step }) => step.id),
    ['identify'],
  )
  const [identify] = await openSteps(desk, officer, number)
  await assert.rejects(
    answerReview(await desk.as(dev), identify?.id ?? '', { answer: 'approve', reason: 'me', ticks: [] }),
    (error: Failure) => error.code === 'not-allowed',
  )
  await approve(cast, officer, number, 'identify')
  assert.deepEqual((await openSteps(desk, officer, number)).map(({ step }) => step.id).sort(), [
    'architecture',
    'legal',
  ])
  await approve(cast, guard, number, 'architecture')
  await approve(cast, lawyer, number, 'legal')
  const decided = await approve(cast, officer, number, 'final')
  assert.equal(decided.state, 'approved')
  const view = await service.getRequestView(await desk.as(dev), number)
  assert.equal(view.grants[0]?.state, 'active')
  assert.deepEqual(
    view.history.map(({ verb }) => verb),
    [
      'request.asked',
      'request.reviewed',
      'request.reviewed',
      'request.reviewed',
      'request.reviewed',
      'request.decided',
    ],
  )
}

async function refusesByPeople(cast: Cast) {
  const { desk, lawyer, officer } = cast
  const { number } = await askForReview(cast)
  await approve(cast, officer, number, 'identify')
  const legal = (await openSteps(desk, officer, number)).find(({ step }) => step.id === 'legal')
  const ctx = await desk.as(lawyer)
  await assert.rejects(answerReview(ctx, legal?.id ?? '', { answer: 'refuse', reason: ' ', ticks: [] }), /Say why/)
  const refused = await answerReview(ctx, legal?.id ?? '', { answer: 'refuse', reason: 'patents', ticks: [] })
  assert.equal(refused.state, 'refused')
  assert.equal(refused.decision.reason.en, 'patents')
  assert.deepEqual(await openSteps(desk, officer, number), [])
}

async function decidesOnce(cast: Cast) {
  const { desk, officer } = cast
  const second = await desk.hire('otto', ['officer'], ['office'])
  const { number } = await askForReview(cast)
  const outcomes = await Promise.allSettled([
    approve(cast, officer, number, 'identify'),
    approve(cast, second, number, 'identify'),
  ])
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const { reviews } = await service.getRequestView(await desk.as(officer), number)
  assert.equal(reviews.find(({ step }) => step.id === 'identify')?.answers.length, 1)
}

async function deputizes(cast: Cast) {
  const { desk, dev, lawyer, officer } = cast
  const deputy = await desk.hire('dan', ['member'])
  const day = { since: '2026-11-20', until: '2026-11-25' }
  await appointDeputy(await desk.as(lawyer), { deputy: 'dan', ...day })
  await appointDeputy(await desk.as(lawyer), { deputy: 'dev', ...day })
  const { number } = await askForReview(cast)
  await approve(cast, officer, number, 'identify')
  const ctx = await desk.as(deputy)
  const view = await service.getRequestView(ctx, number)
  assert.deepEqual(
    view.mine.map(({ review, as }) => [review.step.id, as]),
    [['legal', [lawyer.id]]],
  )
  const legal = view.mine[0]?.review.id ?? ''
  const ticks = view.checklists
    .filter(({ list }) => list.by === 'legal')
    .flatMap(({ items }) => items.map(({ key }) => key))
  const given = { answer: 'approve' as const, reason: 'fine', ticks, actingFor: lawyer.id }
  await assert.rejects(answerReview(await desk.as(dev), legal, given), /never answers/)
  await answerReview(ctx, legal, given)
  const { history } = await service.getRequestView(ctx, number)
  const entry = history.at(-1)
  assert.deepEqual([entry?.actor, entry?.actingFor], [deputy.id, lawyer.id])
  desk.setClock('2026-12-01T12:00:00Z')
  assert.deepEqual((await service.listWaitingForMe(await desk.as(deputy))).waiting, [])
}

async function returnsAndAmends(cast: Cast) {
  const { desk, dev, officer } = cast
  const request = await askForReview(cast)
  const [identify] = await openSteps(desk, officer, request.number)
  const returned = await returnToRequester(await desk.as(officer), identify?.id ?? '', 'Which version of web?')
  assert.equal(returned.state, 'returned')
  assert.match((await getInbox(await desk.as(dev)))[0]?.body.en ?? '', /Which version/)
  await assert.rejects(
    answerReview(await desk.as(officer), identify?.id ?? '', { answer: 'approve', reason: 'x', ticks: [] }),
    (error: Failure) => error.code === 'conflict',
  )
  const answers = { ...request.answers, product: 'web 2' }
  const amended = await amend(await desk.as(dev), request.number, { answers, ticks: [] })
  assert.deepEqual([amended.state, amended.round, amended.answers['product']], ['open', 2, 'web 2'])
  const { reviews } = await service.getRequestView(await desk.as(dev), request.number)
  const states = reviews.filter(({ step }) => step.id === 'identify').map(({ round, state }) => [round, state])
  assert.deepEqual(states, [
    [1, 'cancelled'],
    [2, 'open'],
  ])
  assert.equal((await withdraw(await desk.as(dev), request.number, '')).state, 'withdrawn')
  await assert.rejects(withdraw(await desk.as(dev), request.number, ''), /over/)
}

async function escalates(cast: Cast) {
  const { desk, officer, lawyer } = cast
  const { number } = await askForReview(cast)
  desk.setClock('2026-12-10T12:00:00Z')
  await watchDesk(desk.system)
  await watchDesk(desk.system)
  const overdue = (await getInbox(await desk.as(officer))).filter(({ subject }) => subject.en.startsWith('Overdue'))
  assert.equal(overdue.length, 1)
  await approve(cast, lawyer, number, 'identify')
}

async function hides(cast: Cast) {
  const { desk, dev, lawyer } = cast
  const other = await desk.hire('eve', ['member'])
  const { number } = await askForReview(cast)
  await assert.rejects(service.getRequestView(await desk.as(other), number), /no request .* that you may see/)
  const search = { limit: 10 }
  assert.deepEqual((await service.listRequests(await desk.as(other), search)).requests, [])
  assert.equal((await service.listRequests(await desk.as(dev), search)).total, 1)
  assert.equal((await service.listRequests(await desk.as(lawyer), search)).total, 1)
  await assert.rejects(amend(await desk.as(other), number, { answers: {}, ticks: [] }), /no request/)
}

async function reopens(cast: Cast) {
  const { desk, dev } = cast
  await desk.use('web', { 'npm/left-pad@1.3.0': 'MIT' })
  const { number } = await ask(await desk.as(dev), use)
  await desk.use('web', { 'npm/left-pad@1.3.0': 'MPL-2.0' })
  await watchDesk(desk.system)
  const view = await service.getRequestView(await desk.as(dev), number)
  assert.deepEqual([view.request.state, view.request.round, view.grants[0]?.state], ['open', 2, 'reopened'])
  assert.equal(view.grants[0]?.stateReason?.en, 'The license was MIT and is now MPL-2.0')
  assert.deepEqual(await waived(desk, ['pkg:npm/left-pad@1.3.0'], 'web'), [])
  await watchDesk(desk.system)
  assert.equal((await service.getRequestView(await desk.as(dev), number)).request.round, 2)
}

async function expires(cast: Cast) {
  const { desk, dev, officer } = cast
  await desk.use('web', { 'npm/left-pad@1.3.0': 'AGPL-3.0-only' })
  const drafted = await draftRequest(await desk.as(dev), {
    form: 'exception',
    subject: use.subject,
    answers: {},
    ticks: [],
  })
  const answers = Object.fromEntries(drafted.questions.map(question => [question.id, sampleAnswer(question)]))
  const after = await draftRequest(await desk.as(dev), { form: 'exception', subject: use.subject, answers, ticks: [] })
  const whole = Object.fromEntries(after.questions.map(question => [question.id, sampleAnswer(question)]))
  const ticks = after.lists.flatMap(({ items }) => items.map(({ key }) => key))
  const { number } = await ask(await desk.as(dev), { form: 'exception', subject: use.subject, answers: whole, ticks })
  for (let round = 0; round < 10; round++) {
    const { request } = await service.getRequestView(await desk.as(officer), number)
    if (request.state !== 'open') break
    await approveWhateverIsOpen(cast, number)
  }
  const { request, grants } = await service.getRequestView(await desk.as(dev), number)
  assert.equal(request.state, 'approved')
  const purls = ['pkg:npm/left-pad@1.3.0']
  assert.deepEqual(await waived(desk, purls, 'web'), purls)
  const until = grants[0]?.validUntil ?? ''
  desk.setClock(`${until}T12:00:00Z`)
  await watchDesk(desk.system)
  assert.deepEqual(await waived(desk, purls, 'web'), purls)
  desk.setClock('2028-01-01T12:00:00Z')
  assert.deepEqual(await waived(desk, purls, 'web'), [])
  await watchDesk(desk.system)
  await watchDesk(desk.system)
  const told = (await getInbox(await desk.as(dev))).map(({ subject }) => subject.en)
  assert.equal(told.filter(subject => subject.startsWith('A grant ends on')).length, 1)
  assert.equal(told.filter(subject => subject.startsWith('A grant has ended')).length, 1)
  assert.equal((await service.getRequestView(await desk.as(dev), number)).grants[0]?.state, 'expired')
}

function sampleAnswer({ id, type, options = [] }: AskedField) {
  const [first] = options
  if (id === 'product') return 'web'
  if (type === 'yes-no') return true
  if (type === 'choice') return first?.id ?? ''
  if (type === 'choices') return [first?.id ?? '']
  if (type === 'number') return 1
  if (type === 'date') return '2027-03-31'
  if (type === 'link') return 'https://example.org/x'
  if (type === 'email') return 'dev@a.example'
  if (type === 'license') return 'AGPL-3.0-only'
  return type === 'people' ? ['dev'] : 'because'
}

async function approveWhateverIsOpen(cast: Cast, number: number) {
  const { desk, officer, lawyer, guard } = cast
  for (const account of [officer, lawyer, guard]) {
    const ctx = await desk.as(account)
    const { mine, checklists } = await service.getRequestView(ctx, number)
    for (const { review } of mine) {
      const lists = checklists.filter(({ list }) => list.by === review.step.id)
      const ticks = lists.flatMap(({ items }) => items.map(({ key }) => key))
      await answerReview(ctx, review.id, { answer: 'approve', reason: 'fine', ticks })
    }
  }
}

async function fallsBack(cast: Cast) {
  const { desk, officer, guard } = cast
  desk.setClock('2026-11-21T12:00:00Z')
  const { number } = await askForReview(cast)
  await approve(cast, officer, number, 'identify')
  const legal = (await openSteps(desk, officer, number)).find(({ step }) => step.id === 'legal')
  assert.equal(legal?.group, 'legal')
  const handed = await reassign(await desk.as(officer), legal?.id ?? '', 'sam', 'on leave')
  assert.equal(handed.assignedTo, guard.id)
  await approve(cast, guard, number, 'legal')
}

async function replays(cast: Cast) {
  const { desk, dev } = cast
  const { number } = await askForReview(cast)
  assert.deepEqual(await service.replay(await desk.as(dev), number), { isSame: true, outcome: 'review', rule: null })
}
