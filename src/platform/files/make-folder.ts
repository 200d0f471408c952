import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** With the folders above it. Where a place takes no folders at all, as /proc, Node's own way of it goes on for ever. */
export function makeFolder(path: string): void {
  if (isFolder(path)) return
  const above = dirname(path)
  if (above !== path && !isFolder(above)) makeFolder(above)
  try {
    mkdirSync(path)
  } catch (cause) {
    if (!isFolder(path)) throw cause
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
