import { deedsSql, totalsOfDeedsSql } from '../../../catalog/forges/model.ts'
import { allOfThem } from './actor-conditions.ts'
import type { Draw, Sources } from './sources.ts'

type Forges = NonNullable<Sources['forges']>

/** All that forges told of items, as if there were only those for which the conditions hold. */
export async function drawNarrowed(draw: Draw, forges: Forges, conditions: readonly string[]): Promise<Forges> {
  if (conditions.length === 0) return forges
  const items = await draw('items', `select * from ${forges.items} where ${allOfThem(conditions)} order by kind, item`)
  const ofItems = (table: string) => `select * from ${table} semi join ${items} using (item)`
  const [events, commitLinks] = await Promise.all([
    draw('events', `${ofItems(forges.events)} order by item_kind, kind, item, "at"`),
    draw('commit-links', ofItems(forges.commitLinks)),
  ])
  const deeds = await draw('deeds', `${deedsSql({ items, events })} order by unit, code desc`)
  const totals = await draw('totals', `${totalsOfDeedsSql(deeds)} order by project, code desc`)
  return { ...forges, items, events, commitLinks, deeds, totals, isNarrowed: true }
}
