import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { readNote, removeFacts, writeNote } from '../../../platform/facts/fact-files.ts'
import { quote } from '../../../platform/facts/open-facts.ts'
import { oneAtATime } from '../../../platform/one-at-a-time.ts'
import type { HistoryTables, WholeTables } from '../model.ts'
import * as store from '../store.ts'
import { empty, State } from './state.ts'

/** What is written anew when one project changes is one part of so many. */
const shards = 64

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
    // The folder is made by the first note.
    if (before.version === 0) await writeNote(join(folder, 'state.json'), before)
    await removeFacts(...before.replaced.map(name => join(folder, name)))
    const state: State = { ...before, version: before.version + 1, replaced: [], projects: { ...before.projects } }
    for (const { id, number, mark, minedAt } of changed) state.projects[id] = { number, mark, minedAt }
    await writeIdentities(ctx, folder, state, changed)
    for (const [shard, projects] of Map.groupBy(changed, ({ number }) => number % shards)) {
      await writeShard(ctx, folder, state, String(shard), projects)
    }
    await writeNote(join(folder, 'state.json'), state)
  })
}

/** Undefined where not all of the projects are in it. */
export async function findWhole(ctx: store.FactsOnly, projectIds: readonly string[]): Promise<WholeTables | undefined> {
  const folder = ctx.facts.folder('portfolio')
  const { shards, projects, identities } = await readState(folder)
  const numbers = projectIds.flatMap(id => projects[id]?.number ?? [])
  if (!identities || numbers.length < projectIds.length) return undefined
  const files = Object.values(shards).map(name => quote(join(folder, name)))
  const isAll = numbers.length === Object.keys(projects).length
  const condition = isAll ? '' : ` where project in (${numbers.join(', ')})`
  return {
    commits: `(select * from read_parquet([${files.join(', ')}])${condition})`,
    identities: `read_parquet(${quote(join(folder, identities))})`,
    numbers,
    minedAt: projectIds.flatMap(id => projects[id]?.minedAt ?? []).sort(),
  }
}

/** A project that was taken out leaves the files with the next change of its shard; its number is given to nobody else. */
async function readState(folder: string): Promise<State> {
  return State.safeParse(await readNote(join(folder, 'state.json'))).data ?? empty
}

interface Changed {
  id: string
  number: number
  mark: string
  minedAt: string | null
  tables: HistoryTables
}

async function findChanged(ctx: store.FactsOnly, { projects }: State, ids: readonly string[]): Promise<Changed[]> {
  let next = Math.max(-1, ...Object.values(projects).map(({ number }) => number)) + 1
  const changed: Changed[] = []
  for (const id of new Set(ids)) {
    const tables = await store.findTables(ctx, id)
    const minedAt = (await store.findState(ctx, id))?.minedAt ?? null
    const told = JSON.stringify([tables, minedAt, await store.findMarks(ctx, id)])
    const mark = createHash('sha256').update(told).digest('base64url')
    const known = projects[id]
    if (known?.mark !== mark) changed.push({ id, number: known?.number ?? next++, mark, minedAt, tables })
  }
  return changed
}

/** Numbers never change; what .mailmaps say now counts. */
async function writeIdentities(ctx: store.FactsOnly, folder: string, state: State, changed: readonly Changed[]) {
  const before = state.identities
  const name = `identities-${state.version}.parquet`
  const known = before
    ? `read_parquet(${quote(join(folder, before))})`
    : "(select 0 as code, '' as name, '' as email, '' as mapped_name, '' as mapped_email, false as bot where false)"
  const told = changed.map(({ tables }) => `select name, email, mapped_name, mapped_email, bot from ${tables.people}`)
  await ctx.facts.query(`copy (
    with told as (select distinct on (name, email) * from (${told.join(' union all ')}) order by name, email, mapped_name, mapped_email),
      fresh as (select * from told anti join ${known} using (name, email))
    select k.code, k.name, k.email, coalesce(t.mapped_name, k.mapped_name) as mapped_name,
      coalesce(t.mapped_email, k.mapped_email) as mapped_email, coalesce(t.bot, k.bot) as bot
    from ${known} k left join told t using (name, email)
    union all select ((select coalesce(max(code) + 1, 0) from ${known}) + row_number() over (order by name, email) - 1)::integer, *
    from fresh) to ${quote(join(folder, name))} (format parquet, compression zstd, use_tmp_file true)`)
  state.identities = name
  if (before) state.replaced.push(before)
}

async function writeShard(
  ctx: store.FactsOnly,
  folder: string,
  state: State,
  shard: string,
  changed: readonly Changed[],
) {
  const before = state.shards[shard]
  const name = `commits-${shard}-${state.version}.parquet`
  const identities = `read_parquet(${quote(join(folder, state.identities ?? ''))})`
  const numbers = changed.map(({ number }) => number).join(', ')
  const kept = before
    ? [`select * from read_parquet(${quote(join(folder, before))}) where project not in (${numbers})`]
    : []
  const rows = [...kept, ...changed.map(project => rowsOf(project, identities))].join(' union all by name ')
  await ctx.facts.query(`copy (select * from (${rows}) order by project, authored_at)
    to ${quote(join(folder, name))} (format parquet, compression zstd, row_group_size 32768, use_tmp_file true)`)
  state.shards[shard] = name
  if (before) state.replaced.push(before)
}

function rowsOf({ number, tables }: Changed, identities: string) {
  // A project has few of all the people: only these are kept in memory.
  const own = `(select code, name, email from ${identities} semi join ${tables.people} as own using (name, email))`
  const sum = (column: string, where = '') => `coalesce(sum(${column})${where}, 0)::integer as`
  return `select ${number}::integer as project, c.hash, c.authored_at, c.author_offset::smallint as author_offset, a.code as author,
      c.committed_at, c.committer_offset::smallint as committer_offset, k.code as committer, len(c.parents) > 1 as is_merge,
      c.parents[2] as merged, case when len(c.trailers) > 0 then c.trailers end as trailers, l.hash is not null as known, l.is_empty, l.added, l.removed, l.generated_added, l.generated_removed
    from ${tables.commits} c
      join ${own} a on a.name = c.author_name and a.email = c.author_email
      join ${own} k on k.name = c.committer_name and k.email = c.committer_email
      left join (select hash, bool_and(path is null) as is_empty, ${sum('added')} added, ${sum('removed')} removed,
          ${sum('added', ' filter (generated)')} generated_added, ${sum('removed', ' filter (generated)')} generated_removed
        from ${tables.changes} group by hash) l on l.hash = c.hash`
}
