import { quote } from '../../../lib/sql/quote.ts'
import { noChanges } from './commits-sql.ts'
import { allOf, type Sources } from './sources.ts'

/**
 * - `project`: project (a number), id
 * - `file`, of the newest commits: project, path, language and language_kind ('programming', 'markup', 'data', 'prose'; null
 *   where the name tells none), bytes, lines (null: binary or too large), generated BOOLEAN, license (SPDX expression that the
 *   file itself declares), license_osi BOOLEAN
 * - `change`, of commits with one parent or none: project, hash, path (null: the commit changed no file), added, removed, generated
 * - `merge_change`, of merges against their first parent: as `change`; none of projects where nobody asked for them
 * - `project_fact`: project, what, value VARCHAR, number DOUBLE: what the office's records say of a project (sources.ts)
 */
export function projectSql(sources: Sources, reads: ReadonlySet<string>): string[] {
  const ids = sources.projects.map(({ id, number }, place) => `(${number ?? place}, ${quote(id)})`)
  const has = (...tables: string[]) => tables.some(table => reads.has(table))
  return [
    `create table project as select project, id from ${ids.length > 0 ? `(values ${ids.join(', ')})` : '(select 0, null where false)'} as t(project, id)`,
    ...(has('files') ? [`create view file as select * from ${allOf(sources, 'files') ?? noFiles}`] : []),
    ...(has('changes') ? [`create view change as select * from ${allOf(sources, 'changes') ?? noChanges}`] : []),
    ...(has('merge-changes')
      ? [`create view merge_change as select * from ${allOf(sources, 'mergeChanges') ?? noChanges}`]
      : []),
    ...(has('licenses', 'dependencies') ? [factsSql(sources)] : []),
  ]
}

const noFiles = `(select 0 as project, '' as path, null::varchar as language, null::varchar as language_kind, 0::integer as bytes,
  0::integer as lines, false as generated, null::varchar as license, false as license_osi where false)`

function factsSql({ projects }: Sources) {
  const rows = projects.flatMap(({ records = [], number: own }, place) =>
    records.map(
      ({ what, value, number }) =>
        `(${own ?? place}, ${quote(what)}, ${value === null ? 'null' : quote(value)}, ${number ?? 'null'})`,
    ),
  )
  const values = rows.length > 0 ? `(values ${rows.join(', ')})` : '(select 0, null, null, null where false)'
  return `create table project_fact as select project, what::varchar as what, value::varchar as value, number::double as number
    from ${values} as t(project, what, value, number)`
}
