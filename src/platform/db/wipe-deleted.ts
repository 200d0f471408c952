import { setTimeout as sleep } from 'node:timers/promises'
import { SqliteAdapter, sql } from 'kysely'
import type { Db } from '../context.ts'

const mostTries = 50
const pause = 100

/**
 * After an erasure, outside of its transaction: SQLite writes its file anew without what was deleted or was there before a
 * change, and empties its log. A log that another process still reads is emptied when that lets go of it. PostgreSQL gives
 * deleted rows' room to others by itself.
 */
export async function wipeDeleted(db: Db) {
  if (db.isTransaction || !(db.getExecutor().adapter instanceof SqliteAdapter)) return
  await sql`vacuum`.execute(db)
  for (let tries = 0; tries < mostTries; tries++) {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db)
    if (rows[0]?.busy !== 1) return
    await sleep(pause)
  }
}
