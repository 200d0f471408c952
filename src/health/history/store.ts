import { join } from 'node:path'
import { quote } from '../../lib/sql/quote.ts'
import type { Context } from '../../platform/context.ts'
import { findDamagedFiles, removeDamaged } from '../../platform/facts/damaged-files.ts'
import {
  compactFacts,
  existing,
  findTimes,
  listFactFiles,
  readNote,
  writeNote,
} from '../../platform/facts/fact-files.ts'
import type { FileTable, HistoryTables } from './model.ts'
import { State } from './state.ts'

export type FactsOnly = Pick<Context, 'facts'>

/** Of tables that have no file yet. */
const nothing = {
  commits: emptyTable({
    hash: 'VARCHAR',
    parents: 'VARCHAR[]',
    author_name: 'VARCHAR',
    author_email: 'VARCHAR',
    authored_at: 'TIMESTAMP',
    author_offset: 'SMALLINT',
    committer_name: 'VARCHAR',
    committer_email: 'VARCHAR',
    committed_at: 'TIMESTAMP',
    committer_offset: 'SMALLINT',
    trailers: 'STRUCT("key" VARCHAR, "value" VARCHAR)[]',
  }),
  changes: emptyTable({
    hash: 'VARCHAR',
    path: 'VARCHAR',
    previous_path: 'VARCHAR',
    added: 'INTEGER',
    removed: 'INTEGER',
    generated: 'BOOLEAN',
  }),
  tags: emptyTable({ name: 'VARCHAR', hash: 'VARCHAR', tagged_at: 'TIMESTAMP', annotated: 'BOOLEAN' }),
  files: emptyTable({
    path: 'VARCHAR',
    object: 'VARCHAR',
    bytes: 'INTEGER',
    lines: 'INTEGER',
    language: 'VARCHAR',
    language_kind: 'VARCHAR',
    generated: 'BOOLEAN',
    license: 'VARCHAR',
    license_osi: 'BOOLEAN',
  }),
  people: emptyTable({
    name: 'VARCHAR',
    email: 'VARCHAR',
    mapped_name: 'VARCHAR',
    mapped_email: 'VARCHAR',
    bot: 'BOOLEAN',
  }),
}

/** Where a project's history lies. */
export function pathsOf(ctx: FactsOnly, id: string) {
  const folder = ctx.facts.folder('history', id)
  return {
    folder,
    commits: join(folder, 'commits'),
    changes: join(folder, 'changes'),
    mergeChanges: join(folder, 'merge-changes'),
    mergesAsked: join(folder, 'merges-asked.json'),
    tags: join(folder, 'tags.parquet'),
    people: join(folder, 'people.parquet'),
    files: join(folder, 'files.parquet'),
    lost: join(folder, 'lost.parquet'),
    state: join(folder, 'state.json'),
  }
}

/** Whether some of the history cannot be read; what its newest commit has, is written anew each time. */
export async function hasDamage(ctx: FactsOnly, id: string): Promise<boolean> {
  const { commits, changes, mergeChanges, lost, tags, people } = pathsOf(ctx, id)
  return (await findDamagedFiles(commits, changes, mergeChanges, lost, tags, people)).length > 0
}

/** Of what is no series. */
export async function removeDamagedTables(ctx: FactsOnly, id: string) {
  const { files, lost, tags, people } = pathsOf(ctx, id)
  await removeDamaged(await findDamagedFiles(files, lost, tags, people))
}

/** Undefined before anything was mined. */
export async function findState(ctx: FactsOnly, id: string): Promise<State | undefined> {
  return State.safeParse(await readNote(pathsOf(ctx, id).state)).data
}

export function saveState(ctx: FactsOnly, id: string, state: State) {
  return writeNote(pathsOf(ctx, id).state, state)
}

export async function findTables(ctx: FactsOnly, id: string): Promise<HistoryTables> {
  const paths = pathsOf(ctx, id)
  const [lost] = await existing(paths.lost)
  const commits = await listFactFiles(paths.commits)
  const changes = await listFactFiles(paths.changes)
  const mergeChanges = (await existing(paths.mergesAsked)).length > 0 && (await listFactFiles(paths.mergeChanges))
  return {
    commits: reading(commits, lost) ?? nothing.commits,
    changes: reading(changes, lost) ?? nothing.changes,
    ...(mergeChanges && { mergeChanges: reading(mergeChanges, lost) ?? nothing.changes }),
    tags: reading(await existing(paths.tags)) ?? nothing.tags,
    people: reading(await existing(paths.people)) ?? nothing.people,
  }
}

/** What tells whether those files changed that are written anew under their own name. */
export async function findMarks(ctx: FactsOnly, id: string): Promise<string[]> {
  const { people, lost } = pathsOf(ctx, id)
  return findTimes(people, lost)
}

