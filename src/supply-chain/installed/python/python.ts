import { isLicenseFile } from '../../licenses/model.ts'
import { concludeInstalled, type LicenseText, readLicenseTexts } from '../conclude-installed.ts'
import { fieldOf, fieldsOf, type HeaderField, readStanzas } from '../header-fields.ts'
import type { Installed, InstalledFiles, InstalledReader } from '../installed-reader.ts'
import { readLicenseName } from '../license-names.ts'
import { installedPackage } from '../package-facts.ts'
import { findText, folderOf, inFolder, readText } from '../read-text.ts'
import { licenseOfClassifiers } from './classifiers.ts'

/** What pip and others put into site-packages, by the metadata beside each: `*.dist-info` (PEP 376, 566, 639) or `*.egg-info`. */
export const python: InstalledReader = {
  name: 'python',
  reads: path => distribution.test(path) || egg.test(path),
  treeOf: path => folderOf(path.replace(/\/(?:METADATA|PKG-INFO)$/, '')) || '.',
  read,
}

const distribution = /(?:^|\/)[^/]+\.dist-info\/METADATA$/
/** Elsewhere than where packages are installed, it is a project's own. */
const egg = /(?:^|\/)(?:site|dist)-packages\/[^/]+\.egg-info(?:\/PKG-INFO)?$/

async function read(path: string, files: InstalledFiles): Promise<Installed> {
  const [fields = []] = readStanzas(await readText(files, path), () => undefined)
  const name = fieldOf(fields, 'name')
  const version = fieldOf(fields, 'version')
  if (!name || !version) throw new SyntaxError('the metadata has no name or no version (line 1)')
  const texts = await findTexts(path, fields, files)
  const { warnings, ...license } = concludeInstalled({ text: declaredLicense(path, fields, texts), path }, texts)
  const authors = [fieldOf(fields, 'author') ?? fieldOf(fields, 'author-email') ?? '']
  const parts = { type: 'pypi', name: name.replaceAll(/[-_.]+/g, '-').toLowerCase(), version }
  return { packages: [installedPackage(name, parts, { ...license, ...addressesOf(fields), authors })], warnings }
}

/** `License` may hold anything: a name, a sentence, a whole text. What it can mean only once counts, before the classifiers. */
function declaredLicense(path: string, fields: readonly HeaderField[], texts: LicenseText[]): string | undefined {
  const expression = fieldOf(fields, 'license-expression')
  if (expression) return expression
  const written = fieldOf(fields, 'license')
  const license = written === 'UNKNOWN' ? undefined : written
  if (license && readLicenseName(license)) return license
  const classified = licenseOfClassifiers(fieldsOf(fields, 'classifier'))
  if (classified) return classified
  if (license?.includes('\n')) texts.push({ path, text: license })
  return license
}

/** Those that the metadata names, in the folder, its `licenses` or where RECORD says; else what is called so. */
async function findTexts(path: string, fields: readonly HeaderField[], files: InstalledFiles): Promise<LicenseText[]> {
  if (!/\/(?:METADATA|PKG-INFO)$/.test(path)) return []
  const folder = folderOf(path)
  const named = fieldsOf(fields, 'license-file').filter(isInside)
  const texts: LicenseText[] = []
  for (const name of named.slice(0, mostNamed)) {
    const paths = [inFolder(folder, `licenses/${name}`), inFolder(folder, name)]
    const text = await findFirst(files, paths)
    if (text && isLicenseFile(name.slice(name.lastIndexOf('/') + 1))) texts.push(text)
  }
  if (texts.length > 0) return texts
  const beside = [...(await readLicenseTexts(files, folder)), ...(await readLicenseTexts(files, `${folder}/licenses`))]
  return beside.length > 0 ? beside : findRecorded(folder, files)
}

const mostNamed = 12

function isInside(name: string): boolean {
  return !name.startsWith('/') && !name.split('/').includes('..')
}

/** RECORD lists every file of the package, from the folder that all packages lie in: `name/LICENSE,sha256=…,1071`. */
async function findRecorded(folder: string, files: InstalledFiles): Promise<LicenseText[]> {
  const record = (await findText(files, `${folder}/RECORD`)) ?? ''
  const paths = record.split('\n').flatMap(line => {
    const [listed = ''] = line.replaceAll('"', '').split(',', 1)
    const segments = listed.split('/')
    return segments.length === 2 && isInside(listed) && isLicenseFile(segments[1] ?? '')
      ? [inFolder(folderOf(folder), listed)]
      : []
  })
  const texts: LicenseText[] = []
  for (const path of paths.slice(0, mostNamed)) {
    const text = await findFirst(files, [path])
    if (text) texts.push(text)
  }
  return texts
}

async function findFirst(files: InstalledFiles, paths: readonly string[]): Promise<LicenseText | undefined> {
  for (const path of paths) {
    const text = await findText(files, path)
    if (text !== undefined) return { path, text }
  }
  return undefined
}

/** `Project-URL: Source, https://…` (well-known labels), and the older `Home-page`. */
function addressesOf(fields: readonly HeaderField[]): {
  repository?: string | undefined
  homepage?: string | undefined
} {
  const labeled = new Map(
    fieldsOf(fields, 'project-url').map(value => {
      const comma = value.indexOf(',')
      return [
        value
          .slice(0, comma)
          .toLowerCase()
          .replaceAll(/[^a-z]/g, ''),
        value.slice(comma + 1).trim(),
      ] as const
    }),
  )
  const first = (...labels: string[]) => labels.map(label => labeled.get(label)).find(Boolean)
  const home = fieldOf(fields, 'home-page')
  return {
    repository: first('source', 'sourcecode', 'repository', 'sources', 'github', 'code'),
    homepage: (home === 'UNKNOWN' ? undefined : home) ?? first('homepage', 'home'),
  }
}
