import { actorOf, findAccounts } from '../../../access/accounts/service.ts'
import { record } from '../../../access/ledger/service.ts'
import { entityTagOf } from '../../../lib/icalendar/entity-tag.ts'
import { writeCalendar } from '../../../lib/icalendar/write-calendar.ts'
import { anonymous, type Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { createSecret, hashSecret } from '../../../platform/secret.ts'
import type { Series } from '../series/model.ts'
import { findOccurrences, listSeries } from '../series/service.ts'
import { buildFeed, rulesOf } from './build-feed.ts'
import * as store from './store.ts'

const year = 365 * 86_400_000

export interface FeedText {
  text: string
  etag: string
}

interface Which {
  group?: string
  series?: string
}

/** What everybody may subscribe to: public series, all of them, of a group, or one. */
export async function writePublicFeed(ctx: Context, which: Which, url: string): Promise<FeedText> {
  const open = { ...ctx, actor: anonymous }
  const all = await listSeries(open, which.group === undefined ? {} : { group: which.group })
  const series = all.filter(({ id, visibility }) => visibility === 'public' && (which.series ?? id) === id)
  if (which.series !== undefined && series.length === 0) throw noFeed
  return writeFeed(open, series, url, false)
}

/** All that the owner of the token may see, with the links to join. */
export async function writePrivateFeed(ctx: Context, token: string, url: string): Promise<FeedText> {
  const owner = await store.findTokenOwner(ctx.db, hashSecret(token))
  const [account] = owner ? await findAccounts(ctx, [owner]) : []
  if (!account?.active) throw noFeed
  const own = { ...ctx, actor: await actorOf(ctx, account), locale: account.locale ?? ctx.locale }
  return writeFeed(own, await listSeries(own), url, true)
}

async function writeFeed(ctx: Context, all: readonly Series[], url: string, withLinks: boolean): Promise<FeedText> {
  const now = ctx.now()
  const span = { from: new Date(now.getTime() - year), to: new Date(now.getTime() + year) }
  const occurrences = await findOccurrences(ctx, { ...span, series: all })
  const own = occurrences.filter(({ isChanged, topic }) => isChanged || topic !== null)
  const feed = { name: nameOf(all, ctx), url, origin: ctx.reach.origin, locale: ctx.locale, withLinks }
  const calendar = buildFeed(
    all.map(series => ({ series, own })),
    feed,
  )
  const findZone = (name: string) => {
    const zone = ctx.zones.findZone(name)
    return zone && rulesOf(zone)
  }
  const text = writeCalendar(calendar, { writtenAt: `${now.toISOString().slice(0, 19)}Z`, findZone })
  return { text, etag: entityTagOf(text) }
}

function nameOf([first, ...others]: readonly Series[], { locale }: Context) {
  if (first && others.length === 0) return first.title[locale] || first.title.en || first.title.zh
  return { en: 'Calls of this office', zh: '本办公室的会议' }[locale]
}

/** A new address; the old one leads nowhere any more. It is told only now. */
export async function renewPrivateFeed(ctx: Context): Promise<string> {
  const token = createSecret()
  await inTransaction(ctx, async ctx => {
    await store.saveToken(ctx.db, ctx.actor.id, hashSecret(token), ctx.now().toISOString())
    await record(ctx, { verb: 'calendar.renewed', subject: { kind: 'account', id: ctx.actor.id } })
  })
  return `${ctx.reach.origin}/public/calendars/private/${token}.ics`
}

export function findPrivateFeedTime(ctx: Context): Promise<string | undefined> {
  return store.findTokenTime(ctx.db, ctx.actor.id)
}

const noFeed = new Failure('not-found', { en: 'There is no such calendar', zh: '没有此日历' })
