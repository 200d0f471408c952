import { createRequire } from 'node:module'
import type { Expression } from './expression.ts'
import { isOperation } from './expression.ts'

let approved: ReadonlySet<string> | undefined

function readApproved() {
  const list: Record<string, { osiApproved: boolean }> = createRequire(import.meta.url)('spdx-license-list')
  return new Set(Object.entries(list).flatMap(([id, { osiApproved }]) => (osiApproved ? [id] : [])))
}

/** Whether one can keep to the expression by licenses alone that the Open Source Initiative approved. */
export function isOsiApproved(expression: Expression): boolean {
  if (isOperation(expression)) {
    const parts = expression.members.map(isOsiApproved)
    return expression.kind === 'or' ? parts.some(Boolean) : parts.every(Boolean)
  }
  approved ??= readApproved()
  return expression.kind === 'license' && approved.has(expression.id)
}
