import type { LockfileReader } from './lockfile-reader.ts'
import { npm } from './npm/npm.ts'

/** In the order of their names. A path is read by the first that says it reads it. */
export const lockfileReaders: readonly LockfileReader[] = [npm]
