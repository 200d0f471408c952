import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Context } from '../../../platform/context.ts'
import { readNote, removeFacts, writeNote } from '../../../platform/facts/fact-files.ts'
import type { Facts } from '../../../platform/facts/facts.ts'
import { quote } from '../../../platform/facts/open-facts.ts'
import { numberProjects } from '../../../platform/facts/project-numbers.ts'
import { oneAtATime } from '../../../platform/one-at-a-time.ts'
import * as store from '../facts/store.ts'
import type { ForgeTables, WholeForgeTables } from '../model.ts'
import { accountsSql, tablesOfProject } from './shard-sql.ts'
import { empty, State } from './state.ts'

type FactsOnly = Pick<Context, 'facts'>

/** What is written anew when one project changes is one part of so many. */
const shardCount = 64

/** In which order each table's rows lie. */
const shardTables = {
  items: 'item',
  events: 'item, "at"',
  commitLinks: 'item',
  releases: 'created_at',
  branches: '"at"',
  counts: '"at"',
  spreads: '"at"',
} as const satisfies Record<keyof ForgeTables, string>
type ShardTable = keyof typeof shardTables

/**
 * Puts what forges told of these projects together with that of all others, in few files with accounts as numbers, so that questions
 * about many projects are quick. Of what did not change nothing is written.
 */
export function bringForgesTogether(ctx: FactsOnly, projectIds: readonly string[]): Promise<void> {
  const folder = folderOf(ctx)
  return oneAtATime(`forges together ${folder}`, async () => {
    const before = await readState(folder)
    const changed = await findChanged(ctx, before, projectIds)
    if (changed.length === 0) return
    if (before.version === 0) await startAnew(folder, before)
    await removeFacts(...before.replaced.map(name => join(folder, name)))
    const state: State = { ...before, version: before.version + 1, replaced: [], projects: { ...before.projects } }
    await writeAccounts(ctx, folder, state, changed)
    for (const [shard, projects] of Map.groupBy(changed, ({ number }) => number % shardCount)) {
      await writeShard(ctx, folder, state, String(shard), projects)
    }
    for (const { id, number, mark } of changed) state.projects[id] = { number, mark }
    await writeNote(join(folder, 'state.json'), state)
  })
}

/** Undefined where not all of the projects are in it. */
export async function findWholeForges(
  ctx: FactsOnly,
  projectIds: readonly string[],
): Promise<WholeForgeTables | undefined> {
  const folder = folderOf(ctx)
  const { shards, projects, accounts } = await readState(folder)
  const numbers = projectIds.flatMap(id => projects[id]?.number ?? [])
  if (accounts.length === 0 || numbers.length < projectIds.length) return undefined
  const isAll = numbers.length === Object.keys(projects).length
  const condition = isAll ? '' : ` where project in (${numbers.join(', ')})`
  const asked = new Set(numbers.map(number => String(number % shardCount)))
  const endings = Object.entries(shards).flatMap(([shard, ending]) => (asked.has(shard) ? [ending] : []))
  const tableOf = (table: ShardTable) =>
    `(select * from read_parquet([${endings.map(ending => quote(join(folder, fileOf(table, ending)))).join(', ')}])${condition})`
  return {
    items: tableOf('items'),
    events: tableOf('events'),
    commitLinks: tableOf('commitLinks'),
    releases: tableOf('releases'),
    branches: tableOf('branches'),
    counts: tableOf('counts'),
    spreads: tableOf('spreads'),
    accounts: accountsIn(folder, accounts),
    numbers,
  }
}

function folderOf(ctx: FactsOnly) {
  return ctx.facts.folder('portfolio-forges')
}

function fileOf(table: ShardTable, ending: string) {
  return `${table}-${ending}.parquet`
}

/** The folder is made by the first note; what lies there in an older form goes. */
async function startAnew(folder: string, state: State) {
  await removeFacts(folder)
  await writeNote(join(folder, 'state.json'), state)
}

/** A project that was taken out leaves the files with the next change of its shard; its number is given to nobody else. */
async function readState(folder: string): Promise<State> {
  return State.safeParse(await readNote(join(folder, 'state.json'))).data ?? empty
}

