import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** With the folders above it. Where a place takes no folders at all, as /proc, Node's own way of it goes on for ever. */
export async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return
  const above = dirname(path)
  if (above !== path && !(await isFolder(above))) await makeFolder(above)
  try {
    await mkdir(path)
  } catch (cause) {
    if (!(await isFolder(path))) throw cause
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}
