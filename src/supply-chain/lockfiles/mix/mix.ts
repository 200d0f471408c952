import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { listOf, parseErlangTerms, type Term, textOf, valueAt } from '../erlang-terms.ts'
import { formatHexPurl } from '../hex-package-url.ts'
import { hashOf } from '../integrity.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { withoutByteOrderMark } from '../untrusted.ts'
import { readMixAsks } from './mix-asks.ts'

/** mix.lock of Elixir; an umbrella shares one among its applications. */
export const mix: LockfileReader = {
  name: 'mix',
  reads: path => /(^|\/)mix\.lock$/.test(path),
  companions: ['mix.exs', '**/mix.exs'],
  read,
}

/** The applications of an umbrella lie in one folder; what lies in others has a lockfile of its own. */
const ofUmbrella = /^(apps\/[^/]+\/)?mix\.exs$/

interface Locked {
  name: string
  asks: { name: string; isOptional: boolean }[]
  locked: LockedPackage
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const [map, ...others] = parseErlangTerms(withoutByteOrderMark(text))
  if (!Array.isArray(map) || others.length > 0) throw new SyntaxError('This is no mix.lock: it is no map (line 1)')
  const all = new Map(map.flatMap(lockEntry).map(one => [one.name, one]))
  for (const { locked, asks } of all.values())
    locked.needs = asks.flatMap(({ name, isOptional }) => {
      const found = all.get(name)
      return found ? [{ of: found.locked, optional: isOptional }] : []
    })
  const manifests = Object.entries(companions).flatMap(([path, text]) => (ofUmbrella.test(path) ? text : []))
  const direct = manifests.flatMap(readMixAsks).flatMap(({ name, scope }): DirectNeed[] => {
    const found = all.get(name)
    return found ? [{ of: found.locked, scope }] : []
  })
  const packages = [...all.values()].map(one => one.locked)
  return { dependencies: listDependencies({ packages, direct, complete: manifests.length > 0 }) }
}

/** `"name": {:hex, :package, "version", "checksum", [:mix], [needs], "hexpm", "checksum"}` or `{:git, "url", "commit", []}`. */
function lockEntry(entry: Term): Locked[] {
  const [name, value] = listOf(entry)
  const [kind, ...rest] = listOf(value)
  if (typeof name !== 'string' || (kind !== 'hex' && kind !== 'git')) return []
  return [kind === 'hex' ? lockHex(name, rest) : lockGit(name, rest)]
}

function lockHex(name: string, [written, version, , , needs, repository, checksum]: Term[]): Locked {
  const purl = formatHexPurl({
    name: textOf(written) ?? name,
    version: textOf(version),
    repository: textOf(repository),
  })
  return {
    name,
    locked: { purl, needs: [], hashes: hashOf('sha256', textOf(checksum)) },
    asks: listOf(needs).flatMap(readAsk),
  }
}

function lockGit(name: string, [git, commit]: Term[]): Locked {
  return {
    name,
    locked: { purl: formatHexPurl({ name, git: textOf(git), commit: textOf(commit) }), needs: [] },
    asks: [],
  }
}

/** `{:name, "range", [hex: :package, repo: "hexpm", optional: true]}`; a range absent is no text. */
function readAsk(term: Term): Locked['asks'] {
  const [name, , options] = listOf(term)
  return typeof name === 'string' ? [{ name, isOptional: valueAt(options, 'optional') === 'true' }] : []
}
