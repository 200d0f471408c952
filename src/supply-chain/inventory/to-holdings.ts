import type { Holding } from './holdings/model.ts'
import type { ComponentUse } from './model.ts'

/** The ways of a manifest's components mostly make one tree: then each is told by the step before it. */
export function toHoldings(uses: readonly ComponentUse[]): Holding[] {
  const places = new Map<string, number>()
  for (const [place, use] of uses.entries()) if (!places.has(use.purl)) places.set(use.purl, place)
  return uses.map(({ manifest, path, ...use }) => {
    if (!path) return use
    const parent = places.get(path.at(-1) ?? '')
    const before = parent === undefined ? undefined : uses[parent]
    return before && isSameWay(before.path ?? [], path) ? { ...use, parent: parent ?? 0 } : { ...use, path }
  })
}

/** Whether the way of the step before is this one, short of that step. */
function isSameWay(shorter: readonly string[], path: readonly string[]): boolean {
  return shorter.length === path.length - 1 && shorter.every((purl, at) => purl === path[at])
}