export async function findFileTable(ctx: FactsOnly, id: string): Promise<FileTable> {
  return reading(await existing(pathsOf(ctx, id).files)) ?? nothing.files
}

export interface KnownContent {
  object: string
  lines: number | null
  license: string | null
  license_osi: boolean
}

/** What is known of contents already, by the name of the object. */
export async function findKnownContents(ctx: FactsOnly, id: string): Promise<Map<string, KnownContent>> {
  const table = await findFileTable(ctx, id)
  const rows = await ctx.facts.query<KnownContent>(
    `select object, any_value(lines) as lines, any_value(license) as license, bool_or(license_osi) as license_osi from ${table} group by object`,
  )
  return new Map(rows.map(row => [row.object, row]))
}

/** Hashes as lines of text, many to a line feed-separated piece: a history of a million commits is no million objects. */
function inPieces(hashes: string) {
  return `select string_agg(hash, chr(10) order by n) as hashes, count(*) as size from (${hashes}) group by (n - 1) // ${pieceLength} order by min(n)`
}

const pieceLength = 512

/** Lost commits included. Of these commits, those that are stored; of all, when none are given. In pieces of lines. */
export async function findStoredHashes(ctx: FactsOnly, id: string, among?: string[]): Promise<string[]> {
  const stored = reading(await listFactFiles(pathsOf(ctx, id).commits))
  if (!stored || among?.length === 0) return []
  const condition = among ? 'where hash in (select unnest($1::VARCHAR[]))' : ''
  const sql = inPieces(`select hash, row_number() over () as n from ${stored} ${condition}`)
  const rows = await ctx.facts.query<{ hashes: string }>(sql, among ? [among] : [])
  return rows.map(row => row.hashes)
}

/** Whether merges are to have lines, too. */
export async function isMergesAsked(ctx: FactsOnly, id: string): Promise<boolean> {
  return (await existing(pathsOf(ctx, id).mergesAsked)).length > 0
}

export interface Backlog {
  /** Newest first, in pieces of lines. */
  chunks: string[]
  waiting: number
  /** Commits whose changes are stored already. */
  done: number
}

/** Where lines are kept: `changes` of commits with one parent or none, `mergeChanges` of merges against their first parent. */
export type ChangeSeries = 'changes' | 'mergeChanges'

/**
 * The commits whose changes are yet to be mined; merges each with the parent that they are held against. Without those whose
 * parents a shallow clone lacks: nobody knows what they changed.
 */
export async function findBacklog(
  ctx: FactsOnly,
  id: string,
  series: ChangeSeries,
  boundary: readonly string[],
): Promise<Backlog> {
  const { commits, ...tables } = await findTables(ctx, id)
  const mined = tables[series] ?? nothing.changes
  const isOfMerges = series === 'mergeChanges'
  const waiting = `select ${isOfMerges ? "hash || ' ' || parents[1]" : 'hash'} as hash, row_number() over (order by committed_at desc) as n
    from ${commits} anti join (select distinct hash from ${mined}) using (hash) where len(parents) ${isOfMerges ? '> 1' : '< 2'} and hash not in (select unnest(string_split($1, ' ')))`
  const rows = await ctx.facts.query<{ hashes: string; size: number }>(inPieces(waiting), [boundary.join(' ')])
  const [counted] = await ctx.facts.query<{ done: number }>(`select count(distinct hash) as done from ${mined}`)
  return {
    chunks: rows.map(row => row.hashes),
    waiting: rows.reduce((sum, row) => sum + row.size, 0),
    done: counted?.done ?? 0,
  }
}

export async function findIdentities(ctx: FactsOnly, id: string): Promise<{ name: string; email: string }[]> {
  const { commits } = await findTables(ctx, id)
  return ctx.facts.query(`
    select distinct author_name as name, author_email as email from ${commits}
    union select distinct committer_name, committer_email from ${commits}
    order by 1, 2`)
}

/** Puts many small files together. */
export async function compact(ctx: FactsOnly, folder: string) {
  await compactFacts(folder, async (files, to) => {
    await ctx.facts.query(
      `copy ${reading(files)} to ${quote(to)} (format parquet, compression zstd, use_tmp_file false, preserve_order true)`,
    )
  })
}

function reading(files: string[], lost?: string) {
  if (files.length === 0) return undefined
  const all = `select * from read_parquet([${files.map(quote).join(', ')}])`
  return lost ? `(${all} anti join ${quote(lost)} using (hash))` : `(${all})`
}

function emptyTable(columns: Record<string, string>) {
  const nulls = Object.entries(columns).map(([name, type]) => `null::${type} as ${name}`)
  return `(select ${nulls.join(', ')} where false)`
}
