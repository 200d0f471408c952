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

interface Behind {
  /** Lines that are incompatible with the one used, begun since. */
  major: number
  /** Minor versions since in the line used. */
  minor: number
  /** Releases since of the very minor version used. */
  patch: number
  /** Stable releases since, all together. */
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
  libyears: number
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
  const measured = new Map<string, Measured>()
  const components = [...byPurl.values()].map(one => measure(one, metadata.get(packageOf(one.purl)), measured))
  components.sort((a, b) => (b.libyears ?? -1) - (a.libyears ?? -1) || (a.purl < b.purl ? -1 : 1))
  return { components, direct: sum(components.filter(({ isDirect }) => isDirect)), all: sum(components) }
}

interface Measured {
  /** In the order of versions; what was taken back is left out. */
  stable: Release[]
  newest: Release | undefined
}

function measure(one: Used, known: PackageMetadata | undefined, measured: Map<string, Measured>): Freshness {
  const type = typeOf(one.purl)
  const key = packageOf(one.purl)
  const { stable, newest } = measured.get(key) ?? order(type, known)
  measured.set(key, { stable, newest })
  const own = known?.releases.find(({ version }) => version === one.version) ?? findAlike(type, one, known)
  const releasedAt = own?.releasedAt ?? one.releasedAt
  const deprecated = own?.deprecated ?? known?.deprecated
  return {
    purl: one.purl,
    version: one.version,
    isDirect: one.isDirect,
    ...(releasedAt && { releasedAt }),
    ...(newest && { newest: { version: newest.version, ...(newest.releasedAt && { releasedAt: newest.releasedAt }) } }),
    ...(newest && libyearsOf(type, { version: one.version, releasedAt }, newest)),
    ...(newest && { behind: countBehind(type, one.version, stable) }),
    ...(deprecated !== undefined && { deprecated }),
    ...(own?.yanked && { yanked: true as const }),
  }
}

/** Where nothing is for general use yet, the newest of all counts. */
function order(type: string, known: PackageMetadata | undefined): Measured {
  const given = (known?.releases ?? []).filter(({ yanked }) => !yanked)
  const inOrder = given.toSorted((a, b) => compareVersions(type, a.version, b.version))
  const stable = inOrder.filter(({ version }) => isStable(type, version))
  return { stable, newest: stable.at(-1) ?? inOrder.at(-1) }
}

/** `v1.0` and `1.0.0` may be one and the same. */
function findAlike(type: string, { version }: Used, known: PackageMetadata | undefined): Release | undefined {
  return known?.releases.find(release => compareVersions(type, release.version, version) === 0)
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

function countBehind(type: string, version: string, stable: readonly Release[]): Behind {
  const since = stable.filter(release => compareVersions(type, release.version, version) > 0)
  const major = majorOf(type, version)
  const ownLine = since.filter(release => majorOf(type, release.version) === major)
  const others = new Set(since.map(release => majorOf(type, release.version)))
  others.delete(major)
  const minors = new Set(ownLine.map(release => minorOf(release.version)))
  const patch = ownLine.filter(release => minorOf(release.version) === minorOf(version)).length
  minors.delete(minorOf(version))
  return { major: others.size, minor: minors.size, patch, releases: since.length }
}

/** The first two numbers. */
function minorOf(version: string): string {
  const [major = '0', minor = '0'] = version.match(/\d+/g) ?? []
  return `${major}.${minor}`
}

function sum(components: readonly Freshness[]): LibyearSum {
  const count = (has: (one: Freshness) => unknown) => components.filter(has).length
  return {
    components: components.length,
    dated: count(({ libyears }) => libyears !== undefined),
    libyears: components.reduce((total, { libyears = 0 }) => total + libyears, 0),
    compared: count(({ behind }) => behind),
    current: count(({ behind }) => behind?.releases === 0),
    deprecated: count(({ deprecated }) => deprecated !== undefined),
    yanked: count(({ yanked }) => yanked),
  }
}

function typeOf(purl: string): string {
  return purl.slice('pkg:'.length).split('/', 1)[0] ?? ''
}
