/** What of a use is kept; its number within the holder apart. */
interface Kept {
  component: number
  package: number
  /** By the number of the one before it. */
  parent: number | null
  /** All else that is said of it. */
  said: readonly (string | number | null)[]
}

export interface Before extends Kept {
  number: number
  since: number
}

export interface Comparison<Now> {
  /** In the order of the list, with the number that each has from now on, and since when it is there. */
  write: { use: Now; number: number; parent: number | null; since: number }[]
  /** Numbers of the rows that make room. */
  erase: number[]
  came: { component: number; package: number }[]
  went: { component: number; package: number; since: number }[]
  lastNumber: number
}

interface Wanted {
  component: number
  package: number
  /** By its place in the list. */
  parent: number | undefined
  said: readonly (string | number | null)[]
}

/**
 * What is to be written so that a holder holds what was read of it now. What stays keeps its number, so that the cost is
 * that of what changed. A component may be named several times: the first stays the first.
 */
export function compareHoldings<Now extends Wanted>(
  before: readonly Before[],
  now: readonly Now[],
  { update, lastNumber }: { update: number; lastNumber: number },
): Comparison<Now> {
  const known = Map.groupBy(before, use => use.component)
  let last = lastNumber
  const matched = now.map(use => {
    const same = known.get(use.component)?.shift()
    return { use, same, number: same?.number ?? ++last }
  })
  const gone = [...known.values()].flat()
  const write = matched.flatMap(({ use, same, number }) => {
    const parent = use.parent === undefined ? null : (matched[use.parent]?.number ?? null)
    if (same && same.parent === parent && isSame(same.said, use.said)) return []
    return [{ use, number, parent, since: same?.since ?? update }]
  })
  const there = new Map(before.map(use => [use.number, use]))
  return {
    write,
    erase: [...gone.map(use => use.number), ...write.flatMap(({ number }) => (there.has(number) ? [number] : []))],
    ...distinctChanges(before, now, gone),
    lastNumber: last,
  }
}

function distinctChanges(before: readonly Before[], now: readonly Wanted[], gone: readonly Before[]) {
  const were = new Set(before.map(use => use.component))
  const are = new Set(now.map(use => use.component))
  const came = new Map(now.filter(use => !were.has(use.component)).map(use => [use.component, use.package]))
  const went = new Map(gone.filter(use => !are.has(use.component)).map(use => [use.component, use]))
  return {
    came: [...came].map(([component, packageId]) => ({ component, package: packageId })),
    went: [...went.values()].map(({ component, package: packageId, since }) => ({
      component,
      package: packageId,
      since,
    })),
  }
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.every((value, at) => value === other[at])
}

/** Of one package, what went and what came in its place: the first for the first. */
export function pairChanges({ came, went }: Pick<Comparison<unknown>, 'came' | 'went'>) {
  const open = Map.groupBy(came, ({ package: id }) => id)
  const changes = went.map(({ component, package: id, since }) => ({
    package: id,
    before: component,
    since,
    after: open.get(id)?.shift()?.component,
  }))
  return {
    changes,
    fresh: [...open.values()].flat().map(({ component, package: id }) => ({ package: id, after: component })),
  }
}
