import { readCranAsks, readDescription } from '../cran-description/cran-asks.ts'
import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { parseJson } from '../json.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { formatGitSource, withoutSecrets } from '../source-url.ts'
import { listIn, recordIn, recordsIn, recordsInList, textIn } from '../untrusted.ts'

/** renv.lock of R; a DESCRIPTION beside it tells what the project asks for. */
export const renv: LockfileReader = {
  name: 'renv',
  reads: path => /(^|\/)renv\.lock$/.test(path),
  companions: ['DESCRIPTION'],
  read,
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const lock = recordIn(parseJson(text))
  if (lock['Packages'] === undefined) throw new SyntaxError('This is no renv.lock: it has no Packages')
  const registries = new Map(
    recordsInList(recordIn(lock['R'])['Repositories']).map(({ Name, URL }) => [textIn(Name) ?? '', textIn(URL) ?? '']),
  )
  const entries = [...recordsIn(lock['Packages'])]
  const all = new Map(entries.map(([name, entry]) => [name, lockPackage(name, entry, registries)]))
  const find = (name: string) => all.get(name) ?? []
  for (const [name, entry] of entries)
    for (const locked of [find(name)].flat())
      locked.needs = asksOf(entry)
        .flatMap(find)
        .map(of => ({ of, optional: false }))
  const asked = readDescription(companions['DESCRIPTION'] ?? '')
  const ofManifest = asked.flatMap(({ name, scope }) => [find(name)].flat().map((of): DirectNeed => ({ of, scope })))
  const direct = asked.length > 0 ? ofManifest : findUnneeded([...all.values()])
  return { dependencies: listDependencies({ packages: all.values(), direct, complete: asked.length > 0 }) }
}

/** What no package needs is there because the project asks for it, where needs are told at all. */
function findUnneeded(all: readonly LockedPackage[]): DirectNeed[] {
  const needed = new Set(all.flatMap(one => one.needs.map(({ of }) => of)))
  if (needed.size === 0) return []
  return all.filter(one => !needed.has(one)).map(of => ({ of, scope: 'runtime' }))
}

/** Names in one list, or since renv 1.1 what the package's own DESCRIPTION says. */
function asksOf(entry: Record<string, unknown>): string[] {
  const fields = ['Requirements', 'Depends', 'Imports', 'LinkingTo'].flatMap(field => entry[field] ?? [])
  const texts = fields
    .flatMap(listIn)
    .concat(fields)
    .filter(ask => typeof ask === 'string')
  return texts.flatMap(text => readCranAsks(text, 'runtime')).map(({ name }) => name)
}

function lockPackage(
  name: string,
  entry: Record<string, unknown>,
  registries: ReadonlyMap<string, string>,
): LockedPackage {
  const qualifiers = describeSource(entry, registries)
  const purl = formatPackageUrl(name, { type: 'cran', name, version: textIn(entry['Version']), qualifiers })
  const license = textIn(entry['License'])
  return { purl, needs: [], ...(license && { license }) }
}

const cran =
  /^https?:\/\/(cran\.r-project\.org|cran\.rstudio\.com|cloud\.r-project\.org|packagemanager\.(posit|rstudio)\.co(m)?\/|p3m\.dev\/)/

/** Mirrors of CRAN go by many names, mostly `CRAN` or `RSPM`. */
function describeSource(
  entry: Record<string, unknown>,
  registries: ReadonlyMap<string, string>,
): Record<string, string> | undefined {
  const { Source, Repository, RemoteHost, RemoteUsername, RemoteRepo, RemoteUrl, RemoteSha } = entry
  if (Source === 'Bioconductor') return { repository_url: 'https://bioconductor.org' }
  if (Source === 'Repository' || Source === 'CRAN') {
    const registry = registries.get(textIn(Repository) ?? '')
    const isCran = !registry || /^(CRAN|RSPM|P3M)$/.test(textIn(Repository) ?? '') || cran.test(registry)
    return isCran ? undefined : { repository_url: withoutSecrets(registry) }
  }
  const host = (textIn(RemoteHost) ?? '').replace(/^api\.github\.com$/, 'github.com')
  const [user, repository] = [textIn(RemoteUsername), textIn(RemoteRepo)]
  const url = textIn(RemoteUrl) ?? (host && user && repository && `https://${host}/${user}/${repository}.git`)
  return url ? { vcs_url: withoutSecrets(formatGitSource(url, textIn(RemoteSha))) } : undefined
}
