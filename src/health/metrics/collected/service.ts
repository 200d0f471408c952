import { sourcesOfSome } from '../../../catalog/forges/model.ts'
import { createCache } from '../../../lib/cache/cache.ts'
import { quote } from '../../../lib/sql/quote.ts'
import type { Context } from '../../../platform/context.ts'
import { type ItemKind, itemKinds, type Metric, type Reads, type Told } from '../metric.ts'
import { noCommits } from '../selection/commits-sql.ts'
import { allOf, type Sources } from '../selection/sources.ts'

/** What is collected of some projects only, with the table that shows it: where items are told, that nothing happened to them is told as well. */
const ofSome = {
  items: 'items',
  events: 'items',
  releases: 'releases',
  spreads: 'spreads',
  branches: 'branches',
  counts: 'counts',
} as const

const isOfSome = (table: Reads): table is keyof typeof ofSome => table in ofSome

/** Files of facts never change, so that the names of tables determine what is in them. */
const found = createCache<readonly Told[]>(1024)

/** Of what is collected of some projects only, and is `read`: that of which these hold anything, or which was asked for. */
export function findTold(
  ctx: Pick<Context, 'facts'>,
  sources: Sources,
  reads: ReadonlySet<Reads>,
): Promise<readonly Told[]> {
  const items = reads.has('items') ? allOf(sources, 'items') : undefined
  const shown: { name: Told; sql: string }[] = [...reads].flatMap(name => {
    const table = isOfSome(name) ? allOf(sources, ofSome[name]) : undefined
    return table ? [{ name, sql: `exists (from ${table})` }] : []
  })
  if (items) for (const kind of itemKinds) shown.push({ name: kind, sql: tellsOf(kind, items) })
  const all = reads.has('merge-changes')
    ? [...shown, { name: 'merge-changes' as const, sql: knowsMerges(sources) }]
    : shown
  if (all.length === 0) return Promise.resolve([])
  const sql = `select ${all.map(({ name, sql }) => `${sql} as "${name}"`).join(', ')}`
  return found.get(sql, async () => {
    const [row] = await ctx.facts.query<Record<string, boolean>>(sql)
    return all.flatMap(({ name }) => (row?.[name] ? [name] : []))
  })
}

/** What these do not hold they say nothing of. Other sources tell of all kinds. */
const ofOneKind = sourcesOfSome.map(quote).join(', ')

function tellsOf(kind: ItemKind, items: string) {
  return `exists (from ${items} where kind = '${kind}' or source is null or source not in (${ofOneKind}))`
}

/** Where there are no merges, nothing of them is unknown. */
function knowsMerges(sources: Sources): string {
  const { whole, projects } = sources
  if (projects.some(({ history }) => history.mergeChanges !== undefined)) return 'true'
  const merges = whole
    ? `${whole.commits} where is_merge`
    : `${allOf(sources, 'commits') ?? noCommits} where len(parents) > 1`
  return `not exists (from ${merges})`
}

/** Whether what a metric reads was collected at all. */
export function isCollected({ reads = [], restsOn }: Metric, told: readonly Told[]): boolean {
  if (restsOn) return restsOn.some(one => told.includes(one))
  const needed: readonly Reads[] = reads.filter(table => isOfSome(table) || table === 'merge-changes')
  return needed.length === 0 ? told.includes('commits') : needed.every(table => told.includes(table))
}

/** Whether a number over all channels is of commits alone, as nothing else was collected. */
export function isOfCommitsAlone({ restsOn = [] }: Metric, told: readonly Told[]): boolean {
  return restsOn.includes('items') && told.includes('commits') && !told.includes('items')
}
