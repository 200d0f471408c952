import type { License } from './expression.ts'
import { findLicenseId, findSuccessor } from './license-list.ts'

/** The same license in today's words: successors of deprecated ids, and `-or-later` where the list has it for a `+`. */
export function modernize(license: License): License {
  const { id, exception } = license
  const [modernId = id, itsException] = (findSuccessor(id) ?? id).split(' WITH ')
  // Both at once (`wxWindows WITH …`) says something that no current id says.
  if (itsException && exception) return license
  const modern: License = { kind: 'license', id: modernId }
  if (license.orLater) setOrLater(modern)
  const addition = itsException ?? (exception && (findSuccessor(exception) ?? exception))
  if (addition) modern.exception = addition
  return modern
}

function setOrLater(license: License) {
  if (license.id.endsWith('-or-later')) return
  const orLaterId = findLicenseId(`${license.id.replace(/-only$/, '')}-or-later`)
  if (orLaterId) license.id = orLaterId
  else license.orLater = true
}

/** The same text for the same license: ids, and references after their prefix, are the same in any case. */
export function licenseKey(license: License): string {
  const { id, orLater, exception } = modernize(license)
  return `${idKey(id)}${orLater ? '+' : ''}${exception ? ` WITH ${idKey(exception)}` : ''}`
}

function idKey(id: string): string {
  const reference = /^((?:DocumentRef-[^:]+:)?(?:License|Addition)Ref-)(.*)$/.exec(id)
  const [, prefix = '', name = id] = reference ?? []
  return `${prefix}${name.toLowerCase()}`
}

/** Whether some license that `offered` lets one choose is among those that `accepted` stands for. The exception must be the same. */
export function overlaps(offered: License, accepted: License): boolean {
  if (licenseKey(offered) === licenseKey(accepted)) return true
  const [one, other] = [rangeOf(modernize(offered)), rangeOf(modernize(accepted))]
  if (!one || !other || one.family !== other.family) return false
  const order = compareVersions(one.from, other.from)
  return order === 0 || (order < 0 ? one.isOpen : other.isOpen)
}

/** Versions of one license, from one on: that one alone, or with all later ones. */
interface Range {
  family: string
  from: number[]
  isOpen: boolean
}

const versioned = /^(.+)-(\d+(?:\.\d+)*)([a-z]?)((?:-(?:no-)?invariants)?)(?:-(only|or-later))?$/

function rangeOf({ id, orLater, exception = '' }: License): Range | undefined {
  const [, name = '', version = '', letter = '', variant = '', suffix] = versioned.exec(findLicenseId(id) ?? '') ?? []
  if (!name) return undefined
  return {
    family: `${name}${variant} WITH ${idKey(exception)}`,
    from: [...version.split('.').map(Number), letter === '' ? 0 : letter.charCodeAt(0)],
    isOpen: orLater === true || suffix === 'or-later',
  }
}

function compareVersions(one: readonly number[], other: readonly number[]): number {
  for (let part = 0; part < Math.max(one.length, other.length); part++) {
    const difference = (one[part] ?? 0) - (other[part] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
