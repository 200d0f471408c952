import { type Asked, listAsked } from '../list-told.ts'
import type { LockfileReader } from '../lockfile-reader.ts'
import { formatNpmPurl, isFolder } from '../npm-package-url.ts'
import { type Ask, parseManifest } from '../package-json.ts'

/** A package.json that no lockfile covers: what is asked for, not what comes of it. */
export const npmManifest: LockfileReader = {
  name: 'npm-manifest',
  reads: path => /(^|\/)package\.json$/.test(path),
  read: text => listAsked(parseManifest(text, '').asks.flatMap(readAsk)),
}

/** `workspace:`, `link:` and `portal:` lead to the project's own code. */
function readAsk({ name, range, scope }: Ask): Asked[] {
  if (/^(workspace|link|portal):/.test(range) || isFolder(range)) return []
  const [, alias, aliasRange = ''] = /^npm:(@?[^@]+)@?(.*)$/s.exec(range) ?? []
  if (alias) return [ask(alias, aliasRange, scope)]
  const source = findSource(range)
  return [source ? { purl: formatNpmPurl({ name, source }), scope } : ask(name, range, scope)]
}

function ask(name: string, range: string, scope: Ask['scope']): Asked {
  const [, version] = /^[=v]*(\d+\.\d+\.\d+(?:[-+][\w.+-]*)?)$/.exec(range.trim()) ?? []
  const isAny = range === '' || range === '*'
  return { purl: formatNpmPurl({ name, version }), scope, requirement: version || isAny ? undefined : range }
}

/** `owner/repository` is short for one on GitHub. */
function findSource(range: string): string | undefined {
  if (/^[\w.-]+\/[\w.-]+(#.*)?$/s.test(range)) return `github:${range}`
  return /^(git[+:@]|https?:|ssh:|github:|gitlab:|bitbucket:)/.test(range) ? range : undefined
}
