import type { Terminal } from '../../../platform/cli/command.ts'
import { Failure } from '../../../platform/failure.ts'
import { findPerson } from '../api.ts'

/** Whom a word on the command line means: an id has neither of the signs that an e-mail or a login has. */
export async function findPersonId(io: Terminal, word: string): Promise<string> {
  if (!word.includes('@')) return word
  const { people } = await io.call(findPerson, { key: word })
  const [id] = people
  if (id !== undefined) return id
  throw new Failure('not-found', { en: `Nobody is known by ${word}`, zh: `没有人使用 ${word}` })
}
