import type { Upstream, UpstreamFix, UpstreamLink } from './model.ts'
import type { MergedRow, ReferenceRow } from './upstream-sql.ts'

interface Circumstances {
  references: readonly ReferenceRow[]
  links: readonly UpstreamLink[]
}

/** Fixes among what was merged: by their labels, by an issue of ours that names them or that they name, or by our own word. */
export function findFixes(merged: readonly MergedRow[], about: Circumstances): (UpstreamFix & { begins: string })[] {
  const [named, naming] = [namedBy(about), namingOf(about)]
  const links = Map.groupBy(about.links, keyOf)
  return merged.flatMap(row => {
    const stated = (links.get(keyOf(row)) ?? []).map(({ target, id }) => ({ target, id }))
    const told = [...(named.get(keyOf(row)) ?? []), ...((row.url && naming.get(row.url.toLowerCase())) || [])]
    const others = [...new Set(told)].filter(target => !stated.some(one => one.target === target))
    const { project, number, title, url, begins, merged_at, labels } = row
    const fix = { project, number, title, url, begins, mergedAt: merged_at.toISOString(), labels }
    const all = [...stated, ...others.map(target => ({ target, id: null }))]
    return labels.length + all.length > 0 ? [{ ...fix, links: all }] : []
  })
}

/** Of all projects together; null where nobody collected change requests of any. */
export function countFixes({ projects, fixes }: Pick<Upstream, 'projects' | 'fixes'>): number | null {
  return projects.some(project => project.fixes !== null) ? fixes.length : null
}

function keyOf({ project, number }: { project: string; number: string }) {
  return `${project} ${number}`
}

/** By change request: issues at our addresses that named it. */
function namedBy({ references }: Circumstances): Map<string, string[]> {
  const changes = references.filter(({ item_kind }) => item_kind === 'change-request')
  return new Map([...Map.groupBy(changes, keyOf)].map(([key, rows]) => [key, rows.map(({ value }) => value)]))
}

/** By the address of what it was that named it: issues of our projects. */
function namingOf({ references }: Circumstances): Map<string, string[]> {
  const own = references.filter(({ item_kind }) => item_kind === 'issue')
  const byAddress = Map.groupBy(own, ({ value }) => value.toLowerCase())
  return new Map([...byAddress].map(([address, rows]) => [address, rows.flatMap(({ url }) => url ?? [])]))
}
