import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { quote } from '../../../lib/sql/quote.ts'
import { readNote, removeFacts, writeNote } from '../../../platform/facts/fact-files.ts'
import { numberProjects } from '../../../platform/facts/project-numbers.ts'
import { oneAtATime } from '../../../platform/one-at-a-time.ts'
import type { HistoryTables, WholeTables } from '../model.ts'
import * as store from '../store.ts'
import { daysSql, mergesSql, monthsSql, rowsOfProject, totalsSql } from './shard-sql.ts'
import { empty, fileOf, type ShardTable, State, shardCount, shardTables } from './state.ts'

/**
 * Puts what was mined of these projects together with that of all others, in few files with people as numbers, so that questions
 * about many projects are quick. Of what did not change nothing is written.
 */
export function bringTogether(ctx: store.FactsOnly, projectIds: readonly string[]): Promise<void> {
  const folder = ctx.facts.folder('portfolio')
  return oneAtATime(`portfolio ${folder}`, async () => {
    const before = await readState(folder)
    const changed = await findChanged(ctx, before, projectIds)
    if (changed.length === 0) return
    if (before.version === 0) await startAnew(folder, before)
    await removeFacts(...before.replaced.map(name => join(folder, name)))
    const state: State = { ...before, version: before.version + 1, replaced: [], projects: { ...before.projects } }
    for (const { id, number, mark, minedAt } of changed) state.projects[id] = { number, mark, minedAt }
    await writeIdentities(ctx, folder, state, changed)
    for (const [shard, projects] of Map.groupBy(changed, ({ number }) => number % shardCount)) {
      await writeShard(ctx, folder, state, String(shard), projects)
    }
    await writeNote(join(folder, 'state.json'), state)
  })
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

/** Undefined where not all of the projects are in it. */
export async function findWhole(ctx: store.FactsOnly, projectIds: readonly string[]): Promise<WholeTables | undefined> {
  const folder = ctx.facts.folder('portfolio')
  const { shards, projects, identities } = await readState(folder)
  const numbers = projectIds.flatMap(id => projects[id]?.number ?? [])
  if (identities.length === 0 || numbers.length < projectIds.length) return undefined
  const isAll = numbers.length === Object.keys(projects).length
  const condition = isAll ? '' : ` where project in (${numbers.join(', ')})`
  const asked = Map.groupBy(numbers, number => String(number % shardCount))
  const parts = Object.entries(shards).flatMap(([shard, ending]) => {
    const numbers = asked.get(shard)
    return numbers ? [{ ending, numbers }] : []
  })
  const endings = parts.map(({ ending }) => ending)
  const tableOf = (table: ShardTable) => {
    const files = endings.map(ending => quote(join(folder, fileOf(table, ending))))
    return `(select * from read_parquet([${files.join(', ')}])${condition})`
  }
  return {
    commits: tableOf('commits'),
    days: tableOf('days'),
    months: tableOf('months'),
    totals: tableOf('totals'),
    merges: tableOf('merges'),
    tags: tableOf('tags'),
    identities: identitiesIn(folder, identities),
    parts: parts.map(({ ending, numbers }) => ({
      commits: `read_parquet(${quote(join(folder, fileOf('commits', ending)))})`,
      numbers,
    })),
    numbers,
    minedAt: projectIds.flatMap(id => projects[id]?.minedAt ?? []).sort(),
  }
}

/** A project that was taken out leaves the files with the next change of its shard; its number is given to nobody else. */
async function readState(folder: string): Promise<State> {
  return State.safeParse(await readNote(join(folder, 'state.json'))).data ?? empty
}

function identitiesIn(folder: string, files: readonly string[]) {
  return `read_parquet([${files.map(name => quote(join(folder, name))).join(', ')}])`
}

interface Changed {
  id: string
  number: number
  mark: string
  minedAt: string | null
  tables: HistoryTables
}

async function findChanged(ctx: store.FactsOnly, { projects }: State, ids: readonly string[]): Promise<Changed[]> {
  const numbers = await numberProjects(ctx.facts, ids)
  const changed: Changed[] = []
  for (const id of new Set(ids)) {
    const tables = await store.findTables(ctx, id)
    const minedAt = (await store.findState(ctx, id))?.minedAt ?? null
    const told = JSON.stringify([tables, minedAt, await store.findMarks(ctx, id)])
    const mark = createHash('sha256').update(told).digest('base64url')
    if (projects[id]?.mark !== mark) changed.push({ id, number: numbers.get(id) ?? 0, mark, minedAt, tables })
  }
  return changed
}

const mostFiles = 16

/** Numbers never change; what .mailmaps say now counts. Those who are new go into a file of their own. */
async function writeIdentities(ctx: store.FactsOnly, folder: string, state: State, changed: readonly Changed[]) {
  const before = state.identities
  const known =
    before.length > 0
      ? identitiesIn(folder, before)
      : "(select 0 as code, '' as name, '' as email, '' as mapped_name, '' as mapped_email, false as bot where false)"
  const told = `(select distinct on (name, email) * from (
      ${changed.map(({ tables }) => `select name, email, mapped_name, mapped_email, bot from ${tables.people}`).join(' union all ')}
    ) order by name, email, mapped_name, mapped_email)`
  const fresh = `select ((select coalesce(max(code) + 1, 0) from ${known}) + row_number() over (order by name, email) - 1)::integer as code, *
    from (select * from ${told} anti join ${known} using (name, email))`
  const [row] = await ctx.facts.query<{ changed: number; fresh: number }>(`
    select count(*) filter (k.code is not null and (k.mapped_name <> t.mapped_name or k.mapped_email <> t.mapped_email or k.bot <> t.bot)) as changed,
      count(*) filter (k.code is null) as fresh from ${told} t left join ${known} k using (name, email)`)
  const name = `identities-${writtenAs(state)}.parquet`
  const copy = (sql: string) =>
    ctx.facts.query(
      `copy (${sql}) to ${quote(join(folder, name))} (format parquet, compression lz4_raw, use_tmp_file true)`,
    )
  const isAnew = before.length === 0 || (row?.changed ?? 0) > 0 || before.length >= mostFiles
  if (isAnew) {
    await copy(`with told as ${told} select k.code, k.name, k.email, coalesce(t.mapped_name, k.mapped_name) as mapped_name,
        coalesce(t.mapped_email, k.mapped_email) as mapped_email, coalesce(t.bot, k.bot) as bot
      from ${known} k left join told t using (name, email) union all ${fresh}`)
    state.identities = [name]
    state.replaced.push(...before)
  } else if ((row?.fresh ?? 0) > 0) {
    await copy(fresh)
    state.identities = [...before, name]
  }
}

async function writeShard(
  ctx: store.FactsOnly,
  folder: string,
  state: State,
  shard: string,
  changed: readonly Changed[],
) {
  const before = state.shards[shard]
  const ending = `${shard}-${writtenAs(state)}`
  const pathOf = (table: ShardTable, of = ending) => quote(join(folder, fileOf(table, of)))
  const copy = (table: ShardTable, sql: string, rows = 32_768) =>
    ctx.facts.query(
      `copy (${sql}) to ${pathOf(table)} (format parquet, compression lz4_raw, row_group_size ${rows}, use_tmp_file true)`,
    )
  const numbers = changed.map(({ number }) => number).join(', ')
  const kept = (table: ShardTable) =>
    before ? [`select * from read_parquet(${pathOf(table, before)}) where project not in (${numbers})`] : []
  const together = (table: ShardTable, rows: string[]) => [...kept(table), ...rows].join(' union all by name ')
  const identities = identitiesIn(folder, state.identities)
  const rows = changed.map(({ number, tables }) => rowsOfProject(number, tables, identities))
  await copy('commits', `select * from (${together('commits', rows)}) order by project, authored_at`)
  const tags = changed.map(
    ({ number, tables }) => `select ${number}::integer as project, name, tagged_at from ${tables.tags}`,
  )
  await copy('tags', `select * from (${together('tags', tags)}) order by tagged_at`)
  await copy('days', daysSql(`read_parquet(${pathOf('commits')})`))
  await copy('months', monthsSql(`read_parquet(${pathOf('days')})`))
  await copy('totals', totalsSql(`read_parquet(${pathOf('months')})`))
  await copy('merges', mergesSql(`read_parquet(${pathOf('commits')})`))
  state.shards[shard] = ending
  if (before) state.replaced.push(...shardTables.map(table => fileOf(table, before)))
}
