import type { Observation } from '../model.ts'

/** Of each observation the newest revision, unless that withdraws it; the latest day first. */
export function newestRevisions(revisions: readonly Observation[]): Observation[] {
  const newest = new Map<string, Observation>()
  for (const one of revisions) if (one.revision > (newest.get(one.id)?.revision ?? 0)) newest.set(one.id, one)
  return [...newest.values()]
    .filter(({ withdrawn }) => !withdrawn)
    .sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? 1 : -1))
}
