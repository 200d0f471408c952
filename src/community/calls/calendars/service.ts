import { randomUUID } from 'node:crypto'
import { actorOf, findAccounts } from '../../../access/accounts/service.ts'
import { record } from '../../../access/ledger/service.ts'
import { entityTagOf } from '../../../lib/icalendar/entity-tag.ts'
import { writeCalendar } from '../../../lib/icalendar/write-calendar.ts'
import { anonymous, type Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { enqueue } from '../../../platform/jobs/queue.ts'
import { createSecret, hashSecret } from '../../../platform/secret.ts'
import type { Series } from '../series/model.ts'
import { findOccurrences, listSeries } from '../series/service.ts'
import { buildFeed, type Due, rulesOf } from './build-feed.ts'
import { findOwnDues, findPublicDues } from './dues/service.ts'
import { calendarFetch } from './model.ts'
import { type ForeignEvent, readForeign } from './read-foreign.ts'
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

/** What everybody may subscribe to: public series and deadlines, all of them or of a group; or one series. */
export async function writePublicFeed(ctx: Context, which: Which, url: string): Promise<FeedText> {
  const open = { ...ctx, actor: anonymous }
  const all = await listSeries(open, which.group === undefined ? {} : { group: which.group })
  const series = all.filter(({ id, visibility }) => visibility === 'public' && (which.series ?? id) === id)
  if (which.series !== undefined && series.length === 0) throw noFeed
  const due = which.series === undefined ? await findPublicDues(open, spanAround(ctx.now()), which.group) : []
  return writeFeed(open, { series, due }, { url, withLinks: false })
}

/** All that the owner of the token may see, with the links to join, and what is theirs to do by when. */
export async function writePrivateFeed(ctx: Context, token: string, url: string): Promise<FeedText> {
  const owner = await store.findTokenOwner(ctx.db, hashSecret(token))
  const [account] = owner ? await findAccounts(ctx, [owner]) : []
  if (!account?.active) throw noFeed
  const own = { ...ctx, actor: await actorOf(ctx, account), locale: account.locale ?? ctx.locale }
  const span = spanAround(ctx.now())
  const due = [...(await findOwnDues(own, span)), ...(await findPublicDues(own, span))]
  const once = [...new Map(due.toReversed().map(one => [one.key, one])).values()]
  return writeFeed(own, { series: await listSeries(own), due: once }, { url, withLinks: true })
}

function spanAround(now: Date) {
  return { from: new Date(now.getTime() - year), to: new Date(now.getTime() + year) }
}

async function writeFeed(
  ctx: Context,
  { series: all, due }: { series: readonly Series[]; due: readonly Due[] },
  { url, withLinks }: { url: string; withLinks: boolean },
): Promise<FeedText> {
  const now = ctx.now()
  const occurrences = await findOccurrences(ctx, { ...spanAround(now), series: all })
  const own = occurrences.filter(({ isChanged, topic }) => isChanged || topic !== null)
  const feed = { name: nameOf(all, due, ctx), url, origin: ctx.reach.origin, locale: ctx.locale, withLinks }
  const calendar = buildFeed(
    all.map(series => ({ series, own })),
    due,
    feed,
  )
  const findZone = (name: string) => {
    const zone = ctx.zones.findZone(name)
    return zone && rulesOf(zone)
  }
  const upcoming = occurrences.filter(({ startAt }) => startAt >= now.toISOString())
  const findNext = ({ url }: { url?: string }) => {
    const next = upcoming.find(({ series }) => url?.endsWith(`/series/${series}`))
    return next && Date.parse(next.startAt) / 1000
  }
  const text = writeCalendar(calendar, { writtenAt: `${now.toISOString().slice(0, 19)}Z`, findZone, findNext })
  return { text, etag: entityTagOf(text) }
}

function nameOf([first, ...others]: readonly Series[], due: readonly Due[], { locale }: Context) {
  if (first && others.length === 0 && due.length === 0) return first.title[locale] || first.title.en || first.title.zh
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

/** Follows somebody else's calendar, to read it. It is fetched by a job, not by whoever looks. */
export async function subscribe(ctx: Context, name: string, url: string) {
  if (name.trim() === '' || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw badSubscription
  await inTransaction(ctx, async ctx => {
    const subscription = { id: randomUUID(), name: name.trim().slice(0, 200), url }
    await store.insertSubscription(ctx.db, subscription, ctx.now().toISOString())
    await record(ctx, {
      verb: 'calendar.subscribed',
      subject: { kind: 'calendar', id: subscription.id },
      after: subscription,
    })
    await enqueue(ctx.db, ctx.now(), calendarFetch, 'office')
  })
}

export async function unsubscribe(ctx: Context, id: string) {
  await inTransaction(ctx, async ctx => {
    await store.deleteSubscription(ctx.db, id)
    await record(ctx, { verb: 'calendar.unsubscribed', subject: { kind: 'calendar', id } })
  })
}

export function getSubscriptions(ctx: Context) {
  return store.findSubscriptions(ctx.db)
}

/** One after the other; one that cannot be had keeps what was known of it. */
export async function fetchSubscriptions(ctx: Context) {
  for (const subscription of await store.findSubscriptions(ctx.db)) {
    const fetchedAt = ctx.now().toISOString()
    try {
      const answer = await ctx.reach.fetch(
        subscription.url,
        subscription.etag ? { headers: { 'if-none-match': subscription.etag } } : {},
      )
      if (answer.status === 304) await store.saveFetch(ctx.db, subscription.id, { problem: null, fetchedAt })
      else if (answer.ok)
        await store.saveFetch(ctx.db, subscription.id, {
          text: await answer.text(),
          etag: answer.headers.get('etag'),
          problem: null,
          fetchedAt,
        })
      else await store.saveFetch(ctx.db, subscription.id, { problem: answered(answer.status), fetchedAt })
    } catch (error) {
      const problem = error instanceof Failure ? error.text : { en: 'It cannot be reached', zh: '无法访问' }
      await store.saveFetch(ctx.db, subscription.id, { problem, fetchedAt })
    }
  }
}

function answered(status: number) {
  return { en: `Its server answered ${status}`, zh: `对方服务器返回 ${status}` }
}

/** What others have in their calendars, for reading only. */
export async function findForeignEvents(
  ctx: Context,
  from: Date,
  to: Date,
): Promise<(ForeignEvent & { calendar: string })[]> {
  const span = { from: from.getTime() / 1000, to: to.getTime() / 1000 }
  const findZone = (name: string) => ctx.zones.findZone(name)
  const all = (await store.findSubscriptions(ctx.db)).flatMap(({ name, text }) =>
    text === null ? [] : readForeign(text, findZone, span).events.map(event => ({ ...event, calendar: name })),
  )
  return all.sort((a, b) => (a.startAt < b.startAt ? -1 : 1))
}

const badSubscription = new Failure('invalid-input', {
  en: 'A calendar needs a name, and an address that begins with https:// or http://',
  zh: '日历需要名称，以及以 https:// 或 http:// 开头的地址',
})

const noFeed = new Failure('not-found', { en: 'There is no such calendar', zh: '没有此日历' })
