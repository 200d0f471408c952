import type { Relationship } from '../sbom.ts'

/** How deep components are written into each other. */
const deepest = 60

/**
 * Which component lies in which: the first that contains it. Where containing runs in a circle or too deep, it is cut.
 * `order` is every id once, `root` the one that lies in nothing.
 */
export function nestComponents(
  order: readonly string[],
  root: string | undefined,
  relationships: readonly Relationship[],
): Map<string, string[]> {
  const known = new Set(order)
  const parents = new Map<string, string>()
  for (const { from, kind, to } of relationships) {
    if (kind !== 'contains' || !known.has(from)) continue
    for (const child of to)
      if (known.has(child) && child !== from && child !== root && !parents.has(child)) parents.set(child, from)
  }
  return cutCircles(order, parents)
}

function cutCircles(order: readonly string[], parents: ReadonlyMap<string, string>): Map<string, string[]> {
  const children = new Map<string, string[]>()
  for (const id of order) {
    const parent = parents.get(id)
    if (parent !== undefined) append(children, parent, id)
  }
  const nested = new Map<string, string[]>()
  const placed = new Set<string>()
  const place = (start: string) => {
    const open: [id: string, depth: number][] = [[start, 0]]
    for (const [id, depth] of open) {
      placed.add(id)
      const below = (children.get(id) ?? []).filter(child => !placed.has(child) && depth < deepest)
      if (below.length > 0) nested.set(id, below)
      for (const child of below) open.push([child, depth + 1])
    }
  }
  for (const id of order) if (!parents.has(id)) place(id)
  for (const id of order) if (!placed.has(id)) place(id)
  return nested
}

function append(lists: Map<string, string[]>, key: string, value: string) {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
