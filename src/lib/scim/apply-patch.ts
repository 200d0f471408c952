import { type Attribute, findAttribute, isObject, type Resource, type ResourceSchema } from './attribute.ts'
import { type PatchPath, parsePath } from './filter.ts'
import { doesNotFit, normalize, normalizeOne } from './normalize.ts'
import type { PatchOperation } from './patch-operation.ts'
import { patchValues } from './patch-values.ts'
import { ScimError } from './scim-error.ts'

/** All operations in their order, on a copy (RFC 7644, 3.5.2). */
export function applyPatch(resource: Resource, operations: readonly PatchOperation[], schema: ResourceSchema) {
  const patched = structuredClone(resource)
  for (const operation of operations) applyOperation(patched, operation, schema)
  return patched
}

function applyOperation(resource: Resource, { op, path, value }: PatchOperation, schema: ResourceSchema) {
  if (path !== undefined) return applyAt(resource, op, parsePath(path), value, schema)
  if (op === 'remove') throw noTarget
  if (!isObject(value)) throw doesNotFit({ name: 'value', type: 'complex' })
  for (const [name, part] of Object.entries(value)) {
    // Okta sends the id along, and many send schemas: what is not ours to write is passed over, as in a PUT.
    if (isPassedOver(name, schema)) continue
    applyAt(resource, op, parsePath(name), part, schema)
  }
}

function isPassedOver(name: string, schema: ResourceSchema): boolean {
  if (schema.isKnownElsewhere(name)) return true
  const attribute = /^[\w$-]+$/.test(name) ? findAttribute(schema.attributes, name) : undefined
  return attribute?.mutability === 'readOnly'
}

function applyAt(
  resource: Resource,
  op: PatchOperation['op'],
  path: PatchPath,
  value: unknown,
  schema: ResourceSchema,
) {
  const isOurs = !path.schema || path.schema.toLowerCase() === schema.id.toLowerCase()
  const attribute = isOurs ? findAttribute(schema.attributes, path.attribute) : undefined
  if (!attribute) {
    if (schema.isKnownElsewhere(path.schema && !isOurs ? path.schema : path.attribute)) return
    throw noSuchPath(path.attribute)
  }
  if (attribute.mutability === 'readOnly') throw fixed(attribute.name)
  if (attribute.multiValued) return patchValues(resource, op, { attribute, path, value })
  if (path.filter) throw noSuchPath(path.attribute)
  if (attribute.type === 'complex') return patchComplex(resource, op, attribute, path.sub, value)
  if (path.sub) throw noSuchPath(`${path.attribute}.${path.sub}`)
  set(resource, attribute, op === 'remove' ? undefined : normalizeOne(value, attribute))
}

/** Those of its parts that are not named stay. */
function patchComplex(
  resource: Resource,
  op: PatchOperation['op'],
  attribute: Attribute,
  sub: string | undefined,
  value: unknown,
) {
  const parts = attribute.subAttributes ?? []
  const before = resource[attribute.name]
  const whole = isObject(before) ? before : {}
  if (!sub) {
    if (op !== 'remove' && !isObject(value)) throw doesNotFit(attribute)
    return set(resource, attribute, isObject(value) && op !== 'remove' ? { ...whole, ...normalize(value, parts) } : {})
  }
  const part = findAttribute(parts, sub)
  if (!part) throw noSuchPath(`${attribute.name}.${sub}`)
  set(whole, part, op === 'remove' ? undefined : normalizeOne(value, part))
  set(resource, attribute, whole)
}

function set(resource: Resource, attribute: Attribute, value: unknown) {
  const isEmpty = value === undefined || (isObject(value) && Object.keys(value).length === 0)
  if (!isEmpty) resource[attribute.name] = value
  else if (attribute.required) throw fixed(attribute.name)
  else delete resource[attribute.name]
}

function noSuchPath(path: string) {
  return new ScimError('invalidPath', {
    en: `There is no attribute ${path}, or not by such a path`,
    zh: `没有属性 ${path}，或不能使用这样的路径`,
  })
}

function fixed(name: string) {
  return new ScimError('mutability', {
    en: `${name} cannot be removed or written`,
    zh: `${name} 不能删除或写入`,
  })
}

const noTarget = new ScimError('noTarget', {
  en: 'An operation that removes has a path: say what to remove',
  zh: 'remove 操作必须带有 path：请说明要删除什么',
})
