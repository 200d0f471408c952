/**
 * Whether no two entries are equal, as JSON Schema counts it: 1 and 1.0 are, the order of keys does not matter. Takes the
 * time of reading them once: validators compare each with each, which takes minutes for what strangers may write.
 */
export function areUnique(list: readonly unknown[], numbering: Numbering): boolean {
  if (list.length < 2) return true
  const groups = new Map<string, unknown[]>()
  for (const entry of list) {
    const key = outline(entry)
    const group = groups.get(key)
    // Of a scalar nothing is left to be looked at.
    if (group && (typeof entry !== 'object' || entry === null)) return false
    if (group) group.push(entry)
    else groups.set(key, [entry])
  }
  for (const group of groups.values()) {
    if (group.length > 1 && new Set(group.map(entry => numbering.numberOf(entry))).size < group.length) return false
  }
  return true
}

/** What is seen at a glance: a scalar itself, of an object its scalars. Equal values have equal ones. */
function outline(value: unknown): string {
  if (typeof value !== 'object' || value === null) return scalarKey(value)
  if (Array.isArray(value)) return `[${value.length}`
  let text = '{'
  for (const key of Object.keys(value).sort()) {
    const below = (value as Record<string, unknown>)[key]
    text += typeof below === 'object' ? `${key};` : `${key}=${scalarKey(below)};`
  }
  return text
}

function scalarKey(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

/** Gives equal values the same number, and different ones different numbers. Each object is looked at once. */
export class Numbering {
  readonly #numbers = new Map<string, number>()
  readonly #known = new WeakMap<object, number>()

  numberOf(value: unknown): number {
    if (typeof value !== 'object' || value === null) return this.#numberOfKey(scalarKey(value))
    const known = this.#known.get(value)
    if (known !== undefined) return known
    const number = this.#numberOfKey(Array.isArray(value) ? this.#listKey(value) : this.#objectKey(value))
    this.#known.set(value, number)
    return number
  }

  #listKey(list: readonly unknown[]): string {
    return `[${list.map(entry => this.numberOf(entry)).join()}`
  }

  #objectKey(object: object): string {
    const entries = Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1))
    return `{${entries.map(([key, value]) => `${this.numberOf(key)}:${this.numberOf(value)}`).join()}`
  }

  #numberOfKey(key: string): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#numbers.size
    this.#numbers.set(key, number)
    return number
  }
}
