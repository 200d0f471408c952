import type { WholeTables } from '../../history/model.ts'
import { noChanges } from './commits-sql.ts'
import { type Draw, drawEach, type Sources } from './sources.ts'

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

/** Nobody asks for the same paths for long. */
const keptFor = 600_000

/** The commits that changed a path for which a condition holds, with the lines of such paths alone. */
export function drawOfPaths(draw: Draw, drawing: Drawing, matches: string): Promise<string> {
  const changes = changesOf(drawing)
  const sums = ['added', 'removed'].flatMap(lines => [
    `coalesce(sum(${lines}), 0)::bigint as ${lines}`,
    `coalesce(sum(${lines}) filter (generated), 0)::bigint as generated_${lines}`,
  ])
  const replaced = ['added', 'removed', 'generated_added', 'generated_removed'].map(lines => `l.${lines} as ${lines}`)
  const briefly: Draw = (name, sql) => draw(name, sql, keptFor)
  return drawEach(
    briefly,
    'of-paths',
    drawing.whole.parts,
    ({ commits, numbers }) => `
      select c.* replace (true as known, false as is_empty, ${replaced.join(', ')})
      from ${commits} c join (select project, hash, ${sums.join(', ')} from ${changes(numbers)} where ${matches} group by project, hash) l
        on l.project = c.project and l.hash = c.hash
      order by c.project, c.authored_at`,
  )
}
