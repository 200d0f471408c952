import { compareVersions } from './versions.ts'

/** A range of versions; VERS, “Core specification”. */
export interface Range {
  /** VERS type, lowercase: mostly that of the package URL. */
  type: string
  /** Sorted by version. None at all is the range of nothing that a native notation may say, and that VERS cannot. */
  constraints: readonly Constraint[]
}

export interface Constraint {
  comparator: Comparator
  /** Decoded; empty with `*`. */
  version: string
}

/** `*`, for any version, stands alone. */
export type Comparator = '*' | '<' | '<=' | '=' | '!=' | '>=' | '>'

export const any: Constraint = { comparator: '*', version: '' }

/** Where one version has several, what ends there comes before what starts there. */
const places: Record<Comparator, number> = { '*': 0, '<': 1, '<=': 2, '=': 3, '!=': 4, '>=': 5, '>': 6 }

export function sortConstraints(type: string, constraints: readonly Constraint[]): Constraint[] {
  return constraints.toSorted(
    (a, b) => compareVersions(type, a.version, b.version) || places[a.comparator] - places[b.comparator],
  )
}

/** Canonical as long as the constraints are: `simplify` makes them so. */
export function formatRange({ type, constraints }: Range): string {
  return `vers:${type}/${constraints.map(formatConstraint).join('|')}`
}

export function formatConstraint({ comparator, version }: Constraint): string {
  return `${comparator === '=' ? '' : comparator}${encodeVersion(version)}`
}

/** What has a meaning in VERS, what it leaves out of its letters, and no more. */
function encodeVersion(version: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: VERS allows what is printable
  return version.toWellFormed().replace(/[<>=!*|%\u0000- \u007f-\u{10ffff}]/gu, encodeCharacter)
}

function encodeCharacter(character: string): string {
  // Of these, `encodeURIComponent` leaves two as they are.
  if (character === '!') return '%21'
  return character === '*' ? '%2A' : encodeURIComponent(character)
}
