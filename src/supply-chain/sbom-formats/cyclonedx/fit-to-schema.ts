import { isRecord } from '../../../lib/json/untrusted.ts'
import { resolveSchema, type Schema, type SchemaPlace } from './schema.ts'
import { areUnique, Numbering } from './unique-items.ts'

/** What was left out: where it stood, `component.evidence.identity`, and the `bom-ref` of what it stood in. */
export interface Misfit {
  path: string
  owner: string | undefined
}

/**
 * What of a value the schema allows; what it does not is left out and entered into the log. Undefined where nothing can be
 * left of it, such as a record without a member that is required. Of several shapes the one that keeps most is taken.
 */
export function fitToSchema(value: unknown, place: SchemaPlace, log: Misfit[]): unknown {
  return adapt(value, { ...place, path: '', owner: undefined, log })
}

interface Here extends SchemaPlace, Misfit {
  log: Misfit[]
}

function adapt(value: unknown, unresolved: Here): unknown {
  const resolved = resolveSchema(unresolved)
  const isComponent = resolved.name === 'component'
  const here: Here = {
    ...unresolved,
    ...resolved,
    path: isComponent ? 'component' : unresolved.path,
    owner: (isComponent ? ownerOf(value) : undefined) ?? unresolved.owner,
  }
  const base = fitBase(value, here)
  const shapes = here.schema.oneOf ?? here.schema.anyOf
  return base === undefined || !shapes ? base : fitBest(base, shapes, here)
}

function ownerOf(value: unknown): string | undefined {
  const reference = isRecord(value) ? value['bom-ref'] : undefined
  return typeof reference === 'string' ? reference : undefined
}

function fitBest(value: unknown, shapes: readonly Schema[], here: Here): unknown {
  let best: { fitted: unknown; misfits: Misfit[] } | undefined
  for (const schema of shapes) {
    const misfits: Misfit[] = []
    const fitted = adapt(value, { ...here, schema, log: misfits })
    if (fitted !== undefined && (!best || misfits.length < best.misfits.length)) best = { fitted, misfits }
    if (best?.misfits.length === 0) break
  }
  for (const misfit of best?.misfits ?? []) here.log.push(misfit)
  return best?.fitted
}

function fitBase(value: unknown, here: Here): unknown {
  const { schema } = here
  if (!isOfType(value, schema.type) || (schema.enum && !schema.enum.includes(value))) return undefined
  if (typeof value === 'string') return fitText(value, schema)
  if (Array.isArray(value)) return fitList(value, here)
  return isRecord(value) ? fitRecord(value, here) : value
}

function isOfType(value: unknown, type: string | undefined): boolean {
  switch (type) {
    case undefined:
      return true
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isRecord(value)
    case 'integer':
      return Number.isInteger(value)
    default:
      return typeof value === type
  }
}

const noLineBreak = '^(.*)$'
const patterns = new Map<string, RegExp>()

/** 1.2 allows no line break in most texts. */
function fitText(text: string, { pattern }: Schema): string | undefined {
  if (pattern === undefined || patternOf(pattern).test(text)) return text
  return pattern === noLineBreak ? text.replace(/\s*[\n\r\u2028\u2029]\s*/g, ' ') : undefined
}

function patternOf(source: string): RegExp {
  const known = patterns.get(source) ?? new RegExp(source, 'u')
  patterns.set(source, known)
  return known
}

function fitList(list: readonly unknown[], here: Here): unknown[] {
  const { items, uniqueItems } = here.schema
  const kept = list.flatMap((entry, index) => {
    const schema = Array.isArray(items) ? items[index] : (items ?? {})
    const fitted = fitMember(entry, schema, { ...here, owner: ownerOf(entry) ?? here.owner })
    return fitted === undefined ? [] : [fitted]
  })
  return uniqueItems ? withoutRepeated(kept) : kept
}

/** What differed in what was left out may be alike now. */
function withoutRepeated(list: unknown[]): unknown[] {
  const numbering = new Numbering()
  if (areUnique(list, numbering)) return list
  return [...new Map(list.map(entry => [numbering.numberOf(entry), entry])).values()]
}

function fitRecord(record: Record<string, unknown>, here: Here): Record<string, unknown> | undefined {
  const { properties, additionalProperties, required = [] } = here.schema
  const kept: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(record)) {
    const known = properties && Object.hasOwn(properties, key) ? properties[key] : undefined
    const schema = known ?? (additionalProperties === false ? undefined : {})
    const fitted = fitMember(value, schema, { ...here, path: here.path === '' ? key : `${here.path}.${key}` })
    if (fitted !== undefined) kept[key] = fitted
  }
  return required.every(key => Object.hasOwn(kept, key)) ? kept : undefined
}

/** Where all of it goes, what went of its parts is not told besides. */
function fitMember(value: unknown, schema: Schema | undefined, here: Here): unknown {
  const { log, path, owner } = here
  const before = log.length
  const fitted = schema && adapt(value, { schema, root: here.root, path, owner, log })
  if (fitted === undefined) {
    log.length = before
    log.push({ path, owner })
  }
  return fitted
}
