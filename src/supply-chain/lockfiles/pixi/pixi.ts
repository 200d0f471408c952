import { formatCondaPurl, parseCondaAddress } from '../conda-package-url.ts'
import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { parseFailsafeYaml } from '../failsafe-yaml.ts'
import { hashOf } from '../integrity.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPythonPurl, normalizePythonName } from '../python-package-url.ts'
import { parsePythonRequirement } from '../python-requirement.ts'
import { listIn, recordsInList, textIn } from '../untrusted.ts'
import { type PixiAsk, readPixiAsks } from './pixi-asks.ts'

/** pixi.lock, versions 4 to 6: packages of conda and of PyPI for all platforms. */
export const pixi: LockfileReader = {
  name: 'pixi',
  reads: path => /(^|\/)pixi\.lock$/.test(path),
  companions: ['pixi.toml', 'pyproject.toml'],
  read,
}

interface Locked {
  manager: PixiAsk['manager']
  name: string
  subdir: string
  entry: Record<string, unknown>
  locked: LockedPackage
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const lock = parseFailsafeYaml(text)
  if (lock['packages'] === undefined || lock['environments'] === undefined)
    throw new SyntaxError('This is no pixi.lock: it has no packages or no environments')
  const all = recordsInList(lock['packages']).flatMap(lockEntry)
  const byName = Map.groupBy(all, ({ manager, name }) => `${manager} ${name}`)
  const find = (manager: string, name: string) => (byName.get(`${manager} ${name}`) ?? []).slice(0, mostCopies)
  for (const one of all)
    one.locked.needs = asksOf(one)
      .flatMap(name => [...find(one.manager, name), ...(one.manager === 'pypi' ? find('conda', name) : [])])
      .filter(other => isTogether(one, other))
      .map(({ locked }) => ({ of: locked, optional: false }))
  const asks = ['pixi.toml', 'pyproject.toml'].flatMap(path => readPixiAsks(companions[path] ?? '', path))
  const direct = asks.flatMap(({ manager, name, scope }) =>
    find(manager, name).map(({ locked }): DirectNeed => ({ of: locked, scope })),
  )
  return { dependencies: listDependencies({ packages: all.map(one => one.locked), direct, complete: asks.length > 0 }) }
}

/** One for each platform and environment. Without a bound, many that need many take forever. */
const mostCopies = 50

/** `{ conda: address }` or `{ pypi: address }`; version 4 says so by `kind`. */
function lockEntry(entry: Record<string, unknown>): Locked[] {
  const url = textIn(entry['url'])
  const conda = textIn(entry['conda']) ?? (entry['kind'] === 'conda' ? url : undefined)
  return conda ? lockConda(conda, entry) : lockPypi(textIn(entry['pypi']) ?? url ?? '', entry)
}

/** What is built from a folder has no address of a package. */
function lockConda(address: string, entry: Record<string, unknown>): Locked[] {
  const found = /^https?:/.test(address) ? parseCondaAddress(address) : undefined
  if (!found) return []
  const license = textIn(entry['license'])
  const hashes = [...hashOf('sha256', textIn(entry['sha256'])), ...hashOf('md5', textIn(entry['md5']))]
  const locked = { purl: formatCondaPurl(found), needs: [], hashes, ...(license && { license }) }
  return [{ manager: 'conda', name: found.name, subdir: found.subdir ?? '', entry, locked }]
}

function lockPypi(address: string, entry: Record<string, unknown>): Locked[] {
  const written = textIn(entry['name']) ?? ''
  const isElsewhere = /^(git\+|https?:)/.test(address)
  if (!isElsewhere || written === '') return []
  const source = address.startsWith('git+') ? address : undefined
  const purl = formatPythonPurl({ name: written, version: textIn(entry['version']), source })
  const locked = { purl, needs: [], hashes: hashOf('sha256', textIn(entry['sha256'])) }
  return [{ manager: 'pypi', name: normalizePythonName(written), subdir: 'noarch', entry, locked }]
}

/** `name >=1` in conda, a requirement in PyPI; those under a condition of an extra are not for all. */
function asksOf({ manager, entry }: Locked): string[] {
  const texts = listIn(entry[manager === 'conda' ? 'depends' : 'requires_dist']).filter(ask => typeof ask === 'string')
  if (manager === 'conda') return texts.flatMap(ask => ask.split(' ', 1))
  return texts
    .filter(ask => !/;.*\bextra\b/.test(ask))
    .flatMap(ask => {
      try {
        return [normalizePythonName(parsePythonRequirement(ask).name)]
      } catch (error) {
        if (error instanceof SyntaxError) return []
        throw error
      }
    })
}

function isTogether(one: Locked, other: Locked): boolean {
  return one.subdir === other.subdir || one.subdir === 'noarch' || other.subdir === 'noarch'
}
