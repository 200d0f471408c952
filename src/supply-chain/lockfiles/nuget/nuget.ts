import { parseJson } from '../json.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { recordIn, recordsIn, textIn } from '../untrusted.ts'
import { listNuget, type NugetNode } from './nuget-graph.ts'

/** packages.lock.json of NuGet, versions 1 and 2. */
export const nuget: LockfileReader = {
  name: 'nuget',
  reads: path => /(^|\/)packages\.([^/]+\.)?lock\.json$/.test(path),
  covers: path => /^[^/]+\.(cs|fs|vb)proj$/.test(path),
  read,
}

function read(text: string): Inventory {
  const lock = recordIn(parseJson(text))
  if (lock['version'] === undefined || lock['dependencies'] === undefined)
    throw new SyntaxError('This is no packages.lock.json of NuGet: it has no version or no dependencies')
  const frameworks = new Map([...recordsIn(lock['dependencies'])].map(([name, entries]) => [name, readNodes(entries)]))
  const merged = [...frameworks].map(([name, nodes]) => [...(frameworks.get(baseOf(name)) ?? []), ...nodes])
  return { dependencies: listNuget(merged, true) }
}

/** That of a runtime, `net10.0/linux-x64`, holds only what differs from its framework. */
function baseOf(framework: string): string {
  const slash = framework.indexOf('/')
  return slash < 0 ? '' : framework.slice(0, slash)
}

function readNodes(entries: Record<string, unknown>): NugetNode[] {
  return [...recordsIn(entries)].map(([name, entry]) => ({
    name,
    version: textIn(entry['resolved']),
    isOwn: entry['type'] === 'Project',
    asks: Object.keys(recordIn(entry['dependencies'])),
    direct: entry['type'] === 'Direct' ? 'runtime' : undefined,
  }))
}
