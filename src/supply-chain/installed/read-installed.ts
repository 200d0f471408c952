import type { Text } from '../../lib/text/text.ts'
import type {
  Installed,
  InstalledFiles,
  InstalledPackage,
  InstalledReader,
  InstalledWarning,
} from './installed-reader.ts'
import { findReader } from './where-to-look.ts'

/** A tree or a database of packages, and what is in it. */
interface InstalledTree {
  path: string
  reader: string
  packages: InstalledPackage[]
  warnings: InstalledWarning[]
}

/** A file that should tell of packages, and why it cannot be read. */
interface UnreadableFile {
  path: string
  reader: string
  problem: Text
}

export interface InstalledFolder {
  trees: InstalledTree[]
  unreadable: UnreadableFile[]
}

/** Reads each file by the reader that it is of. What is wrong with one is told, and the others go on. */
export async function readInstalledFiles(paths: readonly string[], files: InstalledFiles): Promise<InstalledFolder> {
  const trees = new Map<string, InstalledTree>()
  const unreadable: UnreadableFile[] = []
  for (const path of paths) {
    const reader = findReader(path)
    if (!reader) continue
    const read = await readOne(reader, path, files)
    if (!('packages' in read)) unreadable.push(read)
    else addTo(trees, reader, path, read)
  }
  return { trees: [...trees.values()].map(withEachOnce), unreadable }
}

async function readOne(
  reader: InstalledReader,
  path: string,
  files: InstalledFiles,
): Promise<Installed | UnreadableFile> {
  try {
    return await reader.read(path, files)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { path, reader: reader.name, problem: unreadableFile(path, error.message) }
  }
}

function addTo(
  trees: Map<string, InstalledTree>,
  reader: InstalledReader,
  path: string,
  { packages, warnings = [] }: Installed,
) {
  const at = reader.treeOf(path)
  const key = `${reader.name} ${at}`
  const tree = trees.get(key) ?? { path: at, reader: reader.name, packages: [], warnings: [] }
  for (const one of packages) tree.packages.push(one)
  for (const one of warnings) tree.warnings.push(one)
  trees.set(key, tree)
}

/** A tree may have many copies of one package: one that states a license speaks for all. In the order of the purls. */
function withEachOnce(tree: InstalledTree): InstalledTree {
  const byPurl = new Map<string, InstalledPackage>()
  for (const one of tree.packages) {
    const before = byPurl.get(one.purl)
    if (!before || (!before.license && one.license)) byPurl.set(one.purl, one)
  }
  const packages = [...byPurl.values()].sort((one, other) => (one.purl < other.purl ? -1 : 1))
  return { ...tree, packages }
}

function unreadableFile(path: string, why: string): Text {
  return {
    en: `${path} cannot be read (${why}): what it tells of is missing until it is mended`,
    zh: `无法读取 ${path}（${why}）：修复之前缺少其中的软件包`,
  }
}
