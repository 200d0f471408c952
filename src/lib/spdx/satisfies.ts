import { type Expression, isOperation, type License } from './expression.ts'
import { overlaps } from './license-version.ts'

/**
 * Whether the expression can be complied with under the allowed licenses alone: every member of an AND, any of an OR.
 * Versions count: `GPL-2.0-or-later` offers, and as an allowed one accepts, `GPL-3.0-only`. An exception must be allowed
 * by name. NONE and NOASSERTION satisfy nothing. One walk, whatever the nesting.
 */
export function satisfies(expression: Expression, allowed: readonly License[]): boolean {
  if (isOperation(expression)) {
    const memberSatisfies = (member: Expression) => satisfies(member, allowed)
    return expression.kind === 'and'
      ? expression.members.every(memberSatisfies)
      : expression.members.some(memberSatisfies)
  }
  return expression.kind === 'license' && allowed.some(accepted => overlaps(expression, accepted))
}
