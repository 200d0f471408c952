import type { Text } from '../text/text.ts'
import { readCondition } from './condition.ts'

/**
 * What is wrong with a condition, before it is ever asked: it can't be read, or it reads something of a record that the
 * record does not have. Of records that are not named, anything may be read.
 */
export function checkCondition(source: string, records: Record<string, ReadonlySet<string>>): Text | undefined {
  const condition = readCondition(source)
  if ('problem' in condition)
    return { en: `no condition: ${condition.problem}`, zh: `条件无法解析：${condition.problem}` }
  for (const [record, field] of condition.reads) {
    const known = Object.hasOwn(records, record) ? records[record] : undefined
    if (!known || known.has(field)) continue
    const all = [...known].join(', ')
    return { en: `there is no ${record}.${field}; there are ${all}`, zh: `没有 ${record}.${field}；现有 ${all}` }
  }
  return undefined
}
