import { concludeInstalled } from '../conclude-installed.ts'
import type {
  Installed,
  InstalledFiles,
  InstalledPackage,
  InstalledReader,
  InstalledWarning,
} from '../installed-reader.ts'
import { type Distribution, readDistribution, rootOf } from '../os-release.ts'
import { addPackage, addWarning, installedPackage } from '../package-facts.ts'
import { readText } from '../read-text.ts'

/** The database of Alpine's package manager: a line a fact, one letter its name, a blank line between packages. */
export const apk: InstalledReader = {
  name: 'apk',
  reads: path => database.test(path),
  treeOf: path => path,
  read,
}

const database = /(?:^|\/)(?:usr\/)?lib\/apk\/db\/installed$/
const largest = 64 * 1024 * 1024

async function read(path: string, files: InstalledFiles): Promise<Installed> {
  const distribution = await readDistribution(files, rootOf(path, database), 'alpine')
  const text = await readText(files, path, largest)
  const packages: InstalledPackage[] = []
  const warnings: InstalledWarning[] = []
  let line = 1
  for (const paragraph of text.split('\n\n')) {
    const facts = readFacts(paragraph)
    const [name, version] = [facts.get('P'), facts.get('V')]
    if (name && version)
      addPackage({ packages, warnings }, () => describe({ name, version, facts }, distribution, path), line)
    else if (paragraph.trim()) addWarning(warnings, noPackage(line))
    line += paragraph.split('\n').length + 1
  }
  if (packages.length === 0 && warnings.length > 0) throw new SyntaxError('it holds no package (line 1)')
  return { packages, warnings }
}

/** Behind the first folder (F:) come the files, which are many. */
function readFacts(paragraph: string): Map<string, string> {
  const facts = new Map<string, string>()
  for (const row of paragraph.split('\n')) {
    if (row.startsWith('F:')) break
    if (row[1] === ':' && !facts.has(row.slice(0, 1))) facts.set(row.slice(0, 1), row.slice(2).trim())
  }
  return facts
}

function describe(
  { name, version, facts }: { name: string; version: string; facts: ReadonlyMap<string, string> },
  { id, distro }: Distribution,
  path: string,
): InstalledPackage {
  const arch = facts.get('A')
  const license = concludeInstalled({ text: readLicense(facts.get('L')), path }, [])
  const parts = { type: 'apk', namespace: id, name, version, qualifiers: { ...(arch && { arch }), distro } }
  const { license: text, evidence } = license
  return installedPackage(name, parts, {
    license: text,
    evidence,
    authors: [facts.get('m') ?? ''],
    homepage: facts.get('U'),
  })
}

/** Older packages list several with a blank between, and say nothing of how they go together: all are taken to hold. */
function readLicense(text: string | undefined): string | undefined {
  if (!text || /\b(and|or|with)\b|[()]/i.test(text)) return text
  return text.split(/[\s,]+/).join(' AND ')
}

function noPackage(line: number): InstalledWarning {
  return { text: { en: 'A paragraph names no package and version', zh: '有一段没有写明软件包和版本' }, line }
}
