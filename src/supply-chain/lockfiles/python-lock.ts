import { type DirectNeed, listDependencies } from './dependency-graph.ts'
import type { Inventory } from './lockfile-reader.ts'
import { warnOfUnanswered } from './out-of-step.ts'
import { readProjectAsks } from './pyproject.ts'
import { findUnneeded, linkPythonPackages, type PythonPackage } from './python-graph.ts'

export interface PythonLockPackage extends PythonPackage {
  /** A folder of the project: no component. What it asks for, the project asks for. */
  isOwn: boolean
}

/** What a lock holds, by what its pyproject.toml asks for; without one, what nothing else needs is taken for direct. */
export function readLockedPackages(all: readonly PythonLockPackage[], manifest: string | undefined): Inventory {
  const foreign = all.filter(one => !one.isOwn)
  const graph = linkPythonPackages(foreign)
  const ofOwn = all
    .filter(one => one.isOwn)
    .flatMap(({ asks, locked }) => asks.flatMap(graph.find).map(of => ({ of, scope: locked.scope ?? 'runtime' })))
  if (manifest === undefined) {
    const direct = [...ofOwn, ...findUnneeded(foreign, graph).map(of => ({ of, scope: of.scope ?? 'runtime' }))]
    return { dependencies: listDependencies({ packages: graph.packages(), direct, complete: false }) }
  }
  const asks = readProjectAsks(manifest)
  const direct = asks.flatMap(ask => graph.find(ask).map((of): DirectNeed => ({ of, scope: ask.scope })))
  const names = new Set(all.map(one => one.name))
  const missing = asks.filter(ask => !names.has(ask.name))
  return {
    dependencies: listDependencies({ packages: graph.packages(), direct: [...direct, ...ofOwn], complete: true }),
    ...(missing.length > 0 && { warnings: missing.map(ask => warnOfUnanswered(ask.requirement, 'pyproject.toml')) }),
  }
}
