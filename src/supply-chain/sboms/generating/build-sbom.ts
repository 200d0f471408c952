import { createHash } from 'node:crypto'
import { packageOf } from '../../../lib/purl/package-of.ts'
import { formatPurl, parsePurl } from '../../../lib/purl/purl.ts'
import type {
  BroughtLicense,
  Component,
  ComponentKind,
  Creator,
  Party,
  Relationship,
  Sbom,
} from '../../sbom-formats/sbom.ts'
import type { Maker } from '../metadata/package-metadata.ts'
import { bringLicenses, type LicenseOf } from './bring-licenses.ts'
import { type FoundComponent, joinUses, type UseOfComponent } from './join-uses.ts'

/** What there is to say of the software itself. */
export interface ProjectFacts {
  name: string
  /** The tag that it was released under, or the commit. */
  version?: string | undefined
  /** Where it is cloned from: `https://forge.example/owner/name`. */
  address?: string | undefined
  commit?: string | undefined
  license?: string | undefined
  supplier?: Party | undefined
  /** Who answers for the document. */
  authors: Party[]
  createdAt: string
  /** Of ospo itself. */
  toolVersion: string
  /** Whether something of it could not be read: then what it needs is not all listed. */
  isPartial: boolean
  /** Under what each component is, as far as somebody says so. */
  licenses: ReadonlyMap<string, LicenseOf>
  /** Who makes each package, by its purl without version, as far as registries told. */
  makers: ReadonlyMap<string, readonly Maker[]>
}

const developmentScope = 'development'

/** A bill of materials of a project as its manifests tell it: the same for the same, but for id and time, which the id is drawn from. */
export function buildSbom(uses: readonly UseOfComponent[], facts: ProjectFacts): Sbom {
  const found = joinUses(uses)
  const brought = new Map<string, BroughtLicense>()
  const root = describeRoot(facts, brought)
  const components = found.map(one => describe(one, facts, brought))
  const sbom: Sbom = {
    revision: 1,
    name: facts.version ? `${facts.name} ${facts.version}` : facts.name,
    createdAt: facts.createdAt,
    creators: facts.authors.map(toCreator),
    tools: [{ name: 'ospo', version: facts.toolVersion }],
    // From manifests and lockfiles, before anything is built.
    lifecycles: ['source'],
    dataLicense: 'CC0-1.0',
    roots: [root.id],
    components: [root, ...components],
    relationships: relate(root.id, found, facts.isPartial),
    licenses: [...brought.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
  return { id: drawId(sbom), ...sbom }
}

/** CycloneDX keeps organizations apart from the people who write. */
function toCreator(party: Party): Creator {
  return { ...party, role: party.kind === 'organization' ? 'manufacturer' : 'author' }
}

function describeRoot(facts: ProjectFacts, brought: Map<string, BroughtLicense>): Component {
  const { name, version, address, commit, license, supplier } = facts
  const purl = purlOfProject(facts)
  return {
    ...bare('application', name),
    // No component of a registry is of this kind.
    id: `project:${name}${version ? `@${version}` : ''}`,
    ...(version && { version }),
    ...(purl && { purl }),
    ...(supplier && { supplier }),
    ...bringLicenses({ declared: license }, brought),
    ...(address && { references: [{ type: 'vcs', url: address, ...(commit && { comment: `commit ${commit}` }) }] }),
  }
}

function describe(
  one: FoundComponent,
  { licenses, makers }: Pick<ProjectFacts, 'licenses' | 'makers'>,
  brought: Map<string, BroughtLicense>,
): Component {
  const { type, namespace, name, version } = parsePurl(one.purl)
  const told = one.manifests.map(value => ({ name: 'ospo:manifest', value }))
  const [maker, ...others] = (makers.get(packageOf(one.purl)) ?? []).map(toParty)
  const wanted = one.requirements.map(value => ({ name: 'ospo:requirement', value }))
  return {
    ...bare(type === 'docker' || type === 'oci' ? 'container' : 'library', name),
    id: one.purl,
    ...(namespace && { group: namespace }),
    ...(version && { version }),
    purl: one.purl,
    ...(maker && { supplier: maker, authors: [maker, ...others] }),
    ...bringLicenses({ declared: one.license, ...licenses.get(one.purl) }, brought),
    hashes: one.hashes,
    scope: scopes[one.scope],
    properties: [...told, ...wanted],
  }
}

/** A registry has names, and does not say whether they are of people. */
function toParty({ name, email, url }: Maker): Party {
  return { kind: 'unknown', name, ...(email && { email }), ...(url && { urls: [url] }) }
}

/** Excluded is what is needed to build or test only: CycloneDX. */
const scopes = { runtime: 'required', optional: 'optional', development: 'excluded' } as const

function bare(kind: ComponentKind, name: string): Component {
  return {
    id: name,
    kind,
    name,
    cpes: [],
    identifiers: [],
    authors: [],
    attributions: [],
    hashes: [],
    references: [],
    properties: [],
  }
}

/** What the project asks for itself, and what each needs where a lockfile tells; and how far all of this is known. */
function relate(root: string, found: readonly FoundComponent[], isPartial: boolean): Relationship[] {
  const needed = new Set(found.flatMap(({ needs = [] }) => needs))
  // Whose way is unknown and whom nobody else is known to need, the project needs in some way.
  const ofProject = found.filter(
    one => one.relation === 'direct' || (one.relation === 'unknown' && !needed.has(one.purl)),
  )
  const completeness = isPartial || found.some(one => one.relation === 'unknown') ? 'incomplete' : 'complete'
  const [development, others] = [true, false].map(isOf =>
    ofProject.filter(one => (one.scope === 'development') === isOf).map(({ purl }) => purl),
  )
  const scoped = {
    from: root,
    kind: 'dependsOn',
    to: development ?? [],
    completeness,
    scope: developmentScope,
  } as const
  const own: Relationship[] = [
    { from: root, kind: 'dependsOn', to: others ?? [], completeness },
    ...(scoped.to.length > 0 ? [{ ...scoped }] : []),
  ]
  const ofComponents = found.map(({ purl, needs }): Relationship => {
    return { from: purl, kind: 'dependsOn', to: needs ?? [], completeness: needs ? 'complete' : 'unknown' }
  })
  return [...own, ...ofComponents]
}

/** Two forges have a type of their own; of any other the address says enough. */
function purlOfProject({ name, version, address }: ProjectFacts): string | undefined {
  const [, host, owner, repository, more] = address?.match(/^https:\/\/([^/]+)\/([^/]+)\/([^/]+)(\/.*)?$/) ?? []
  const type = host === 'github.com' ? 'github' : host === 'bitbucket.org' ? 'bitbucket' : undefined
  if (type && owner && repository && !more) return formatPurl({ type, namespace: owner, name: repository, version })
  const qualifiers = address ? { vcs_url: `git+${address}` } : undefined
  return formatPurl({ type: 'generic', name, version, qualifiers })
}

/** A UUID (RFC 9562, version 8) of all that the document says. */
function drawId(sbom: Sbom): string {
  const digest = createHash('sha256').update(JSON.stringify(sbom)).digest('hex')
  const variant = ((Number.parseInt(digest.slice(16, 17), 16) & 3) | 8).toString(16)
  const parts = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ]
  return `urn:uuid:${parts.join('-')}`
}
