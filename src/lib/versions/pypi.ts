import { compareDigits, compareLists, compareText, firstDifference, isDigits, isZero, plain, trimEnd } from './order.ts'
import { type Scheme, schemeOf } from './scheme.ts'

/** A Python version taken apart; the version specifiers of the Python Packaging User Guide, once PEP 440. */
export interface PythonVersion {
  epoch: string
  release: readonly string[]
  early?: { phase: 'a' | 'b' | 'rc'; number: string }
  post?: string
  dev?: string
  local: readonly string[]
}

/** PEP 440. The major version is `epoch!major`, the epoch 0 left out as everywhere in Python. */
export const pypi: Scheme = schemeOf({
  read: readPythonVersion,
  compare: comparePythonVersions,
  majorOf: ({ epoch, release: [major = '0'] }) => (isZero(epoch) ? plain(major) : `${plain(epoch)}!${plain(major)}`),
})

const phases: Record<string, 'a' | 'b' | 'rc'> = {
  a: 'a',
  alpha: 'a',
  b: 'b',
  beta: 'b',
  c: 'rc',
  rc: 'rc',
  pre: 'rc',
  preview: 'rc',
}

const patterns = {
  epoch: /(\d+)!/y,
  release: /(\d+(?:\.\d+)*)/y,
  early: /[-_.]?(alpha|beta|preview|pre|rc|a|b|c)(?:[-_.]?(\d+))?/y,
  // `1.0-1` is `1.0.post1`.
  shortPost: /-()(\d+)/y,
  post: /[-_.]?(post|rev|r)(?:[-_.]?(\d+))?/y,
  dev: /[-_.]?(dev)(?:[-_.]?(\d+))?/y,
  local: /\+([a-z\d]+(?:[-_.][a-z\d]+)*)/y,
}

/** Every spelling that PEP 440 calls the same reads the same. */
export function readPythonVersion(text: string): PythonVersion | undefined {
  const version = text.trim().toLowerCase()
  let at = version.startsWith('v') ? 1 : 0
  const next = (pattern: RegExp) => {
    pattern.lastIndex = at
    const found = pattern.exec(version)
    if (found) at = pattern.lastIndex
    return found
  }
  const epoch = next(patterns.epoch)?.[1] ?? '0'
  const release = next(patterns.release)?.[1]
  if (release === undefined) return undefined
  const [, phase, number = '0'] = next(patterns.early) ?? []
  const post = next(patterns.shortPost) ?? next(patterns.post)
  const dev = next(patterns.dev)
  const local = next(patterns.local)?.[1]
  if (at < version.length) return undefined
  const early = phase === undefined ? undefined : phases[phase]
  return {
    epoch,
    release: release.split('.'),
    ...(early && { early: { phase: early, number } }),
    ...(post && { post: post[2] ?? '0' }),
    ...(dev && { dev: dev[2] ?? '0' }),
    local: local?.split(/[-_.]/) ?? [],
  }
}

export function comparePythonVersions(a: PythonVersion, b: PythonVersion): number {
  return firstDifference(comparePublicVersions(a, b), compareLists(a.local, b.local, compareLocal))
}

/** Without the local part: what a specifier without one looks at. */
export function comparePublicVersions(a: PythonVersion, b: PythonVersion): number {
  return firstDifference(
    compareDigits(a.epoch, b.epoch),
    compareLists(trimEnd(a.release, isZero), trimEnd(b.release, isZero), compareDigits, '0'),
    compareText(phaseOf(a), phaseOf(b)),
    compareDigits(a.early?.number ?? '', b.early?.number ?? ''),
    compareOptional(a.post, b.post, -1),
    compareOptional(a.dev, b.dev, 1),
  )
}

/** A development release of the version itself comes before its alphas. */
function phaseOf({ early, post, dev }: PythonVersion): string {
  if (early) return early.phase
  return dev !== undefined && post === undefined ? '' : 'z'
}

/** A number that is not there comes before all (-1), or after all (1). */
function compareOptional(a: string | undefined, b: string | undefined, absence: -1 | 1): number {
  if (a !== undefined && b !== undefined) return compareDigits(a, b)
  if (a === b) return 0
  return a === undefined ? absence : -absence
}

/** Words come before numbers. */
function compareLocal(a: string, b: string): number {
  const [one, other] = [isDigits(a), isDigits(b)]
  if (one && other) return compareDigits(a, b)
  if (one || other) return one ? 1 : -1
  return compareText(a, b)
}
