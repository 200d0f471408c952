import { combine, type Expression } from './expression.ts'
import { parseExpression } from './parse-expression.ts'

/** A tag stands near the top of a file; what is below is not looked at. */
const maxLength = 262_144

/** `SPDX-License-Identifier: expression` in a comment of any language (SPDX 2.3 annex E), to where the expression must end. */
const tag = /SPDX-License-Identifier:[ \t]*([A-Za-z0-9.:+() \t-]{1,2000})/g

/** What the `SPDX-License-Identifier` lines of a text say: several of them all apply. Undefined when none is valid. */
export function licenseFromSpdxTag(text: string): Expression | undefined {
  const found: Expression[] = []
  for (const [, line = ''] of text.slice(0, maxLength).matchAll(tag)) {
    const parsed = parseExpression(withoutCommentEnd(line))
    if (parsed.ok) found.push(parsed.expression)
  }
  return combine('and', found)
}

/** Of `-->`, `--]]` and `-}` the dashes are characters of an id as well. */
function withoutCommentEnd(line: string): string {
  let end = line.length
  while (end > 0 && ' \t-'.includes(line.charAt(end - 1))) end--
  return line.slice(0, end)
}
