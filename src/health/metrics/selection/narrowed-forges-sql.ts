import { accountRoles, deedsSql, totalsOfDeedsSql } from '../../../catalog/forges/model.ts'
import { allOfThem } from './actor-conditions.ts'
import type { Draw, Sources } from './sources.ts'

type Forges = NonNullable<Sources['forges']>

const accounts = accountRoles.items.flatMap(role => ['login', 'name', 'email', 'kind'].map(part => `'${role}_${part}'`))

/** Items without the parts of accounts, if they have them: who that is is known by the codes. */
export const withoutAccounts = (items: string) =>
  `(select columns(lambda part: part not in (${accounts.join(', ')})) from ${items})`

/** All that forges told of items, as if there were only those for which the conditions hold. */
export async function drawNarrowed(draw: Draw, forges: Forges, conditions: readonly string[]): Promise<Forges> {
  // Both keep nearly the order in which they lie, and to put them in order takes as long again as to write them.
  const items = await draw('items', `from ${withoutAccounts(forges.items)} where ${allOfThem(conditions)}`)
  const ofItems = (table: string) => `select * from ${table} semi join ${items} using (item)`
  const [events, commitLinks] = await Promise.all([
    draw('events', ofItems(forges.events)),
    draw('commit-links', ofItems(forges.commitLinks)),
  ])
  const deeds = await draw('deeds', `${deedsSql({ items, events })} order by unit, code desc`)
  const totals = await draw('totals', `${totalsOfDeedsSql(deeds)} order by project, code desc`)
  return { ...forges, items, events, commitLinks, deeds, totals }
}
