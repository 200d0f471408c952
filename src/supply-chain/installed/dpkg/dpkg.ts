import { fieldOf, type HeaderField, readStanzas } from '../header-fields.ts'
import type {
  Installed,
  InstalledFiles,
  InstalledPackage,
  InstalledReader,
  InstalledWarning,
} from '../installed-reader.ts'
import { type Distribution, readDistribution, rootOf } from '../os-release.ts'
import { addPackage, addWarning, installedPackage } from '../package-facts.ts'
import { findText, folderOf, readText } from '../read-text.ts'
import { isMachineReadable, licenseInWords, licenseOfCopyright } from './copyright.ts'

/** The database of Debian's package manager, in one file, or as distroless images have it, in a file a package. */
export const dpkg: InstalledReader = {
  name: 'dpkg',
  reads: path => database.test(path),
  treeOf: path => (path.endsWith('/status') ? path : folderOf(path)),
  read,
}

const database = /(?:^|\/)var\/lib\/dpkg\/(?:status|status\.d\/(?![^/]*\.md5sums$)[^/]+)$/
const largest = 64 * 1024 * 1024
const largestCopyright = 4 * 1024 * 1024

async function read(path: string, files: InstalledFiles): Promise<Installed> {
  const root = rootOf(path, database)
  const distribution = await readDistribution(files, root, 'debian')
  const warnings: InstalledWarning[] = []
  const packages: InstalledPackage[] = []
  const stanzas = readStanzas(await readText(files, path, largest), (text, line) =>
    addWarning(warnings, brokenLine(text, line)),
  )
  for (const fields of stanzas) {
    if (!isInstalled(fields)) continue
    const [name, version] = [fieldOf(fields, 'package'), fieldOf(fields, 'version')]
    if (!name || !version) addWarning(warnings, nameless(fields[0]?.line ?? 1))
    else {
      const license = await licenseOf(files, root, name)
      addPackage(
        { packages, warnings },
        () => describe({ name, version, fields }, distribution, license),
        fields[0]?.line,
      )
    }
  }
  if (packages.length === 0 && warnings.length > 0) throw new SyntaxError('it holds no package (line 1)')
  return { packages, warnings }
}

/** What was removed may have left its settings, and with them its entry. In an image a file a package has no status. */
function isInstalled(fields: readonly HeaderField[]): boolean {
  const status = fieldOf(fields, 'status')
  return status === undefined || / (?:installed|unpacked|half-configured|triggers-\w+)$/.test(status)
}

function describe(
  { name, version, fields }: { name: string; version: string; fields: readonly HeaderField[] },
  { id, distro }: Distribution,
  license: Pick<InstalledPackage, 'license' | 'evidence'>,
): InstalledPackage {
  const arch = fieldOf(fields, 'architecture')
  const maintainer = fieldOf(fields, 'maintainer')
  const parts = { type: 'deb', namespace: id, name, version, qualifiers: { ...(arch && { arch }), distro } }
  return installedPackage(name, parts, {
    ...license,
    authors: maintainer ? [maintainer] : [],
    homepage: fieldOf(fields, 'homepage'),
  })
}

async function licenseOf(files: InstalledFiles, root: string, name: string) {
  const path = `${root}usr/share/doc/${name}/copyright`
  const text = await findText(files, path, largestCopyright)
  const license = text && (isMachineReadable(text) ? licenseOfCopyright(text) : licenseInWords(text))
  return license ? { license, evidence: path } : {}
}

function brokenLine(text: string, line: number): InstalledWarning {
  const quoted = JSON.stringify(text.slice(0, 80))
  return { text: { en: `${quoted} is no field of a package`, zh: `${quoted} 不是软件包的字段` }, line }
}

function nameless(line: number): InstalledWarning {
  return { text: { en: 'A package has no name or no version', zh: '有一个软件包没有名称或版本' }, line }
}
