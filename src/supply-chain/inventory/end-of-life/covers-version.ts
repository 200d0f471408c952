import { isInRange } from '../../../lib/versions/is-in-range.ts'
import { readRange } from '../../../lib/versions/parse-range.ts'

/** Whether a version is of a cycle (`3.9`: 3.9, 3.9.1, 3.9-rc1, but not 3.90), or lies in a `vers:` range. */
export function coversVersion(versions: string, version: string): boolean {
  if (versions === '*') return true
  if (!versions.startsWith('vers:')) {
    const plain = version.replace(/^v(?=\d)/i, '')
    return plain === versions || (plain.startsWith(versions) && /^[^\p{L}\p{N}]/u.test(plain.slice(versions.length)))
  }
  const read = readRange(versions)
  return read?.ok === true && isInRange(read.range, version)
}

/** Of rules that all hold the one that says most exactly which versions it is for. */
export function chooseRule<Rule extends { versions: string }>(
  rules: readonly Rule[],
  version: string,
): Rule | undefined {
  const fitting = rules.filter(({ versions }) => coversVersion(versions, version))
  return fitting.toSorted((one, other) => rank(other.versions) - rank(one.versions))[0]
}

function rank(versions: string): number {
  if (versions === '*') return 0
  return versions.startsWith('vers:') ? 1 : 1 + versions.length
}
