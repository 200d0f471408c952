import { createHash } from 'node:crypto'
import { packageOf } from '../../lib/purl/package-of.ts'
import { parseExpression } from '../../lib/spdx/parse-expression.ts'
import { isSameLicense } from '../../lib/spdx/same-license.ts'
import { compareText } from '../../lib/versions/order.ts'
import { compareVersions } from '../../lib/versions/versions.ts'
import type { Component, Party, Sbom } from '../sbom-formats/sbom.ts'

/** One thing that is not as it was. A component may be told of by several. */
export type Difference =
  | { kind: 'new'; after: Component }
  | { kind: 'retired'; before: Component }
  /** `other`: the two versions are written differently and come at the same place, or have no order. */
  | { kind: 'updated'; before: Component; after: Component; direction: 'up' | 'down' | 'other' }
  | { kind: 'license'; before: Component; after: Component; of: 'declared' | 'concluded' }
  | { kind: 'supplier'; before: Component; after: Component }
  /** At the same version: the files are others than they were. */
  | { kind: 'hash'; before: Component; after: Component; algorithms: string[] }

export interface Comparison {
  differences: Difference[]
  /** Components of which nothing that is compared has changed. */
  unchanged: number
}

interface Group {
  key: string
  before: Component[]
  after: Component[]
}

type Pair = [before: Component, after: Component]

/** What came, went and changed from one document to another, in the order of the packages. */
export function compareSboms(before: Sbom, after: Sbom): Comparison {
  const differences: Difference[] = []
  const licenses = { before: meaningsOf(before), after: meaningsOf(after) }
  let unchanged = 0
  for (const group of matchPackages(before.components, after.components)) {
    const { pairs, retired, added } = matchVersions(group)
    for (const pair of pairs) {
      const found = differencesOf(...pair, licenses)
      if (found.length === 0) unchanged++
      differences.push(...found)
    }
    for (const component of retired) differences.push({ kind: 'retired', before: component })
    for (const component of added) differences.push({ kind: 'new', after: component })
  }
  return { differences, unchanged }
}

/** By package URL without version. What has none on one side is found by its group and name on the other. */
function matchPackages(before: readonly Component[], after: readonly Component[]): Group[] {
  const groups = { packages: new Map<string, Group>(), bare: new Map<string, Group>() }
  const names = new Map<string, Set<Group>>()
  const put = (component: Component, side: 'before' | 'after') => {
    const of = component.purl ? groups.packages : groups.bare
    const key = component.purl ? packageOf(component.purl) : nameOf(component)
    const group = of.get(key) ?? { key, before: [], after: [] }
    of.set(key, group)
    group[side].push(component)
    if (component.purl) names.set(nameOf(component), (names.get(nameOf(component)) ?? new Set()).add(group))
  }
  for (const component of before) put(component, 'before')
  for (const component of after) put(component, 'after')
  for (const [name, bare] of groups.bare) {
    const [other, ...more] = [...(names.get(name) ?? [])].filter(group => completes(group, bare))
    if (!other || more.length > 0) continue
    other.before.push(...bare.before)
    other.after.push(...bare.after)
    groups.bare.delete(name)
  }
  return [...groups.packages.values(), ...groups.bare.values()].sort((a, b) => compareText(a.key, b.key))
}

/** One was only before, the other only after. */
function completes(one: Group, other: Group): boolean {
  const [here, there] = [sidesOf(one), sidesOf(other)]
  return here !== there && here !== 'both' && there !== 'both'
}

function sidesOf({ before, after }: Group): 'before' | 'after' | 'both' {
  if (after.length === 0) return 'before'
  return before.length === 0 ? 'after' : 'both'
}

/** The same version first; of those left, the lowest with the lowest. */
function matchVersions({ before, after }: Group): { pairs: Pair[]; retired: Component[]; added: Component[] } {
  const left = inOrder(before)
  const right = inOrder(after)
  const pairs: Pair[] = []
  const same = Map.groupBy(right.toReversed(), ({ version = '' }) => version)
  const taken = new Set<Component>()
  const retired: Component[] = []
  for (const component of left) {
    const twin = same.get(component.version ?? '')?.pop()
    if (twin) pairs.push([component, twin])
    else retired.push(component)
    if (twin) taken.add(twin)
  }
  const added = right.filter(component => !taken.has(component))
  const moved = Math.min(retired.length, added.length)
  for (let at = 0; at < moved; at++) pairs.push([retired[at] as Component, added[at] as Component])
  return { pairs, retired: retired.slice(moved), added: added.slice(moved) }
}

