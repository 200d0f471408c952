import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Desk, openDesk } from '../../../test/desk.ts'
import { startEngines } from '../../../test/engines.ts'
import { updateAccount } from '../../access/accounts/service.ts'
import { verifyLedger } from '../../access/ledger/service.ts'
import { getInbox } from '../../notifications/inbox/service.ts'
import { findGrants } from '../grants/service.ts'
import { savePolicy } from '../policies/service.ts'
import { ask } from './asking/service.ts'
import { announce, answerReview } from './reviewing/service.ts'
import * as service from './service.ts'
import { watchDesk } from './watch/service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part in reopening', { skip: missing }, () => assert.equal(servers.length, 2))

const use = { form: 'use', subject: 'pkg:npm/left-pad@1.3.0', answers: { product: 'web' }, ticks: [] }

const stories: [sentence: string, tell: (desk: Desk) => Promise<void>][] = [
  ['a later major version in use is asked about once, and what was granted stays', asksForMajor],
  ['a grant whose holder left holds no more, and the office is told once', reopensForLeaver],
  ['a policy that would now say otherwise reopens what it granted, and one that would not does not', reopensForPolicy],
  ['a decision that is held is told to nobody who asked, until it is announced', holds],
  [
    'a group’s policy decides only where the organization’s says nothing, and one that observes decides nothing',
    hearsInOrder,
  ],
]

for (const server of servers) {
  for (const [sentence, tell] of stories) {
    test(`${sentence} (${server.name})`, async () => {
      const desk = await openDesk(await server.create())
      try {
        await tell(desk)
        assert.equal((await verifyLedger(desk.system)).broken, null)
      } finally {
        await desk.close()
      }
    })
  }
}

async function asksForMajor(desk: Desk) {
  const dev = await desk.hire('dev', ['member'])
  await desk.use('web', { 'npm/left-pad@1.3.0': 'MIT' })
  const first = await ask(await desk.as(dev), use)
  await desk.use('shop', { 'npm/left-pad@2.1.0': 'MIT' })
  await watchDesk(desk.system)
  await watchDesk(desk.system)
  const { requests } = await service.listRequests(await desk.as(dev), { limit: 10 })
  assert.deepEqual(
    requests.map(({ subject, state, requester }) => [subject, state, requester === dev.id]),
    [
      ['pkg:npm/left-pad@2.1.0', 'approved', true],
      ['pkg:npm/left-pad@1.3.0', 'approved', true],
    ],
  )
  const [grant] = await findGrants(desk.system, { request: first.number })
  assert.equal(grant?.state, 'active')
}

const rule = (id: string, when: string, decide: string, more = '') =>
  `  - { id: ${id}, when: "${when}", decide: ${decide}, reason: because${more} }\n`

function policy(id: string, rules: string, more = '') {
  return `id: ${id}\ntitle: ${id}\nforms: [use-component]\n${more}rules:\n${rules}`
}

async function reopensForLeaver(desk: Desk) {
  const officer = await desk.hire('olga', ['officer'], ['office'])
  const dev = await desk.hire('dev', ['member'])
  await savePolicy(
    await desk.as(officer),
    policy('use-component', rule('all', 'true', 'approve', ', grant: { reopenWhen: [owner-left] }')),
  )
  const { number } = await ask(await desk.as(dev), {
    ...use,
    answers: { ...use.answers, license: 'MIT', license_link: 'https://e.example/l' },
  })
  await updateAccount(desk.system, dev.id, { active: false })
  await watchDesk(desk.system)
  await watchDesk(desk.system)
  const grants = await findGrants(desk.system, { request: number })
  assert.deepEqual(
    grants.map(({ state, stateReason }) => [state, stateReason?.en]),
    [['revoked', 'Whoever holds it has left']],
  )
  const told = (await getInbox(await desk.as(officer))).filter(({ kind }) => kind === 'grant.revoked')
  assert.equal(told.length, 1)
}

