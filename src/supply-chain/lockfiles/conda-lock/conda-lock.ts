import { readEnvironment } from '../conda-environment/environment.ts'
import { formatCondaPurl, isCondaPackage, parseCondaAddress } from '../conda-package-url.ts'
import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { parseFailsafeYaml } from '../failsafe-yaml.ts'
import { hashOf } from '../integrity.ts'
import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPythonPurl, normalizePythonName } from '../python-package-url.ts'
import { recordIn, recordsInList, textIn } from '../untrusted.ts'

/** conda-lock.yml: what conda and pip install, platform by platform. */
export const condaLock: LockfileReader = {
  name: 'conda-lock',
  reads: path => /(^|\/)([^/]+[-.])?conda-lock\.ya?ml$/.test(path),
  companions: ['environment.yml', 'environment.yaml'],
  read,
}

interface Locked {
  entry: Record<string, unknown>
  manager: string
  platform: string
  name: string
  locked: LockedPackage
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const lock = parseFailsafeYaml(text)
  if (!Array.isArray(lock['package'])) throw new SyntaxError('This is no conda-lock.yml: it has no package')
  const entries = recordsInList(lock['package']).filter(({ name }) => isCondaPackage(textIn(name) ?? ''))
  const all = entries.map(lockEntry)
  const index = new Map(all.map(one => [keyOf(one), one.locked]))
  // What pip installs may need what conda did.
  const find = (one: Pick<Locked, 'manager' | 'platform'>, name: string) =>
    index.get(keyOf({ ...one, name })) ?? index.get(keyOf({ ...one, manager: 'conda', name })) ?? []
  for (const one of all)
    one.locked.needs = Object.keys(recordIn(one.entry['dependencies'])).flatMap(name => {
      return [find(one, nameOf(one.manager, name))].flat().map(of => ({ of, optional: false }))
    })
  const manifest = companions['environment.yml'] ?? companions['environment.yaml']
  const asks = manifest === undefined ? [] : readEnvironment(manifest)
  const platforms = [...new Set(all.map(one => one.platform))]
  const direct = asks.flatMap(({ manager, name }) =>
    platforms
      .flatMap(platform => find({ manager, platform }, name))
      .map((of): DirectNeed => ({ of, scope: of.scope ?? 'runtime' })),
  )
  return { dependencies: listDependencies({ packages: all.map(one => one.locked), direct, complete: asks.length > 0 }) }
}

function lockEntry(entry: Record<string, unknown>): Locked {
  const [manager, platform] = [textIn(entry['manager']) ?? 'conda', textIn(entry['platform']) ?? '']
  const name = nameOf(manager, textIn(entry['name']) ?? '')
  const [version, url] = [textIn(entry['version']), textIn(entry['url']) ?? '']
  const hash = recordIn(entry['hash'])
  const purl =
    manager === 'pip'
      ? formatPythonPurl({ name, version, source: /^git\+/.test(url) ? url : undefined })
      : formatCondaPurl({ ...parseCondaAddress(url), name, version })
  const hashes = [...hashOf('sha256', textIn(hash['sha256'])), ...hashOf('md5', textIn(hash['md5']))]
  return { entry, manager, platform, name, locked: { purl, needs: [], hashes, scope: scopeOf(entry) } }
}

/** `category` is of the user's own making, but for `main` and `dev`. */
function scopeOf({ category, optional }: Record<string, unknown>): Dependency['scope'] {
  if (category === 'dev') return 'development'
  return optional === 'true' ? 'optional' : 'runtime'
}

function nameOf(manager: string, name: string): string {
  return manager === 'pip' ? normalizePythonName(name) : name
}

function keyOf({ manager, platform, name }: Pick<Locked, 'manager' | 'platform' | 'name'>): string {
  return `${manager} ${platform} ${name}`
}
