import type { Organization } from '../model.ts'

/** By organization, what it is part of and who acquired it; ids. */
export function relationsOf(organizations: readonly Organization[]) {
  return {
    parents: new Map(organizations.flatMap(({ id, parent }) => (parent === null ? [] : [[id, parent]]))),
    acquirers: new Map(
      organizations.flatMap(({ id, acquiredBy }) => (acquiredBy ? [[id, acquiredBy.organization]] : [])),
    ),
  }
}

/** The way on which one leads back to itself. No relation ends: from the last day of them on the circle is there. */
export function findCircle(start: string, above: ReadonlyMap<string, string>): string[] | undefined {
  const way = [start]
  let next = above.get(start)
  while (next !== undefined && !way.includes(next)) {
    way.push(next)
    next = above.get(next)
  }
  return next === start ? [...way, start] : undefined
}
