import { parse } from 'smol-toml'
import { recordIn, textIn } from './untrusted.ts'

/** Of tables and lists written inside one another. */
const deepestNesting = 100

/** Throws a SyntaxError with the line, and the name of the file where one is given. */
export function parseToml(text: string, path = ''): Record<string, unknown> {
  try {
    return parse(text, { maxDepth: deepestNesting })
  } catch (error) {
    throw new SyntaxError(`${path && `${path}: `}${describeProblem(error)}`)
  }
}

/** The parser adds the lines around, in a paragraph of their own. */
function describeProblem(error: unknown): string {
  const { message, line } = recordIn(error)
  const [problem = ''] = (textIn(message) ?? 'unreadable TOML').split('\n', 1)
  return typeof line === 'number' ? `${problem} (line ${line})` : problem
}
