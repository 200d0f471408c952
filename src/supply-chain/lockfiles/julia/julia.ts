import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { formatGitSource, withoutSecrets } from '../source-url.ts'
import { parseToml } from '../toml.ts'
import { listIn, recordIn, recordsInList, textIn, textsIn } from '../untrusted.ts'

/** Manifest.toml of Julia, formats 1 and 2; a Project.toml beside it tells what the project asks for. */
export const julia: LockfileReader = {
  name: 'julia',
  reads: path => /(^|\/)(Julia)?Manifest(-v[\d.]+)?\.toml$/.test(path),
  companions: ['Project.toml', 'JuliaProject.toml'],
  read,
}

interface Locked {
  name: string
  uuid: string
  entry: Record<string, unknown>
  /** Undefined for a folder of the project. */
  locked: LockedPackage | undefined
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const manifest = parseToml(text)
  if (manifest['manifest_format'] === undefined && !Object.values(manifest).some(Array.isArray) && text.trim() !== '')
    throw new SyntaxError('This is no Manifest.toml of Julia: it has neither manifest_format nor packages')
  const sections = manifest['manifest_format'] === undefined ? manifest : recordIn(manifest['deps'])
  const all = Object.entries(sections).flatMap(([name, entries]) =>
    recordsInList(entries).map(entry => lockEntry(name, entry)),
  )
  const byName = Map.groupBy(all, one => one.name)
  const byId = new Map(all.map(one => [one.uuid, one.locked]))
  for (const { entry, locked } of all)
    if (locked) locked.needs = findNeeds(entry['deps']).map(of => ({ of, optional: false }))
  const asks = ['Project.toml', 'JuliaProject.toml'].flatMap(path =>
    textsIn(parseToml(companions[path] ?? '', path)['deps']),
  )
  const ofFolders = all.filter(one => !one.locked).flatMap(one => findNeeds(one.entry['deps']))
  const direct = [...asks.flatMap(([, uuid]) => byId.get(uuid) ?? []), ...ofFolders]
  return {
    dependencies: listDependencies({
      packages: all.flatMap(one => one.locked ?? []),
      direct: direct.map((of): DirectNeed => ({ of, scope: 'runtime' })),
      complete: asks.length > 0,
    }),
  }

  /** Names, or where several share one, names with their ids. */
  function findNeeds(deps: unknown): LockedPackage[] {
    const names = listIn(deps).filter(name => typeof name === 'string')
    const ids = textsIn(deps).map(([, uuid]) => uuid)
    return [...names.flatMap(name => byName.get(name)?.[0]?.locked ?? []), ...ids.flatMap(uuid => byId.get(uuid) ?? [])]
  }
}

/** What comes with Julia itself has no tree of its own. */
function lockEntry(name: string, entry: Record<string, unknown>): Locked {
  const [uuid, repository] = [textIn(entry['uuid']) ?? '', textIn(entry['repo-url'])]
  const commit = textIn(entry['git-tree-sha1']) ?? textIn(entry['repo-rev'])
  const qualifiers = {
    uuid,
    ...(repository && { vcs_url: withoutSecrets(formatGitSource(repository, commit)) }),
  }
  const parts = { type: 'julia', name, version: textIn(entry['version']), qualifiers }
  const locked = entry['path'] === undefined ? { purl: formatPackageUrl(name, parts), needs: [] } : undefined
  return { name, uuid, entry, locked }
}