/** By version, and where that is the same, by what else tells copies apart. */
function inOrder(components: readonly Component[]): Component[] {
  return [...components].sort(
    (a, b) =>
      compareVersions(typeOf(a), a.version ?? '', b.version ?? '') ||
      compareText(a.purl ?? '', b.purl ?? '') ||
      compareText(a.id, b.id),
  )
}

function differencesOf(before: Component, after: Component, licenses: Meanings): Difference[] {
  const pair = { before, after }
  const found: Difference[] = []
  const isUpdated = (before.version ?? '') !== (after.version ?? '')
  if (isUpdated) found.push({ kind: 'updated', ...pair, direction: directionOf(before, after) })
  if (!isSaidAlike(before.declaredLicense, after.declaredLicense, licenses))
    found.push({ kind: 'license', ...pair, of: 'declared' })
  if (!isSaidAlike(before.concludedLicense, after.concludedLicense, licenses))
    found.push({ kind: 'license', ...pair, of: 'concluded' })
  if (supplierOf(before) !== supplierOf(after)) found.push({ kind: 'supplier', ...pair })
  const algorithms = isUpdated ? [] : changedHashes(before, after)
  if (algorithms.length > 0) found.push({ kind: 'hash', ...pair, algorithms })
  return found
}

/** Commits, by their hashes, have no order. */
const commit = /^[0-9a-f]{7,64}$/

function directionOf(before: Component, after: Component): 'up' | 'down' | 'other' {
  if ([before, after].every(({ version = '' }) => commit.test(version) && /[a-f]/.test(version))) return 'other'
  const order = compareVersions(typeOf(after), before.version ?? '', after.version ?? '')
  if (order === 0) return 'other'
  return order < 0 ? 'up' : 'down'
}

/** To say that one does not know is to say nothing. */
function isSaidAlike(before: string | undefined, after: string | undefined, licenses: Meanings): boolean {
  const one = standardized(before, licenses.before)
  const other = standardized(after, licenses.after)
  return one === other || isSameLicense(one, other)
}

/** What each document brought its licenses for, by the ids that it gave them. */
interface Meanings {
  before: ReadonlyMap<string, string>
  after: ReadonlyMap<string, string>
}

/** Ids are each document's own: a license is what it is called, or where it has no name, its text. */
function meaningsOf({ licenses }: Sbom): ReadonlyMap<string, string> {
  return new Map(
    licenses.map(({ id, name, text }) => {
      const said = name !== undefined && name !== id ? name : (text ?? id)
      return [id, parseExpression(said).ok ? `(${said})` : `LicenseRef-${digest(said)}`]
    }),
  )
}

function digest(text: string): string {
  return createHash('sha256').update(text.replaceAll(/\s+/g, ' ').trim()).digest('hex')
}

function standardized(license: string | undefined, meanings: ReadonlyMap<string, string>): string {
  if (license === undefined || license === 'NOASSERTION') return ''
  return license.replaceAll(/LicenseRef-[A-Za-z0-9.-]+/g, id => meanings.get(id) ?? id)
}

/** Algorithms by which both have hashes, and none in common. */
function changedHashes(before: Component, after: Component): string[] {
  const algorithms = new Set(before.hashes.map(({ algorithm }) => algorithm))
  const valuesOf = ({ hashes }: Component, wanted: string) =>
    new Set(hashes.filter(({ algorithm }) => algorithm === wanted).map(({ value }) => value.toLowerCase()))
  return [...algorithms].filter(algorithm => {
    const there = valuesOf(after, algorithm)
    return there.size > 0 && valuesOf(before, algorithm).isDisjointFrom(there)
  })
}

function supplierOf({ supplier }: { supplier?: Party }): string {
  return supplier?.name ?? ''
}

function nameOf({ group, name }: Component): string {
  return group ? `${group}/${name}` : name
}

function typeOf({ purl }: Component): string {
  return purl?.slice('pkg:'.length).split('/', 1)[0] ?? 'generic'
}
