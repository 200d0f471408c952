import { parseSyml } from '@yarnpkg/parsers'
import { recordIn, textIn, withoutByteOrderMark } from './untrusted.ts'

/**
 * Reads a YAML mapping in which every scalar is a text: `5.4` and `true` too. Stands on js-yaml, which here is fifteen
 * times as fast as `yaml`, refuses nesting beyond 100 and keeps aliases as references. Throws a SyntaxError with the line.
 */
export function parseFailsafeYaml(text: string, firstLine = 1): Record<string, unknown> {
  try {
    // The blank line keeps the parser from taking anything for a lockfile of Yarn 1, which it would read by other rules.
    return recordIn(parseSyml(`\n${withoutByteOrderMark(text)}`))
  } catch (error) {
    throw new SyntaxError(describeProblem(error, firstLine))
  }
}

/** js-yaml counts lines from 0, and there is the blank one in front. */
function describeProblem(error: unknown, firstLine: number): string {
  const { reason, mark, message } = recordIn(error)
  const { line } = recordIn(mark)
  if (typeof line === 'number') return `${textIn(reason) ?? 'unreadable YAML'} (line ${line + firstLine - 1})`
  return textIn(message) ?? 'unreadable YAML'
}
