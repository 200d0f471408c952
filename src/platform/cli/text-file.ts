import { readFile } from 'node:fs/promises'
import { Failure } from '../failure.ts'

/** What a file that the user named holds, or a Failure that says why it can't be had. */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    const sentence = {
      en: `${path} cannot be read (${why}): check path and rights`,
      zh: `无法读取 ${path}（${why}）：请检查路径和权限`,
    }
    throw new Failure('invalid-input', sentence, { cause })
  }
}
