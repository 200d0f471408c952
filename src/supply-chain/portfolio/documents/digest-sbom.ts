import { packageOf } from '../../../lib/purl/package-of.ts'
import { type Holding, nameKey, shorten, versionKey } from '../../inventory/holdings/model.ts'
import type { Component, Sbom } from '../../sbom-formats/sbom.ts'
import { findSteps } from './find-steps.ts'

/** What of a bill of materials is kept to be searched. The document itself is kept as well, as it came. */
export interface Digest {
  /** Of what it is, as it says. */
  name: string
  version: string
  supplier: string | null
  holdings: Holding[]
  /** All that is listed, files included. */
  components: number
  files: number
  losses: Loss[]
}

/** What is in the document but cannot be searched. */
interface Loss {
  /** As `SbomLoss` names it. */
  what: string
  count: number
}

const longestText = 1000

/** The files of a document are counted; what can be searched are its packages. What it is about is none of its parts. */
export function digestSbom(sbom: Sbom): Digest {
  const [root, ...others] = sbom.roots
  const about = others.length === 0 ? sbom.components.find(({ id }) => id === root) : undefined
  const files = sbom.components.filter(({ kind }) => kind === 'file').length
  return {
    name: clean(about ? nameOf(about) : (sbom.name ?? '')),
    version: clean(about?.version ?? ''),
    supplier: clean(supplierOf(sbom, about)) || null,
    holdings: listHoldings(sbom, about),
    components: sbom.components.length,
    files,
    losses: [...(files > 0 ? [{ what: 'component.files', count: files }] : []), ...lossesOf(sbom)],
  }
}

function nameOf({ group, name }: Component): string {
  return group ? `${group}/${name}` : name
}

function supplierOf(sbom: Sbom, about: Component | undefined): string {
  const stated = about?.supplier ?? sbom.creators.find(({ role }) => role === 'supplier')
  return stated?.name ?? about?.originator?.name ?? about?.publisher ?? ''
}

function listHoldings(sbom: Sbom, about: Component | undefined): Holding[] {
  const parts = sbom.components.filter(component => component !== about && component.kind !== 'file')
  const names = licenseNames(sbom)
  const steps = findSteps(sbom, new Set(parts.map(({ id }) => id)), about?.id)
  const places = new Map<string, number>()
  const holdings: Holding[] = []
  const placeOf = new Map<string, number>()
  for (const component of parts) {
    const key = keyOf(component)
    const place = places.get(key.purl) ?? holdings.length
    places.set(key.purl, place)
    placeOf.set(component.id, place)
    const step = steps.get(component.id)
    const holding = {
      ...key,
      relation: step?.relation ?? 'unknown',
      scope: step?.development ? 'development' : scopeOf(component),
      ...said(component, names),
    } satisfies Holding
    const before = holdings[place]
    holdings[place] = before ? merge(before, holding) : holding
  }
  for (const component of parts) joinParent(holdings, placeOf, component.id, steps.get(component.id)?.before)
  return withoutCircles(holdings)
}

/** Several entries may be one component: the first that is no circle tells the way. */
function joinParent(holdings: Holding[], placeOf: ReadonlyMap<string, number>, id: string, before: string | undefined) {
  const place = placeOf.get(id)
  const parent = before === undefined ? undefined : placeOf.get(before)
  const holding = place === undefined ? undefined : holdings[place]
  if (!holding || holding.relation === 'direct' || parent === undefined || parent === place) return
  holding.parent ??= parent
}

/** Entries that were merged may lead back to themselves. */
function withoutCircles(holdings: Holding[]): Holding[] {
  const checked = new Set<number>()
  for (const start of holdings.keys()) {
    const way = new Set<number>()
    let at: number | undefined = start
    let last: number | undefined
    while (at !== undefined && !checked.has(at)) {
      if (way.has(at)) {
        if (last !== undefined) delete holdings[last]?.parent
        break
      }
      way.add(at)
      last = at
      at = holdings[at]?.parent
    }
    for (const place of way) checked.add(place)
  }
  return holdings
}

