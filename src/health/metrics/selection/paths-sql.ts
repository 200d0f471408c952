import { daysSql, mergesSql, monthsSql, totalsSql, type WholeTables } from '../../history/model.ts'
import { noChanges } from './commits-sql.ts'
import { asOne, type Draw, ofParts, type Sources } from './sources.ts'

export type Drawing = Pick<Sources, 'projects'> & { whole: Pick<WholeTables, 'parts'> }

/** The changes of some of the projects, by their numbers, as one table; they lie by project in any case. */
export function changesOf({ projects }: Pick<Drawing, 'projects'>): (numbers: readonly number[]) => string {
  const tables = new Map(projects.map(({ number, history }) => [number, history.changes]))
  return numbers => {
    const own = numbers.map(
      number =>
        `select ${number} as project, hash, path, added, removed, generated from ${tables.get(number) ?? noChanges}`,
    )
    return `(${own.join(' union all ')})`
  }
}

/**
 * All tables of histories that lie together, as if there were only the commits that changed a path for which a condition holds, with
 * the lines of such paths alone.
 */
export async function drawOfPaths(
  draw: Draw,
  drawing: Pick<Sources, 'projects'> & { whole: WholeTables },
  matches: string,
): Promise<WholeTables> {
  if (drawing.whole.parts.length === 0) return drawing.whole
  const changes = changesOf(drawing)
  const parts = await ofParts(drawing.whole.parts, async ({ commits: all, numbers }, place) => {
    const of = (table: string, sql: string) => draw(`${table}-${place}`, sql)
    const commits = await of('commits', commitsOfPaths(all, `${changes(numbers)} where ${matches}`))
    const days = await of('days', daysSql(commits))
    const months = await of('months', monthsSql(days))
    const totals = await of('totals', totalsSql(months))
    return { numbers, commits, days, months, totals, merges: await of('merges', mergesSql(commits)) }
  })
  const together = (table: (typeof tables)[number]) => [table, asOne(parts.map(part => part[table]))] as const
  return { ...drawing.whole, ...Object.fromEntries(tables.map(together)), parts }
}

const tables = ['commits', 'days', 'months', 'totals', 'merges'] as const

function commitsOfPaths(commits: string, changes: string) {
  const sums = ['added', 'removed'].flatMap(lines => [
    `coalesce(sum(${lines}), 0)::integer as ${lines}`,
    `coalesce(sum(${lines}) filter (generated), 0)::integer as generated_${lines}`,
  ])
  const replaced = ['added', 'removed', 'generated_added', 'generated_removed'].map(lines => `l.${lines} as ${lines}`)
  return `
    select c.* replace (true as known, false as is_empty, ${replaced.join(', ')})
    from ${commits} c join (select project, hash, ${sums.join(', ')} from ${changes} group by project, hash) l
      on l.project = c.project and l.hash = c.hash`
}
