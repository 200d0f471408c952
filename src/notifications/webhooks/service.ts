import { randomUUID } from 'node:crypto'
import { record } from '../../access/ledger/service.ts'
import { createWebhookSecret, isWebhookSecret } from '../../lib/standard-webhooks/standard-webhooks.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import type { NewWebhook, PresetName, Webhook, WebhookChange } from './model.ts'
import { presets } from './presets.ts'
import * as store from './store.ts'

export { publish } from './deliveries/service.ts'

/** For so long the old secret signs beside the new one: receivers change in their own time. */
const overlap = 24 * 3_600_000

export interface WithSecret {
  webhook: Webhook
  /** Told only now; null where the receiver has its own, or none. */
  secret: string | null
}

export function getWebhooks(ctx: Context): Promise<Webhook[]> {
  return store.findWebhooks(ctx.db)
}

export async function getWebhook(ctx: Context, id: string): Promise<Webhook> {
  const { sealed, ...webhook } = await getKnown(ctx, id)
  return webhook
}

export async function createWebhook(ctx: Context, { url, secret: given, ...wanted }: NewWebhook): Promise<WithSecret> {
  const secret = secretFor(wanted.preset, given)
  const webhook: Webhook = {
    ...wanted,
    id: randomUUID(),
    host: hostOf(url),
    active: true,
    signed: secret !== undefined,
    createdBy: ctx.actor.id,
    createdAt: ctx.now().toISOString(),
    failingSince: null,
    disabledAt: null,
  }
  const sealed = { url: ctx.reach.seal(url), secret: secret === undefined ? null : ctx.reach.seal(secret) }
  await inTransaction(ctx, async ctx => {
    await store.insertWebhook(ctx.db, webhook, sealed)
    await record(ctx, { verb: 'webhook.created', subject: subjectOf(webhook.id), after: webhook })
  })
  return { webhook, secret: shown(wanted.preset, secret) }
}

export async function changeWebhook(ctx: Context, id: string, { url, ...change }: WebhookChange): Promise<Webhook> {
  const address = url === undefined ? {} : { url: ctx.reach.seal(url), host: hostOf(url) }
  return inTransaction(ctx, async ctx => {
    const before = await getWebhook(ctx, id)
    await store.updateWebhook(ctx.db, id, { ...change, ...address })
    const after = await getWebhook(ctx, id)
    await record(ctx, { verb: 'webhook.changed', subject: subjectOf(id), before, after })
    return after
  })
}

/** A new secret; of ours the old one holds for another day. */
export async function changeSecret(ctx: Context, id: string, given?: string): Promise<WithSecret> {
  return inTransaction(ctx, async ctx => {
    const { preset, sealed } = await getKnown(ctx, id)
    const secret = secretFor(preset, given)
    if (secret === undefined) throw noSecretGiven
    const until = new Date(ctx.now().getTime() + overlap).toISOString()
    const previous = presets[preset].secret === 'ours' ? sealed.secret : null
    await store.saveSecret(ctx.db, id, {
      secret: ctx.reach.seal(secret),
      previousSecret: previous,
      previousSecretUntil: previous === null ? null : until,
    })
    await record(ctx, { verb: 'webhook.secret-changed', subject: subjectOf(id) })
    return { webhook: await getWebhook(ctx, id), secret: shown(preset, secret) }
  })
}

export async function deleteWebhook(ctx: Context, id: string) {
  await inTransaction(ctx, async ctx => {
    const before = await getWebhook(ctx, id)
    await store.deleteWebhook(ctx.db, id)
    await record(ctx, { verb: 'webhook.deleted', subject: subjectOf(id), before })
  })
}

async function getKnown({ db }: Context, id: string) {
  const webhook = await store.findWebhook(db, id)
  if (webhook) return webhook
  throw new Failure('not-found', { en: `There is no webhook ${id}`, zh: `没有 Webhook ${id}` })
}

function secretFor(preset: PresetName, given: string | undefined): string | undefined {
  const { secret: whose, title } = presets[preset]
  if (whose === 'ours') {
    if (given !== undefined && !isWebhookSecret(given)) throw noStandardSecret
    return given ?? createWebhookSecret()
  }
  if (whose === 'theirs' || given === undefined) return given
  throw new Failure('invalid-input', {
    en: `${title.en} signs nothing: leave the secret out`,
    zh: `${title.zh} 不使用签名：请不要填写密钥`,
  })
}

function shown(preset: PresetName, secret: string | undefined) {
  return presets[preset].secret === 'ours' && secret !== undefined ? secret : null
}

function hostOf(url: string) {
  const { host, username } = new URL(url)
  if (username === '') return host
  throw new Failure('invalid-input', {
    en: 'An address with a user name in it is not called: leave it out',
    zh: '不支持带用户名的地址：请去掉用户名',
  })
}

function subjectOf(id: string) {
  return { kind: 'webhook', id }
}

const noStandardSecret = new Failure('invalid-input', {
  en: 'A secret of Standard Webhooks is whsec_ and the base64 of 24 to 64 bytes; left out, one is made',
  zh: 'Standard Webhooks 密钥为 whsec_ 加 24 至 64 字节的 base64；留空则自动生成',
})

const noSecretGiven = new Failure('invalid-input', {
  en: 'Give the secret that the settings of the robot show',
  zh: '请填写机器人设置中显示的签名密钥',
})
