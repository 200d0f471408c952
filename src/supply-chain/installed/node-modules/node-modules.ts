import { fileNamedBy } from '../../licenses/model.ts'
import { concludeInstalled, readLicenseTexts } from '../conclude-installed.ts'
import type { Installed, InstalledFiles, InstalledReader } from '../installed-reader.ts'
import { installedPackage } from '../package-facts.ts'
import { folderOf, readText } from '../read-text.ts'
import { listIn, parseJson, recordIn, textIn } from '../untrusted.ts'

/** What npm, pnpm, Yarn or Bun put below node_modules: the `package.json` of each package. */
export const nodeModules: InstalledReader = {
  name: 'node-modules',
  reads: path => packagePath.test(path) && isInstalled(path.split('/').slice(0, -1)),
  treeOf: path => path.slice(0, path.indexOf('node_modules/') + 'node_modules'.length),
  read,
}

const packagePath = /(?:^|\/)node_modules\/(?:.+\/)?package\.json$/
/** Where they keep one copy of each, linked from where it is needed. */
const stores = new Set(['.pnpm', '.store', '.bun'])

/**
 * Whether the folders from the first node_modules on are packages in packages, or on the way to one: what else a package
 * holds is its own matter, copies made for its tests too.
 */
export function isInstalled(folders: readonly string[], orOnTheWay = false): boolean {
  let rest = folders.slice(folders.indexOf('node_modules'))
  while (rest.length > 0) {
    const length = lengthOfPackage(rest)
    if (length === undefined) return false
    if (rest.length < length) return orOnTheWay
    rest = rest.slice(length)
  }
  return true
}

/** How many folders lead to a package from a node_modules on; undefined where that is none. */
function lengthOfPackage([start, first = '', second = '', third]: readonly string[]): number | undefined {
  if (start !== 'node_modules') return undefined
  // In a store there is a folder a copy, and in it a node_modules of its own, or of newer Yarn the package itself.
  if (stores.has(first)) return lengthInStore(third)
  if (first.startsWith('.') || (first.startsWith('@') && second.startsWith('.'))) return undefined
  return first.startsWith('@') ? 3 : 2
}

function lengthInStore(folder: string | undefined): number | undefined {
  if (folder === undefined || folder === 'package') return 4
  return folder === 'node_modules' ? 3 : undefined
}

async function read(path: string, files: InstalledFiles): Promise<Installed> {
  const manifest = recordIn(parseJson(await readText(files, path)))
  const written = textIn(manifest['name'])
  // Without a name it says how to read the files beside it, and nothing more.
  if (!written) return { packages: [] }
  const declared = declaredLicense(manifest)
  const texts = await readLicenseTexts(files, folderOf(path), nameOfText(declared))
  const { warnings, ...license } = concludeInstalled({ text: declared, path }, texts)
  const slash = written.startsWith('@') ? written.indexOf('/') : -1
  const parts = {
    type: 'npm',
    namespace: slash < 0 ? undefined : written.slice(0, slash),
    name: written.slice(slash + 1),
    version: textIn(manifest['version']),
  }
  const facts = {
    ...license,
    authors: [manifest['author'], ...listIn(manifest['contributors'])].flatMap(
      author => textIn(author) ?? textIn(recordIn(author)['name']) ?? [],
    ),
    repository: repositoryIn(manifest['repository']),
    homepage: textIn(manifest['homepage']),
  }
  return { packages: [installedPackage(written, parts, facts)], warnings }
}

/** A text; in older packages a record with its type, or a list of such, of which one may choose. */
function declaredLicense(manifest: Record<string, unknown>): string | undefined {
  const one = licenseIn(manifest['license'])
  if (one) return one
  const several = [...listIn(manifest['license']), ...listIn(manifest['licenses'])].flatMap(
    entry => licenseIn(entry) ?? [],
  )
  return several.length > 0 ? several.join(' OR ') : licenseIn(manifest['licenses'])
}

function licenseIn(value: unknown): string | undefined {
  return textIn(value) ?? textIn(recordIn(value)['type'])
}

function nameOfText(declared = ''): ((name: string) => boolean) | undefined {
  const named = fileNamedBy(declared)
  return named === undefined ? undefined : name => name === named
}

function repositoryIn(value: unknown): string | undefined {
  const text = textIn(value) ?? textIn(recordIn(value)['url'])
  const [, host, path] = /^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/.exec(text ?? '') ?? []
  return path ? `https://${host ?? 'github'}.${host === 'bitbucket' ? 'org' : 'com'}/${path}` : text
}
