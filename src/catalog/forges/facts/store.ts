import { join } from 'node:path'
import { quote } from '../../../lib/sql/quote.ts'
import type { Context } from '../../../platform/context.ts'
import { findDamagedFiles, removeDamaged } from '../../../platform/facts/damaged-files.ts'
import {
  appendFacts,
  compactFacts,
  foldFacts,
  listFactFiles,
  readNote,
  rewriteFacts,
  tidyFacts,
  writeNote,
} from '../../../platform/facts/fact-files.ts'
import type { ForgeSource, ForgeTables, ToldBy } from '../model.ts'
import { emptyTable, type RecordTable, recordTables, selectedColumns, tabulate } from '../record-tables.ts'
import type { ForgeRecord, ItemRecord } from '../records.ts'
import { type ItemRow, itemOfRow } from './item-row.ts'

export type FactsOnly = Pick<Context, 'facts'>

/** Items that their host lists no more; threads that were put together are withdrawn otherwise. */
const goneItems = "state = 'withdrawn' and reason = 'gone'"

/** Whether there ever were any: else nothing is looked up. */
function goneNote(folder: string) {
  return join(folder, 'gone.json')
}

const tables = Object.values(recordTables) as RecordTable[]

/** Of whoever did something, and no record of what was done. */
const ofAccounts = [recordTables.profile, recordTables.login] as RecordTable[]

export function folderOf(ctx: FactsOnly, projectId: string) {
  return ctx.facts.folder('forge', projectId)
}

/** Where answers are kept as they came. */
export function rawFolderOf(ctx: FactsOnly, projectId: string) {
  return ctx.facts.folder('forge-raw', projectId)
}

export async function findTables(ctx: FactsOnly, projectId: string): Promise<ForgeTables> {
  const folder = folderOf(ctx, projectId)
  const of = (kind: ForgeRecord['record']) => latestOf(folder, recordTables[kind] as RecordTable)
  const isGone = (await readNote(goneNote(folder))) !== undefined
  // With an item all that is known of it.
  const ofItems = async (kind: 'event' | 'commit-link', itemKind: string) => {
    if (!isGone) return of(kind)
    const gone = `select kind, number, host from ${await latestOf(folder, recordTables.item as RecordTable, goneItems)} as t`
    return `(from ${await of(kind)} as e anti join (${gone}) as g on g.host = e.host and g.number = e.number and g.kind = ${itemKind})`
  }
  return {
    items: await of('item'),
    events: await ofItems('event', 'e.item_kind'),
    commitLinks: await ofItems('commit-link', "'change-request'"),
    releases: await of('release'),
    branches: await of('branch'),
    counts: await of('count'),
    spreads: await of('spread'),
  }
}

/** Of each account the newest: account_login …, company, at, host. */
export function findProfiles(ctx: FactsOnly, projectId: string): Promise<string> {
  return latestOf(folderOf(ctx, projectId), recordTables.profile as RecordTable)
}

/** Of each account every login that it was told of under. */
export function findLogins(ctx: FactsOnly, projectId: string): Promise<string> {
  return latestOf(folderOf(ctx, projectId), recordTables.login as RecordTable)
}

/** One row a thing. Only what was told since the files were put together is looked at for a second telling. */
async function latestOf(
  folder: string,
  table: RecordTable,
  chosen = countedOf(table),
  columns = selectedColumns(table),
): Promise<string> {
  const [first, ...later] = await listFactFiles(join(folder, table.name))
  if (first === undefined) return `(select ${columns} from ${emptyTable(table)})`
  const where = chosen === '' ? '' : ` where ${chosen}`
  const isJoined = /[/\\]1-\d+\.parquet$/.test(first)
  if (isJoined && later.length === 0) return `(select ${columns} from ${reading([first])}${where})`
  if (!isJoined) return `(select ${columns} from (${onceEach(reading([first, ...later]), table)})${where})`
  return `(
    with later as (select * from ${reading(later)}),
      again as (select * from ${reading([first])} semi join later using (key) union all by name select * from later)
    select ${columns} from (
      select * from ${reading([first])} anti join later using (key) union all by name ${onceEach('again', table)})${where})`
}

function countedOf({ withdrawn }: RecordTable) {
  return withdrawn ? `not (${withdrawn})` : ''
}

function onceEach(source: string, { latest, earliest }: RecordTable) {
  const own = [...(latest ? [`"${latest}" desc`] : []), ...(earliest ? [`"${earliest}"`] : [])]
  const order = [...own, 'told desc'].join(', ')
  return `select * from ${source} qualify row_number() over (partition by key order by ${order}) = 1`
}

function reading(files: readonly string[]) {
  return `read_parquet([${files.map(quote).join(', ')}], union_by_name = true)`
}

/** Of the same folder, each telling is later than the one before, whatever the clock says. */
const lastTold = new Map<string, number>()

