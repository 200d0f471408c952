import { isObject, type Resource } from '../../lib/scim/attribute.ts'
import { ScimError } from '../../lib/scim/scim-error.ts'
import { type ListQuery, mostResults, type ResourceList } from './model.ts'

/** Of an address, or of a body of `.search` (RFC 7644, 3.4.2.4 and 3.4.3): below 1 begins at 1, below 0 asks for none. */
export function readListQuery(given: Resource): ListQuery {
  const startIndex = Math.max(1, wholeNumber(given, 'startIndex') ?? 1)
  const count = Math.min(mostResults, Math.max(0, wholeNumber(given, 'count') ?? mostResults))
  const { filter } = given
  if (filter === undefined || filter === '') return { filter: undefined, startIndex, count }
  if (typeof filter !== 'string')
    throw new ScimError('invalidFilter', { en: 'A filter is a text', zh: '筛选条件须为文本' })
  return { filter, startIndex, count }
}

export function listResponse({ total, startIndex, resources }: ResourceList): Resource {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: total,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  }
}

/** Only the attributes asked for, or all but some; `id` and `schemas` always (RFC 7644, 3.9). */
export function project(resource: Resource, given: Resource): Resource {
  const wanted = names(given['attributes'])
  const unwanted = names(given['excludedAttributes'])
  const keep = (name: string) => {
    if (name === 'id' || name === 'schemas') return true
    return wanted.length > 0 ? wanted.some(path => covers(path, name)) : !unwanted.includes(name.toLowerCase())
  }
  const kept = Object.entries(resource).filter(([name]) => keep(name))
  return Object.fromEntries(kept.map(([name, value]) => [name, partsOf(name, value, wanted, unwanted)]))
}

/** Of `name.givenName` only that part. */
function partsOf(name: string, value: unknown, wanted: readonly string[], unwanted: readonly string[]): unknown {
  const prefix = `${name.toLowerCase()}.`
  const inside = (paths: readonly string[]) =>
    paths.filter(path => path.startsWith(prefix)).map(path => path.slice(prefix.length))
  const [some, others] = [inside(wanted), inside(unwanted)]
  if (wanted.includes(name.toLowerCase()) || some.length + others.length === 0) return value
  const keep = (part: string) =>
    some.length > 0 ? some.includes(part.toLowerCase()) : !others.includes(part.toLowerCase())
  const reduce = (whole: unknown) =>
    isObject(whole) ? Object.fromEntries(Object.entries(whole).filter(([part]) => keep(part))) : whole
  return Array.isArray(value) ? value.map(reduce) : reduce(value)
}

function covers(path: string, name: string) {
  return path === name.toLowerCase() || path.startsWith(`${name.toLowerCase()}.`)
}

/** `userName,name.givenName`, or a list of such; each perhaps with its schema before it. */
function names(given: unknown): string[] {
  const list = typeof given === 'string' ? given.split(',') : Array.isArray(given) ? given : []
  return list
    .filter(name => typeof name === 'string')
    .map(name =>
      name
        .trim()
        .toLowerCase()
        .replace(/^urn:.+:/, ''),
    )
    .filter(Boolean)
}

function wholeNumber(given: Resource, name: string): number | undefined {
  const value = given[name]
  if (value === undefined || value === '') return undefined
  if (/^[+-]?\d{1,9}$/.test(String(value))) return Number(value)
  throw new ScimError('invalidValue', { en: `${name} is a whole number`, zh: `${name} 须为整数` })
}
