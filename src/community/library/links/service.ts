import { record } from '../../../access/ledger/service.ts'
import { parseMarkdown } from '../../../lib/markdown/parse-markdown.ts'
import { addressesIn } from '../../../lib/markdown/plain-text.ts'
import type { Text } from '../../../lib/text/text.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { news } from '../messages.ts'
import { type LibraryItem, pathOf } from '../model.ts'
import { judgeSighting, type LibrarySettings, type Link, type LinkState, type Sighting } from './model.ts'
import { type Answer, checkAddress } from './read-answer.ts'
import * as store from './store.ts'

const mostOfAnItem = 200
/** What is left is for the next round: others wait for the worker, too. */
const mostOfARound = 40
const pauseMs = 1000

export function getSettings(ctx: Pick<Context, 'db'>): Promise<LibrarySettings> {
  return store.findSettings(ctx.db)
}

export async function saveSettings(ctx: Context, settings: LibrarySettings) {
  await inTransaction(ctx, async ctx => {
    const before = await store.findSettings(ctx.db)
    await store.saveSettings(ctx.db, settings)
    const subject = { kind: 'library', id: 'settings' }
    await record(ctx, { verb: 'library.settings-changed', subject, before, after: settings })
  })
}

export function getLinksOf(ctx: Pick<Context, 'db'>, item: string): Promise<Link[]> {
  return store.findLinks(ctx.db, { item })
}

export async function listLinks(
  ctx: Pick<Context, 'db'>,
  { state, limit, offset }: { state?: LinkState | undefined; limit: number; offset: number },
): Promise<{ links: Link[]; total: number; counts: Map<LinkState, number> }> {
  const counts = await store.countLinks(ctx.db)
  const states: LinkState[] = state ? [state] : ['broken', 'moved', 'refused', 'unreachable']
  return {
    links: await store.findLinks(ctx.db, { states, limit, offset }),
    total: states.reduce((sum, each) => sum + (counts.get(each) ?? 0), 0),
    counts,
  }
}

export async function findBroken(ctx: Pick<Context, 'db'>, items: readonly string[]): Promise<Set<string>> {
  return new Set(await store.findBroken(ctx.db, items))
}

/** Notes where an item leads to. What is known of an address that stays is kept. */
export async function noteLinks(ctx: Pick<Context, 'db' | 'now'>, { id, address, body }: LibraryItem) {
  const all = [...(address ? [address] : []), ...addressesIn(parseMarkdown(body))]
  const wanted = new Set(all.slice(0, mostOfAnItem).map(each => new URL(each).href))
  const known = await store.findLinks(ctx.db, { item: id })
  const there = new Set(known.map(link => link.address))
  await store.deleteLinks(
    ctx.db,
    id,
    [...there].filter(each => !wanted.has(each)),
  )
  const fresh = {
    state: 'unchecked',
    status: null,
    movedTo: null,
    problem: null,
    failures: 0,
    checkedAt: null,
  } as const
  const dueAt = ctx.now().toISOString()
  const links = [...wanted]
    .filter(each => !there.has(each))
    .map(each => ({ item: id, address: each, host: new URL(each).host, ...fresh, dueAt }))
  await store.insertLinks(ctx.db, links)
}

/** Asks for what is due, one after another, with a pause before the same server is asked again. */
export async function checkLinks(ctx: Context, signal: AbortSignal, pause = pauseMs): Promise<number> {
  const settings = await store.findSettings(ctx.db)
  if (!settings.checksLinks) return 0
  const due = await store.findDue(ctx.db, ctx.now().toISOString(), mostOfARound)
  let checked = 0
  for (const [host, links] of Map.groupBy(due, ({ host }) => host)) {
    for (const [i, link] of links.entries()) {
      if (signal.aborted) return checked
      if (i > 0) await new Promise(resolve => setTimeout(resolve, pause))
      const sighting = await look(ctx, link.address, signal)
      await keep(ctx, link, sighting, settings)
      checked++
      if (sighting.wait === undefined) continue
      const until = new Date(ctx.now().getTime() + sighting.wait * 1000)
      await store.postponeHost(ctx.db, host, until.toISOString())
      break
    }
  }
  return checked
}

async function look(ctx: Context, address: string, signal: AbortSignal): Promise<Sighting> {
  const headers = { 'user-agent': `ospo-link-check (${ctx.reach.origin})`, accept: '*/*' }
  const ask = async (at: string, method: 'HEAD' | 'GET'): Promise<Answer> => {
    const { status, headers: said } = await ctx.reach.fetch(at, { method, headers, signal })
    return { status, location: said.get('location'), retryAfter: said.get('retry-after') }
  }
  try {
    return await checkAddress(address, ask)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const state = error.code === 'not-allowed' || error.code === 'invalid-input' ? 'refused' : 'unreachable'
    return { state, status: null, movedTo: null, problem: error.text }
  }
}

async function keep(
  ctx: Context,
  link: { address: string; failures: number },
  sighting: Sighting,
  settings: LibrarySettings,
) {
  const judged = judgeSighting(sighting, link, ctx.now(), settings)
  await inTransaction(ctx, async ctx => {
    const changed = await store.saveSighting(ctx.db, link.address, judged)
    if (judged.state !== 'broken') return
    for (const { item, title, createdBy } of changed) {
      const said: { subject: Text; body: Text } = news.linkBroken(title, link.address, judged.problem)
      const key = `library-link:${item}:${link.address}:${judged.checkedAt}`
      await notify(ctx, { to: [createdBy], kind: 'library.link-broken', ...said, link: pathOf(item), key })
    }
  })
}
