import { singleDeedsSql } from '../../../catalog/forges/model.ts'
import type { Reads } from '../metric.ts'
import type { MetricParameters } from '../model.ts'
import { allOfThem } from './actor-conditions.ts'
import { itemConditions } from './forge-sql.ts'
import type { Draw, Sources } from './sources.ts'

type Forges = NonNullable<Sources['forges']>

/** What forges told of items, as if there were only those that the parameters let through: as much of it as is read. */
export async function narrowForges(
  draw: Draw,
  forges: Forges,
  p: MetricParameters,
  reads: ReadonlySet<Reads>,
): Promise<Forges> {
  const items = `(select * from ${forges.items} where ${allOfThem(itemConditions(p))})`
  if (isAnyButDrafts(p)) return { ...forges, items, ...withoutDrafts(forges) }
  const ofItems = (table: string) => `(select * from ${table} semi join ${items} using (item))`
  const left = { ...forges, items, cycles: ofItems(forges.cycles) }
  if (!reads.has('events')) return left
  // They keep nearly the order in which they lie, and to put them in order takes as long again as to write them.
  const events = await draw('events', `from ${ofItems(forges.events)}`)
  if (!reads.has('deeds')) return { ...left, events }
  const deeds = await draw('deeds', singleDeedsSql({ items, events }))
  const totals = `(select project, code, deed, draft, deeds, first_at, last_at, 1 as days from ${deeds})`
  return { ...left, events, deeds, totals }
}

const isAnyButDrafts = (p: MetricParameters) => itemConditions({ ...p, drafts: true }).length === 0

/** All that is told of items says whether they are drafts. */
function withoutDrafts({ cycles, events, deeds, totals }: Forges) {
  const without = (table: string) => `(select * from ${table} where not draft)`
  return { cycles: without(cycles), events: without(events), deeds: without(deeds), totals: without(totals) }
}
