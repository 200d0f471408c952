import type { WholeForgeTables } from '../../../catalog/forges/model.ts'
import type { WholeTables } from '../../history/model.ts'
import type { MetricParameters } from '../model.ts'
import { type Costly, ofFew } from './commits-sql.ts'
import { noLinks } from './no-forge-sql.ts'
import { allOf, type Draw, drawEach, type Sources } from './sources.ts'

/**
 * `linked_commit`: of `selected` the commits that a change request had, or became; with `items`, the numbers of these change
 * requests, as far as the parameters let them through.
 */
export function linkedCommitsSql(sources: Sources, p: MetricParameters, costs: ReadonlySet<Costly>): string {
  return `create view linked_commit as ${drawnCommits(sources, p, costs) ?? joinedCommits(sources)}`
}

function drawnCommits(sources: Sources, p: MetricParameters, costs: ReadonlySet<Costly>) {
  const { whole, forges, linked } = sources
  if (!whole || !forges || !linked) return undefined
  return ofFew({ ...sources, whole: { ...whole, commits: linked } }, p, { readsLines: false, costs, also: ['c.items'] })
}

function joinedCommits(sources: Sources) {
  const links = `select i.project, k.hash, i.item from item_all i join ${allOf(sources, 'commitLinks') ?? noLinks} k
    on k.project = i.project and k.host is not distinct from i.host and k.number = i.number where i.kind = 'change-request'`
  return `select s.*, k.items from selected s join (${itemsOfCommits(links, 'item_all')}) k using (project, hash)`
}

const itemsOfCommits = (links: string, items: string) => `
  select project, hash, list(distinct item) as items from (
    ${links} union all select project, merge_commit, item from ${items} where kind = 'change-request' and merge_commit is not null
  ) group by project, hash`

/** Few commits are linked, and to look for all of them by their hashes takes long. `isNarrowed`: not all items are left. */
export async function drawLinked(
  draw: { commits: Draw; items: Draw },
  { parts }: Pick<WholeTables, 'parts'>,
  forges: WholeForgeTables,
  isNarrowed: boolean,
): Promise<string> {
  const linked = await drawEach(draw.commits, 'linked', parts, ({ commits, numbers }) => {
    const own = forges.parts.filter(part => part.numbers.some(number => numbers.includes(number)))
    const all = (table: 'items' | 'commitLinks') =>
      `(${own.map(part => `select * from ${part[table]}`).join(' union all ')})`
    const links = `select project, hash, item from ${all('commitLinks')}`
    return `select c.*, k.items from ${commits} c join (${itemsOfCommits(links, all('items'))}) k using (project, hash)`
  })
  return isNarrowed ? draw.items('linked', narrowed(linked, forges)) : linked
}

/** Of the commits of change requests those that have one of the items that are left, with these alone. */
function narrowed(linked: string, { items }: Pick<WholeForgeTables, 'items'>) {
  return `with l as materialized (select *, row_number() over () as n from ${linked}),
      k as (select n, list(item) as items from (select n, unnest(items) as item from l) semi join ${items} using (item) group by n)
    select l.* exclude (n) replace (k.items as items) from l join k using (n)`
}
