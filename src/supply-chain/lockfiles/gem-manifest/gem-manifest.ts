import { readGemfileGroups, readStatements } from '../gemfile/gemfile-groups.ts'
import { type Asked, listAsked } from '../list-told.ts'
import type { LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { formatGitSource, withoutSecrets } from '../source-url.ts'
import { withoutByteOrderMark } from '../untrusted.ts'

/** Gemfile, gems.rb and *.gemspec that no lockfile covers. They are programs, of which the plain statements are read. */
export const gemManifest: LockfileReader = {
  name: 'gem-manifest',
  reads: path => /(^|\/)(Gemfile|gems\.rb|[^/]+\.gemspec)$/.test(path),
  read: text => {
    const plain = withoutByteOrderMark(text)
    const { scopes } = readGemfileGroups(plain)
    return listAsked(readStatements(plain).flatMap(statement => readStatement(statement, scopes)))
  },
}

const gemPattern =
  /^(?:gem|(?:\w+\.add_(runtime_|development_)?dependency))[\s(]*(?:"([^"]+)"|'([^']+)'|%q<([^>]+)>)(.*)$/s

function readStatement(statement: string, scopes: ReadonlyMap<string, Asked['scope']>): Asked[] {
  const [, kind, ...found] = gemPattern.exec(statement) ?? []
  const [name] = found.filter(Boolean)
  // A name that the program puts together is not known.
  if (!name || name.includes('#{')) return []
  const { ranges, options } = splitArguments(found.at(-1) ?? '')
  if (/\bpath(:|\s*=>)/.test(options)) return []
  const scope = kind === 'development_' ? 'development' : (scopes.get(name) ?? 'runtime')
  const [, version] = (ranges.length === 1 && /^=?\s*(\d[\w.]*)$/.exec(ranges[0] ?? '')) || []
  const purl = formatPackageUrl(name, { type: 'gem', name, version, qualifiers: describeSource(options) })
  const requirement = ranges.filter(range => range !== '>= 0').join(', ')
  return [{ purl, scope, requirement: version ? undefined : requirement }]
}

/** Behind the ranges stand options, and there may be a condition. */
function splitArguments(text: string): { ranges: string[]; options: string } {
  const [plain = ''] = text.split(/\s(?:if|unless)\s/, 1)
  const at = plain.search(/,\s?(\w+:|:\w+\s?=>)/)
  const [before, options] = at < 0 ? [plain, ''] : [plain.slice(0, at), plain.slice(at)]
  const ranges = [...before.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, double, single]) => double ?? single ?? '')
  return { ranges: ranges.filter(range => /^[\s<>=!~]*\d/.test(range)), options }
}

function describeSource(options: string): Record<string, string> | undefined {
  const read = (name: string) => new RegExp(`\\b${name}(?::|\\s*=>)\\s?["']([^"']+)["']`).exec(options)?.[1]
  const github = read('github')
  const git =
    read('git') ?? (github && `https://github.com/${github.includes('/') ? github : `${github}/${github}`}.git`)
  if (!git) return undefined
  return { vcs_url: withoutSecrets(formatGitSource(git, read('ref') ?? read('tag') ?? read('branch'))) }
}
