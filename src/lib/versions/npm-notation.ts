import { type Clause, clauseReader, mapClauses, mapParts } from './clauses.ts'
import { type Alternative, type Alternatives, type Notation, notationOf } from './notation.ts'
import {
  asWritten,
  bump,
  type Ceiling,
  exclusive,
  expansions,
  floorOf,
  isAny,
  isFull,
  type PartialVersion,
  readPartialVersion,
} from './partial-version.ts'
import type { Constraint } from './range.ts'
import { readSemanticVersion, semver } from './semver.ts'

/** https://github.com/npm/node-semver: `^1.2.3 || 2.x`. */
export const npm: Notation = notationOf({
  compare: semver.compare,
  read: text => readNpm(text, clause => expand(clause, exclusive)),
  write: text => readNpm(text, transcribe),
  withholds: withholdsPreRelease,
})

/** https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html: as npm, where a bare version has a caret. */
export const cargo: Notation = notationOf({
  compare: semver.compare,
  read: text => readCargo(text, exclusive),
  write: text => readCargo(text, asWritten),
  withholds: withholdsPreRelease,
})

/** https://dart.dev/tools/pub/dependencies#version-constraints: `^1.2.3` or `>=1.2.3 <2.0.0`, or `any`. */
export const pub: Notation = notationOf({
  compare: semver.compare,
  read: text => readPub(text, exclusive),
  write: text => readPub(text, asWritten),
})

/** https://hexdocs.pm/elixir/Version.html#module-requirements: `~> 1.2 and != 1.2.3 or >= 2.0.0`. */
export const hex: Notation = notationOf({
  compare: semver.compare,
  read: text => readHex(text, exclusive),
  write: text => readHex(text, asWritten),
})

const version = '\\dA-Za-z.+*-'
const readNpmClauses = clauseReader({
  operators: ['>=', '<=', '~>', '>', '<', '=', '~', '^'],
  version,
  separator: '',
})
const readCargoClauses = clauseReader({ operators: ['>=', '<=', '>', '<', '=', '~', '^'], version, separator: ',' })
const readHexClauses = clauseReader({ operators: ['>=', '<=', '==', '!=', '~>', '>', '<'], version, separator: '&' })

type Expand = (clause: Clause) => readonly Constraint[] | undefined

function readNpm(text: string, expandClause: Expand): Alternatives | undefined {
  const alternatives = mapParts(text.split('||'), part => {
    const words = part.trim().split(/\s+/)
    const [from = '', dash, to = ''] = words
    if (words.length === 3 && dash === '-') return readHyphen(from, to, expandClause)
    return part.trim() === '' ? [] : mapClauses(readNpmClauses(part), expandClause)
  })
  // One that allows everything outdoes the others, and the pre-releases that they name.
  return alternatives?.some(alternative => alternative.length === 0) ? [[]] : alternatives
}

/** `1.2 - 2.3` is from 1.2.0 to the last 2.3. */
function readHyphen(from: string, to: string, expandClause: Expand): Alternative | undefined {
  const lower = expandClause({ operator: '>=', version: from })
  const upper = expandClause({ operator: '<=', version: to })
  return lower && upper && [...lower, ...upper]
}

function expand({ operator, version }: Clause, ceiling: Ceiling): readonly Constraint[] | undefined {
  const partial = readPartialVersion(version)
  return partial && isOperator(operator) ? expansions[operator](partial, ceiling) : undefined
}

function isOperator(operator: string): operator is keyof typeof expansions {
  return Object.hasOwn(expansions, operator)
}

/** The official suite of VERS takes a version with fewer than three numbers for one that ends in zeros. */
function transcribe(clause: Clause): readonly Constraint[] | undefined {
  const partial = readPartialVersion(clause.version)
  if (!partial) return undefined
  const operator = clause.operator === '=' ? '' : clause.operator
  if (operator === '~' && isFull(partial) && partial.early !== '') return transcribeTilde(partial)
  if (operator === '>=' && partial.hasStar) return expand({ ...clause, operator: '' }, asWritten)
  const isShort = !partial.hasStar && !isFull(partial) && !isAny(partial)
  const isPlain = ['', '>', '>=', '<', '<='].includes(operator)
  if (!isShort || !isPlain) return expand(clause, asWritten)
  return expand({ operator, version: floorOf(partial) }, asWritten)
}

/** The suite parts the pre-releases of `~0.8.0-pre` from what follows, and follows only to 0.8.1. */
function transcribeTilde(partial: PartialVersion): readonly Constraint[] {
  const [, , patch = '0'] = partial.numbers
  if (patch !== '0') return expansions['~'](partial, asWritten)
  const release = floorOf({ ...partial, early: '' })
  return [
    { comparator: '>=', version: floorOf(partial) },
    { comparator: '<', version: release },
    { comparator: '>=', version: release },
    { comparator: '<', version: bump(partial.numbers, 2) },
  ]
}

/** node-semver, “Prerelease Tags”: a pre-release fits only where the range names one of the same three numbers. */
function withholdsPreRelease(alternative: Alternative, version: string): boolean {
  const found = readSemanticVersion(version)
  if (!found || found.early.length === 0) return false
  const release = found.numbers.join('.')
  return !alternative.some(constraint => {
    const named = readSemanticVersion(constraint.version)
    return named !== undefined && named.early.length > 0 && semver.compare(named.numbers.join('.'), release) === 0
  })
}

function readCargo(text: string, ceiling: Ceiling): Alternatives | undefined {
  const alternative = mapClauses(readCargoClauses(text), ({ operator, version }) =>
    expand({ operator: operator === '' && !/[xX*]/.test(version) ? '^' : operator, version }, ceiling),
  )
  return alternative && [alternative]
}

function readPub(text: string, ceiling: Ceiling): Alternatives | undefined {
  if (text.trim() === 'any' || text.trim() === '') return [[]]
  const alternative = mapClauses(readNpmClauses(text), clause =>
    clause.operator.startsWith('~') ? undefined : expand(clause, ceiling),
  )
  return alternative && [alternative]
}

function readHex(text: string, ceiling: Ceiling): Alternatives | undefined {
  return mapParts(text.split(/\sor\s/), part =>
    mapClauses(readHexClauses(part.replace(/\sand\s/g, ' & ')), ({ operator, version }) => {
      const partial = readPartialVersion(version)
      if (!partial || partial.hasStar || isAny(partial)) return undefined
      if (operator === '~>') return expandPessimistic(partial, ceiling)
      const comparator = operator === '' || operator === '==' ? '=' : (operator as Constraint['comparator'])
      return [{ comparator, version: floorOf(partial) }]
    }),
  )
}

/** `~> 2.1` up to 3.0, `~> 2.1.2` up to 2.2. */
function expandPessimistic(partial: PartialVersion, ceiling: Ceiling): readonly Constraint[] {
  const at = Math.max(partial.numbers.length - 2, 0)
  return [
    { comparator: '>=', version: floorOf(partial) },
    { comparator: '<', version: ceiling(bump(partial.numbers, at)) },
  ]
}
