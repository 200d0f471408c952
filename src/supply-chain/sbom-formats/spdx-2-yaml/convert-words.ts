import { isRecord } from '../../../lib/json/untrusted.ts'
import type { Field, Shape } from '../spdx-2/shapes.ts'

/** Where every scalar is a text, versions stay what they are (`1.10`). Here flags and numbers are made of those that are. */
export function convertWords(value: unknown, shape: Shape) {
  if (!isRecord(value)) return
  for (const [name, field] of shape.fields) {
    const held = value[name]
    if (held === undefined) continue
    value[name] = Array.isArray(held) ? held.map(entry => convert(entry, field)) : convert(held, field)
  }
}

function convert(value: unknown, { of }: Field): unknown {
  if (typeof of === 'object' && 'fields' in of) convertWords(value, of)
  if (typeof value !== 'string') return value
  if (of === 'flag' && /^(?:true|True|TRUE|false|False|FALSE)$/.test(value)) return value.toLowerCase() === 'true'
  return of === 'integer' && /^[+-]?\d{1,15}$/.test(value) ? Number(value) : value
}