async function reopensForPolicy(desk: Desk) {
  const officer = await desk.hire('olga', ['officer'], ['office'])
  const dev = await desk.hire('dev', ['member'])
  await desk.use('web', { 'npm/left-pad@1.3.0': 'MIT' })
  const ctx = await desk.as(officer)
  const granting = rule('all', "facts.license == 'MIT'", 'approve', ', grant: { reopenWhen: [policy-changed] }')
  await savePolicy(ctx, policy('use-component', granting))
  const { number } = await ask(await desk.as(dev), use)
  await savePolicy(ctx, policy('use-component', granting, 'summary: the same, said better\n'))
  await watchDesk(desk.system)
  assert.deepEqual(
    (await findGrants(desk.system, { request: number })).map(({ state }) => state),
    ['active'],
  )
  await savePolicy(ctx, policy('use-component', rule('none', 'true', 'refuse')))
  await watchDesk(desk.system)
  const { request, grants } = await service.getRequestView(ctx, number)
  assert.deepEqual([request.state, request.round, grants.map(({ state }) => state)], ['refused', 2, ['revoked']])
}

async function holds(desk: Desk) {
  const officer = await desk.hire('olga', ['officer'], ['office'])
  const dev = await desk.hire('dev', ['member'])
  await desk.use('web', { 'npm/left-pad@1.3.0': 'MIT' })
  const ctx = await desk.as(officer)
  const steps = ', hold: true, steps: [{ id: look, title: Look, from: office }]'
  await savePolicy(ctx, policy('use-component', rule('all', 'true', 'review', steps)))
  const { number } = await ask(await desk.as(dev), use)
  const { mine } = await service.getRequestView(ctx, number)
  const held = await answerReview(ctx, mine[0]?.review.id ?? '', {
    answer: 'approve',
    reason: 'secret for now',
    ticks: [],
  })
  assert.equal(held.state, 'held')
  const seen = await service.getRequestView(await desk.as(dev), number)
  assert.equal(seen.request.state, 'open')
  assert.doesNotMatch(
    JSON.stringify([seen.request, seen.reviews, seen.history, seen.grants]),
    /secret for now|"approve"/,
  )
  const { requests } = await service.listRequests(await desk.as(dev), { limit: 5 })
  assert.equal(requests[0]?.state, 'open')
  assert.deepEqual(await findGrants(desk.system, { request: number }), [])
  await assert.rejects(announce(await desk.as(dev), number))
  await announce(ctx, number)
  const told = await service.getRequestView(await desk.as(dev), number)
  assert.deepEqual(
    [told.request.state, told.grants.length, told.request.decision.reason.en],
    ['approved', 1, 'secret for now'],
  )
}

async function hearsInOrder(desk: Desk) {
  const officer = await desk.hire('olga', ['officer'], ['office'])
  const lab = await desk.hire('lab', ['member'], ['architecture'])
  const ctx = await desk.as(officer)
  await desk.use('web', { 'npm/left-pad@1.3.0': 'MIT', 'npm/right-pad@1.0.0': 'AGPL-3.0-only' })
  await savePolicy(ctx, policy('use-component', rule('agpl', "facts.license == 'AGPL-3.0-only'", 'refuse')))
  const group = 'scope: { level: group, group: architecture }\n'
  await savePolicy(ctx, policy('lab', rule('anything', 'true', 'approve'), group))
  await savePolicy(ctx, policy('watcher', rule('never', 'true', 'refuse'), 'mode: observe\n'))
  const asked = await ask(await desk.as(lab), use)
  assert.deepEqual([asked.state, asked.decision.by?.policy], ['approved', 'lab'])
  assert.deepEqual(
    asked.decision.heard.map(({ policy, outcome }) => [policy, outcome]),
    [
      ['use-component', 'none'],
      ['watcher', 'refuse'],
      ['lab', 'approve'],
    ],
  )
  const refused = await ask(await desk.as(lab), { ...use, subject: 'pkg:npm/right-pad@1.0.0' })
  assert.deepEqual([refused.state, refused.decision.by?.policy], ['refused', 'use-component'])
}
