import type { WholeForgeTables } from '../../../catalog/forges/model.ts'
import type { WholeTables } from '../../history/model.ts'
import type { MetricParameters } from '../model.ts'
import { type Costly, ofFew } from './commits-sql.ts'
import { itemConditions, noLinks } from './forge-sql.ts'
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
  if (!whole || !forges || !linked || itemConditions(p).length > 0) return undefined
  return ofFew({ ...sources, whole: { ...whole, commits: linked } }, p, { readsLines: false, costs, also: ['c.items'] })
}

function joinedCommits(sources: Sources) {
  const links = sources.forges
    ? `select project, hash, item from ${sources.forges.commitLinks} semi join item_all using (item)`
    : `select i.project, k.hash, i.item from item_all i join ${allOf(sources, 'commitLinks') ?? noLinks} k
        on k.project = i.project and k.host is not distinct from i.host and k.number = i.number where i.kind = 'change-request'`
  return `select s.*, k.items from selected s join (${itemsOfCommits(links, 'item_all')}) k using (project, hash)`
}

const itemsOfCommits = (links: string, items: string) => `
  select project, hash, list(distinct item) as items from (
    ${links} union all select project, merge_commit, item from ${items} where kind = 'change-request' and merge_commit is not null
  ) group by project, hash`

/** Few commits are linked, and to look for all of them by their hashes takes long. */
export function drawLinked(
  draw: Draw,
  { parts }: Pick<WholeTables, 'parts'>,
  forges: Pick<WholeForgeTables, 'parts'>,
): Promise<string> {
  return drawEach(draw, 'linked', parts, ({ commits, numbers }) => {
    const own = forges.parts.filter(part => part.numbers.some(number => numbers.includes(number)))
    const all = (table: 'items' | 'commitLinks') =>
      `(${own.map(part => `select * from ${part[table]}`).join(' union all ')})`
    const links = `select project, hash, item from ${all('commitLinks')}`
    return `select c.*, k.items from ${commits} c join (${itemsOfCommits(links, all('items'))}) k using (project, hash)`
  })
}
