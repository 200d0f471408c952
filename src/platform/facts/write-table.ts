import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { quote } from '../../lib/sql/quote.ts'
import type { Facts } from './facts.ts'

/** A column of a table that is given away. */
export interface TableColumn {
  name: string
  type: 'varchar' | 'double'
  values: readonly (string | number | null)[]
}

const mostAtOnce = 1000

/** The bytes of a Parquet file, as DuckDB writes it. */
export async function toParquet(facts: Facts, columns: readonly TableColumn[]): Promise<Buffer> {
  const path = facts.folder('exports', `${randomUUID()}.parquet`)
  await mkdir(dirname(path), { recursive: true })
  try {
    await facts.together(async query => {
      const typed = columns.map(({ name, type }) => `${identifier(name)} ${type}`)
      await query(`create table exported (${typed.join(', ')})`)
      const rows = columns[0]?.values.length ?? 0
      for (let from = 0; from < rows; from += mostAtOnce) {
        const lists = columns.map(({ type }, i) => `unnest(cast(from_json($${i + 1}, '["VARCHAR"]') as ${type}[]))`)
        const parts = columns.map(({ values }) => JSON.stringify(values.slice(from, from + mostAtOnce).map(asText)))
        await query(`insert into exported select ${lists.join(', ')}`, parts)
      }
      await query(`copy exported to ${quote(path)} (format parquet, compression zstd, preserve_order true)`)
    })
    return await readFile(path)
  } finally {
    await rm(path, { force: true })
  }
}

function asText(value: string | number | null) {
  return value === null ? null : String(value)
}

function identifier(name: string) {
  return `"${name.replaceAll('"', '""')}"`
}
