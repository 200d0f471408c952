import { any, type Constraint } from './range.ts'

/** How an ecosystem writes ranges itself. Both answer undefined for a text that is none. */
export interface Notation {
  /** Constraint by constraint, as VERS has them. */
  transcribe(text: string): readonly Constraint[] | undefined
  /** What the ecosystem's own tools say of a version. */
  allows(text: string, version: string): boolean | undefined
}

/** Any of them; each allows what all of its constraints allow, so that an empty one allows everything. */
export type Alternatives = readonly Alternative[]
export type Alternative = readonly Constraint[]

interface Rules {
  compare(a: string, b: string): number
  read(text: string): Alternatives | undefined
  /** As the official suite of VERS writes it, where that is not what is meant. */
  write?(text: string): Alternatives | undefined
  /** Whether a version within the bounds is left out all the same. */
  withholds?(alternative: Alternative, version: string): boolean
}

export function notationOf({ compare, read, write = read, withholds }: Rules): Notation {
  return {
    transcribe(text) {
      const alternatives = write(text)
      return alternatives && flatten(alternatives)
    },
    allows(text, version) {
      const holds = (constraint: Constraint) => holdsFor(constraint, compare(version, constraint.version))
      return read(text)?.some(alternative => alternative.every(holds) && !withholds?.(alternative, version))
    },
  }
}

function flatten(alternatives: Alternatives): readonly Constraint[] {
  return alternatives.some(alternative => alternative.length === 0) ? [any] : alternatives.flatMap(joinBounds)
}

/** In a list of signposts `>=1|<=1` would mean everything. */
function joinBounds(alternative: Alternative): Alternative {
  const [one, other] = alternative
  if (!one || !other || alternative.length > 2 || one.version !== other.version) return alternative
  const comparators = [one.comparator, other.comparator].sort().join()
  return comparators === '<=,>=' ? [{ comparator: '=', version: one.version }] : alternative
}

function holdsFor({ comparator }: Constraint, order: number): boolean {
  if (comparator === '*') return true
  if (comparator === '!=') return order !== 0
  if (order === 0) return comparator.endsWith('=')
  return comparator.startsWith(order < 0 ? '<' : '>')
}
