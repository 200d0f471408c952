import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Engine } from './engine.ts'

// Counts and sums arrive as text, for a bigint may not fit a number. Ours do: let both engines answer alike.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

export function openPostgres(url: string): Engine {
  const pool = new pg.Pool({ connectionString: url })

  return {
    db: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    runScript: async sql => void (await pool.query(sql)),
  }
}
