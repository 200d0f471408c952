import { increment, isZero, plain } from './order.ts'
import type { Constraint } from './range.ts'

/** A version of three numbers of which the last ones may be missing: `1.2`, `1.2.x`, `*`. */
export interface PartialVersion {
  /** Those before the first star. */
  numbers: readonly string[]
  hasStar: boolean
  /** With its dash; empty for a release. */
  early: string
}

/** Writes the version that a range stops short of; how, says whether its pre-releases lie in the range. */
export type Ceiling = (version: string) => string

/** Short of the pre-releases too. */
export const exclusive: Ceiling = version => `${version}-0`
/** As the official suite of VERS has it. */
export const asWritten: Ceiling = version => version

const grammar = /^[v=]*(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:-([\dA-Za-z.-]+))?(?:\+[\dA-Za-z.-]+)?$/

export function readPartialVersion(text: string): PartialVersion | undefined {
  const found = grammar.exec(text)
  if (!found) return undefined
  const parts = found.slice(1, 4).filter(part => part !== undefined)
  const star = parts.findIndex(part => /[xX*]/.test(part))
  const numbers = (star < 0 ? parts : parts.slice(0, star)).map(plain)
  const early = found[4] ?? ''
  if (early !== '' && numbers.length < 3) return undefined
  return { numbers, hasStar: star >= 0, early: early === '' ? '' : `-${early}` }
}

/** What an operator says of a partial version; with no number at all, of every version. */
export type Expansion = (partial: PartialVersion, ceiling: Ceiling) => readonly Constraint[]

/** node-semver, “Advanced Range Syntax”, which cargo and others share. */
export const expansions = {
  '': expandStars,
  '=': expandStars,
  '^': expandCaret,
  '~': expandTilde,
  '~>': expandTilde,
  '>': expandAbove,
  '>=': partial => (isAny(partial) ? [] : [{ comparator: '>=', version: floorOf(partial) }]),
  '<': expandBelow,
  '<=': expandUpTo,
} as const satisfies Record<string, Expansion>

/** Allows nothing: no version comes before the first. */
const nothing: readonly Constraint[] = [{ comparator: '<', version: '0.0.0-0' }]

function expandStars(partial: PartialVersion, ceiling: Ceiling): readonly Constraint[] {
  if (isAny(partial)) return []
  if (isFull(partial)) return [{ comparator: '=', version: floorOf(partial) }]
  return between(partial, partial.numbers.length - 1, ceiling)
}

/** Up to the next minor version; of a major version alone, up to the next one. */
function expandTilde(partial: PartialVersion, ceiling: Ceiling): readonly Constraint[] {
  return isAny(partial) ? [] : between(partial, Math.min(partial.numbers.length - 1, 1), ceiling)
}

/** Up to the next change of the first number that is not zero. */
function expandCaret(partial: PartialVersion, ceiling: Ceiling): readonly Constraint[] {
  if (isAny(partial)) return []
  const first = partial.numbers.findIndex(number => !isZero(number))
  return between(partial, first < 0 ? partial.numbers.length - 1 : first, ceiling)
}

function expandAbove(partial: PartialVersion): readonly Constraint[] {
  if (isAny(partial)) return nothing
  if (isFull(partial)) return [{ comparator: '>', version: floorOf(partial) }]
  return [{ comparator: '>=', version: bump(partial.numbers, partial.numbers.length - 1) }]
}

function expandBelow(partial: PartialVersion, ceiling: Ceiling): readonly Constraint[] {
  if (isAny(partial)) return nothing
  return [{ comparator: '<', version: isFull(partial) ? floorOf(partial) : ceiling(floorOf(partial)) }]
}

function expandUpTo(partial: PartialVersion, ceiling: Ceiling): readonly Constraint[] {
  if (isAny(partial)) return []
  if (isFull(partial)) return [{ comparator: '<=', version: floorOf(partial) }]
  return [{ comparator: '<', version: ceiling(bump(partial.numbers, partial.numbers.length - 1)) }]
}

function between(partial: PartialVersion, at: number, ceiling: Ceiling): readonly Constraint[] {
  return [
    { comparator: '>=', version: floorOf(partial) },
    { comparator: '<', version: ceiling(bump(partial.numbers, at)) },
  ]
}

export function isAny({ numbers }: PartialVersion): boolean {
  return numbers.length === 0
}

export function isFull({ numbers }: PartialVersion): boolean {
  return numbers.length === 3
}

/** The first version of them. */
export function floorOf({ numbers, early }: PartialVersion): string {
  return `${pad(numbers)}${early}`
}

/** The first version with the next number at a place. */
export function bump(numbers: readonly string[], at: number): string {
  return pad([...numbers.slice(0, at), increment(numbers[at] ?? '0')])
}

function pad(numbers: readonly string[]): string {
  return [...numbers, '0', '0', '0'].slice(0, 3).join('.')
}
