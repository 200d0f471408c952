import assert from 'node:assert/strict'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { startEngines } from '../../../test/engines.ts'
import { openPeople, type People } from '../../../test/people.ts'
import { distrustMessage } from '../../lib/standard-webhooks/standard-webhooks.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { createOutbound } from '../../platform/http/outbound.ts'
import { getInbox } from '../inbox/service.ts'
import { deliverAll, getDeliveries, publish, replayDelivery, testWebhook } from './deliveries/service.ts'
import { NewWebhook, type WebhookEvent } from './model.ts'
import { changeSecret, changeWebhook, createWebhook, deleteWebhook, getWebhook, getWebhooks } from './service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

const going = new AbortController().signal
const event: WebhookEvent = {
  event: 'request.decided',
  key: 'request 7 decided',
  data: { request: 7, outcome: 'approved' },
  text: { en: 'Approved: left-pad', zh: '已批准：left-pad' },
  link: '/requests/7',
}

interface Call {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

interface Desk {
  people: People
  ctx: Context
  url: string
  calls: Call[]
  /** How the receiver answers from now on. */
  answer(status: number, body?: string, headers?: Record<string, string>): void
}

const facts: [string, (desk: Desk) => Promise<void>][] = [
  ['a program that listens gets each event once, signed so that it can verify it', signsForPrograms],
  ['what is published in a transaction that fails is told to nobody', tellsNothingThatDidNotHappen],
  ['only those that listen and are on are told', tellsThoseThatListen],
  ['a delivery that fails is tried again, and its log says what was answered', triesAgain],
  ['a receiver that asks for time gets it', waitsAsAsked],
  ['a replay is the same message with the same id', replays],
  ['a test tells at once whether it works, and is not tried again', testsOnce],
  ['for a day after a change of secrets, both sign', signsWithBoth],
  ['five days of nothing but failures switch a webhook off, and its creator is told', switchesOff],
  ['a receiver that is gone for good is not called again', takesGoneForGone],
  ['a chat that answers 200 and refuses is a failure', knowsRefusals],
  ['neither the address nor a secret is kept in the open, or told again', keepsSecrets],
  ['an address inside of the network is not called', refusesPrivate],
  ['what was sent goes with the webhook', deletesLog],
]

test('PostgreSQL took part', { skip: missing }, () => assert.equal(servers.length, 2))

for (const server of servers) {
  for (const [sentence, prove] of facts) {
    test(`${sentence} (${server.name})`, async () => {
      const calls: Call[] = []
      let reply = { status: 200, body: 'ok', headers: {} }
      const receiver = createServer(async (request, response) => {
        calls.push({ path: request.url ?? '', headers: request.headers, body: await text(request) })
        response.writeHead(reply.status, reply.headers).end(reply.body)
      })
      await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
      const people = await openPeople(await server.create(), { fetch: createOutbound({ allowPrivate: true }) })
      try {
        const ctx = people.as(await people.add('ada'))
        const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?token=very-secret`
        const answer = (status: number, body = '', headers = {}) => {
          reply = { status, body, headers }
        }
        await prove({ people, ctx, url, calls, answer })
      } finally {
        await people.close()
        receiver.closeAllConnections()
        receiver.close()
      }
    })
  }
}

function create({ ctx, url }: Desk, change: Partial<NewWebhook> = {}) {
  return createWebhook(ctx, NewWebhook.parse({ name: 'hook', url, ...change }))
}

async function log({ ctx }: Desk, id: string) {
  return (await getDeliveries(ctx, id)).map(({ state, attempts, status, answer }) => [state, attempts, status, answer])
}

async function signsForPrograms(desk: Desk) {
  const { ctx, calls, people } = desk
  const { webhook, secret } = await create(desk)
  await publish(ctx, event)
  await publish(ctx, { ...event, data: { request: 8 } })
  await deliverAll(ctx, going)
  await deliverAll(ctx, going)
  const [call, ...more] = calls
  assert.deepEqual(more, [])
  assert.equal(call?.path, '/hook?token=very-secret')
  assert.deepEqual(JSON.parse(call?.body ?? ''), {
    type: 'request.decided',
    timestamp: '2026-11-21T12:00:00.000Z',
    data: { request: 7, outcome: 'approved' },
    text: 'Approved: left-pad',
    link: 'https://office.example/requests/7',
  })
  const headers = call?.headers as Record<string, string>
  assert.equal(distrustMessage(headers, call?.body ?? '', secret ?? '', people.system.now()), undefined)
  assert.equal(headers['webhook-id'], (await getDeliveries(ctx, webhook.id))[0]?.id)
  assert.deepEqual(await log(desk, webhook.id), [['delivered', 1, 200, 'ok']])
}

async function tellsNothingThatDidNotHappen(desk: Desk) {
  const { webhook } = await create(desk)
  const failing = inTransaction(desk.ctx, async ctx => {
    await publish(ctx, event)
    throw new Error('in vain')
  })
  await assert.rejects(failing, /in vain/)
  assert.deepEqual(await log(desk, webhook.id), [])
}

async function tellsThoseThatListen(desk: Desk) {
  const { ctx, calls } = desk
  const listening = await create(desk, { name: 'a', events: ['request.*'], locale: 'zh', preset: 'wecom' })
  const other = await create(desk, { name: 'b', events: ['grant.*', 'request.asked'] })
  const off = await create(desk, { name: 'c' })
  await changeWebhook(ctx, off.webhook.id, { active: false })
  await publish(ctx, event)
  await deliverAll(ctx, going)
  const content = '已批准：left-pad\nhttps://office.example/requests/7'
  assert.deepEqual(
    calls.map(({ body }) => JSON.parse(body)),
    [{ msgtype: 'text', text: { content } }],
  )
  const states = [listening, other, off].map(({ webhook }) => log(desk, webhook.id))
  assert.deepEqual(await Promise.all(states), [[['delivered', 1, 200, 'ok']], [], []])
}

async function triesAgain(desk: Desk) {
  const { ctx, people, calls, answer } = desk
  const { webhook } = await create(desk)
  answer(500, `broken\0 ${'x'.repeat(2000)}`)
  await publish(ctx, event)
  await deliverAll(ctx, going)
  const [delivery] = await getDeliveries(ctx, webhook.id)
  assert.deepEqual(
    [delivery?.state, delivery?.status, delivery?.answer?.length, delivery?.answer?.slice(0, 8), delivery?.dueAt],
    ['waiting', 500, 1000, 'broken\ufffd ', '2026-11-21T12:00:05.000Z'],
  )
  assert.match(delivery?.problem?.zh ?? '', /^127\.0\.0\.1:\d+ 未接受：500$/)
  await deliverAll(ctx, going)
  assert.equal(calls.length, 1)
  answer(204)
  people.setClock('2026-11-21T12:00:05Z')
  await deliverAll(ctx, going)
  assert.deepEqual(await log(desk, webhook.id), [['delivered', 2, 204, '']])
  assert.equal((await getWebhook(ctx, webhook.id)).failingSince, null)
  assert.equal(calls[0]?.headers['webhook-id'], calls[1]?.headers['webhook-id'])
}

async function waitsAsAsked(desk: Desk) {
  const { webhook } = await create(desk)
  desk.answer(429, 'slowly', { 'retry-after': '600' })
  await publish(desk.ctx, event)
  await deliverAll(desk.ctx, going)
  assert.equal((await getDeliveries(desk.ctx, webhook.id))[0]?.dueAt, '2026-11-21T12:10:00.000Z')
}

async function replays(desk: Desk) {
  const { ctx, people, calls, answer } = desk
  const { webhook } = await create(desk)
  await publish(ctx, event)
  await deliverAll(ctx, going)
  people.setClock('2026-11-22T12:00:00Z')
  const [sent] = await getDeliveries(ctx, webhook.id)
  const replayed = await replayDelivery(ctx, sent?.id ?? '')
  assert.deepEqual([replayed.state, replayed.attempts], ['delivered', 2])
  assert.deepEqual(calls[1]?.body, calls[0]?.body)
  assert.deepEqual(calls[1]?.headers['webhook-id'], calls[0]?.headers['webhook-id'])
  // One that fails again has all its tries anew.
  answer(500)
  const failed = await replayDelivery(ctx, sent?.id ?? '')
  assert.deepEqual([failed.state, failed.attempts, failed.dueAt], ['waiting', 3, '2026-11-22T12:00:05.000Z'])
  await assert.rejects(replayDelivery(ctx, 'none'), /There is no delivery none/)
}

async function testsOnce(desk: Desk) {
  const { ctx, answer } = desk
  const { webhook } = await create(desk, { events: ['grant.*'] })
  const worked = await testWebhook(ctx, webhook.id)
  assert.deepEqual([worked.event, worked.state, worked.status], ['webhook.test', 'delivered', 200])
  answer(404, 'nothing here')
  const failed = await testWebhook(ctx, webhook.id)
  assert.deepEqual([failed.state, failed.status, failed.answer], ['failed', 404, 'nothing here'])
  assert.equal((await getWebhook(ctx, webhook.id)).failingSince, null)
}

async function signsWithBoth(desk: Desk) {
  const { ctx, people, calls } = desk
  const { webhook, secret: old } = await create(desk)
  const { secret: next } = await changeSecret(ctx, webhook.id)
  assert.notEqual(next, old)
  const believed = async (at: string) => {
    people.setClock(at)
    await testWebhook(ctx, webhook.id)
    const { headers, body } = calls.at(-1) ?? { headers: {}, body: '' }
    return [old, next].map(secret =>
      distrustMessage(headers as Record<string, string>, body, secret ?? '', new Date(at)),
    )
  }
  assert.deepEqual(await believed('2026-11-22T11:59:00Z'), [undefined, undefined])
  assert.deepEqual(await believed('2026-11-22T12:00:00Z'), ['wrong-signature', undefined])
}

async function switchesOff(desk: Desk) {
  const { ctx, people, answer } = desk
  const { webhook } = await create(desk)
  answer(503)
  const failAt = async (at: string) => {
    people.setClock(at)
    await publish(ctx, { ...event, key: at })
    await deliverAll(ctx, going)
    const { active, failingSince } = await getWebhook(ctx, webhook.id)
    return [active, failingSince]
  }
  const since = '2026-11-21T12:00:00.000Z'
  assert.deepEqual(await failAt('2026-11-21T12:00:00Z'), [true, since])
  assert.deepEqual(await failAt('2026-11-26T11:59:59Z'), [true, since])
  assert.deepEqual(await failAt('2026-11-26T12:00:00Z'), [false, since])
  assert.deepEqual(
    (await getInbox(ctx)).map(({ kind, subject, link }) => [kind, subject.en, link]),
    [['webhook.disabled', 'Webhook hook was switched off', `/webhooks/${webhook.id}`]],
  )
  const { active, failingSince, disabledAt } = await changeWebhook(ctx, webhook.id, { active: true })
  assert.deepEqual([active, failingSince, disabledAt], [true, null, null])
}

async function takesGoneForGone(desk: Desk) {
  const { webhook } = await create(desk)
  desk.answer(410)
  await publish(desk.ctx, event)
  await deliverAll(desk.ctx, going)
  assert.deepEqual(await log(desk, webhook.id), [['failed', 1, 410, '']])
  assert.equal((await getWebhook(desk.ctx, webhook.id)).active, false)
  assert.match((await getInbox(desk.ctx))[0]?.body.en ?? '', /gone for good/)
}

async function knowsRefusals(desk: Desk) {
  const { webhook, secret } = await create(desk, { preset: 'dingtalk', secret: 'SEC-of-the-robot' })
  assert.equal(secret, null)
  desk.answer(200, '{"errcode":310000,"errmsg":"sign not match"}')
  const delivery = await testWebhook(desk.ctx, webhook.id)
  assert.deepEqual([delivery.state, delivery.status], ['failed', 200])
  assert.match(delivery.problem?.en ?? '', /did not take it: 310000 sign not match/)
  const [call] = desk.calls
  assert.match(call?.path ?? '', /^\/hook\?token=very-secret&timestamp=1795262400000&sign=[\w%]+$/)
}

async function keepsSecrets(desk: Desk) {
  const { ctx } = desk
  const { webhook, secret } = await create(desk)
  const tables = ctx.db.withTables<{ webhook: object; ledger_detail: object }>()
  const rows = [
    ...(await tables.selectFrom('webhook').selectAll().execute()),
    ...(await tables.selectFrom('ledger_detail').selectAll().execute()),
  ]
  const told = JSON.stringify([
    rows,
    await getWebhooks(ctx),
    await getWebhook(ctx, webhook.id),
    await changeWebhook(ctx, webhook.id, {}),
  ])
  assert.doesNotMatch(told, /very-secret/)
  assert.ok(!told.includes((secret ?? '').slice(6, 20)))
  await assert.rejects(create(desk, { preset: 'slack', secret: 'not-needed' }), /signs nothing/)
  await assert.rejects(create(desk, { secret: 'too-simple' }), /whsec_/)
  await assert.rejects(create(desk, { url: 'https://ada:pass@hook.example/' }), /user name/)
}

async function refusesPrivate(desk: Desk) {
  const { webhook } = await create(desk)
  const strict = { ...desk.ctx, reach: { ...desk.ctx.reach, fetch: createOutbound({ allowPrivate: false }) } }
  const { state, problem } = await testWebhook(strict, webhook.id)
  assert.equal(state, 'failed')
  assert.match(problem?.en ?? '', /^127\.0\.0\.1:\d+ is an address inside of a network/)
  assert.deepEqual(desk.calls, [])
}

async function deletesLog(desk: Desk) {
  const { webhook } = await create(desk)
  const { id } = await testWebhook(desk.ctx, webhook.id)
  await deleteWebhook(desk.ctx, webhook.id)
  await assert.rejects(replayDelivery(desk.ctx, id), /There is no delivery/)
  await assert.rejects(deleteWebhook(desk.ctx, webhook.id), /There is no webhook/)
}
