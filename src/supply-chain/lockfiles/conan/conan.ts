import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { parseJson } from '../json.ts'
import { listTold, type Told } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { listIn, recordIn, recordsIn, textIn } from '../untrusted.ts'
import { parseConanReference } from './conan-reference.ts'
import { readConanfile } from './conanfile.ts'

/** conan.lock of Conan 1, a graph, and of Conan 2, a list. */
export const conan: LockfileReader = {
  name: 'conan',
  reads: path => /(^|\/)conan[^/]*\.lock$/.test(path),
  companions: ['conanfile.txt'],
  read,
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const lock = recordIn(parseJson(text))
  const graph = recordIn(lock['graph_lock'])
  if (graph['nodes'] !== undefined) return readGraph([...recordsIn(graph['nodes'])])
  if (lock['requires'] === undefined && lock['version'] === undefined)
    throw new SyntaxError('This is no conan.lock: it has neither graph_lock nor requires')
  return readLists(lock, companions['conanfile.txt'])
}

interface Node {
  entry: Record<string, unknown>
  /** Absent for the project itself, and for a recipe in a folder. */
  locked: LockedPackage | undefined
}

function readGraph(entries: readonly [id: string, entry: Record<string, unknown>][]): Inventory {
  const nodes = new Map(entries.map(([id, entry]): [string, Node] => [id, { entry, locked: lockNode(entry) }]))
  const find = (ids: unknown) =>
    listIn(ids).flatMap(id => (typeof id === 'string' ? (nodes.get(id)?.locked ?? []) : []))
  const direct: DirectNeed[] = []
  for (const { entry, locked } of nodes.values()) {
    const [requires, tools] = [find(entry['requires']), find(entry['build_requires'])]
    if (locked) locked.needs = [...requires, ...tools].map(of => ({ of, optional: false }))
    else
      direct.push(
        ...requires.map((of): DirectNeed => ({ of, scope: 'runtime' })),
        ...tools.map((of): DirectNeed => ({ of, scope: 'development' })),
      )
  }
  const packages = [...nodes.values()].flatMap(({ locked }) => locked ?? [])
  return { dependencies: listDependencies({ packages, direct, complete: direct.length > 0 }) }
}

function lockNode({ ref, path }: Record<string, unknown>): LockedPackage | undefined {
  const reference = path === undefined ? parseConanReference(textIn(ref) ?? '') : undefined
  return reference && { purl: reference.purl, needs: [] }
}

/** A conanfile.txt beside it tells what the project asks for; without one, all may be asked for. */
function readLists(lock: Record<string, unknown>, conanfile: string | undefined): Inventory {
  const asked =
    conanfile === undefined ? undefined : new Set(readConanfile(conanfile).map(({ reference }) => reference.name))
  const told = (['requires', 'build_requires', 'python_requires'] as const).flatMap(list =>
    listIn(lock[list]).flatMap((ask): Told[] => {
      const reference = parseConanReference(textIn(ask) ?? '')
      if (!reference) return []
      const relation = asked === undefined ? 'unknown' : asked.has(reference.name) ? 'direct' : 'transitive'
      return [{ purl: reference.purl, relation, scope: list === 'requires' ? 'runtime' : 'development' }]
    }),
  )
  return listTold(told)
}
