import { accountRoles, deedsSql, totalsOfDeedsSql } from '../../../catalog/forges/model.ts'
import type { Reads } from '../metric.ts'
import { allOfThem } from './actor-conditions.ts'
import type { Draw, Sources } from './sources.ts'

type Forges = NonNullable<Sources['forges']>

const accounts = accountRoles.items.flatMap(role => ['login', 'name', 'email', 'kind'].map(part => `'${role}_${part}'`))

/** Items without the parts of accounts, if they have them: who that is is known by the codes. */
export const withoutAccounts = (items: string) =>
  `(select columns(lambda part: part not in (${accounts.join(', ')})) from ${items})`

/** What forges told of items, as if there were only those for which the conditions hold: as much of it as is read. */
export async function drawNarrowed(
  draw: Draw,
  forges: Forges,
  conditions: readonly string[],
  reads: ReadonlySet<Reads>,
): Promise<Forges> {
  // Both keep nearly the order in which they lie, and to put them in order takes as long again as to write them.
  const items = await draw('items', `from ${withoutAccounts(forges.items)} where ${allOfThem(conditions)}`)
  const ofItems = (table: string) => `select * from ${table} semi join ${items} using (item)`
  const links = reads.has('links') && { commitLinks: await draw('commit-links', ofItems(forges.commitLinks)) }
  const left = { ...forges, items, cycles: `(${ofItems(forges.cycles)})`, ...links }
  if (!reads.has('events')) return left
  const events = await draw('events', ofItems(forges.events))
  const deeds = await draw('deeds', `${deedsSql({ items, events })} order by unit, code desc`)
  const totals = await draw('totals', `${totalsOfDeedsSql(deeds)} order by project, code desc`)
  return { ...left, events, deeds, totals }
}
