import type { Context } from '../../../platform/context.ts'
import { oneAtATime } from '../../../platform/one-at-a-time.ts'
import type { OpenList } from '../forge.ts'
import { loginsIn } from '../logins.ts'
import type { ForgeCounts, ForgeSource, ForgeTables, Saved, ToldBy } from '../model.ts'
import { countingOf, isReadable, keyOf } from '../record-tables.ts'
import type { ForgeRecord, ItemRecord } from '../records.ts'
import * as store from './store.ts'

export { rawFolderOf } from './store.ts'

/** Tables of what is known of a project's forges, from wherever it was told. */
export function forgeTables(ctx: Pick<Context, 'facts'>, projectId: string): Promise<ForgeTables> {
  return store.findTables(ctx, projectId)
}

/** Where accounts say that they work, as an SQL table expression: account_login …, company (null: nowhere), at, host. */
export function profileTable(ctx: Pick<Context, 'facts'>, projectId: string): Promise<string> {
  return store.findProfiles(ctx, projectId)
}

/** Which accounts were told of under which logins, as an SQL table expression: account, login, host. */
export function loginTable(ctx: Pick<Context, 'facts'>, projectId: string): Promise<string> {
  return store.findLogins(ctx, projectId)
}

/**
 * Keeps records as facts: all of these or, when the process is killed, those of some kinds. The same told again counts once;
 * of an item, the telling that was updated last, of a fork the first.
 */
export function saveForgeRecords(
  ctx: Pick<Context, 'facts' | 'now'>,
  projectId: string,
  source: ForgeSource,
  records: readonly ForgeRecord[],
): Promise<Saved> {
  const readable = records.filter(isReadable)
  const once = new Map<string, ForgeRecord>()
  for (const record of readable) {
    const key = `${record.record} ${keyOf(record)}`
    const before = once.get(key)
    once.set(key, before ? countingOf(before, record) : record)
  }
  const kept = [...once.values()]
  return oneAtATime(store.folderOf(ctx, projectId), async () => {
    const told = [...kept, ...loginsIn(kept)]
    await store.appendRecords(ctx, projectId, { source: source.name, host: source.host }, told)
    return { saved: kept.length, unreadable: records.length - readable.length }
  })
}

/** At most so few may be gone at once, or fewer than half of what was open: else it is rather that we may see less. */
const fewGone = 5

/**
 * Withdraws what this source told as open, and what its host lists so no more. It counts no longer, with all that happened to
 * it, until it is told again, as what was closed meanwhile will be, or listed again.
 */
export function withdrawUnlisted(
  ctx: Pick<Context, 'facts' | 'now'>,
  projectId: string,
  source: ForgeSource,
  { kind, numbers }: OpenList,
): Promise<{ withdrawn: number; isDoubtful: boolean }> {
  return oneAtATime(store.folderOf(ctx, projectId), async () => {
    const listed = new Set(numbers)
    const withdrawn = await store.findItems(ctx, projectId, source, { kind, areGone: true })
    const back = withdrawn.filter(({ number }) => listed.has(number))
    await store.appendRecords(ctx, projectId, { source: source.name, host: source.host }, back)
    const known = await store.findItems(ctx, projectId, source, { kind, areGone: false })
    const gone = known.filter(({ number }) => !listed.has(number))
    if (gone.length > fewGone && gone.length > known.length / 2) return { withdrawn: 0, isDoubtful: true }
    if (gone.length > 0) await store.withdrawItems(ctx, projectId, source, gone)
    return { withdrawn: gone.length, isDoubtful: false }
  })
}

/** Change requests of a host by their numbers, as each was told last, whoever told it. */
export function findChanges(
  ctx: Pick<Context, 'facts'>,
  projectId: string,
  host: string,
  numbers: readonly string[],
): Promise<ItemRecord[]> {
  return store.findNumbered(ctx, projectId, host, { kind: 'change-request', numbers })
}

/** Who told what is known of a project, of which host. */
export function findTold(ctx: Pick<Context, 'facts'>, projectId: string): Promise<ToldBy[]> {
  return store.findTold(ctx, projectId)
}

export function removeTold(ctx: Pick<Context, 'facts'>, projectId: string, source: ForgeSource): Promise<void> {
  return oneAtATime(store.folderOf(ctx, projectId), () => store.removeTold(ctx, projectId, source))
}

export async function hasDamage(ctx: Pick<Context, 'facts'>, projectId: string): Promise<boolean> {
  return (await store.findDamaged(ctx, projectId)).length > 0
}

/** Removes what cannot be read, what earlier runs have left behind and what larger files have replaced. */
export function tidyForgeFacts(ctx: Pick<Context, 'facts'>, projectId: string): Promise<void> {
  return oneAtATime(store.folderOf(ctx, projectId), () => store.tidy(ctx, projectId))
}

export async function countForgeRecords(ctx: Pick<Context, 'facts'>, projectId: string): Promise<ForgeCounts> {
  const tables = Object.entries(await forgeTables(ctx, projectId))
  const sums = tables.map(([name, table]) => `(select count(*) from ${table} as t) as "${name}"`)
  const [row] = await ctx.facts.query<ForgeCounts>(`select ${sums.join(', ')}`)
  return row ?? { items: 0, events: 0, commitLinks: 0, releases: 0, branches: 0, counts: 0, spreads: 0 }
}
