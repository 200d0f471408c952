import { parseJson } from '../json.ts'
import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { listNuget, type NugetNode } from '../nuget/nuget-graph.ts'
import { listIn, recordIn, recordsIn, textIn } from '../untrusted.ts'

type Direct = ReadonlyMap<string, Dependency['scope']>

/** project.assets.json: what NuGet restored for a project, in its `obj` folder. */
export const nugetAssets: LockfileReader = {
  name: 'nuget-assets',
  reads: path => /(^|\/)project\.assets\.json$/.test(path),
  read,
}

function read(text: string): Inventory {
  const assets = recordIn(parseJson(text))
  if (assets['targets'] === undefined)
    throw new SyntaxError('This is no project.assets.json of NuGet: it has no targets')
  const targets = [...recordsIn(assets['targets'])].map(([target, entries]) => {
    return readNodes(entries, findDirect(assets, target))
  })
  return { dependencies: listNuget(targets, assets['project'] !== undefined) }
}

/** By name in lower case. Frameworks go by two names, `net10.0` and `.NETCoreApp,Version=v10.0`; runtimes follow a slash. */
function findDirect(assets: Record<string, unknown>, target: string): Direct {
  const [framework = ''] = target.split('/', 1)
  const groups = new Map(Object.entries(recordIn(assets['projectFileDependencyGroups'])))
  const isPrivate = new Set(findPrivate(assets))
  const names = listIn(groups.get(framework)).flatMap(ask => textIn(ask)?.split(' ', 1) ?? [])
  return new Map(names.map(name => [name.toLowerCase(), isPrivate.has(name.toLowerCase()) ? 'development' : 'runtime']))
}

/** What none that builds on the project gets to see: analyzers and other tools. */
function* findPrivate(assets: Record<string, unknown>): Generator<string> {
  for (const [, framework] of recordsIn(recordIn(assets['project'])['frameworks']))
    for (const [name, ask] of recordsIn(framework['dependencies']))
      if (ask['suppressParent'] === 'All') yield name.toLowerCase()
}

/** Keys are `name/version`. */
function readNodes(entries: Record<string, unknown>, direct: Direct): NugetNode[] {
  return [...recordsIn(entries)].map(([key, entry]) => {
    const [name = '', version] = key.split('/')
    return {
      name,
      version,
      isOwn: entry['type'] === 'project',
      asks: Object.keys(recordIn(entry['dependencies'])),
      direct: direct.get(name.toLowerCase()),
    }
  })
}
