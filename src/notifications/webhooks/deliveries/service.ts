import { randomUUID } from 'node:crypto'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { enqueue } from '../../../platform/jobs/queue.ts'
import { notify } from '../../inbox/service.ts'
import { matchesEvent } from '../match-event.ts'
import { disabledBodies, disabledSubject, testText } from '../messages.ts'
import { type Webhook, type WebhookDelivery, type WebhookEvent, webhookWork } from '../model.ts'
import type { Outgoing } from '../preset.ts'
import { presets } from '../presets.ts'
import { retryAfter } from '../retry-after.ts'
import * as webhooks from '../store.ts'
import * as store from './store.ts'

const second = 1000
const day = 24 * 3_600_000
const keptFor = 90 * day
/** With nothing but failures for so long, a webhook is switched off. */
const patience = 5 * day
/** Longer than a call can take. */
const lease = 60 * second
const atOnce = 4
/** What is left is for the next round: others wait for the worker, too. */
const longestRound = 60 * second
const keptOfAnswer = 1000
const testEvent = 'webhook.test'

/**
 * Tells every webhook that listens. Called in the transaction of what happened, it is told if and only if that holds;
 * called again with the same key, no webhook is told twice.
 */
export async function publish(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { event, key, data, text, link }: WebhookEvent,
) {
  if (!/^\/(?![/\\])/.test(link)) throw new Error(`${link} leads out of the office`)
  const listening = (await webhooks.findWebhooks(db)).filter(
    ({ active, events }) => active && events.some(pattern => matchesEvent(pattern, event)),
  )
  if (listening.length === 0) return
  const at = now().toISOString()
  const message = { event, at, data: { ...data }, text, link }
  for (const { id } of listening) await store.insertDelivery(db, { id: newId(), webhookId: id, key, message, at })
  await enqueue(db, now(), webhookWork, 'office')
}

/**
 * Sends what is due, several at a time. A process that ends after the receiver has taken a message, and before that is
 * written down, leads to the same message once more, with the same `webhook-id`, by which receivers know it.
 */
export async function deliverAll(ctx: Context, signal: AbortSignal) {
  await store.deleteDeliveriesBefore(ctx.db, new Date(ctx.now().getTime() - keptFor).toISOString())
  const until = ctx.now().getTime() + longestRound
  const lanes = Array.from({ length: atOnce }, async () => {
    while (!signal.aborted && ctx.now().getTime() < until) if (!(await deliverNext(ctx))) return
  })
  await Promise.all(lanes)
}

/** Once, to see whether it works: it is not tried again. */
export async function testWebhook(ctx: Context, webhookId: string): Promise<WebhookDelivery> {
  const at = ctx.now().toISOString()
  const id = newId()
  const message = { event: testEvent, at, data: { webhook: webhookId }, text: testText, link: `/webhooks/${webhookId}` }
  await store.insertDelivery(ctx.db, { id, webhookId, key: id, message, at })
  await deliverNext(ctx, id)
  return getDelivery(ctx, id)
}

/** The same message with the same id, at once; where that fails, with all further tries. */
export async function replayDelivery(ctx: Context, id: string): Promise<WebhookDelivery> {
  await getDelivery(ctx, id)
  if (!(await store.requeueDelivery(ctx.db, id, ctx.now().toISOString()))) throw underWay
  await deliverNext(ctx, id)
  return getDelivery(ctx, id)
}

export function getDeliveries(ctx: Context, webhookId: string, limit = 200): Promise<WebhookDelivery[]> {
  return store.findDeliveries(ctx.db, webhookId, limit)
}

async function getDelivery({ db }: Context, id: string): Promise<WebhookDelivery> {
  const delivery = await store.findDelivery(db, id)
  if (delivery) return delivery
  throw new Failure('not-found', { en: `There is no delivery ${id}`, zh: `没有投递记录 ${id}` })
}

/** False when there was nothing to do. */
async function deliverNext(ctx: Context, id?: string): Promise<boolean> {
  const claim = await store.claimDelivery(ctx.db, ctx.now(), new Date(ctx.now().getTime() + lease), id)
  if (!claim) return false
  const webhook = await webhooks.findWebhook(ctx.db, claim.webhookId)
  if (webhook) await settle(ctx, webhook, claim, await attempt(ctx, webhook, claim))
  return true
}

