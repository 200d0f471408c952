import { posix } from 'node:path'
import { concludeInstalled, readLicenseTexts } from '../conclude-installed.ts'
import type {
  Installed,
  InstalledFiles,
  InstalledPackage,
  InstalledReader,
  InstalledWarning,
} from '../installed-reader.ts'
import { addPackage, installedPackage } from '../package-facts.ts'
import { folderOf, readText } from '../read-text.ts'
import { listIn, parseJson, recordIn, textIn, textsInList } from '../untrusted.ts'

/** What Composer put into `vendor`, by its own list: `vendor/composer/installed.json` of Composer 1 and 2. */
export const composer: InstalledReader = {
  name: 'composer',
  reads: path => /(^|\/)composer\/installed\.json$/.test(path),
  treeOf: path => folderOf(folderOf(path)) || '.',
  read,
}

const largest = 32 * 1024 * 1024

async function read(path: string, files: InstalledFiles): Promise<Installed> {
  const text = await readText(files, path, largest)
  const content = parseJson(text)
  const entries = Array.isArray(content) ? content : listIn(recordIn(content)['packages'])
  const forDevelopment = new Set(textsInList(recordIn(content)['dev-package-names']))
  const packages: InstalledPackage[] = []
  const warnings: InstalledWarning[] = []
  for (const entry of entries.map(recordIn)) {
    const name = textIn(entry['name'])
    if (!name) continue
    const declared = textsInList(entry['license']).join(' OR ') || textIn(entry['license'])
    const texts = await readLicenseTexts(files, folderOfPackage(path, entry, name))
    const { warnings: found, ...license } = concludeInstalled({ text: declared, path }, texts)
    warnings.push(...found)
    addPackage({ packages, warnings }, () =>
      describe(name, entry, { ...license, ...(forDevelopment.has(name) && { scope: 'development' as const }) }),
    )
  }
  return { packages, warnings }
}

function describe(name: string, entry: Record<string, unknown>, facts: Partial<InstalledPackage>): InstalledPackage {
  const [namespace, short = ''] = name.includes('/')
    ? [name.slice(0, name.indexOf('/')), name.slice(name.indexOf('/') + 1)]
    : [undefined, name]
  const parts = { type: 'composer', namespace, name: short, version: textIn(entry['version']) }
  return installedPackage(name, parts, {
    ...facts,
    authors: listIn(entry['authors']).flatMap(author => textIn(recordIn(author)['name']) ?? []),
    repository: textIn(recordIn(entry['source'])['url']),
    homepage: textIn(entry['homepage']),
  })
}

/** `install-path` is from the list's own folder: `../monolog/monolog`. Composer 1 has none. */
function folderOfPackage(path: string, entry: Record<string, unknown>, name: string): string {
  return posix.join(folderOf(path), textIn(entry['install-path']) ?? `../${name}`)
}
