import { SaxesParser } from 'saxes'
import { readLicenseName } from '../license-names.ts'

/** What a project's own POM says; of what it takes over from its parent only group and version are there. */
export interface Pom {
  groupId?: string
  artifactId?: string
  version?: string
  license?: string
  homepage?: string
}

const licensePath = 'project/licenses/license'
const deepest = 50
const facts = new Map<string, Exclude<keyof Pom, 'license'>>([
  ['project/groupId', 'groupId'],
  ['project/artifactId', 'artifactId'],
  ['project/version', 'version'],
  ['project/url', 'homepage'],
])
const ofParent = new Map<string, 'groupId' | 'version'>([
  ['project/parent/groupId', 'groupId'],
  ['project/parent/version', 'version'],
])

/** Nothing where it is no XML: coordinates and texts are there all the same. */
export function readPom(text: string): Pom {
  try {
    return describe(readTexts(text))
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

function describe(texts: readonly [path: string, value: string][]): Pom {
  const licenses: { name?: string; url?: string }[] = []
  const [pom, parent]: [Pom, Pom] = [{}, {}]
  for (const [path, value] of texts) {
    const [key, inherited] = [facts.get(path), ofParent.get(path)]
    if (key) pom[key] ??= value
    if (inherited) parent[inherited] ??= value
    if (path === licensePath) licenses.push({})
    const last = licenses.at(-1)
    if (last && path === `${licensePath}/name`) last.name = value
    if (last && path === `${licensePath}/url`) last.url = value
  }
  const names = licenses.flatMap(licenseOf)
  // Maven: where there are several, the user may choose (POM Reference, Licenses).
  return { ...parent, ...pom, ...(names.length > 0 && { license: names.join(' OR ') }) }
}

function licenseOf({ name, url }: { name?: string; url?: string }): string[] {
  const known = (name && readLicenseName(name)) ?? (url && readLicenseName(url))
  const said = known ?? name ?? url
  return said ? [said] : []
}

/** The text of each element by its path, and each license as it begins. */
function readTexts(text: string): [path: string, value: string][] {
  const found: [string, string][] = []
  const path: string[] = []
  let inside = ''
  const parser = new SaxesParser()
  parser.on('error', refuse)
  parser.on('doctype', refuse)
  parser.on('opentag', ({ name }) => {
    path.push(name)
    if (path.length > deepest) refuse()
    inside = ''
    if (path.join('/') === licensePath) found.push([path.join('/'), ''])
  })
  parser.on('text', part => {
    inside += part
  })
  parser.on('closetag', () => {
    const isLicense = path.join('/') === licensePath
    if (inside.trim() && !isLicense) found.push([path.join('/'), inside.trim()])
    inside = ''
    path.pop()
  })
  parser.write(text).close()
  return found
}

function refuse(): never {
  throw new SyntaxError('This is no POM')
}
