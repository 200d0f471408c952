import { concludeInstalled, readLicenseTexts } from '../conclude-installed.ts'
import type {
  Installed,
  InstalledFiles,
  InstalledPackage,
  InstalledReader,
  InstalledWarning,
} from '../installed-reader.ts'
import { addPackage, addWarning, installedPackage } from '../package-facts.ts'
import { folderOf, readText } from '../read-text.ts'

/** What `go mod vendor` copies: `vendor/modules.txt` lists the modules, their license texts lie in their folders. */
export const goVendor: InstalledReader = {
  name: 'go-vendor',
  reads: path => /(^|\/)vendor\/modules\.txt$/.test(path),
  treeOf: folderOf,
  read,
}

/** `# module version`, with what replaces it behind `=>`: another module at a version, or a folder. */
const moduleLine = /^# (\S+)(?: (v\S+))?(?: => (\S+)(?: (v\S+))?)?$/

interface Module {
  path: string
  /** What stands in its place. */
  code: string
  version: string | undefined
  direct: boolean
  line: number
}

async function read(path: string, files: InstalledFiles): Promise<Installed> {
  const { modules, warnings } = listModules(await readText(files, path))
  const packages: InstalledPackage[] = []
  for (const module of modules) {
    const { license, found } = await licenseOf(`${folderOf(path)}/${module.path}`, files)
    warnings.push(...found)
    const slash = module.code.lastIndexOf('/')
    const parts = {
      type: 'golang',
      namespace: module.code.slice(0, Math.max(0, slash)),
      name: module.code.slice(slash + 1),
      version: module.version,
    }
    addPackage(
      { packages, warnings },
      () => installedPackage(module.code, parts, { ...license, ...(module.direct && { relation: 'direct' }) }),
      module.line,
    )
  }
  return { packages, warnings }
}

function listModules(text: string): { modules: Module[]; warnings: InstalledWarning[] } {
  const modules: Module[] = []
  const warnings: InstalledWarning[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const here = modules.at(-1)
    if (here && /^## .*\bexplicit\b/.test(line)) here.direct = true
    const module = line.startsWith('# ') ? readModule(line.trimEnd(), index + 1) : undefined
    if (module === broken) addWarning(warnings, brokenLine(line, index + 1))
    else if (module) modules.push(module)
  }
  if (modules.length === 0 && warnings.length > 0) throw new SyntaxError('it lists no modules (line 1)')
  return { modules: modules.filter(({ code }) => code.includes('/')), warnings }
}

const broken = 'broken'

/** At the end, what replaces modules is listed once more, without their versions. */
function readModule(line: string, at: number): Module | typeof broken | undefined {
  const [whole, path = '', version, replacement, replaced] = moduleLine.exec(line) ?? []
  if (whole === undefined) return broken
  return version ? { path, ...codeOf(path, version, replacement, replaced), direct: false, line: at } : undefined
}

/** A folder has no name of its own: the module keeps the one that it goes by, and the version that was asked for. */
function codeOf(path: string, version: string, replacement: string | undefined, replaced: string | undefined) {
  return replacement && replaced ? { code: replacement, version: replaced } : { code: path, version }
}

async function licenseOf(folder: string, files: InstalledFiles) {
  const texts = await readLicenseTexts(files, folder)
  const { warnings: found, ...license } = concludeInstalled({ text: undefined, path: folder }, texts)
  return { license, found }
}

function brokenLine(line: string, at: number): InstalledWarning {
  const quoted = JSON.stringify(line.slice(0, 100))
  return { text: { en: `${quoted} names no module`, zh: `${quoted} 不是模块` }, line: at }
}
