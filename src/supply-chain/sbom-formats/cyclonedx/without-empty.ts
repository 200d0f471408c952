/** Without what is undefined and without empty lists: what is not said is not written. */
export function withoutEmpty(record: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const key of Object.keys(record)) {
    const value = record[key]
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) kept[key] = value
  }
  return kept
}

/** Equal to the last, the order of keys aside. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const keys = Object.keys(one)
  if (keys.length !== Object.keys(other).length) return false
  return keys.every(key => Object.hasOwn(other, key) && isSame(memberOf(one, key), memberOf(other, key)))
}

function memberOf(object: object, key: string): unknown {
  return (object as Record<string, unknown>)[key]
}
