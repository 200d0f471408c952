import { isFolder } from '../npm-package-url.ts'
import { recordsIn, textIn } from '../untrusted.ts'

/** A folder in which npm installs: the project, one of its workspaces, or a package with what is nested in it. */
export interface Installed {
  /** The name it is installed under, an alias included; empty for the project's own folders. */
  name: string
  /** What the lockfile says of it. */
  entry: Record<string, unknown>
  parent: Installed | undefined
  nested: Map<string, Installed>
  /** The folder that a link leads to. */
  target?: Installed
}

export interface InstalledTree {
  /** The project and its workspaces, and the folders elsewhere that it links to. */
  own: Installed[]
  packages: Installed[]
}

/** Far beyond what npm nests; without a bound a broken file could make every look-up a long one. */
const deepestNesting = 100
const longestLocation = 4096

/** The `packages` of lockfile versions 2 and 3, by location: `node_modules/a/node_modules/b`, `workspaces/c`. */
export function plantFlatTree(packages: unknown): InstalledTree {
  const byLocation = new Map<string, Installed>()
  byLocation.set('', { name: '', entry: {}, parent: undefined, nested: new Map() })
  for (const [location, entry] of recordsIn(packages)) {
    refuseDeepLocation(location)
    byLocation.set(location, { name: nameAt(location), entry, parent: undefined, nested: new Map() })
  }
  for (const [location, installed] of byLocation) attach(installed, location, byLocation)
  const all = [...byLocation.values()].filter(installed => !installed.target)
  return { own: all.filter(isOwn), packages: all.filter(installed => !isOwn(installed)) }
}

/** The nested `dependencies` of lockfile version 1. */
export function plantNestedTree(root: Record<string, unknown>): InstalledTree {
  const project: Installed = { name: '', entry: {}, parent: undefined, nested: new Map() }
  const packages: Installed[] = []
  const open = [{ installed: project, dependencies: root['dependencies'], depth: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.depth > deepestNesting) throw new SyntaxError(`Packages are nested more than ${deepestNesting} deep`)
    for (const [name, entry] of recordsIn(next.dependencies)) {
      const installed: Installed = { name, entry, parent: next.installed, nested: new Map() }
      next.installed.nested.set(name, installed)
      packages.push(installed)
      open.push({ installed, dependencies: entry['dependencies'], depth: next.depth + 1 })
    }
  }
  return { own: [project, ...packages.filter(isOwn)], packages: packages.filter(one => !isOwn(one)) }
}

/** As Node finds a module: in the folder itself, then in each folder around it. */
export function findInstalled(name: string, from: Installed): Installed | undefined {
  for (let at: Installed | undefined = from; at; at = at.parent) {
    const found = at.nested.get(name)
    if (found) return found.target ?? found
  }
  return undefined
}

/** A folder outside of `node_modules`, or the copy of one: version 1 says so by its version, the later ones by its origin. */
function isOwn({ name, entry }: Installed): boolean {
  return name === '' || isFolder(textIn(entry['resolved']) ?? textIn(entry['version']) ?? '')
}

function attach(installed: Installed, location: string, byLocation: ReadonlyMap<string, Installed>) {
  const parent = parentOf(location, byLocation)
  if (parent) installed.parent = parent
  if (parent && installed.name !== '' && !parent.nested.has(installed.name))
    parent.nested.set(installed.name, installed)
  if (installed.entry['link'] !== true) return
  const target = byLocation.get(textIn(installed.entry['resolved']) ?? '')
  installed.target = target ?? { name: '', entry: {}, parent: undefined, nested: new Map() }
}

function nameAt(location: string): string {
  const at = location.lastIndexOf('node_modules/')
  return at === 0 || location[at - 1] === '/' ? location.slice(at + 'node_modules/'.length) : ''
}

/** The nearest folder around it that the file knows. One outside of the project has none there. */
function parentOf(location: string, byLocation: ReadonlyMap<string, Installed>): Installed | undefined {
  for (let at = location.lastIndexOf('/'); at > 0; at = location.lastIndexOf('/', at - 1)) {
    const parent = byLocation.get(location.slice(0, at))
    if (parent) return parent
  }
  return location === '' || location.startsWith('../') ? undefined : byLocation.get('')
}

function refuseDeepLocation(location: string) {
  if (location.length > longestLocation || location.split('/').length > 3 * deepestNesting) {
    throw new SyntaxError(`Packages are nested more than ${deepestNesting} deep`)
  }
}
