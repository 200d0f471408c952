import { formatCsvLine } from '../../lib/csv/csv.ts'
import type { Answer } from './model.ts'

/** An answer as comma-separated values, with a line of names first. */
export function csvOf({ columns, rows }: Pick<Answer, 'columns' | 'rows'>): string {
  const lines = [columns.map(({ name }) => name), ...rows.map(row => row.map(plain))]
  return lines.map(line => `${formatCsvLine(line)}\r\n`).join('')
}

/** An answer as a list of objects. No two columns may share a name. */
export function objectsOf({ columns, rows }: Pick<Answer, 'columns' | 'rows'>): Record<string, unknown>[] {
  return rows.map(row => Object.fromEntries(columns.map(({ name }, at) => [name, row[at] ?? null])))
}

function plain(cell: Answer['rows'][number][number]) {
  return typeof cell === 'boolean' ? String(cell) : cell
}
