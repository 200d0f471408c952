import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { parseFailsafeYaml } from '../failsafe-yaml.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { formatGitSource, withoutSecrets } from '../source-url.ts'
import { listIn, recordIn, textIn } from '../untrusted.ts'

/** Podfile.lock of CocoaPods. */
export const cocoapods: LockfileReader = {
  name: 'cocoapods',
  reads: path => /(^|\/)Podfile\.lock$/.test(path),
  read,
}

interface Pod {
  /** With that of its part: `Knots/Fancy`. */
  name: string
  needs: string[]
  isOwn: boolean
  locked: LockedPackage
}

function read(text: string): Inventory {
  const lock = parseFailsafeYaml(text)
  if (!Array.isArray(lock['PODS']) && !Array.isArray(lock['DEPENDENCIES']))
    throw new SyntaxError('This is no Podfile.lock: it has neither PODS nor DEPENDENCIES')
  const pods = listIn(lock['PODS']).flatMap(entry => readPod(entry, lock))
  const byName = new Map(pods.map(pod => [pod.name, pod]))
  const find = (names: readonly string[]) => names.flatMap(name => byName.get(name) ?? []).filter(pod => !pod.isOwn)
  for (const pod of pods) pod.locked.needs = find(pod.needs).map(({ locked }) => ({ of: locked, optional: false }))
  const asked = listIn(lock['DEPENDENCIES']).flatMap(entry => splitEntry(entry)?.name ?? [])
  // What a pod of the project itself needs, the project needs.
  const needed = pods.filter(pod => pod.isOwn).flatMap(pod => pod.needs)
  const direct = find([...asked, ...needed]).map(({ locked }): DirectNeed => ({ of: locked, scope: 'runtime' }))
  const packages = pods.filter(pod => !pod.isOwn).map(pod => pod.locked)
  return { dependencies: listDependencies({ packages, direct, complete: true }) }
}

/** `Name (1.0)`, or that as the key of what it needs. */
function readPod(entry: unknown, lock: Record<string, unknown>): Pod[] {
  const [written, needs] = typeof entry === 'string' ? [entry, []] : (Object.entries(recordIn(entry))[0] ?? ['', []])
  const { name = '', version } = splitEntry(written) ?? {}
  if (!name) return []
  const [pod = '', ...part] = name.split('/')
  const origin = findOrigin(lock, pod)
  const isOwn = origin['path'] !== undefined
  const parts = { type: 'cocoapods', name: pod, version, subpath: part.join('/'), qualifiers: describeSource(origin) }
  const purl = isOwn ? '' : formatPackageUrl(name, parts)
  return [
    { name, needs: listIn(needs).flatMap(need => splitEntry(need)?.name ?? []), isOwn, locked: { purl, needs: [] } },
  ]
}

function splitEntry(entry: unknown): { name: string; version: string | undefined } | undefined {
  const [, name, version] = /^([^\s(]+)(?: \(([^)]*)\))?/.exec(textIn(entry) ?? '') ?? []
  return name ? { name, version } : undefined
}

/** Keys are symbols of Ruby, `:git`. What was checked out weighs more than what was asked for. */
function findOrigin(lock: Record<string, unknown>, pod: string): Record<string, unknown> {
  const origins = [lock['EXTERNAL SOURCES'], lock['CHECKOUT OPTIONS']].map(section =>
    Object.entries(recordIn(new Map(Object.entries(recordIn(section))).get(pod))),
  )
  return Object.fromEntries(origins.flat().map(([key, value]) => [key.replace(/^:/, ''), value]))
}

function describeSource({ git, commit, tag, podspec }: Record<string, unknown>): Record<string, string> | undefined {
  const [repository, description] = [textIn(git), textIn(podspec)]
  if (repository) return { vcs_url: withoutSecrets(formatGitSource(repository, textIn(commit) ?? textIn(tag))) }
  return description && /^https?:/.test(description) ? { download_url: withoutSecrets(description) } : undefined
}
