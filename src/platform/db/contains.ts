import { type RawBuilder, sql } from 'kysely'

/** Whether a column holds a text anywhere, whatever the case. `%` and `_` in the text are just that, on both engines. */
export function contains(column: string, text: string): RawBuilder<boolean> {
  const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
  return sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`
}
