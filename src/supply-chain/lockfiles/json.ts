import { withoutByteOrderMark } from './untrusted.ts'

/** Throws a SyntaxError, with the name of the file where one is given. */
export function parseJson(text: string, path = ''): unknown {
  try {
    return JSON.parse(withoutByteOrderMark(text))
  } catch (error) {
    throw new SyntaxError(`${path && `${path}: `}${error instanceof Error ? error.message : error}`)
  }
}
