import { isOsiApproved } from '../../lib/spdx/osi-approved.ts'
import { parseExpression } from '../../lib/spdx/parse-expression.ts'
import type { ProjectRecord } from './selection/sources.ts'

/** What the office concluded of a project's license. */
export function licenseRecords(expression: string | null): ProjectRecord[] {
  if (expression === null) return []
  const parsed = parseExpression(expression)
  return [{ what: 'license', value: expression, number: parsed.ok && isOsiApproved(parsed.expression) ? 1 : 0 }]
}
