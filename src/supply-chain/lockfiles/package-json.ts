import { parseJson } from './json.ts'
import type { Dependency, Inventory } from './lockfile-reader.ts'
import { warnOfUnanswered } from './out-of-step.ts'
import { recordIn, textIn, textsIn } from './untrusted.ts'

/** A package.json, or what a lockfile repeats of one. */
export interface Manifest {
  name: string | undefined
  asks: Ask[]
  /** Patterns of the folders of its workspaces. */
  workspaces: string[]
  /** Yarn's: by pattern, the version to take whatever was asked for. */
  resolutions: [pattern: string, range: string][]
}

export interface Ask {
  name: string
  range: string
  scope: Dependency['scope']
}

/** Throws a SyntaxError on what is no JSON. What it asks of its users, its peers, is not among what it asks for. */
export function parseManifest(text: string, path: string): Manifest {
  const { workspaces, resolutions, peerDependencies: _, ...manifest } = recordIn(parseJson(text, path))
  const patterns = Array.isArray(workspaces) ? workspaces : recordIn(workspaces)['packages']
  return {
    name: textIn(manifest['name']),
    asks: asksOf(manifest),
    workspaces: Array.isArray(patterns) ? patterns.filter(pattern => typeof pattern === 'string') : [],
    resolutions: textsIn(resolutions),
  }
}

/** Of one name asked for in two fields, `optionalDependencies` holds over `dependencies`, as in npm itself. */
export function asksOf(manifest: Record<string, unknown>): Ask[] {
  const optional = textsIn(manifest['optionalDependencies'])
  const isOptional = new Set(optional.map(([name]) => name))
  const runtime = textsIn(manifest['dependencies']).filter(([name]) => !isOptional.has(name))
  const peers = recordIn(manifest['peerDependenciesMeta'])
  const peer = textsIn(manifest['peerDependencies']).filter(([name]) => !mayBeAbsent(peers, name))
  return [
    ...withScope(runtime, 'runtime'),
    ...withScope(optional, 'optional'),
    ...withScope(peer, 'runtime'),
    ...withScope(textsIn(manifest['devDependencies']), 'development'),
  ]
}

function withScope(ranges: [name: string, range: string][], scope: Ask['scope']): Ask[] {
  return ranges.map(([name, range]) => ({ name, range, scope }))
}

function mayBeAbsent(peers: Record<string, unknown>, name: string): boolean {
  return Object.hasOwn(peers, name) && recordIn(peers[name])['optional'] === true
}

type Warning = NonNullable<Inventory['warnings']>[number]

export function warnOfMissing({ name, range }: Ask): Warning {
  return warnOfUnanswered(`${name}@${range}`, 'package.json')
}
