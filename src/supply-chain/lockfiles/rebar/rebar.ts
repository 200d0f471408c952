import { listOf, parseErlangTerms, type Term, textOf } from '../erlang-terms.ts'
import { formatHexPurl } from '../hex-package-url.ts'
import { listTold, type Told } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { withoutByteOrderMark } from '../untrusted.ts'

/** rebar.lock of Erlang. Of what is transitive it tells how deep it lies, not by which way. */
export const rebar: LockfileReader = {
  name: 'rebar',
  reads: path => /(^|\/)rebar\.lock$/.test(path),
  read,
}

/** `[entries].` once, today `{"1.2.0", [entries]}. [hashes].` */
function read(text: string): Inventory {
  const [first] = parseErlangTerms(withoutByteOrderMark(text))
  if (!Array.isArray(first)) throw new SyntaxError('This is no rebar.lock: it is no list (line 1)')
  const entries = typeof first[0] === 'string' ? listOf(first[1]) : first
  return listTold(entries.flatMap(readEntry))
}

/** `{<<"name">>, {pkg, <<"package">>, <<"version">>}, level}` or `{<<"name">>, {git, "url", {ref, "commit"}}, level}`. */
function readEntry(entry: Term): Told[] {
  const [written, origin, level] = listOf(entry)
  const name = textOf(written)
  const [kind, address, version] = listOf(origin)
  if (!name) return []
  const relation = level === '0' ? 'direct' : 'transitive'
  if (kind === 'pkg')
    return [
      { purl: formatHexPurl({ name: textOf(address) ?? name, version: textOf(version) }), relation, scope: 'runtime' },
    ]
  if (kind !== 'git') return []
  const purl = formatHexPurl({ name, git: textOf(address), commit: textOf(listOf(version)[1]) })
  return [{ purl, relation, scope: 'runtime' }]
}