const relations = ['direct', 'transitive', 'unknown'] as const
const scopes = ['runtime', 'optional', 'development'] as const

function merge(one: Holding, other: Holding): Holding {
  const stronger = <Value>(order: readonly Value[], a: Value, b: Value) =>
    order.indexOf(a) <= order.indexOf(b) ? a : b
  return {
    ...other,
    ...one,
    relation: stronger(relations, one.relation, other.relation),
    scope: stronger(scopes, one.scope, other.scope),
  }
}

function keyOf({
  purl,
  name,
  group,
  version = '',
  supplier,
}: Component): Pick<Holding, 'purl' | 'package' | 'version'> {
  if (!purl) {
    const key = nameKey(clean(name), { group: group && clean(group), supplier: supplier && clean(supplier.name) })
    return { purl: versionKey(key, clean(version)), package: key, version: clean(version) }
  }
  const written = /^[^?#]*?@([^?#]*)/.exec(purl)?.[1]
  if (written !== undefined) return { purl: shorten(purl), package: shorten(packageOf(purl)), version: decode(written) }
  // The version stands beside the purl only: there it belongs.
  const [whole = '', rest = ''] = [packageOf(purl), purl.slice(packageOf(purl).length)]
  const versioned = version ? `${whole}@${encodeURIComponent(clean(version))}${rest}` : purl
  return { purl: shorten(versioned), package: shorten(whole), version: clean(version) }
}

function said(component: Component, names: ReadonlyMap<string, string>): Partial<Holding> {
  const { supplier, originator, publisher, declaredLicense, concludedLicense, hashes, validUntil } = component
  const by = supplier?.name ?? originator?.name ?? publisher
  const license = licenseOf(declaredLicense, names)
  const concluded = licenseOf(concludedLicense, names)
  const repository = repositoryOf(component)
  const day = /^\d{4}-\d{2}-\d{2}/.exec(validUntil ?? '')?.[0]
  return {
    ...(license && { license }),
    ...(concluded && concluded !== license && { concluded }),
    ...(by && { supplier: clean(by) }),
    ...(hashes.length > 0 && {
      hashes: hashes.slice(0, 10).map(({ algorithm, value }) => clean(`${algorithm}:${value}`)),
    }),
    ...(day && { validUntil: day }),
    ...(repository && { repository: clean(repository) }),
  }
}

/** CycloneDX has a reference for it; SPDX says it by where one downloads the source. */
function repositoryOf({ references, downloadLocation }: Component): string | undefined {
  const stated = references.find(({ type }) => type === 'vcs')?.url
  return stated ?? (downloadLocation?.startsWith('git+') ? downloadLocation : undefined)
}

/** A name of the document's own says nothing outside of it: then what it stands for. */
function licenseOf(expression: string | undefined, names: ReadonlyMap<string, string>): string | undefined {
  if (!expression || expression === 'NOASSERTION') return undefined
  return clean(names.get(expression) ?? expression)
}

function licenseNames({ licenses }: Sbom): Map<string, string> {
  return new Map(licenses.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])))
}

function scopeOf({ scope }: Component): Holding['scope'] {
  if (scope === 'optional') return 'optional'
  return scope === 'excluded' ? 'development' : 'runtime'
}

/** What one family alone can say is in the document, and is not searched. */
function lossesOf({ rest = {} }: Sbom): Loss[] {
  return Object.entries(rest).flatMap(([family, said]) =>
    family === 'spdx3Ids' || family === 'signed'
      ? []
      : Object.entries(said ?? {}).map(([name, value]) => ({
          what: clean(`${family}.${name}`),
          count: Array.isArray(value) ? value.length : 1,
        })),
  )
}

/** PostgreSQL takes no NUL, and no half of a pair. */
function clean(text: string): string {
  const short = text.length > longestText ? `${text.slice(0, longestText)}…` : text
  return short.replaceAll('\0', '').toWellFormed().trim()
}

function decode(text: string): string {
  try {
    return clean(decodeURIComponent(text))
  } catch {
    return clean(text)
  }
}
