import { packageOf } from '../../lib/purl/package-of.ts'
import { parsePurl } from '../../lib/purl/purl.ts'
import { isAmongLicenses } from '../../lib/spdx/same-license.ts'
import { isInRange } from '../../lib/versions/is-in-range.ts'
import { readRange } from '../../lib/versions/parse-range.ts'
import { compareVersions, majorOf } from '../../lib/versions/versions.ts'
import type { Grant } from './model.ts'

export interface Component {
  purl: string
  license?: string | undefined
}

/**
 * Whether a grant covers a component: in this version, and under the license that it was granted for where another one
 * would reopen it. A license that is not known is no other.
 */
export function coversComponent(
  grant: Covering & Pick<Grant, 'reopenWhen' | 'snapshot'>,
  component: Component,
): boolean {
  return coversVersion(grant, component.purl) && !isLicensedOtherwise(grant, component.license)
}

type Covering = Pick<Grant, 'subject' | 'covers'>

/** The version itself, those up to the next major one, a range, or all; without a version only all or none. */
export function coversVersion({ subject, covers }: Covering, purl: string): boolean {
  if (subject.kind !== 'package' || subject.key !== packageOf(purl)) return false
  if (subject.range !== null) return isInGivenRange(subject.range, purl)
  if (covers === 'all') return true
  const { type, version: granted } = parsePurl(subject.id)
  const { version } = parsePurl(purl)
  if (granted === undefined || version === undefined) return false
  if (compareVersions(type, version, granted) === 0) return true
  return covers === 'major' && majorOf(type, version) === majorOf(type, granted)
}

function isLicensedOtherwise({ reopenWhen, snapshot }: Pick<Grant, 'reopenWhen' | 'snapshot'>, license?: string) {
  if (!reopenWhen.includes('license-changed') || snapshot.license === null || license === undefined) return false
  return !isAmongLicenses(license, snapshot.license)
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
  return product === null || products.some(name => productKey(name) === productKey(product))
}

/** What a product is known by, however it is written. */
export function productKey(name: string): string {
  return name.trim().normalize('NFC').toLowerCase()
}

/** Whether it waives what the license policy finds: the use of a component, or an exception from that very policy. */
export function waivesLicense({ permits, usage }: Pick<Grant, 'permits' | 'usage'>): boolean {
  return permits === 'use' || (permits === 'exception' && (usage.rule === null || usage.rule === 'license'))
}

/** Whether it holds on a day. */
export function holdsOn(
  { state, validFrom, validUntil }: Pick<Grant, 'state' | 'validFrom' | 'validUntil'>,
  day: string,
) {
  return state === 'active' && validFrom <= day && (validUntil === null || validUntil >= day)
}
