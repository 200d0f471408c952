import { parseFailsafeYaml } from '../failsafe-yaml.ts'
import { hashOf } from '../integrity.ts'
import { listTold, type Told } from '../list-told.ts'
import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { recordIn, recordsIn, textIn } from '../untrusted.ts'
import { formatPubPurl } from './pub-package-url.ts'

/** pubspec.lock of Dart and Flutter. It does not tell who needs whom. */
export const pub: LockfileReader = {
  name: 'pub',
  reads: path => /(^|\/)pubspec\.lock$/.test(path),
  companions: ['pubspec.yaml'],
  covers: path => /(^|\/)pubspec\.yaml$/.test(path),
  read,
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const lock = parseFailsafeYaml(text)
  if (lock['packages'] === undefined && lock['sdks'] === undefined)
    throw new SyntaxError('This is no pubspec.lock: it has neither packages nor sdks')
  const isOverridden = findOverridden(companions['pubspec.yaml'])
  return listTold([...recordsIn(lock['packages'])].flatMap(([name, entry]) => readEntry(name, entry, isOverridden)))
}

/** A folder is the project's own. */
function readEntry(name: string, entry: Record<string, unknown>, overridden: Overridden): Told[] {
  const { source, description } = entry
  if (source === 'path') return []
  const origin = source === 'git' ? { git: description } : source === 'hosted' ? { hosted: description } : {}
  const [relation, scope] = judge(textIn(entry['dependency']) ?? '', overridden.get(name))
  const purl = formatPubPurl(textIn(recordIn(description)['name']) ?? name, textIn(entry['version']), origin)
  return [{ purl, relation, scope, hashes: hashOf('sha256', textIn(recordIn(description)['sha256'])) }]
}

function judge(marked: string, overridden: Dependency['scope'] | undefined): [Dependency['relation'], Told['scope']] {
  if (marked === 'direct main') return ['direct', 'runtime']
  if (marked === 'direct dev') return ['direct', 'development']
  if (marked === 'transitive') return ['transitive', 'runtime']
  return [overridden ? 'direct' : 'unknown', overridden ?? 'runtime']
}

type Overridden = ReadonlyMap<string, Dependency['scope']>

/** `direct overridden` says that the version was forced, not whether or why the project asks for it. */
function findOverridden(manifest: string | undefined): Overridden {
  if (manifest === undefined) return new Map()
  const { dependencies, dev_dependencies } = parseFailsafeYaml(manifest)
  const names = (value: unknown, scope: Dependency['scope']) =>
    Object.keys(recordIn(value)).map((name): [string, Dependency['scope']] => [name, scope])
  return new Map([...names(dev_dependencies, 'development'), ...names(dependencies, 'runtime')])
}
