import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Engine } from './engine.ts'

// Counts and sums arrive as text, for a bigint may not fit a number. Ours do: let both engines answer alike.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/** Of the lock that one process holds while it brings the schema up to date; any number will do. */
const schemaLock = 8686

export function openPostgres(url: string): Engine {
  const pool = new pg.Pool({ connectionString: url })
  // A connection that breaks while nobody uses it is replaced when somebody does. Unheard it would end the process.
  pool.on('error', ({ message }) => {
    if (!pool.ending) console.error(`A connection to the database broke: ${message}`)
  })

  return {
    db: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    runAlone: script => runAlone(pool, script),
  }
}

async function runAlone(pool: pg.Pool, script: string) {
  const client = await pool.connect()
  try {
    await client.query(`begin; select pg_advisory_xact_lock(${schemaLock}); ${script}; commit`)
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
