import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolder } from '../files/make-folder.ts'
import { unwritable } from './text-file.ts'

/** Writes pieces one after the other, in the place of what was there. Makes the folders that it lies in where they are missing. */
export async function writePieces(path: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  try {
    makeFolder(dirname(path))
    const file = await open(path, 'w')
    try {
      for await (const piece of pieces) await file.writeFile(piece)
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw unwritable(path, cause)
  }
}