export async function appendRecords(
  ctx: Pick<Context, 'facts' | 'now'>,
  projectId: string,
  { source, host }: { source: string; host: string },
  records: readonly ForgeRecord[],
) {
  const folder = folderOf(ctx, projectId)
  const told = Math.max(ctx.now().getTime(), (lastTold.get(folder) ?? 0) + 1)
  lastTold.set(folder, told)
  for (const [kind, table] of Object.entries(recordTables) as [ForgeRecord['record'], RecordTable][]) {
    const own = records.filter(({ record }) => record === kind)
    if (own.length === 0) continue
    const path = join(folder, table.name)
    await appendFacts(path, tabulate(table, own, { source, host, told }))
    const copy = (from: string[], to: string) => copyOnceEach(ctx, table, reading(from), to)
    await compactFacts(path, copy)
    await foldFacts(path, copy)
  }
}

async function copyOnceEach(ctx: FactsOnly, table: RecordTable, told: string, to: string) {
  const rows = onceEach(told, table)
  await ctx.facts.query(`copy (${rows}) to ${quote(to)} (format parquet, compression zstd, use_tmp_file false)`)
}

/** What a forge itself told last, and not a file: as open, or as gone. */
export async function findItems(
  ctx: FactsOnly,
  projectId: string,
  { name, host }: ForgeSource,
  { kind, areGone }: { kind: ItemRecord['kind']; areGone: boolean },
): Promise<ItemRecord[]> {
  const chosen = areGone ? goneItems : "state = 'open'"
  const items = await latestOf(folderOf(ctx, projectId), recordTables.item as RecordTable, chosen)
  const rows = await ctx.facts.query<ItemRow>(
    `select * from ${items} as t where source = $1 and host = $2 and kind = $3 order by number`,
    [name, host, kind],
  )
  return rows.map(row => itemOfRow({ ...row, state: 'open', reason: null }))
}

/** By their numbers, as each was told last, whoever told it. */
export async function findNumbered(
  ctx: FactsOnly,
  projectId: string,
  host: string,
  { kind, numbers }: { kind: ItemRecord['kind']; numbers: readonly string[] },
): Promise<ItemRecord[]> {
  if (numbers.length === 0) return []
  const items = await latestOf(folderOf(ctx, projectId), recordTables.item as RecordTable)
  const rows = await ctx.facts.query<ItemRow>(
    `select * from ${items} as t where host = $1 and kind = $2 and number in (${numbers.map(quote).join(', ')})`,
    [host, kind],
  )
  return rows.map(itemOfRow)
}

/** As of when each was told last: the same told again counts again. That there are any is noted first: a kill in between leaves all as it was. */
export async function withdrawItems(
  ctx: Pick<Context, 'facts' | 'now'>,
  projectId: string,
  { name: source, host }: ForgeSource,
  gone: readonly ItemRecord[],
) {
  await writeNote(goneNote(folderOf(ctx, projectId)), {})
  const records = gone.map((item): ItemRecord => ({ ...item, state: 'withdrawn', reason: 'gone' }))
  await appendRecords(ctx, projectId, { source, host }, records)
}

export async function findTold(ctx: FactsOnly, projectId: string): Promise<ToldBy[]> {
  const folder = folderOf(ctx, projectId)
  const each = await Promise.all(
    tables.map(table => latestOf(folder, table, '', `source, host, told, ${!ofAccounts.includes(table)} as is_record`)),
  )
  return ctx.facts.query<ToldBy>(
    `select source, host, count(*) filter (is_record)::int as records, strftime(max(told), '%Y-%m-%dT%H:%M:%S.%gZ') as "toldAt"
      from (${each.map(table => `from ${table} as t`).join(' union all ')}) group by source, host order by source, host`,
  )
}

/** What others told of the same things comes back as far as files were not put together since. */
export async function removeTold(ctx: FactsOnly, projectId: string, { name, host }: ForgeSource) {
  const isTold = `source = ${quote(name)} and host = ${quote(host)}`
  for (const table of tables) {
    const folder = join(folderOf(ctx, projectId), table.name)
    const files = await listFactFiles(folder)
    if (files.length === 0) continue
    const [some] = await ctx.facts.query(`select 1 from ${reading(files)} where ${isTold} limit 1`)
    if (!some) continue
    await rewriteFacts(folder, (from, to) =>
      copyOnceEach(ctx, table, `(select * from ${reading(from)} where not (${isTold}))`, to),
    )
  }
}

export function findDamaged(ctx: FactsOnly, projectId: string): Promise<string[]> {
  return findDamagedFiles(...tables.map(({ name }) => join(folderOf(ctx, projectId), name)))
}

/** Nobody may be writing there. What was in a damaged file is to be collected again. */
export async function tidy(ctx: FactsOnly, projectId: string) {
  await removeDamaged(await findDamaged(ctx, projectId))
  for (const { name } of tables) await tidyFacts(join(folderOf(ctx, projectId), name))
}
