import { textOf, valueAt } from '../erlang-terms.ts'
import { formatHexPurl } from '../hex-package-url.ts'
import { type Asked, listAsked } from '../list-told.ts'
import type { LockfileReader } from '../lockfile-reader.ts'
import { type MixAsk, readMixAsks } from '../mix/mix-asks.ts'

/** A mix.exs that no lockfile covers. */
export const mixManifest: LockfileReader = {
  name: 'mix-manifest',
  reads: path => /(^|\/)mix\.exs$/.test(path),
  read: text => listAsked(readMixAsks(text).flatMap(readAsk)),
}

function readAsk({ name, range, options, scope }: MixAsk): Asked[] {
  if (valueAt(options, 'in_umbrella') !== undefined || valueAt(options, 'path') !== undefined) return []
  const [, version] = /^(?:==\s*)?(\d+\.\d+\.\d+(?:[-+][\w.-]+)?)$/.exec(range ?? '') ?? []
  const github = textOf(valueAt(options, 'github'))
  const git = textOf(valueAt(options, 'git')) ?? (github && `https://github.com/${github}.git`)
  const commit = ['ref', 'tag', 'branch'].map(key => textOf(valueAt(options, key))).find(Boolean)
  const purl = formatHexPurl({ name: textOf(valueAt(options, 'hex')) ?? name, version, git, commit })
  return [{ purl, scope, requirement: version ? undefined : range }]
}
