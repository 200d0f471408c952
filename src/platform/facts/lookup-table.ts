import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Column } from '../../lib/parquet/columns.ts'
import { quote } from '../../lib/sql/quote.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { readNote, removeFacts, writeFacts, writeNote } from './fact-files.ts'
import type { Facts } from './facts.ts'

/**
 * A small table of records that questions about facts look things up in: a file of all, and files of what changed since.
 * Its rows are replaced together that share the key. Beside its own columns each row has `version`, and `gone` where nothing
 * is left under its key.
 */
export interface LookupTable {
  folder: string
  key: string
  columns: readonly string[]
}

const Note = z.object({
  version: z.number(),
  base: z.string(),
  rows: z.number(),
  changes: z.array(z.object({ name: z.string(), rows: z.number() })),
})
type Note = z.infer<typeof Note>

const mostFiles = 24

/**
 * An SQL table expression of the table as it is at `version`. `readChanged` gives the rows of all keys that changed after a
 * version, -1 standing for before all; what it costs is the size of the change.
 */
export function bringUpToDate(
  facts: Facts,
  table: LookupTable,
  version: number,
  readChanged: (after: number) => Promise<Column[]>,
): Promise<string> {
  return oneAtATime(`lookup ${table.folder}`, async () => {
    const note = Note.safeParse(await readNote(join(table.folder, 'state.json'))).data
    // Ahead of the records: they were put back from a copy.
    if (!note || note.version > version) return writeBase(table, version, await readChanged(-1))
    if (note.version === version) return expressionOf(table, note)
    return writeChange(facts, table, note, version, await readChanged(note.version))
  })
}

async function writeBase(table: LookupTable, version: number, columns: Column[]) {
  const base = `all-${version}.parquet`
  await removeFacts(table.folder)
  await writeFacts(join(table.folder, base), columns)
  return keep(table, { version, base, rows: columns[0]?.rows ?? 0, changes: [] })
}

async function writeChange(facts: Facts, table: LookupTable, before: Note, version: number, columns: Column[]) {
  const rows = columns[0]?.rows ?? 0
  if (rows === 0) return keep(table, { ...before, version })
  const name = `changed-${version}.parquet`
  await writeFacts(join(table.folder, name), columns)
  const note = { ...before, version, changes: [...before.changes, { name, rows }] }
  const changed = note.changes.reduce((sum, { rows }) => sum + rows, 0)
  if (note.changes.length <= mostFiles && changed * 4 <= note.rows + 1000) return keep(table, note)
  return compact(facts, table, note)
}

/** What is replaced stays for the questions under way, until the next time. */
async function compact(facts: Facts, table: LookupTable, note: Note) {
  const base = `all-${note.version}-whole.parquet`
  const path = join(table.folder, base)
  const kept = new Set([table.key, ...table.columns, 'version', 'gone'])
  const all = `select ${[...kept].join(', ')} from ${currentRows(table, note)} where not gone`
  await facts.query(`copy (${all}) to ${quote(path)} (format parquet, compression zstd, use_tmp_file true)`)
  const [counted] = await facts.query<{ rows: number }>(`select count(*) as rows from read_parquet(${quote(path)})`)
  const replaced = [note.base, ...note.changes.map(({ name }) => name)]
  const names = await readdir(table.folder)
  const outdated = names.filter(name => name.endsWith('.parquet') && name !== base && !replaced.includes(name))
  await removeFacts(...outdated.map(name => join(table.folder, name)))
  return keep(table, { version: note.version, base, rows: counted?.rows ?? 0, changes: [] })
}

async function keep(table: LookupTable, note: Note) {
  await writeNote(join(table.folder, 'state.json'), note)
  return expressionOf(table, note)
}

function expressionOf(table: LookupTable, note: Note) {
  return `(select ${table.columns.join(', ')} from ${currentRows(table, note)} where not gone)`
}

/** Of the rows of a key, those of its latest version. */
function currentRows({ folder, key }: LookupTable, { base, changes }: Note) {
  const all = `read_parquet(${quote(join(folder, base))})`
  if (changes.length === 0) return `(select * from ${all})`
  const changed = `read_parquet([${changes.map(({ name }) => quote(join(folder, name))).join(', ')}])`
  const latest = `(select *, max(version) over (partition by ${key}) as latest from ${changed})`
  return `((select * from ${all} a anti join ${changed} c using (${key}))
    union all by name (select * exclude (latest) from ${latest} l where version = latest))`
}
