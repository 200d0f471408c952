import type { Db } from '../../platform/context.ts'
import { Webhook, type WebhookChange } from './model.ts'

interface WebhookRow {
  id: string
  name: string
  url: string
  host: string
  events: string
  preset: string
  locale: string
  active: number
  secret: string | null
  previous_secret: string | null
  previous_secret_until: string | null
  created_by: string
  created_at: string
  failing_since: string | null
  disabled_at: string | null
}

type Tables = { webhook: WebhookRow }

/** What a webhook is called and signed with, each sealed. */
export interface Sealed {
  url: string
  secret: string | null
  previousSecret: string | null
  previousSecretUntil: string | null
}

export async function insertWebhook(db: Db, webhook: Webhook, { url, secret }: Pick<Sealed, 'url' | 'secret'>) {
  await db
    .withTables<Tables>()
    .insertInto('webhook')
    .values({
      id: webhook.id,
      name: webhook.name,
      url,
      host: webhook.host,
      events: JSON.stringify(webhook.events),
      preset: webhook.preset,
      locale: webhook.locale,
      active: Number(webhook.active),
      secret,
      previous_secret: null,
      previous_secret_until: null,
      created_by: webhook.createdBy,
      created_at: webhook.createdAt,
      failing_since: null,
      disabled_at: null,
    })
    .execute()
}

export async function findWebhooks(db: Db): Promise<Webhook[]> {
  const rows = await db.withTables<Tables>().selectFrom('webhook').selectAll().orderBy('name').orderBy('id').execute()
  return rows.map(toWebhook)
}

export async function findWebhook(db: Db, id: string): Promise<(Webhook & { sealed: Sealed }) | undefined> {
  const row = await db.withTables<Tables>().selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst()
  return row && { ...toWebhook(row), sealed: sealedOf(row) }
}

/** Its address as it is to be kept. What is undefined stays. */
interface Change extends WebhookChange {
  host?: string
}

export async function updateWebhook(db: Db, id: string, { name, url, host, events, locale, active }: Change) {
  await db
    .withTables<Tables>()
    .updateTable('webhook')
    .set({
      ...(name !== undefined && { name }),
      ...(url !== undefined && { url }),
      ...(host !== undefined && { host }),
      ...(events !== undefined && { events: JSON.stringify(events) }),
      ...(locale !== undefined && { locale }),
      // Switched on again it has its five days anew.
      ...(active !== undefined && { active: Number(active), failing_since: null, disabled_at: null }),
      id,
    })
    .where('id', '=', id)
    .execute()
}

export async function saveSecret(
  db: Db,
  id: string,
  { secret, previousSecret, previousSecretUntil }: Omit<Sealed, 'url'>,
) {
  await db
    .withTables<Tables>()
    .updateTable('webhook')
    .set({ secret, previous_secret: previousSecret, previous_secret_until: previousSecretUntil })
    .where('id', '=', id)
    .execute()
}

export async function markWorking(db: Db, id: string) {
  await db
    .withTables<Tables>()
    .updateTable('webhook')
    .set({ failing_since: null })
    .where('id', '=', id)
    .where('failing_since', 'is not', null)
    .execute()
}

/** Keeps the time of the first failure in a row. */
export async function markFailing(db: Db, id: string, at: string) {
  await db
    .withTables<Tables>()
    .updateTable('webhook')
    .set({ failing_since: at })
    .where('id', '=', id)
    .where('failing_since', 'is', null)
    .execute()
}

/** True for the one who switches it off, when it has failed since before then. */
export async function disableFailing(db: Db, id: string, failingBefore: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .withTables<Tables>()
    .updateTable('webhook')
    .set({ active: 0, disabled_at: at })
    .where('id', '=', id)
    .where('active', '=', 1)
    .where('failing_since', '<=', failingBefore)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function deleteWebhook(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.withTables<Tables>().deleteFrom('webhook').where('id', '=', id).executeTakeFirst()
  return numDeletedRows === 1n
}

function sealedOf(row: WebhookRow): Sealed {
  return {
    url: row.url,
    secret: row.secret,
    previousSecret: row.previous_secret,
    previousSecretUntil: row.previous_secret_until,
  }
}

function toWebhook(row: WebhookRow): Webhook {
  return Webhook.parse({
    id: row.id,
    name: row.name,
    host: row.host,
    events: JSON.parse(row.events),
    preset: row.preset,
    locale: row.locale,
    active: row.active === 1,
    signed: row.secret !== null,
    createdBy: row.created_by,
    createdAt: row.created_at,
    failingSince: row.failing_since,
    disabledAt: row.disabled_at,
  })
}
