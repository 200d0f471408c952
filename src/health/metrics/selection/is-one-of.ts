import { quote } from '../../../lib/sql/quote.ts'

/** As `in`, of a column with few different texts: DuckDB looks at each text once, and not at each row. */
export function isOneOf(column: string, texts: readonly string[]): string {
  return `list_contains([${texts.map(quote).join(', ')}], ${column})`
}
