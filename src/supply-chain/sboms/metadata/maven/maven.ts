import { readElements } from '../elements.ts'
import { toldMakers } from '../makers.ts'
import type { Asked, MetadataSource } from '../metadata-source.ts'
import type { PackageMetadata } from '../package-metadata.ts'
import { joinLicenses, releaseOf, told } from '../release.ts'
import { type Pom, parsePom } from './pom.ts'

/** maven-metadata.xml: all versions, and when the last of them came. The POMs of those in use tell the rest. */
export const maven: MetadataSource = {
  name: 'maven',
  path: ({ namespace = '', name }) =>
    [...namespace.split('.'), name, 'maven-metadata.xml'].map(encodeURIComponent).join('/'),
  read,
}

const mostPoms = 50
const mostParents = 5

interface Metadata {
  versions: string[]
  latest?: string
  lastUpdated?: string
}

async function read(text: string, { of: { namespace = '', name }, versions, ask }: Asked): Promise<PackageMetadata> {
  const found = parse(text)
  const releasedAt = timeOf(found.lastUpdated)
  const newest = found.latest ?? found.versions.at(-1)
  const poms = new Map<string, Pom>()
  for (const version of versions.filter(version => found.versions.includes(version)).slice(0, mostPoms)) {
    const pom = await readPom({ groupId: namespace, artifactId: name, version }, ask)
    if (pom) poms.set(version, pom)
  }
  const releases = found.versions.flatMap(version => {
    // Maven’s own rule: of several the user may choose.
    const license = joinLicenses(poms.get(version)?.licenses ?? [], 'OR')
    return releaseOf({ version, releasedAt: version === newest ? releasedAt : undefined, license }) ?? []
  })
  return { releases, ...describe([...poms.values()].at(-1)) }
}

function describe(pom: Pom | undefined): Pick<PackageMetadata, 'makers' | 'repository'> {
  if (!pom) return {}
  const { organization, organizationUrl, developers, source } = pom
  return { ...told(source), ...toldMakers(organization ? { name: organization, url: organizationUrl } : developers) }
}

/** What it does not say itself, the POM above it says; where its source is, only one of its own group. */
async function readPom(at: Pom['parent'], ask: Asked['ask']): Promise<Pom | undefined> {
  let pom: Pom | undefined
  let next: Pom['parent'] | undefined = at
  for (let step = 0; next && step <= mostParents; step++) {
    const address = addressOf(next)
    const text = address && (await ask(address))
    if (!text) break
    const { source, ...above } = parsePom(text)
    const own: Pom = isOfGroup(at, next) && source !== undefined ? { ...above, source } : above
    pom = pom ? { ...own, ...withoutEmpty(pom) } : own
    const { parent } = above
    next = parent.artifactId && !isWhole(pom, at, parent) ? parent : undefined
  }
  return pom
}

function isWhole(pom: Pom, at: Pom['parent'], parent: Pom['parent']): boolean {
  const hasSource = pom.source !== undefined || !isOfGroup(at, parent)
  return pom.licenses.length > 0 && isMade(pom) && hasSource
}

/** Others' parents, and those of a whole foundation, lie elsewhere than what takes from them. */
function isOfGroup({ groupId = '' }: Pom['parent'], { groupId: above = '' }: Pom['parent']): boolean {
  return groupId === above || (above.split('.').length > 2 && groupId.startsWith(`${above}.`))
}

function isMade({ organization, developers }: Pom): boolean {
  return organization !== undefined || developers.length > 0
}

function withoutEmpty(pom: Pom): Partial<Pom> {
  return Object.fromEntries(Object.entries(pom).filter(([, value]) => !(Array.isArray(value) && value.length === 0)))
}

function addressOf({ groupId = '', artifactId = '', version = '' }: Pom['parent']): string | undefined {
  const segments = [...groupId.split('.'), artifactId, version]
  if (segments.some(segment => segment === '' || segment === '..' || segment.includes('/'))) return undefined
  return [...segments, `${artifactId}-${version}.pom`].map(encodeURIComponent).join('/')
}

function parse(text: string): Metadata {
  const found: Metadata = { versions: [] }
  readElements(text, (path, content) => {
    if (content === '') return
    if (path === 'metadata/versioning/versions/version') found.versions.push(content)
    else if (path === 'metadata/versioning/latest') found.latest = content
    else if (path === 'metadata/versioning/lastUpdated') found.lastUpdated = content
  })
  return found
}

/** `20260504030201` */
function timeOf(lastUpdated: string | undefined): string | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(lastUpdated ?? '')?.slice(1)
  if (!parts) return undefined
  const [year, month, day, hour, minute, second] = parts
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
