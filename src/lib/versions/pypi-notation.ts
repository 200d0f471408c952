import { type Clause, clauseReader, mapClauses } from './clauses.ts'
import type { Notation } from './notation.ts'
import { compareDigits, compareLists, increment } from './order.ts'
import { comparePublicVersions, comparePythonVersions, type PythonVersion, readPythonVersion } from './pypi.ts'
import type { Comparator, Constraint } from './range.ts'

/** The version specifiers of PEP 440: `~=1.4.2, !=1.4.5`. */
export const pypi: Notation = {
  transcribe: text =>
    text.trim() === '' ? [{ comparator: '*', version: '' }] : mapClauses(readClauses(text), transcribe),
  allows(text, version) {
    const specifiers = text.trim() === '' ? [] : mapClauses(readClauses(text), readSpecifier)
    const candidate = readPythonVersion(version)
    if (!specifiers || !candidate) return specifiers && false
    const isAsked = !isEarly(candidate) || specifiers.some(({ named }) => named !== undefined && isEarly(named))
    return isAsked && specifiers.every(specifier => specifier.fits(candidate, version))
  },
}

const readClauses = clauseReader({
  operators: ['===', '~=', '==', '!=', '<=', '>=', '<', '>'],
  version: '\\w.*+!-',
  separator: ',',
})

interface Specifier {
  /** The version it asks for; undefined for a prefix or any text. */
  named?: PythonVersion
  fits(candidate: PythonVersion, text: string): boolean
}

function readSpecifier({ operator, version }: Clause): readonly Specifier[] | undefined {
  if (operator === '===') return [{ fits: (_, text) => text.trim().toLowerCase() === version.toLowerCase() }]
  const isPrefix = version.endsWith('.*')
  const named = readPythonVersion(isPrefix ? version.slice(0, -2) : version)
  if (!named) return undefined
  if (isPrefix) return readPrefix(operator, named)
  if (operator === '~=') return readCompatible(named)
  if (operator === '!=') return [{ fits: candidate => !equals(candidate, named) }]
  const fits = tests[operator === '' ? '==' : operator]
  return fits && !hasWrongLocal(operator, named) ? [{ named, fits: candidate => fits(candidate, named) }] : undefined
}

function readPrefix(operator: string, named: PythonVersion): readonly Specifier[] | undefined {
  if (operator === '==') return [{ fits: candidate => startsWith(candidate, named) }]
  return operator === '!=' ? [{ fits: candidate => !startsWith(candidate, named) }] : undefined
}

/** `~=2.2.1` is `>=2.2.1, ==2.2.*`. */
function readCompatible(named: PythonVersion): readonly Specifier[] | undefined {
  if (named.release.length < 2 || named.local.length > 0) return undefined
  const prefix = { ...named, release: named.release.slice(0, -1) }
  return [{ named, fits: candidate => comparePublicVersions(candidate, named) >= 0 && startsWith(candidate, prefix) }]
}

/** By operator. A local version of the candidate counts only where the specifier has one. */
const tests: Record<string, (candidate: PythonVersion, named: PythonVersion) => boolean> = {
  '==': equals,
  '<=': (candidate, named) => comparePublicVersions(candidate, named) <= 0,
  '>=': (candidate, named) => comparePublicVersions(candidate, named) >= 0,
  '<': isBefore,
  '>': isAfter,
}

/** Only what asks for one version may name a local one. */
function hasWrongLocal(operator: string, { local }: PythonVersion): boolean {
  return local.length > 0 && !['', '==', '!='].includes(operator)
}

function equals(candidate: PythonVersion, named: PythonVersion): boolean {
  const compare = named.local.length > 0 ? comparePythonVersions : comparePublicVersions
  return compare(candidate, named) === 0
}

/** `<3.1` leaves out the pre-releases of 3.1, unless it names one. */
function isBefore(candidate: PythonVersion, named: PythonVersion): boolean {
  if (comparePublicVersions(candidate, named) >= 0) return false
  return isEarly(named) || !isEarly(candidate) || !hasSameRelease(candidate, named)
}

/** `>3.1` leaves out the corrections of 3.1, unless it names one, and its local versions. */
function isAfter(candidate: PythonVersion, named: PythonVersion): boolean {
  if (comparePublicVersions(candidate, named) <= 0) return false
  return named.post !== undefined || !isCorrection(candidate, named)
}

function isCorrection({ epoch, release, early, post }: PythonVersion, named: PythonVersion): boolean {
  const corrected = { epoch, release, ...(early && { early }), local: [] }
  return post !== undefined && comparePublicVersions(corrected, named) === 0
}

function isEarly({ early, dev }: PythonVersion): boolean {
  return early !== undefined || dev !== undefined
}

function hasSameRelease(a: PythonVersion, b: PythonVersion): boolean {
  return compareDigits(a.epoch, b.epoch) === 0 && compareLists(a.release, b.release, compareDigits, '0') === 0
}

function startsWith(candidate: PythonVersion, prefix: PythonVersion): boolean {
  const release = prefix.release.map((_, at) => candidate.release[at] ?? '0')
  return hasSameRelease({ ...candidate, release }, prefix)
}

function transcribe({ operator, version }: Clause): readonly Constraint[] | undefined {
  if (operator === '===') return [{ comparator: '=', version }]
  const isPrefix = version.endsWith('.*')
  const bare = isPrefix ? version.slice(0, -2) : version
  const named = readPythonVersion(bare)
  if (!named || hasWrongLocal(operator, named)) return undefined
  if (isPrefix) return transcribePrefix(operator, bare)
  return operator === '~=' ? transcribeCompatible(bare) : [{ comparator: comparatorOf(operator), version }]
}

function comparatorOf(operator: string): Comparator {
  return operator === '' || operator === '==' ? '=' : (operator as Comparator)
}

function transcribePrefix(operator: string, prefix: string): readonly Constraint[] | undefined {
  const [from, to] = [`${prefix}.dev0`, nextAfter(prefix)]
  if (to === undefined) return undefined
  if (operator === '==') return between(from, to)
  return operator === '!='
    ? [
        { comparator: '<', version: from },
        { comparator: '>=', version: to },
      ]
    : undefined
}

function transcribeCompatible(version: string): readonly Constraint[] | undefined {
  const release = /^(?:\d+!)?\d+(?:\.\d+)*/.exec(version)?.[0] ?? ''
  if (!release.includes('.')) return undefined
  const to = nextAfter(release.slice(0, release.lastIndexOf('.')))
  return to === undefined ? undefined : between(version, to)
}

function between(from: string, to: string): readonly Constraint[] {
  return [
    { comparator: '>=', version: from },
    { comparator: '<', version: to },
  ]
}

/** The very first version that does not start so. */
function nextAfter(prefix: string): string | undefined {
  if (!/^(?:\d+!)?\d+(?:\.\d+)*$/.test(prefix)) return undefined
  const at = Math.max(prefix.lastIndexOf('.'), prefix.lastIndexOf('!')) + 1
  return `${prefix.slice(0, at)}${increment(prefix.slice(at))}.dev0`
}
