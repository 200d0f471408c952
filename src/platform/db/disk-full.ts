import { Failure } from '../failure.ts'

/** SQLITE_FULL (sqlite.org/rescode.html), and what PostgreSQL calls disk_full (appendix A). */
const sqliteFull = 13
const postgresFull = '53100'

/** A database that has no room to write is for a person to mend, not a bug. Anything else is given back as it is. */
export function explainDiskFull(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const isSqlite = 'errcode' in error && error.errcode === sqliteFull
  const isPostgres = 'code' in error && (error.code === postgresFull || error.code === 'ENOSPC')
  if (!isSqlite && !isPostgres) return error
  const sentence = {
    en: 'The disk with the data is full: free some space and try again; what was stored before is kept',
    zh: '存放数据的磁盘已满：请腾出空间后重试；此前存储的数据均已保留',
  }
  return new Failure('unavailable', sentence, { cause: error })
}
