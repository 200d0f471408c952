import { listZip, unpackZip } from '../../../lib/zip/read-zip.ts'
import { isLicenseFile } from '../../licenses/model.ts'
import { concludeInstalled, type InstalledLicense, type LicenseText } from '../conclude-installed.ts'
import type {
  Installed,
  InstalledFiles,
  InstalledPackage,
  InstalledReader,
  InstalledWarning,
} from '../installed-reader.ts'
import { addPackage, installedPackage, type PackageFacts } from '../package-facts.ts'
import { findText, folderOf, readBytes } from '../read-text.ts'
import { licenseOfManifest, readMainAttributes } from './jar-manifest.ts'
import { readPom } from './read-pom.ts'
import { readProperties } from './read-properties.ts'

/** Java archives that Maven or Gradle built, by the coordinates in them: `META-INF/maven/…/pom.properties`. Those inside others too. */
export const jar: InstalledReader = {
  name: 'jar',
  reads: path => /\.(jar|war|ear)$/i.test(path),
  treeOf: path => repository.exec(path)?.[0] ?? (folderOf(path) || '.'),
  read,
}

/** Of Maven, on a developer's machine or in an image that builds. */
const repository = /^(?:.*\/)?\.m2\/repository(?=\/)/
const largestArchive = 256 * 1024 * 1024
const largestInner = 64 * 1024 * 1024
const largestFile = 1024 * 1024
const mostFound = 2000
const mostTexts = 12
const deepest = 3

interface Found {
  packages: InstalledPackage[]
  warnings: InstalledWarning[]
  /** Bytes that may still be unpacked. */
  left: number
}

async function read(path: string, files: InstalledFiles): Promise<Installed> {
  const found: Found = { packages: [], warnings: [], left: largestArchive }
  readArchive(path, await readBytes(files, path, largestArchive), found, 0)
  if (found.packages.length === 0) await readBeside(path, files, found)
  return {
    packages: found.packages,
    warnings: found.packages.length > 0 ? found.warnings : [...found.warnings, unnamed(path)],
  }
}

/** In a repository of Maven each archive lies in `group/artifact/version` beside its POM. */
async function readBeside(path: string, files: InstalledFiles, found: Found) {
  const folder = folderOf(path)
  const [artifact = '', version = ''] = folder.split('/').slice(-2)
  const pomPath = `${folder}/${artifact}-${version}.pom`
  const text = await findText(files, pomPath)
  if (text === undefined) return
  const { groupId = '', artifactId = artifact, homepage, license: said } = readPom(text)
  const { warnings, ...license } = concludeInstalled({ text: said, path: pomPath }, [])
  describe(found, new Map(Object.entries({ groupId, artifactId, version })), { ...license, homepage })
}

function unnamed(path: string): InstalledWarning {
  return {
    text: {
      en: `${path} holds no coordinates of Maven and is not listed: curate it by hand, or keep its POM beside it`,
      zh: `${path} 中没有 Maven 坐标，因此未列出：请人工登记，或将其 POM 放在旁边`,
    },
  }
}

function readArchive(path: string, archive: Buffer, found: Found, depth: number) {
  const entries = new Map(listZip(archive).map(entry => [entry.name, entry]))
  const text = (name: string) => {
    const entry = entries.get(name)
    const bytes = entry && unpackZip(archive, entry, Math.min(largestFile, found.left))
    found.left -= bytes?.length ?? 0
    return bytes?.toString('utf8')
  }
  const coordinates = [...entries.keys()].filter(name => propertiesPath.test(name)).slice(0, mostFound)
  // Of several, all but one were put in from elsewhere, and the texts speak for nobody in particular.
  const own = coordinates.length === 1 ? concludeOwn(path, [...entries.keys()], text) : { warnings: [] }
  for (const name of coordinates) {
    const pomName = name.replace(/properties$/, 'xml')
    const { license: said, homepage } = readPom(text(pomName) ?? '')
    const { warnings, ...license } = said ? concludeInstalled({ text: said, path: `${path}!${pomName}` }, []) : own
    found.warnings.push(...warnings)
    describe(found, readProperties(text(name) ?? ''), { ...license, homepage })
  }
  if (depth >= deepest) return
  for (const entry of [...entries.values()].filter(({ name }) => /\.(jar|war)$/i.test(name)).slice(0, mostFound)) {
    const inner = unpackZip(archive, entry, Math.min(largestInner, found.left))
    found.left -= inner?.length ?? 0
    if (inner) readInner(`${path}!${entry.name}`, inner, found, depth + 1)
  }
}

const propertiesPath = /^META-INF\/maven\/[^/]+\/[^/]+\/pom\.properties$/

function readInner(path: string, archive: Buffer, found: Found, depth: number) {
  try {
    readArchive(path, archive, found, depth)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const { message } = error
    found.warnings.push({ text: { en: `${path} cannot be read: ${message}`, zh: `无法读取 ${path}：${message}` } })
  }
}

function describe(found: Found, properties: ReadonlyMap<string, string>, facts: PackageFacts) {
  const [namespace, name, version] = ['groupId', 'artifactId', 'version'].map(key => properties.get(key)?.trim())
  if (!namespace || !name || !version || /[${}]/.test(namespace + name + version)) return
  const parts = { type: 'maven', namespace, name, version }
  addPackage(found, () => installedPackage(`${namespace}:${name}`, parts, facts))
}

/** What the archive itself says: `Bundle-License` of its manifest, or the texts in META-INF and at the top. */
function concludeOwn(
  path: string,
  names: readonly string[],
  text: (name: string) => string | undefined,
): InstalledLicense {
  const declared = licenseOfManifest(readMainAttributes(text('META-INF/MANIFEST.MF') ?? ''))
  const ofLicense = names.filter(name => isLicenseFile(name.replace(/^META-INF\//, ''))).slice(0, mostTexts)
  const texts = ofLicense.flatMap((name): LicenseText[] => {
    const content = text(name)
    return content === undefined ? [] : [{ path: `${path}!${name}`, text: content }]
  })
  return concludeInstalled({ text: declared, path: `${path}!META-INF/MANIFEST.MF` }, texts)
}
