import { type Expression, isOperation } from './expression.ts'
import { areEquivalent } from './normal-form.ts'
import { parseExpression } from './parse-expression.ts'

/** Whether two texts state the same license, however they are written. What is no expression is the same only as itself. */
export function isSameLicense(one: string, other: string): boolean {
  if (one === other) return true
  const [left, right] = [parseExpression(one), parseExpression(other)]
  return left.ok && right.ok && areEquivalent(left.expression, right.expression)
}

/** Whether it is one of those that are stated together: `MIT` of `MIT AND Zlib`. */
export function isAmongLicenses(license: string, stated: string): boolean {
  if (isSameLicense(license, stated)) return true
  const [wanted, all] = [parseExpression(license), parseExpression(stated)]
  return wanted.ok && all.ok && partsOf(all.expression).some(part => areEquivalent(part, wanted.expression))
}

function partsOf(expression: Expression): readonly Expression[] {
  return isOperation(expression) && expression.kind === 'and' ? expression.members : [expression]
}

/** All of them at once: whoever complies with this complies with each. */
export function stateTogether(licenses: readonly string[]): string {
  const [first = '', ...others] = licenses.toSorted()
  if (others.length === 0) return first
  return [first, ...others].map(license => (/ or /i.test(license) ? `(${license})` : license)).join(' AND ')
}
