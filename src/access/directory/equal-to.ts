import type { Filter } from '../../lib/scim/filter.ts'

/** The text that this attribute must equal for the filter to hold, if there is one. */
export function equalTo(filter: Filter, name: string): string | undefined {
  if (filter.is === 'and') return filter.parts.map(part => equalTo(part, name)).find(value => value !== undefined)
  if (filter.is !== 'compare' || filter.by !== 'eq' || filter.path.sub || filter.path.schema) return undefined
  const isIt = filter.path.attribute.toLowerCase() === name.toLowerCase()
  return isIt && typeof filter.value === 'string' ? filter.value : undefined
}
