import { recordIn, textIn } from '../untrusted.ts'

export interface NameIndex<Value> {
  /** The package of this name or, where there is none, those that replace or provide it. */
  find(name: string): readonly Value[]
}

/** A name is provided by a handful. Without a bound, many that ask for what many provide take forever. */
const mostProviders = 20

/** Case makes no difference in names. */
export function indexNames<Value extends { entry: Record<string, unknown> }>(all: readonly Value[]): NameIndex<Value> {
  const named = new Map<string, readonly Value[]>()
  const provided = new Map<string, Value[]>()
  for (const one of all) {
    const { name, replace, provide } = one.entry
    named.set((textIn(name) ?? '').toLowerCase(), [one])
    for (const other of Object.keys({ ...recordIn(replace), ...recordIn(provide) })) {
      const providers = provided.get(other.toLowerCase())
      if (!providers) provided.set(other.toLowerCase(), [one])
      else if (providers.length < mostProviders) providers.push(one)
    }
  }
  return { find: name => named.get(name.toLowerCase()) ?? provided.get(name.toLowerCase()) ?? [] }
}
