import { readJson } from '../../lib/json/read-json.ts'
import { withoutByteOrderMark } from './untrusted.ts'

/** Throws a SyntaxError with the line, and the name of the file where one is given. */
export function parseJson(text: string, path = ''): unknown {
  const plain = withoutByteOrderMark(text)
  try {
    return JSON.parse(plain)
  } catch (error) {
    throw new SyntaxError(`${path && `${path}: `}${describeProblem(plain, error)}`)
  }
}

/** With comments, and commas behind the last of a list. Throws a SyntaxError with the line. */
export function parseJsonc(text: string): unknown {
  const blank = (found: string) => found.replaceAll(/[^\r\n]/g, ' ')
  const withoutComments = text.replaceAll(
    /("(?:[^"\\\r\n]|\\.)*"?)|\/\/[^\r\n]*|\/\*(?:(?!\*\/)[\s\S])*(?:\*\/)?/g,
    (found, quoted) => (quoted === undefined ? blank(found) : found),
  )
  return parseJson(
    withoutComments.replaceAll(/("(?:[^"\\\r\n]|\\.)*"?)|,(?=\s*[\]}])/g, (found, quoted) =>
      quoted === undefined ? ' ' : found,
    ),
  )
}

/** The parser of the language often does not say where, so another that does reads it once more. */
function describeProblem(text: string, error: unknown): string {
  const reading = readJson(text)
  if ('problem' in reading) return `${reading.problem.en} (line ${reading.line})`
  return error instanceof Error ? error.message : 'unreadable JSON'
}
