import { type Attribute, findAttribute, isObject, type Resource } from './attribute.ts'
import type { Filter, PatchPath } from './filter.ts'
import { matches } from './match-filter.ts'
import { doesNotFit, normalizeOne, normalizeValue } from './normalize.ts'
import type { PatchOperation } from './patch-operation.ts'
import { ScimError } from './scim-error.ts'

interface Target {
  /** One with several values, each of several parts: `emails`, `members`. */
  attribute: Attribute
  path: PatchPath
  value: unknown
}

/** One operation on an attribute with several values. */
export function patchValues(resource: Resource, op: PatchOperation['op'], target: Target) {
  const { name } = target.attribute
  const before = [resource[name] ?? []].flat().filter(isObject)
  const after = newValues(before, op, target)
  if (after.length > 0) resource[name] = after
  else delete resource[name]
}

function newValues(before: Resource[], op: PatchOperation['op'], target: Target): Resource[] {
  const { attribute, path, value } = target
  if (path.filter || path.sub) return patchSelected(before, op, target)
  // Entra ID may name those to remove in the value, and not in the path.
  if (op === 'remove') return value === undefined || value === null ? [] : without(before, given(value, attribute))
  return together(op === 'add' ? before : [], given(value, attribute))
}

function patchSelected(before: Resource[], op: PatchOperation['op'], { attribute, path, value }: Target): Resource[] {
  const parts = attribute.subAttributes ?? []
  const { filter } = path
  const isSelected = (one: Resource) => !filter || matches(filter, one, { attributes: parts })
  if (op === 'remove' && !path.sub) return before.filter(one => !isSelected(one))
  const changed = new Map(before.filter(isSelected).map(one => [one, change(one, op, { attribute, path, value })]))
  if (changed.size === 0 && op !== 'remove') {
    // `emails[type eq "work"].value` makes the work e-mail where there is none: Entra ID counts on it.
    const made = path.sub ? madeFrom(filter, attribute) : undefined
    if (!made) throw nothingSelected(attribute.name)
    return together(before, [change(made, op, { attribute, path, value })])
  }
  const after = before.map(one => changed.get(one) ?? one).filter(one => Object.keys(one).length > 0)
  const primary = [...changed.values()].find(one => one['primary'] === true)
  return primary ? onlyPrimary(after, primary) : after
}

function change(one: Resource, op: PatchOperation['op'], { attribute, path, value }: Target): Resource {
  const parts = attribute.subAttributes ?? []
  if (!path.sub) {
    const whole = normalizeOne(value, attribute)
    if (!isObject(whole)) throw doesNotFit(attribute)
    return op === 'add' ? { ...one, ...whole } : whole
  }
  const part = findAttribute(parts, path.sub)
  if (!part) throw noPart(attribute.name, path.sub)
  const { [part.name]: _, ...others } = one
  const worth = op === 'remove' ? undefined : normalizeOne(value, part)
  return worth === undefined ? others : { ...others, [part.name]: worth }
}

/** What would fit the filter, if that says so: `type eq "work"`. */
function madeFrom(filter: Filter | undefined, attribute: Attribute): Resource | undefined {
  if (!filter) return {}
  if (filter.is === 'and') {
    const made = filter.parts.map(part => madeFrom(part, attribute))
    return made.includes(undefined) ? undefined : Object.assign({}, ...made)
  }
  const part = filter.is === 'compare' && findAttribute(attribute.subAttributes ?? [], filter.path.attribute)
  if (!part || filter.is !== 'compare' || filter.by !== 'eq') return undefined
  return { [part.name]: normalizeOne(filter.value, part) }
}

function given(value: unknown, attribute: Attribute): Resource[] {
  return [normalizeValue(value, attribute) ?? []].flat().filter(isObject)
}

/** What is there already is not there twice. */
function together(before: readonly Resource[], added: readonly Resource[]): Resource[] {
  const values = new Map(before.map(one => [keyOf(one), one]))
  for (const one of added) values.set(keyOf(one), { ...values.get(keyOf(one)), ...one })
  const primary = added.findLast(one => one['primary'] === true)
  const all = [...values.values()]
  return primary ? onlyPrimary(all, primary) : all
}

function without(before: readonly Resource[], removed: readonly Resource[]): Resource[] {
  const keys = new Set(removed.map(one => one['value']))
  return before.filter(one => !keys.has(one['value']))
}

function keyOf({ value, type }: Resource) {
  return JSON.stringify([value, type])
}

/** At most one is (RFC 7643, 2.4). */
function onlyPrimary(values: readonly Resource[], primary: Resource): Resource[] {
  return values.map(one =>
    one['primary'] === true && keyOf(one) !== keyOf(primary) ? { ...one, primary: false } : one,
  )
}

function nothingSelected(name: string) {
  return new ScimError('noTarget', { en: `No value of ${name} fits the path`, zh: `${name} 中没有符合该路径的值` })
}

function noPart(name: string, sub: string) {
  return new ScimError('invalidPath', { en: `There is no attribute ${name}.${sub}`, zh: `没有属性 ${name}.${sub}` })
}