type Known = Webhook & { sealed: webhooks.Sealed }
type Attempt = Pick<store.Outcome, 'status' | 'duration' | 'answer' | 'problem'> & { askedToWait: string | null }

async function attempt(ctx: Context, webhook: Known, claim: store.Claim): Promise<Attempt> {
  const preset = presets[webhook.preset]
  const startedAt = ctx.now().getTime()
  const duration = () => ctx.now().getTime() - startedAt
  try {
    const { body, headers, query = {} } = preset.write(outgoing(ctx, webhook, claim))
    const url = new URL(ctx.reach.unseal(webhook.sealed.url))
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const response = await ctx.reach.fetch(url.href, {
      method: 'POST',
      headers: { ...headers, 'user-agent': 'ospo' },
      body,
    })
    const answer = await response.text()
    const refusal = response.ok ? preset.refusal?.(answer) : String(response.status)
    return {
      status: response.status,
      duration: duration(),
      // PostgreSQL keeps no NUL.
      answer: answer.slice(0, keptOfAnswer).toWellFormed().replaceAll('\0', '\ufffd'),
      problem: refusal === undefined ? null : refused(webhook.host, refusal),
      askedToWait: response.headers.get('retry-after'),
    }
  } catch (error) {
    if (!(error instanceof Failure)) console.error(error)
    const problem = error instanceof Failure ? error.text : hiccup
    return { status: null, duration: duration(), answer: null, problem, askedToWait: null }
  }
}

function outgoing({ reach, now }: Context, webhook: Known, { id, message }: store.Claim): Outgoing {
  const { secret, previousSecret, previousSecretUntil } = webhook.sealed
  const isChanging = previousSecretUntil !== null && previousSecretUntil > now().toISOString()
  const secrets = [secret, isChanging ? previousSecret : null].filter(secret => secret !== null)
  return {
    id,
    event: message.event,
    at: message.at,
    data: message.data,
    text: message.text[webhook.locale],
    link: new URL(message.link, reach.origin).href,
    locale: webhook.locale,
    now: now(),
    secrets: secrets.map(secret => reach.unseal(secret)),
  }
}

async function settle(ctx: Context, webhook: Known, claim: store.Claim, { askedToWait, ...tried }: Attempt) {
  const now = ctx.now()
  const at = now.toISOString()
  if (tried.problem === null) {
    await store.settleDelivery(ctx.db, claim, { ...tried, state: 'delivered', finishedAt: at })
    await webhooks.markWorking(ctx.db, webhook.id)
    return
  }
  const isTest = claim.message.event === testEvent
  const wait = isTest || tried.status === gone ? undefined : retryAfter(claim.tries, askedToWait, now)
  const next = wait === undefined ? undefined : new Date(now.getTime() + wait).toISOString()
  const rest =
    next === undefined ? { state: 'failed' as const, finishedAt: at } : { state: 'waiting' as const, dueAt: next }
  await store.settleDelivery(ctx.db, claim, { ...tried, ...rest })
  if (!isTest) await noteFailure(ctx, webhook, tried.status === gone ? 'gone' : 'failing')
}

const gone = 410

async function noteFailure(ctx: Context, webhook: Webhook, why: 'failing' | 'gone') {
  const now = ctx.now()
  const since = why === 'gone' ? now : new Date(now.getTime() - patience)
  await inTransaction(ctx, async ctx => {
    await webhooks.markFailing(ctx.db, webhook.id, now.toISOString())
    if (!(await webhooks.disableFailing(ctx.db, webhook.id, since.toISOString(), now.toISOString()))) return
    await notify(ctx, {
      to: [webhook.createdBy],
      kind: 'webhook.disabled',
      subject: disabledSubject(webhook.name),
      body: disabledBodies[why],
      link: `/webhooks/${webhook.id}`,
      key: `webhook ${webhook.id} disabled ${now.toISOString()}`,
    })
  })
}

function newId() {
  return `msg_${randomUUID()}`
}

function refused(host: string, how: string) {
  return { en: `${host} did not take it: ${how}`, zh: `${host} 未接受：${how}` }
}

const hiccup = {
  en: 'Something went wrong inside ospo while sending this; its log says what',
  zh: '发送时 ospo 内部出错，详情见其日志',
}

const underWay = new Failure('conflict', {
  en: 'This delivery is being sent right now: look again in a minute',
  zh: '此消息正在发送：请一分钟后再查看',
})
