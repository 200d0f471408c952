import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Desk, openDesk } from '../../../test/desk.ts'
import { answerAll, comeIn, decidedNext, setUpDesk, steps } from '../../../test/desk-steps.ts'
import { startEngines } from '../../../test/engines.ts'
import { verifyLedger } from '../../access/ledger/service.ts'
import { findActorOfSession, startSession } from '../../access/sign-in/service.ts'
import { getInbox } from '../../notifications/inbox/service.ts'
import { findGrants, findWaivers } from '../grants/service.ts'
import { amend, ask } from './asking/service.ts'
import { returnToRequester } from './reviewing/service.ts'
import { getRequestView } from './service.ts'
import { watchDesk } from './watch/service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part with any clock', { skip: missing }, () => assert.equal(servers.length, 2))

const stories: [sentence: string, tell: (desk: Desk) => Promise<void>][] = [
  ['a clock that jumps back and forth between the steps changes no decision, and no order', decides],
  ['what is overdue is told once, also when the clock goes back and comes again', escalatesOnce],
  ['a grant that has ended stays so when the clock goes back, and is told of once', expiresOnce],
  ['a session holds until its time, whichever way the clock went', keepsSessions],
]

for (const server of servers) {
  for (const [sentence, tell] of stories) {
    test(`${sentence} (${server.name})`, async t => {
      const desk = await openDesk(await server.create())
      t.after(() => desk.close())
      await setUpDesk(desk)
      await tell(desk)
      assert.equal((await verifyLedger(desk.system)).broken, null)
    })
  }
}

async function decides(desk: Desk) {
  const dev = await comeIn(desk, 'dev')
  const names = ['olga', 'lea', 'sam']
  const answers = {
    product: 'shop',
    distribution: 'shipped-binary',
    modified: true,
    modifications: 'a fix',
    linkage: 'static',
    critical: false,
  }
  desk.setClock('2026-11-21T15:00:00Z')
  const { number } = await ask(dev, { form: 'use', subject: 'pkg:npm/left-pad@1.3.0', answers, ticks: [] })
  const moments = ['2026-11-21T12:00:00Z', '2026-11-20T23:00:00Z', '2026-11-22T05:00:00Z', '2026-11-21T09:00:00Z']
  for (const [i, time] of moments.entries()) {
    desk.setClock(time)
    for (const name of i % 2 === 0 ? names : names.toReversed()) await answerAll(await comeIn(desk, name), number)
    await watchDesk(desk.system)
  }
  const { request, reviews, history, grants } = await getRequestView(dev, number)
  assert.equal(request.state, 'approved')
  assert.deepEqual(
    reviews.map(({ step, state, answers }) => [step.id, state, answers.length]),
    [
      ['identify', 'passed', 1],
      ['legal', 'passed', 1],
      ['architecture', 'passed', 1],
      ['final', 'passed', 1],
    ],
  )
  for (const { openedAt, dueAt } of reviews) assert.ok((openedAt ?? '') < (dueAt ?? ''))
  assert.deepEqual(
    history.map(({ seq }) => seq),
    history.map(({ seq }) => seq).sort((a, b) => a - b),
  )
  assert.deepEqual([history[0]?.verb, history.at(-1)?.verb], ['request.asked', 'request.decided'])
  const times = history.map(({ at }) => at)
  assert.notDeepEqual(times, times.toSorted(), 'the clock did go back')
  assert.equal(grants.length, 1)
}

async function escalatesOnce(desk: Desk) {
  for (const time of ['2026-12-10', '2026-11-01', '2026-12-11', '2026-11-20', '2026-12-12']) {
    desk.setClock(`${time}T12:00:00Z`)
    await watchDesk(desk.system)
  }
  const told = (await getInbox(await comeIn(desk, 'olga'))).filter(({ kind }) => kind === 'review.overdue')
  assert.equal(told.length, 1)
  desk.setClock('2026-11-21T01:00:00Z')
  await steps.answer(desk)
  const { request } = await getRequestView(await comeIn(desk, 'dev'), decidedNext)
  assert.equal(request.state, 'approved')
}

async function expiresOnce(desk: Desk) {
  const components = [{ purl: 'pkg:npm/old-pad@1.0.0' }]
  for (const time of ['2026-12-10', '2026-11-18', '2026-12-11', '2026-11-18']) {
    desk.setClock(`${time}T12:00:00Z`)
    await watchDesk(desk.system)
    assert.deepEqual(await findWaivers(desk.system, components, ['web']), [undefined])
  }
  assert.equal((await findGrants(desk.system, { request: 3 }))[0]?.state, 'expired')
  const told = (await getInbox(await comeIn(desk, 'dev'))).filter(({ kind }) => kind === 'grant.expired')
  assert.equal(told.length, 1)
}

async function keepsSessions(desk: Desk) {
  const { actor } = await comeIn(desk, 'dev')
  const session = await startSession(desk.system, actor.id)
  const isIn = async (time: string) => {
    desk.setClock(time)
    return (await findActorOfSession(desk.system, session))?.id === actor.id
  }
  assert.deepEqual(
    [await isIn('2026-11-21T09:00:00Z'), await isIn('2026-11-21T15:00:00Z'), await isIn('2027-11-21T15:00:00Z')],
    [true, true, false],
  )
}

test('each return to the requester is told, also when the clock stands', async t => {
  const desk = await openDesk(':memory:')
  t.after(() => desk.close())
  await setUpDesk(desk)
  const [olga, dev] = [await comeIn(desk, 'olga'), await comeIn(desk, 'dev')]
  const { answers } = (await getRequestView(dev, decidedNext)).request
  for (const question of ['Which version?', 'And which product?']) {
    const [waiting] = (await getRequestView(olga, decidedNext)).mine
    await returnToRequester(olga, waiting?.review.id ?? '', question)
    const given = Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== null))
    await amend(dev, decidedNext, { answers: given, ticks: [] })
  }
  const told = (await getInbox(dev)).filter(({ kind }) => kind === 'request.returned')
  assert.deepEqual(told.map(({ body }) => body.en).sort(), ['And which product?', 'Which version?'])
})
