import type { Text } from '../../lib/text/text.ts'
import type { Interval, MetricFormat, MetricParameters } from './model.ts'

/**
 * As asked for, and with an interval in any case; `people`: where they may be counted by bits (distinct-people.ts);
 * `until`: the last day of the period so far, to which series go on.
 */
export type Asked = MetricParameters & { interval: Interval; people?: PeopleRange | undefined; until?: string }

/** Between which numbers those of persons lie. */
export interface PeopleRange {
  from: number
  to: number
}

/** Kinds of items that some sources tell of and others do not. */
export const itemKinds = ['issue', 'change-request'] as const
export type ItemKind = (typeof itemKinds)[number]

/** What a metric's SQL reads; nothing else is prepared for it. Commits are always there; that tags are read is seen. */
export type Reads =
  | 'lines'
  | 'tags'
  | 'items'
  | 'events'
  | 'deeds'
  | 'releases'
  | 'spreads'
  | 'branches'
  | 'counts'
  | 'files'
  | 'changes'
  | 'merge-changes'
  | 'licenses'
  | 'dependencies'
  | 'links'
  | 'house'
  | 'assisted'
  | 'path-types'
  | 'standings'

/** What was collected. */
export type Told = Reads | ItemKind | 'commits'

/**
 * One metric over one or several projects. Its SQL (DuckDB's) reads
 * - of commits `ever`, `selected`, `assisted_commit`: see selection/commits-sql.ts
 * - of forges `item`, `event`, `release`, `spread` …: see selection/forge-sql.ts
 * - `hidden` (person): those of whom no name is to be shown; see `nameOf`
 * - `who` (raw_name, raw_email, raw_login, raw_host, name, email, kind, key, identity, person), `organization`
 *   (organization, name), `employed` (person, organization, since, until)
 * - `tag`: project, name, moment; those in the period
 * - `linked_commit`: see selection/linked-commits-sql.ts; `house`: the organization whose office this is
 * - `path_type`: see selection/path-types-sql.ts
 * - `unit_of(moment)`: the first day of what one row may sum
 * - `project` (project, id), `file`, `change`, `merge_change` and `project_fact`: see selection/project-sql.ts
 * - `span`: one row, the period: starts_at, ends_at, judged_at (its end, or the present), now
 */
export interface Metric {
  id: string
  name: Text
  question: Text
  /** How exactly it is counted. */
  definition: Text
  /** In signs, where words alone leave doubt: `approved ÷ declared`. */
  formula?: Text
  unit: Text
  /** A share lies between 0 and 1, days may be fractions and have a sign. Left out: a count. */
  format?: MetricFormat
  /** What a reader must know before comparing or deciding. */
  caveats: Text[]
  /** Those of its own, beside the ones of every metric. */
  parameters: (keyof MetricParameters)[]
  source: { name: string; url: string }
  reads?: readonly Reads[]
  /** Of which any one must be collected, so that there is a number; left out: all that it reads. */
  restsOn?: readonly Told[]
  /** It is a figure of organizations: how much is known of who works where stands beside it. */
  ofOrganizations?: true
  /** Of a figure of organizations that counts more than commits: the share of it whose organization is known. One row: `value`. */
  known?(parameters: Asked): string
  /** What its statements read as `shared_rows`: worked out once for all of them. */
  shared?(parameters: Asked): string
  /** One row: `value`. */
  value(parameters: Asked): string
  /** Rows of `moment`, `value`. `moment` is truncated to the interval by `bin`. */
  series?(parameters: Asked): string
  /** What a gap in the series is: zero for what is counted, nothing for a median. Left out: zero. */
  gaps?: 'zero' | 'none'
  /** Figures that must be seen with it: how many were left out, how many have a clock that was wrong … */
  beside?: { name: Text; share?: true; value(parameters: Asked): string }[]
  table?: {
    columns: Column[]
    /** What `rows` and `count` read as `shared_rows`, where that is more than the numbers need: it is worked out after these. */
    shared?(parameters: Asked): string
    rows(parameters: Asked): string
    /** How many rows there are, as one row: `value`. Given where `rows` are only those that are shown (see `shownPart`). */
    count?(parameters: Asked): string
  }
}

