import { readControlFields } from '../control-fields.ts'
import type { Dependency } from '../lockfile-reader.ts'

export interface CranAsk {
  name: string
  /** `>= 1.0`; empty where any version will do. */
  range: string
  scope: Dependency['scope']
}

/** Of a DESCRIPTION of R; none where it is another file of that name. */
export function readDescription(text: string): CranAsk[] {
  const fields = readControlFields(text)
  if (!fields.some(({ name }) => name === 'Package' || name === 'Type')) return []
  return fields.flatMap(({ name, value }) => {
    const scope = scopes.get(name)
    return scope ? readCranAsks(value, scope) : []
  })
}

/** What is suggested serves examples, tests and what few use. */
const scopes: ReadonlyMap<string, Dependency['scope']> = new Map([
  ['Depends', 'runtime'],
  ['Imports', 'runtime'],
  ['LinkingTo', 'runtime'],
  ['Suggests', 'optional'],
  ['Enhances', 'optional'],
])

/** `a, b (>= 1.0)`. */
export function readCranAsks(value: string, scope: Dependency['scope']): CranAsk[] {
  return value.split(',').flatMap(ask => {
    const [, name, range = ''] = /^\s*([A-Za-z][A-Za-z0-9.]*)\s*(?:\(([^)]*)\))?\s*$/.exec(ask) ?? []
    return name && !partsOfR.has(name) ? [{ name, range: range.trim(), scope }] : []
  })
}

/** R itself, and the packages that come with it and have its version. */
const partsOfR: ReadonlySet<string> = new Set([
  ...['R', 'base', 'compiler', 'datasets', 'graphics', 'grDevices', 'grid', 'methods', 'parallel', 'splines', 'stats'],
  ...['stats4', 'tcltk', 'tools', 'utils'],
])
