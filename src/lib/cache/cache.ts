export interface Cache<Value> {
  /** What is kept under the key, or else what `make` gives, which is kept from then on unless it fails. */
  get(key: string, make: () => Promise<Value>): Promise<Value>
}

/** Keeps the latest answers, as many as given. Only for what a key determines once and for all. */
export function createCache<Value>(most: number): Cache<Value> {
  const kept = new Map<string, Promise<Value>>()
  return {
    get(key, make) {
      const known = kept.get(key)
      // Put last again: what was asked for least recently goes first.
      if (known) kept.delete(key)
      const value = known ?? make()
      kept.set(key, value)
      if (!known) value.catch(() => kept.delete(key))
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
      return value
    },
  }
}
