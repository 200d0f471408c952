import type { Text } from '../../lib/text/text.ts'
import type { Form } from '../forms/model.ts'

/**
 * What is wrong with what is ticked in asking, or with a step. A point that does not apply to the case is passed over, for
 * it may have applied before another answer; one that the form does not have there is a mistake.
 */
export function findUnknownPoint(form: Form, by: string, ticks: readonly string[]): Text | undefined {
  const lists = form.checklists.filter(list => list.by === by)
  const known = new Set(lists.flatMap(({ id, items }) => items.map(item => `${id}/${item.id}`)))
  const stray = ticks.find(tick => !known.has(tick))
  if (stray === undefined) return undefined
  const all = [...known].join(', ') || '–'
  return {
    en: `The form ${form.id} has no point ${stray} to be ticked here; there are ${all}`,
    zh: `表单 ${form.id} 此处没有可勾选的清单项 ${stray}；现有 ${all}`,
  }
}
