import { type Attribute, findAttribute, isObject, type Resource } from './attribute.ts'
import { ScimError } from './scim-error.ts'

const longestText = 1000
const mostValues = 50_000

/**
 * What a client sent, as the schema spells it: names in its case, `"True"` as true, one value as a list where several
 * may stand. What the schema does not have, and what only we may write, is left out.
 */
export function normalize(body: Resource, attributes: readonly Attribute[]): Resource {
  const resource: Resource = {}
  for (const [name, given] of Object.entries(body)) {
    const attribute = findAttribute(attributes, name)
    if (!attribute || attribute.mutability === 'readOnly') continue
    const value = normalizeValue(given, attribute)
    if (value !== undefined) resource[attribute.name] = value
  }
  return resource
}

/** Undefined for what stands for no value (RFC 7643, 2.5). */
export function normalizeValue(given: unknown, attribute: Attribute): unknown {
  if (!attribute.multiValued) return normalizeOne(given, attribute)
  const list = [given ?? []].flat()
  if (list.length > mostValues) throw tooMany(attribute.name)
  const values = list.map(value => normalizeOne(value, attribute)).filter(value => value !== undefined)
  return values.length > 0 ? values : undefined
}

/** One of several values, or the only one. */
export function normalizeOne(given: unknown, attribute: Attribute): unknown {
  if (given === undefined || given === null || given === '') return undefined
  if (attribute.type === 'complex') return normalizeComplex(given, attribute)
  if (attribute.type === 'boolean') return normalizeBoolean(given, attribute)
  if (attribute.type === 'integer' || attribute.type === 'decimal') {
    if (typeof given === 'number') return given
  } else if (typeof given === 'string') {
    if (given.length <= longestText) return given
  }
  throw doesNotFit(attribute)
}

function normalizeComplex(given: unknown, attribute: Attribute): Resource | undefined {
  // Some send the bare value of a member.
  const whole = attribute.multiValued && typeof given === 'string' ? { value: given } : given
  if (!isObject(whole)) throw doesNotFit(attribute)
  const value = normalize(whole, attribute.subAttributes ?? [])
  return Object.keys(value).length > 0 ? value : undefined
}

function normalizeBoolean(given: unknown, attribute: Attribute): boolean {
  if (typeof given === 'boolean') return given
  const word = typeof given === 'string' ? given.toLowerCase() : ''
  if (word === 'true' || word === 'false') return word === 'true'
  throw doesNotFit(attribute)
}

export function requireAttributes(resource: Resource, attributes: readonly Attribute[]) {
  for (const { name, required, mutability } of attributes) {
    if (!required || mutability === 'readOnly' || resource[name] !== undefined) continue
    throw new ScimError('invalidValue', { en: `${name} is missing: it is required`, zh: `缺少必填的 ${name}` })
  }
}

export function doesNotFit({ name, type }: Pick<Attribute, 'name' | 'type'>) {
  return new ScimError('invalidValue', {
    en: `The value of ${name} does not fit: it takes a ${type} of at most ${longestText} characters`,
    zh: `${name} 的值不符合要求：类型应为 ${type}，最多 ${longestText} 个字符`,
  })
}

function tooMany(name: string) {
  return new ScimError('invalidValue', {
    en: `${name} has more than ${mostValues} values: send them in several requests`,
    zh: `${name} 的值超过 ${mostValues} 个：请分多次请求发送`,
  })
}
