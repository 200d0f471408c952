import { type Manifest, parseManifest } from './package-json.ts'

export interface ProjectManifests {
  root: Manifest | undefined
  workspaces: Manifest[]
  /** Whether these are all: the root is there, and so are its workspaces if it has any. */
  complete: boolean
}

/** Of the package.json files at and below the lockfile's folder, those of the project. Throws a SyntaxError. */
export function readProjectManifests(texts: Readonly<Record<string, string>>): ProjectManifests {
  const text = texts['package.json']
  if (text === undefined) return { root: undefined, workspaces: [], complete: false }
  const root = parseManifest(text, 'package.json')
  const workspaces = Object.entries(texts)
    .filter(([path]) => isWorkspace(path, root.workspaces))
    .map(([path, text]) => parseManifest(text, path))
  return { root, workspaces, complete: root.workspaces.length === 0 || workspaces.length > 0 }
}

/** The folders of those manifests; undefined without the root's. */
export function findWorkspaceFolders(texts: Readonly<Record<string, string>>): string[] | undefined {
  const text = texts['package.json']
  if (text === undefined) return undefined
  const { workspaces } = parseManifest(text, 'package.json')
  const folders = Object.keys(texts).filter(path => isWorkspace(path, workspaces))
  return ['.', ...folders.map(path => path.slice(0, -'/package.json'.length))]
}

function isWorkspace(path: string, patterns: readonly string[]): boolean {
  if (!path.endsWith('/package.json')) return false
  const folder = path.slice(0, -'/package.json'.length).split('/')
  return patterns.some(pattern => matches(folder, pattern.replace(/^\.\//, '').split('/').filter(Boolean)))
}

/** `packages/*`, `apps/web-*` and, from there on anything, `libraries/**`. */
function matches(folder: readonly string[], pattern: readonly string[]): boolean {
  const open = pattern.indexOf('**')
  const fixed = open < 0 ? pattern : pattern.slice(0, open)
  if (open < 0 ? folder.length !== fixed.length : folder.length < fixed.length) return false
  return fixed.every((segment, index) => matchesSegment(folder[index] ?? '', segment))
}

function matchesSegment(name: string, pattern: string): boolean {
  const star = pattern.indexOf('*')
  if (star < 0) return name === pattern
  return name.startsWith(pattern.slice(0, star)) && name.endsWith(pattern.slice(pattern.lastIndexOf('*') + 1))
}