/**
 * The title of a column; `coded`: its cells are codes, which have names in every language (code-names.ts); `share`: from 0 to 1;
 * `organization`: an empty cell is one that is not known.
 */
export interface Column extends Text {
  coded?: true
  organization?: true
  share?: true
}

/** Ends a SELECT with the part of its rows that is shown, so that nothing is worked out for the others. */
export function shownPart({ rowsFrom, rowsMost }: Pick<Asked, 'rowsFrom' | 'rowsMost'>): string {
  return `limit ${rowsMost} offset ${rowsFrom}`
}

/** In a table's rows: the name of a person, looked up for the rows that are shown; who has none to be shown is to be left out. */
export const nameOf = "{'person': person}"
export const emailOf = "{'email': person}"

/** In a table's rows: what the item says of itself, looked up for the rows that are shown. */
export const ofItem = (part: 'number' | 'title' | 'url' | 'state') => `{'${part}': item}`

/** Of a row with a `person`: somebody, and with a name that may be shown. */
export const isShown = 'person is not null and person not in (select person from hidden)'

/** Of the people in `shared_rows` those that are shown, and of these alone what takes long to work out of all: `told`, of `from`. */
export function shownPeople(
  p: Pick<Asked, 'rowsFrom' | 'rowsMost'>,
  { columns, order, told, from }: { columns: string; order: string; told: string; from: string },
): string {
  return `with shown as materialized (select * from shared_rows where ${isShown} order by ${order}, person ${shownPart(p)})
    select ${columns} from shown join (
      select person, ${told} from ${from} where person in (select person from shown) group by person
    ) using (person) order by ${order}, person`
}

/** How many people `shared_rows` has whose names may be shown. */
export const countShownPeople = `select count(*) as value from shared_rows where ${isShown}`

/** A time column in the interval that was asked for. A week begins on Monday (ISO 8601). */
export function bin(column: string, { interval }: Pick<Asked, 'interval'>): string {
  return `date_trunc('${interval}', ${column})`
}

/** How many of these rows lie in each interval: by day first, as it takes long to find the interval of each. */
export function countByInterval(rows: string, p: Pick<Asked, 'interval'>, column = 'moment'): string {
  return `select ${bin('day::timestamp', p)} as moment, sum(count)::bigint as value
    from (select ${column}::date as day, count(*) as count from ${rows} group by 1) group by 1`
}

/** How many commits there are in each interval: by `unit` first, for the same reason. */
export function commitsByInterval(p: Pick<Asked, 'interval'>): string {
  return `select ${bin('unit::timestamp', p)} as moment, sum(commits) as value
    from (select unit, sum(commits) as commits from tally group by unit) group by 1`
}

/** How often what a condition lets through was done, of rows with a `count`. */
export function countWhere(condition: string): string {
  return `coalesce(sum(count) filter (${condition}), 0)`
}

/** Which part of all that was done a condition lets through, of rows with a `count`; null where nothing was done. */
export function shareWhere(condition: string): string {
  return `${countWhere(condition)}::double / nullif(sum(count), 0)`
}

const models = 'https://github.com/chaoss/wg-metrics-models/blob/main/metrics-model-libs'

/** Figures that a model of CHAOSS takes and that are none of its released metrics. */
export const besideChaoss = {
  collaboration: {
    name: 'Collaboration Development Index (a figure of the model, not CHAOSS’s metric)',
    url: `${models}/collaboration-development-index/definition/collaboration-development-index.md`,
  },
  engagement: {
    name: 'Project Engagement (a figure of the model, not CHAOSS’s metric)',
    url: `${models}/project-engagement/definition/project-engagement.md`,
  },
  value: {
    name: 'Demonstrating Organizational Value (a figure of the guide, not CHAOSS’s metric)',
    url: 'https://chaoss.community/about-chaoss-practitioner-guides/',
  },
  popularity: {
    name: 'LFX Insights (not CHAOSS): Stars',
    url: 'https://github.com/linuxfoundation/insights',
  },
}

const kb = 'https://chaoss.community/kb/metric-'

export function chaoss(name: string, slug: string) {
  return { name: `CHAOSS: ${name}`, url: `${kb}${slug}/` }
}
