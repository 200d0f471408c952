import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeFolder } from '../files/make-folder.ts'

/**
 * Makes this process the one that works on a data folder. The operating system lets go of the lock when the process
 * ends, however it ends. Undefined when another holds it.
 */
export function holdDataFolder(folder: string): (() => void) | undefined {
  makeFolder(folder)
  const lock = new DatabaseSync(join(folder, 'lock.db'))
  try {
    lock.exec('pragma busy_timeout = 0; begin exclusive')
    return () => lock.close()
  } catch {
    lock.close()
    return undefined
  }
}
