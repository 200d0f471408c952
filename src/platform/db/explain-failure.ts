import { Failure } from '../failure.ts'

/** SQLITE_FULL (sqlite.org/rescode.html), and what PostgreSQL calls disk_full (appendix A). */
const sqliteFull = 13
const postgresFull = '53100'

/** Where PostgreSQL reads a whole number that it was given: what it reckons itself is too large elsewhere. */
const readsNumber = /^pg_strtoint/

/** What a database could not do and a person can mend, as a sentence. Anything else is a bug, and is given back as it is. */
export function explainFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (isFull(error)) return new Failure('unavailable', diskFull, { cause: error })
  if (isTooLarge(error)) return new Failure('invalid-input', tooLarge, { cause: error })
  return error
}

function isFull(error: Error): boolean {
  const isSqlite = 'errcode' in error && error.errcode === sqliteFull
  return isSqlite || ('code' in error && (error.code === postgresFull || error.code === 'ENOSPC'))
}

/** numeric_value_out_of_range: SQLite takes any number, and finds nothing. */
function isTooLarge(error: Error): boolean {
  return 'code' in error && error.code === '22003' && 'routine' in error && readsNumber.test(String(error.routine))
}

const diskFull = {
  en: 'The disk with the data is full: free some space and try again; what was stored before is kept',
  zh: '存放数据的磁盘已满：请腾出空间后重试；此前存储的数据均已保留',
}

const tooLarge = {
  en: 'There is a number in it that is larger than any that is kept: write a smaller one',
  zh: '其中有一个数超出了可保存的范围：请改用较小的数',
}
