import { packageOf } from '../../lib/purl/package-of.ts'
import { parsePurl } from '../../lib/purl/purl.ts'
import { isInRange } from '../../lib/versions/is-in-range.ts'
import { readRange } from '../../lib/versions/parse-range.ts'
import { compareVersions, majorOf } from '../../lib/versions/versions.ts'
import type { Grant } from './model.ts'

/** Whether a grant covers a package in this version: the version itself, those up to the next major one, a range, or all. */
export function coversPackage({ subject, covers }: Pick<Grant, 'subject' | 'covers'>, purl: string): boolean {
  if (subject.kind !== 'package' || subject.key !== packageOf(purl)) return false
  if (subject.range !== null) return isInGivenRange(subject.range, purl)
  const { type, version: granted } = parsePurl(subject.id)
  if (covers === 'all' || granted === undefined) return true
  const { version } = parsePurl(purl)
  if (version === undefined) return false
  if (compareVersions(type, version, granted) === 0) return true
  return covers === 'major' && majorOf(type, version) === majorOf(type, granted)
}

/** The word of the range decides; what can't be read covers nothing. */
function isInGivenRange(text: string, purl: string): boolean {
  const read = readRange(text)
  const { version } = parsePurl(purl)
  return read.ok && version !== undefined && isInRange(read.range, version)
}

/** Whether it holds for a product; one without a product holds for all. */
export function coversProduct({ usage }: Pick<Grant, 'usage'>, products: readonly string[]): boolean {
  const { product } = usage
  return product === null || products.some(name => name.toLowerCase() === product.toLowerCase())
}

/** Whether it holds on a day. */
export function holdsOn(
  { state, validFrom, validUntil }: Pick<Grant, 'state' | 'validFrom' | 'validUntil'>,
  day: string,
) {
  return state === 'active' && validFrom <= day && (validUntil === null || validUntil >= day)
}
