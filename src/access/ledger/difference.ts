/** A field that a deed set, changed or took away. */
export interface Difference {
  path: string
  before: string | undefined
  after: string | undefined
}

const mostFields = 200

/** What differs between two values, field by field; a value that is whole on one side only shows all of its fields. */
export function findDifferences(before: unknown, after: unknown): Difference[] {
  const [left, right] = [fieldsOf(before), fieldsOf(after)]
  const paths = new Set([...left.keys(), ...right.keys()])
  return [...paths]
    .map(path => ({ path, before: left.get(path), after: right.get(path) }))
    .filter(({ before, after }) => before !== after)
    .slice(0, mostFields)
}

/** By path, what is there; nothing stands for null and for the empty. */
function fieldsOf(value: unknown): Map<string, string> {
  const fields = new Map<string, string>()
  collect(value, '', fields)
  return fields
}

function collect(value: unknown, path: string, into: Map<string, string>) {
  if (value === null || value === undefined || value === '') return
  if (typeof value !== 'object') into.set(path, String(value))
  else if (Array.isArray(value) && value.every(item => typeof item !== 'object')) collectList(value, path, into)
  else for (const [name, inner] of Object.entries(value)) collect(inner, path ? `${path}.${name}` : name, into)
}

function collectList(list: readonly unknown[], path: string, into: Map<string, string>) {
  if (list.length > 0) into.set(path, list.join(', '))
}
