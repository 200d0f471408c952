import { type CelList, CelScalar, celFunc, listType } from '@bufbuild/cel'
import { strings } from '@bufbuild/cel/ext'
import { matchesGlob } from '../glob/glob.ts'
import { isOperation, type License } from '../spdx/expression.ts'
import { parseExpression } from '../spdx/parse-expression.ts'
import { satisfies } from '../spdx/satisfies.ts'

/** What conditions may call besides CEL's own: its string extension, `glob` and `satisfies`. */
export const functions = [
  ...strings,
  /** `glob(text, pattern)`: whether the text is of the pattern, `*` standing for any part, in any case. */
  celFunc('glob', [CelScalar.STRING, CelScalar.STRING], CelScalar.BOOL, (text, pattern) => matchesGlob(pattern, text)),
  /** `satisfies(license, allowed)`: whether an SPDX expression can be complied with under the allowed licenses alone. */
  celFunc('satisfies', [CelScalar.STRING, listType(CelScalar.DYN)], CelScalar.BOOL, (license, allowed) =>
    canBeSatisfied(license, allowed),
  ),
]

function canBeSatisfied(license: string, allowed: CelList): boolean {
  const wanted = parseExpression(license)
  if (!wanted.ok) return false
  return satisfies(wanted.expression, [...allowed].flatMap(licensesIn))
}

function licensesIn(text: unknown): License[] {
  const parsed = typeof text === 'string' ? parseExpression(text) : undefined
  if (!parsed?.ok || isOperation(parsed.expression) || parsed.expression.kind !== 'license') return []
  return [parsed.expression]
}
