import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { quote } from '../../../lib/sql/quote.ts'
import type { Context } from '../../../platform/context.ts'
import { onAllCores } from '../../../platform/cores.ts'
import { readNote, removeFacts, writeNote } from '../../../platform/facts/fact-files.ts'
import type { Facts } from '../../../platform/facts/facts.ts'
import { numberProjects } from '../../../platform/facts/project-numbers.ts'
import { oneAtATime } from '../../../platform/one-at-a-time.ts'
import * as store from '../facts/store.ts'
import type { ForgeTables, WholeForgeTables } from '../model.ts'
import { allTables, rawTables, sameAccount, shardTablesSql } from './shard-sql.ts'
import { empty, State } from './state.ts'

type FactsOnly = Pick<Context, 'facts'>

/** What is written anew when one project changes is one part of so many. */
const shardCount = 64

/** In which order each table's rows lie: what a question asks for lies together, and the rest is not read. */
const shardTables = {
  items: 'kind, item',
  events: 'item_kind, kind, item, "at"',
  commitLinks: 'item',
  releases: 'created_at',
  branches: '"at"',
  counts: '"at"',
  spreads: 'kind, "at"',
  cycles: 'item, n',
  texts: 'item',
  deeds: 'unit, code desc',
  totals: 'project, code desc',
} as const satisfies Record<keyof ForgeTables | 'cycles' | 'texts' | 'deeds' | 'totals', string>
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
    await ctx.facts.together(async query => {
      const accounts = await openAccounts(query, folder, state)
      const shards = [...Map.groupBy(changed, ({ number }) => number % shardCount)]
      await onAllCores(shards.length, undefined, async () => {
        for (let next = shards.shift(); next; next = shards.shift()) {
          await writeShard(query, { folder, state, accounts, shard: String(next[0]), changed: next[1] })
        }
      })
      await accounts.write()
    })
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
  const reading = (table: ShardTable, endings: readonly string[]) =>
    `read_parquet([${endings.map(ending => quote(join(folder, fileOf(table, ending)))).join(', ')}])`
  const tableOf = (table: ShardTable) => `(select * from ${reading(table, endings)}${condition})`
  const partOf = (shard: string, ending: string) => ({
    items: reading('items', [ending]),
    commitLinks: reading('commitLinks', [ending]),
    texts: reading('texts', [ending]),
    numbers: numbers.filter(number => String(number % shardCount) === shard),
  })
  return {
    items: tableOf('items'),
    events: tableOf('events'),
    commitLinks: tableOf('commitLinks'),
    releases: tableOf('releases'),
    branches: tableOf('branches'),
    counts: tableOf('counts'),
    spreads: tableOf('spreads'),
    cycles: tableOf('cycles'),
    deeds: tableOf('deeds'),
    totals: tableOf('totals'),
    accounts: accountsIn(folder, accounts),
    numbers,
    parts: Object.entries(shards).flatMap(([shard, ending]) => (asked.has(shard) ? [partOf(shard, ending)] : [])),
  }
}

function folderOf(ctx: FactsOnly) {
  return ctx.facts.folder('portfolio-forges')
}

function fileOf(table: ShardTable, ending: string) {
  return `${table}-${ending}.parquet`
}

/** In names of files: none is ever used again, also not by another form, since what was drawn from a file is known by its name. */
function writtenAs({ form, version }: State) {
  return `${form}-${version}`
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
const noAccounts = "(select 0 as code, '' as name, '' as email, '' as login, '' as host, false as bot where false)"

/** Numbers never change, and lie below zero, where no author's does. Those who are new go into a file of their own. */
async function openAccounts(query: Facts['query'], folder: string, state: State) {
  const before = state.accounts
  const known = before.length > 0 ? accountsIn(folder, before) : noAccounts
  await query(`create table account as select code, name, email, login, host, bot, false as is_new from ${known}`)
  let areChanged = false

  /** Makes a table of those in another, with their numbers. */
  const number = (told: string, as: string) =>
    oneAtATime(`forges' accounts ${folder}`, async () => {
      await query(`insert into account select (select least(coalesce(min(code), 0), 0) from account)
          - row_number() over (order by host, login, name, email), name, email, login, host, bot, true
        from ${told} t anti join account k on ${sameAccount}`)
      const bots = await query(`update account as k set bot = true from ${told} t
        where ${sameAccount} and t.bot and not k.bot returning k.code`)
      areChanged ||= bots.length > 0
      await query(`create table ${as} as select k.* from account k semi join ${told} t on ${sameAccount}`)
    })

  async function write() {
    const name = `accounts-${writtenAs(state)}.parquet`
    const copy = (where: string) =>
      query(
        copyTo(
          `select code, name, email, login, host, bot from account ${where} order by code desc`,
          join(folder, name),
        ),
      )
    const [row] = await query<{ fresh: number }>('select count(*) as fresh from account where is_new')
    if (before.length === 0 || areChanged || before.length >= mostFiles) {
      await copy('')
      state.accounts = [name]
      state.replaced.push(...before)
    } else if ((row?.fresh ?? 0) > 0) {
      await copy('where is_new')
      state.accounts = [...before, name]
    }
  }
  return { number, write }
}

interface Shard {
  folder: string
  state: State
  accounts: Awaited<ReturnType<typeof openAccounts>>
  shard: string
  changed: readonly Changed[]
}

async function writeShard(query: Facts['query'], { folder, state, accounts, shard, changed }: Shard) {
  const before = state.shards[shard]
  const ending = `${shard}-${writtenAs(state)}`
  const of = (name: string) => `${name}_${shard}`
  const numbers = changed.map(({ number }) => number).join(', ')
  for (const statement of rawTables(of, changed)) await query(statement)
  await accounts.number(of('told'), of('account'))
  for (const statement of shardTablesSql(of)) await query(statement)
  for (const [table, order] of Object.entries(shardTables) as [ShardTable, string][]) {
    const kept = before
      ? `select * from read_parquet(${quote(join(folder, fileOf(table, before)))}) where project not in (${numbers}) union all by name`
      : ''
    const rows = `select * from (${kept} select * from ${of(table)}) order by ${order}`
    await query(copyTo(rows, join(folder, fileOf(table, ending)), table === 'texts' ? fewRows : undefined))
  }
  for (const table of allTables) await query(`drop table ${of(table)}`)
  state.shards[shard] = ending
  if (before) state.replaced.push(...(Object.keys(shardTables) as ShardTable[]).map(table => fileOf(table, before)))
}

/** Of what is looked up by its number, little is read beside what was asked for. */
const fewRows = 2048

/** To be read often by questions of many projects: packed so that unpacking costs little. */
function copyTo(sql: string, path: string, rowsTogether = 32_768) {
  return `copy (${sql}) to ${quote(path)} (format parquet, compression lz4_raw, row_group_size ${rowsTogether}, use_tmp_file true)`
}
