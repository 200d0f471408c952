import { type Attribute, findAttribute, isObject, type Resource, type ResourceSchema } from './attribute.ts'
import type { AttributePath, Comparison, Filter } from './filter.ts'
import { ScimError } from './scim-error.ts'

type Within = Pick<ResourceSchema, 'attributes'> & { id?: string }

/** Of an attribute with several values one that fits is enough; one that is not there fits nothing but `ne`. */
export function matches(filter: Filter, resource: Resource, schema: Within): boolean {
  switch (filter.is) {
    case 'and':
      return filter.parts.every(part => matches(part, resource, schema))
    case 'or':
      return filter.parts.some(part => matches(part, resource, schema))
    case 'not':
      return !matches(filter.part, resource, schema)
    case 'present':
      return valuesAt(filter.path, resource, schema).values.some(isPresent)
    case 'compare':
      return compare(filter, resource, schema)
    case 'some':
      return matchesSome(filter, resource, schema)
  }
}

function matchesSome({ path, filter }: Filter & { is: 'some' }, resource: Resource, schema: Within): boolean {
  const attribute = attributeAt(path, schema)
  const inner = { attributes: attribute?.subAttributes ?? [] }
  const values = attribute ? [resource[attribute.name] ?? []].flat() : []
  return values.some(value => isObject(value) && matches(filter, value, inner))
}

function compare({ path, by, value }: Filter & { is: 'compare' }, resource: Resource, schema: Within): boolean {
  const { values, attribute } = valuesAt(path, resource, schema)
  if (by === 'ne') return !compare({ is: 'compare', path, by: 'eq', value }, resource, schema)
  if (value === null) return by === 'eq' && !values.some(isPresent)
  if (isOrder(by) && (typeof value === 'boolean' || attribute?.type === 'boolean')) throw noOrder(path.attribute)
  return values.some(actual => compareOne(actual, by, value, attribute))
}

function compareOne(
  actual: unknown,
  by: Comparison,
  wanted: string | number | boolean,
  attribute: Attribute | undefined,
): boolean {
  // Entra ID writes booleans as texts.
  if (typeof actual === 'boolean') return by === 'eq' && String(actual) === String(wanted).toLowerCase()
  if (typeof actual === 'number') return typeof wanted === 'number' && holds(actual, by, wanted)
  if (typeof actual !== 'string' || typeof wanted !== 'string') return false
  if (attribute?.type === 'dateTime' && (isOrder(by) || by === 'eq'))
    return holds(Date.parse(actual), by, Date.parse(wanted))
  const [a, b] = attribute?.caseExact ? [actual, wanted] : [actual.toLowerCase(), wanted.toLowerCase()]
  if (by === 'co') return a.includes(b)
  if (by === 'sw') return a.startsWith(b)
  if (by === 'ew') return a.endsWith(b)
  return holds(a, by, b)
}

function holds<Ordered extends number | string>(a: Ordered, by: Comparison, b: Ordered): boolean {
  if (by === 'eq') return a === b
  if (by === 'gt') return a > b
  if (by === 'ge') return a >= b
  if (by === 'lt') return a < b
  return by === 'le' && a <= b
}

/** Of one with several values and no further name, `value` is meant. */
function valuesAt(path: AttributePath, resource: Resource, schema: Within) {
  const attribute = attributeAt(path, schema)
  if (!attribute) return { values: [], attribute }
  const values = [resource[attribute.name] ?? []].flat()
  if (attribute.type !== 'complex') return { values: path.sub ? [] : values, attribute }
  if (!path.sub && !attribute.multiValued) return { values, attribute }
  const sub = findAttribute(attribute.subAttributes ?? [], path.sub ?? 'value')
  return { values: sub ? values.map(value => (isObject(value) ? value[sub.name] : undefined)) : [], attribute: sub }
}

function attributeAt({ schema: named, attribute }: AttributePath, schema: Within): Attribute | undefined {
  if (named && named.toLowerCase() !== schema.id?.toLowerCase()) return undefined
  return findAttribute(schema.attributes, attribute)
}

function isPresent(value: unknown): boolean {
  if (isObject(value)) return Object.values(value).some(isPresent)
  return value !== undefined && value !== null && value !== ''
}

function isOrder(by: Comparison) {
  return by === 'gt' || by === 'ge' || by === 'lt' || by === 'le'
}

function noOrder(name: string) {
  return new ScimError('invalidFilter', {
    en: `${name} is true or false: it has no order to filter by`,
    zh: `${name} 只有真假之分，不能按大小筛选`,
  })
}
