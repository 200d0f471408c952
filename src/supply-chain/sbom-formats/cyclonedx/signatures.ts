import { createHash } from 'node:crypto'
import { isRecord, textIn } from '../../../lib/json/untrusted.ts'
import type { Misfit } from './fit-to-schema.ts'

type Members = Record<string, unknown>

/** Characters of what is signed that are looked at: what lies in many signed parts is looked at as many times. */
const mostCharacters = 30_000_000

/**
 * Of every part of a document that holds a signature (JSON Signature Format: over all that the part says, in canonical
 * form), a digest of that.
 */
export function digestSigned(bom: Members): string[] {
  const digests = new Set<string>()
  const reader = new Digester()
  visitSigned(bom, [], part => {
    const digest = reader.digest(part)
    if (digest !== undefined) digests.add(digest)
  })
  return [...digests]
}

/** Signatures are left out, the innermost first, where what they are over is not what it was when it was read. */
export function withoutBrokenSignatures(
  bom: Members,
  signed: readonly string[] = [],
): { bom: Members; lost: Misfit[] } {
  const lost: Misfit[] = []
  const whole = new Set(signed)
  const reader = new Digester()
  const isKept = (part: Members) => whole.has(reader.digest(part) ?? '')
  let copy: Members = bom
  visitSigned(bom, [], () => {
    if (copy === bom) copy = structuredClone(bom)
  })
  if (copy === bom) return { bom, lost }
  visitSigned(copy, [], (part, path) => {
    if (isKept(part)) return
    // Whether it names its schema is not always the document's own choice.
    if (part === copy && isKept(withoutSchema(part))) return void delete part['$schema']
    delete part['signature']
    lost.push({ path: [...path, 'signature'].join('.'), owner: textIn(part['bom-ref']) })
  })
  return { bom: copy, lost }
}

function withoutSchema({ $schema: _, ...part }: Members): Members {
  return part
}

/** From the inside out. Components go by one name wherever they are. */
function visitSigned(value: unknown, path: readonly string[], visit: (part: Members, path: readonly string[]) => void) {
  if (Array.isArray(value)) for (const one of value) visitSigned(one, path, visit)
  if (!isRecord(value)) return
  for (const name in value) {
    const below = value[name]
    if (typeof below === 'object' && name !== 'signature') visitSigned(below, stepTo(name, path), visit)
  }
  if (isRecord(value['signature'])) visit(value, path)
}

function stepTo(name: string, path: readonly string[]): string[] {
  return name === 'components' || name === 'component' ? ['component'] : [...path, name]
}

class Digester {
  #left = mostCharacters

  /** Undefined where too much was looked at already. */
  digest(part: Members): string | undefined {
    if (this.#left <= 0) return undefined
    const text = JSON.stringify(part, inOrder)
    this.#left -= text.length
    return createHash('sha256').update(text).digest('base64')
  }
}

function inOrder(_: string, value: unknown): unknown {
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}
