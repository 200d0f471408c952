import { isObject, type Resource } from './attribute.ts'
import { ScimError } from './scim-error.ts'

export interface PatchOperation {
  op: 'add' | 'replace' | 'remove'
  path: string | undefined
  value: unknown
}

export const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const mostOperations = 2000

/** Entra ID writes `Add` and `Replace`; names are the same in any case. */
export function parseOperations(body: Resource): PatchOperation[] {
  const { schemas, operations } = lowerNames(body)
  if (![schemas].flat().includes(patchSchema)) throw noPatch
  if (!Array.isArray(operations) || operations.length === 0) throw noPatch
  if (operations.length > mostOperations) throw tooMany
  return operations.map(parseOperation)
}

function parseOperation(given: unknown): PatchOperation {
  if (!isObject(given)) throw noPatch
  const { op, path, value } = lowerNames(given)
  const word = typeof op === 'string' ? op.toLowerCase() : ''
  if (word !== 'add' && word !== 'replace' && word !== 'remove') throw noPatch
  if (path !== undefined && path !== null && typeof path !== 'string') throw noPatch
  if (word === 'add' && value === undefined) throw noValue
  return { op: word, path: path || undefined, value }
}

function lowerNames(body: Resource): Resource {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]))
}

const noPatch = new ScimError('invalidSyntax', {
  en: `A PATCH has the schema ${patchSchema} and Operations, each with op add, replace or remove`,
  zh: `PATCH 请求应包含 schema ${patchSchema} 以及 Operations，每项的 op 为 add、replace 或 remove`,
})

const noValue = new ScimError('invalidValue', {
  en: 'An operation that adds has a value',
  zh: 'add 操作必须带有 value',
})

const tooMany = new ScimError('invalidValue', {
  en: `A PATCH has at most ${mostOperations} operations: send the rest in another`,
  zh: `一次 PATCH 最多 ${mostOperations} 个操作：其余请另行发送`,
})