function accountsIn(folder: string, files: readonly string[]) {
  return `read_parquet([${files.map(name => quote(join(folder, name))).join(', ')}])`
}

interface Changed {
  id: string
  number: number
  mark: string
  tables: ForgeTables
}

async function findChanged(ctx: FactsOnly, { projects }: State, ids: readonly string[]): Promise<Changed[]> {
  const numbers = await numberProjects(ctx.facts, ids)
  const changed: Changed[] = []
  for (const id of new Set(ids)) {
    const tables = await store.findTables(ctx, id)
    const mark = createHash('sha256').update(JSON.stringify(tables)).digest('base64url')
    if (projects[id]?.mark !== mark) changed.push({ id, number: numbers.get(id) ?? 0, mark, tables })
  }
  return changed
}

const mostFiles = 16
const noAccounts = `(select 0 as code, '' as name, '' as email, '' as login, '' as host, false as bot where false)`
const same = ['name', 'email', 'login', 'host'].map(part => `k.${part} is not distinct from t.${part}`).join(' and ')

/** Numbers never change, and lie below zero, where no author's does. Those who are new go into a file of their own. */
async function writeAccounts(ctx: FactsOnly, folder: string, state: State, changed: readonly Changed[]) {
  const before = state.accounts
  const known = before.length > 0 ? accountsIn(folder, before) : noAccounts
  const name = `accounts-${state.version}.parquet`
  await ctx.facts.together(async query => {
    await query(`create table told as ${accountsSql(changed.map(({ tables }) => tables))}`)
    const fresh = `select ((select coalesce(min(code), 0) from ${known}) - row_number() over (order by host, login, name, email))::integer as code, t.*
      from told t anti join ${known} k on ${same}`
    const [row] = await query<{ bots: number; fresh: number }>(`
      select count(*) filter (k.code is not null and t.bot and not k.bot) as bots, count(*) filter (k.code is null) as fresh
      from told t left join ${known} k on ${same}`)
    const copy = (sql: string) => query(copyTo(sql, join(folder, name)))
    if (before.length === 0 || (row?.bots ?? 0) > 0 || before.length >= mostFiles) {
      await copy(`select k.code, k.name, k.email, k.login, k.host, k.bot or coalesce(t.bot, false) as bot
        from ${known} k left join told t on ${same} union all ${fresh}`)
      state.accounts = [name]
      state.replaced.push(...before)
    } else if ((row?.fresh ?? 0) > 0) {
      await copy(fresh)
      state.accounts = [...before, name]
    }
  })
}

function copyTo(sql: string, path: string) {
  return `copy (${sql}) to ${quote(path)} (format parquet, compression zstd, row_group_size 32768, use_tmp_file true)`
}

async function writeShard(ctx: FactsOnly, folder: string, state: State, shard: string, changed: readonly Changed[]) {
  const before = state.shards[shard]
  const ending = `${shard}-${state.version}`
  await ctx.facts.together(async query => {
    await query(`create table account as select k.* from ${accountsIn(folder, state.accounts)} k
      semi join (${accountsSql(changed.map(({ tables }) => tables))}) t on ${same}`)
    for (const { number, tables } of changed) await prepare(query, number, tables)
    for (const [table, order] of Object.entries(shardTables) as [ShardTable, string][]) {
      const kept = before
        ? [
            `select * from read_parquet(${quote(join(folder, fileOf(table, before)))})
              where project not in (${changed.map(({ number }) => number).join(', ')})`,
          ]
        : []
      const rows = [...kept, ...changed.map(({ number }) => `select * from ${table}_${number}`)]
      await query(
        copyTo(
          `select * from (${rows.join(' union all by name ')}) order by ${order}`,
          join(folder, fileOf(table, ending)),
        ),
      )
    }
  })
  state.shards[shard] = ending
  if (before) state.replaced.push(...(Object.keys(shardTables) as ShardTable[]).map(table => fileOf(table, before)))
}

async function prepare(query: Facts['query'], number: number, tables: ForgeTables) {
  for (const statement of tablesOfProject(number, tables)) await query(statement)
}
