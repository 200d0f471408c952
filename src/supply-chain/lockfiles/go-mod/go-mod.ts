import { formatPurl } from '../../../lib/purl/purl.ts'
import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { withoutByteOrderMark } from '../untrusted.ts'
import { type GoModFile, type GoModule, type GoRequirement, parseGoMod, parseGoWork } from './go-mod-file.ts'
import { isGoSum, parseGoSum } from './go-sum-file.ts'

const workspaces = Array.from({ length: 4 }, (_, depth) => `${'../'.repeat(depth)}go.work`)

/** go.mod, in a workspace or not, and go.sum where it stands alone. Neither says which module needs which. */
export const goMod: LockfileReader = {
  name: 'go-mod',
  reads: path => /(^|\/)go\.(mod|sum)$/.test(path),
  companions: ['go.sum', ...workspaces],
  read: (text, companions = {}) => {
    const plain = withoutByteOrderMark(text)
    return list(isGoSum(plain) ? findSummed(plain, 'unknown') : findRequired(plain, companions))
  },
}

interface Found extends GoModule, Pick<Dependency, 'relation' | 'scope'> {
  line: number
}

function findRequired(text: string, companions: Readonly<Record<string, string>>): Found[] {
  const file = withWorkspace(parseGoMod(text), companions)
  const sums = companions['go.sum']
  const required = file.requirements.flatMap(requirement => {
    const module = replace(file, requirement)
    return module ? [{ ...module, line: requirement.line, ...judge(file, requirement) }] : []
  })
  if (listsAll(file) || sums === undefined) return required
  const known = new Set([...required, ...file.requirements].map(({ path }) => path))
  return [...required, ...findSummed(sums, 'transitive').filter(({ path }) => !known.has(path))]
}

/** What the workspace replaces, it replaces for all its modules. One that is broken says nothing. */
function withWorkspace(file: GoModFile, companions: Readonly<Record<string, string>>): GoModFile {
  const text = workspaces.map(path => companions[path]).find(text => text !== undefined)
  if (text === undefined) return file
  try {
    return { ...file, replacements: new Map([...file.replacements, ...parseGoWork(withoutByteOrderMark(text))]) }
  } catch (error) {
    if (error instanceof SyntaxError) return file
    throw error
  }
}

/** Checksums of their contents have those modules only that are built from; of others there is that of their go.mod. */
function findSummed(text: string, relation: Dependency['relation']): Found[] {
  return parseGoSum(text)
    .filter(sum => !sum.isOfGoModOnly)
    .map(({ path, version, line }) => ({ path, version, line, relation, scope: 'runtime' }))
}

/** From Go 1.17 on, go.mod names all modules that anything is built from, before it only those asked for. */
function listsAll({ goVersion = '1.16' }: GoModFile): boolean {
  const [major = 0, minor = 0] = goVersion.split('.').map(Number)
  return major > 1 || minor >= 17
}

/** A folder in place of a module is the project's own code. */
function replace({ replacements }: GoModFile, { path, version }: GoModule): GoModule | undefined {
  const found = replacements.get(`${path}@${version}`) ?? replacements.get(path)
  if (!found) return { path, version }
  return found.version === '' ? undefined : found
}

/** The module of a tool is marked as indirect where nothing but the tool is used of it. */
function judge({ tools }: GoModFile, { path, isIndirect }: GoRequirement): Pick<Dependency, 'relation' | 'scope'> {
  const isTool = isIndirect && tools.has(path)
  return { relation: isIndirect && !isTool ? 'transitive' : 'direct', scope: isTool ? 'development' : 'runtime' }
}

type Warning = NonNullable<Inventory['warnings']>[number]

function list(all: readonly Found[]): Inventory {
  const dependencies = new Map<string, Dependency>()
  const warnings: Warning[] = []
  for (const { path, version, line, relation, scope } of all) {
    const purl = formatGoPurl(path, version)
    if (purl) dependencies.set(purl, { purl, relation, scope })
    else warnings.push(warnOfName(path, line))
  }
  const sorted = [...dependencies.values()].sort((one, other) => (one.purl < other.purl ? -1 : 1))
  return { dependencies: sorted, ...(warnings.length > 0 && { warnings }) }
}

/** The type definition wants a namespace, but a module may be a host and nothing else: `gioui.org`. */
function formatGoPurl(path: string, version: string): string | undefined {
  const slash = path.lastIndexOf('/')
  if (slash <= 0 || slash === path.length - 1) return undefined
  return formatPurl({ type: 'golang', namespace: path.slice(0, slash), name: path.slice(slash + 1), version })
}

function warnOfName(path: string, line: number): Warning {
  const text = {
    en: `${path} is missing: a package URL cannot name a Go module whose path has one part only`,
    zh: `缺少 ${path}：Go 模块路径只有一段时无法写成软件包 URL`,
  }
  return { text, line }
}
