import type { Text } from '../../lib/text/text.ts'

/** Of how many merges lines are known. */
export function knownLines({ isAsked, counted, total }: { isAsked: boolean; counted: number; total: number }): Text {
  if (!isAsked) return { en: `${total} merges, whose lines are not counted`, zh: `${total} 个合并提交，未统计行数` }
  return {
    en: `${total} merges; lines against their first parent are known of ${counted}`,
    zh: `${total} 个合并提交，其中 ${counted} 个已按第一父提交统计行数`,
  }
}
