import { packageOf } from '../../../lib/purl/package-of.ts'
import { compareVersions, majorOf } from '../../../lib/versions/versions.ts'
import type { PackageMetadata, Release } from '../metadata/package-metadata.ts'
import { isStable } from './stable.ts'

/**
 * Libyears by libyear.com, as CHAOSS takes them up: of each component the time from the release that is used to the newest
 * stable one, never below zero, in years of 365.25 days; of many, the sum. Newest is the highest version that was not
 * taken back. A component of which one of both dates is not known is not counted, and told as such.
 */
export const libyearMethod = 'libyear.com, CHAOSS Libyears'

const millisecondsInYear = 365.25 * 86_400_000

export interface Used {
  purl: string
  version: string
  isDirect: boolean
  /** As the document that names it says, for where nobody else does. */
  releasedAt?: string | undefined
}

/** Counted in stable releases; where one is used that is none itself, in all releases. */
interface Behind {
  /** Lines that are incompatible with the one used, begun since. */
  major: number
  /** Minor versions since in the line used. */
  minor: number
  /** Releases since of the very minor version used. */
  patch: number
  /** All together. */
  releases: number
}

export interface Freshness {
  purl: string
  version: string
  isDirect: boolean
  releasedAt?: string
  newest?: { version: string; releasedAt?: string }
  libyears?: number
  behind?: Behind
  /** Why one should not use it any more; empty where no reason is given. */
  deprecated?: string
  yanked?: true
}

interface LibyearSum {
  components: number
  /** Of how many both dates are known. */
  dated: number
  /** Null where not one has its dates, though there are components: nothing known is not zero. */
  libyears: number | null
  /** Of how many it is known which release is the newest, and of how many of these it is the one used. */
  compared: number
  current: number
  deprecated: number
  yanked: number
}

export interface LibyearReport {
  components: Freshness[]
  direct: LibyearSum
  all: LibyearSum
}

/** Each component once, the furthest behind first; metadata by package URL without version. */
export function measureLibyears(used: readonly Used[], metadata: ReadonlyMap<string, PackageMetadata>): LibyearReport {
  const byPurl = new Map<string, Used>()
  for (const one of used) {
    if (one.version === '') continue
    const before = byPurl.get(one.purl)
    byPurl.set(one.purl, before ? { ...before, isDirect: before.isDirect || one.isDirect } : one)
  }
  const ordered = new Map<string, Ordered>()
  const components = [...byPurl.values()].map(one => measure(one, metadata.get(packageOf(one.purl)), ordered))
  components.sort((a, b) => (b.libyears ?? -1) - (a.libyears ?? -1) || (a.purl < b.purl ? -1 : 1))
  return { components, direct: sum(components.filter(({ isDirect }) => isDirect)), all: sum(components) }
}

/** A package's releases made ready for many that use it: packages with thousands of releases are not rare. */
interface Ordered {
  /** By their versions, what was taken back included. */
  releases: readonly Release[]
  /** What was not taken back, in order; and of it what is for general use. */
  given: readonly Line[]
  stable: readonly Line[]
  newest: Release | undefined
}

interface Line {
  version: string
  major: string
  minor: string
}

function measure(one: Used, known: PackageMetadata | undefined, ordered: Map<string, Ordered>): Freshness {
  const type = typeOf(one.purl)
  const key = packageOf(one.purl)
  const ready = ordered.get(key) ?? order(type, known)
  ordered.set(key, ready)
  const { releases, newest } = ready
  const own = known?.releases.find(({ version }) => version === one.version) ?? findAlike(type, one.version, releases)
  const releasedAt = own?.releasedAt ?? one.releasedAt
  const deprecated = own?.deprecated ?? known?.deprecated
  return {
    purl: one.purl,
    version: one.version,
    isDirect: one.isDirect,
    ...(releasedAt && { releasedAt }),
    ...(newest && { newest: { version: newest.version, ...(newest.releasedAt && { releasedAt: newest.releasedAt }) } }),
    ...(newest && libyearsOf(type, { version: one.version, releasedAt }, newest)),
    ...(newest && { behind: countBehind(type, one.version, ready) }),
    ...(deprecated !== undefined && { deprecated }),
    ...(own?.yanked && { yanked: true as const }),
  }
}

/** Where nothing is for general use yet, the newest of all counts. */
function order(type: string, known: PackageMetadata | undefined): Ordered {
  const releases = (known?.releases ?? []).toSorted((a, b) => compareVersions(type, a.version, b.version))
  const given = releases.filter(({ yanked }) => !yanked)
  const stable = given.filter(({ version }) => isStable(type, version))
  const line = ({ version }: Release): Line => ({ version, major: majorOf(type, version), minor: minorOf(version) })
  return { releases, given: given.map(line), stable: stable.map(line), newest: stable.at(-1) ?? given.at(-1) }
}

/** How many of those in order come before the version, or are the same as it with `through`. */
function countBefore(type: string, version: string, inOrder: readonly { version: string }[], through: boolean): number {
  let [low, high] = [0, inOrder.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const order = compareVersions(type, inOrder[middle]?.version ?? '', version)
    if (order < 0 || (through && order === 0)) low = middle + 1
    else high = middle
  }
  return low
}

/** `v1.0` and `1.0.0` may be one and the same. */
function findAlike(type: string, version: string, inOrder: readonly Release[]): Release | undefined {
  const found = inOrder[countBefore(type, version, inOrder, false)]
  return found && compareVersions(type, found.version, version) === 0 ? found : undefined
}

function libyearsOf(
  type: string,
  used: { version: string; releasedAt: string | undefined },
  newest: Release,
): { libyears?: number } {
  // Ahead of what is for general use is not behind, whenever that came.
  if (compareVersions(type, used.version, newest.version) >= 0) return { libyears: 0 }
  if (!used.releasedAt || !newest.releasedAt) return {}
  const between = Date.parse(newest.releasedAt) - Date.parse(used.releasedAt)
  return Number.isNaN(between) ? {} : { libyears: Math.max(0, between / millisecondsInYear) }
}

/** Whoever uses a preview follows previews: one that has newer ones is not at its newest. */
function countBehind(type: string, version: string, { given, stable }: Ordered): Behind {
  const inOrder = isStable(type, version) ? stable : given
  const [own, ownMinor] = [majorOf(type, version), minorOf(version)]
  const majors = new Set<string>()
  const minors = new Set<string>()
  let patch = 0
  const since = inOrder.slice(countBefore(type, version, inOrder, true))
  for (const { major, minor } of since) {
    if (major !== own) majors.add(major)
    else if (minor === ownMinor) patch++
    else minors.add(minor)
  }
  return { major: majors.size, minor: minors.size, patch, releases: since.length }
}

/** The first two numbers. */
function minorOf(version: string): string {
  const [major = '0', minor = '0'] = version.match(/\d+/g) ?? []
  return `${major}.${minor}`
}

function sum(components: readonly Freshness[]): LibyearSum {
  const count = (has: (one: Freshness) => unknown) => components.filter(has).length
  const dated = count(({ libyears }) => libyears !== undefined)
  const isUnknown = dated === 0 && components.length > 0
  return {
    components: components.length,
    dated,
    libyears: isUnknown ? null : components.reduce((total, { libyears = 0 }) => total + libyears, 0),
    compared: count(({ behind }) => behind),
    current: count(({ behind }) => behind?.releases === 0),
    deprecated: count(({ deprecated }) => deprecated !== undefined),
    yanked: count(({ yanked }) => yanked),
  }
}

function typeOf(purl: string): string {
  return purl.slice('pkg:'.length).split('/', 1)[0] ?? ''
}
