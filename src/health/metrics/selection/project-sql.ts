import { quoted } from './actor-conditions.ts'
import { allOf, type Sources } from './sources.ts'

/**
 * - `project`: project (a number), id
 * - `file`, of the newest commit: project, path, language (null where none is told by the name), bytes, lines (null: binary or
 *   not read), generated BOOLEAN, license (SPDX expression that the file itself tells)
 * - `project_fact`: project, what, value VARCHAR, number DOUBLE: what the office's records say of a project (sources.ts)
 */
export function projectSql(sources: Sources, reads: ReadonlySet<string>): string[] {
  const ids = sources.projects.map(({ id }, project) => `(${project}, ${quoted(id)})`)
  return [
    `create table project as select project, id from ${ids.length > 0 ? `(values ${ids.join(', ')})` : '(select 0, null where false)'} as t(project, id)`,
    ...(reads.has('files') ? [`create view file as select * from ${allOf(sources, 'files') ?? noFiles}`] : []),
    ...(reads.has('records') ? [factsSql(sources)] : []),
  ]
}

const noFiles = `(select 0 as project, '' as path, null::varchar as language, 0::bigint as bytes, 0::integer as lines,
  false as generated, null::varchar as license where false)`

function factsSql({ projects }: Sources) {
  const rows = projects.flatMap(({ records = [] }, project) =>
    records.map(
      ({ what, value, number }) =>
        `(${project}, ${quoted(what)}, ${value === null ? 'null' : quoted(value)}, ${number ?? 'null'})`,
    ),
  )
  const values = rows.length > 0 ? `(values ${rows.join(', ')})` : '(select 0, null, null, null where false)'
  return `create table project_fact as select project, what::varchar as what, value::varchar as value, number::double as number
    from ${values} as t(project, what, value, number)`
}
