import type { MetricParameters } from '../model.ts'

type Dimension = MetricParameters['groupBy']

const tallies = ['tally', 'tally_ever', 'tally_by_standing', 'tally_total', 'tally_total_ever']
const ofCommits = ['selected', 'ever', ...tallies, 'branch_merge', 'assisted_commit', 'linked_commit', 'path_type']
const forgeDeeds = [
  ...['forge_deed', 'forge_deed_ever', 'forge_deed_by_standing'],
  ...['forge_deed_total', 'forge_deed_total_ever', 'forge_deed_month'],
]

/**
 * The tables that metrics read, with the column of each dimension that they have. Those of anybody's deeds (`event_all`,
 * `item_all`) belong to no group: who answers an organization's issues may work elsewhere.
 */
const columns: Record<string, Partial<Record<Dimension, string>>> = {
  ...of(ofCommits, {
    organization: 'organization',
    kind: 'kind',
    'time-zone': 'utc_offset',
  }),
  ...of(['item', 'item_ever', 'item_answered', 'item_reviewed'], { organization: 'organization', kind: 'author_kind' }),
  ...of(['event', 'event_ever', ...forgeDeeds], {
    organization: 'organization',
    kind: 'actor_kind',
  }),
  ...of(['release', 'release_ever', 'spread', 'spread_ever'], { organization: 'organization', kind: 'actor_kind' }),
  ...of(['tag', 'file', 'counted', 'branch_event', 'commit_lines', 'project_fact'], {}),
}

/** What the same facts tell is read, and counted, once: where it stands in the fewest rows. */
const fewestRows: Record<string, string> = {
  selected: 'tally_total',
  tally: 'tally_total',
  tally_by_standing: 'tally_total',
  forge_deed: 'forge_deed_total',
  forge_deed_by_standing: 'forge_deed_total',
  forge_deed_month: 'forge_deed_total',
}

/** Those whose rows tell which groups there are; the others are wider. */
const narrow = [
  'tally_total',
  'branch_merge',
  'path_type',
  'item',
  'item_reviewed',
  'event',
  'forge_deed_total',
  'release',
  'spread',
  'tag',
  'file',
  'counted',
  'branch_event',
  'project_fact',
]

function of(tables: string[], dimensions: Partial<Record<Dimension, string>>) {
  return Object.fromEntries(tables.map(table => [table, { project: 'project', ...dimensions }]))
}

/** Which of the tables a statement reads. */
function tablesIn(sql: string): string[] {
  return Object.keys(columns).filter(table => new RegExp(String.raw`\b(?:from|join)\s+${table}\b`, 'i').test(sql))
}

export function readsCommits(sql: string): boolean {
  return tablesIn(sql).some(table => ofCommits.includes(table))
}

/** Keys of the groups, those with the most rows first; undefined where what the statement reads has no such dimension. */
export function groupKeysSql(sql: string, by: Dimension): string | undefined {
  const tables = tablesIn(sql)
  if (by === 'none' || tables.length === 0 || tables.some(table => !canGroup(table, by))) return undefined
  const told = [...new Set(tables.map(table => fewestRows[table] ?? table))]
  const telling = told.filter(table => narrow.includes(table))
  const rows = (telling.length > 0 ? telling : told).map(
    table => `select ${keyOf(table, by)} as key, ${sizeOf(table)} as size from ${table}`,
  )
  return `select key, sum(size) as size from (${rows.join(' union all ')}) group by key`
}

/** How many facts a row stands for. */
function sizeOf(table: string) {
  if (table.startsWith('tally') || table === 'path_type') return 'commits'
  return table.startsWith('forge_deed') ? 'count' : '1'
}

/** `schema` is where the tables are, as a name alone would mean the narrowed one itself. `shared`: the table of `shared_rows` of all groups, with their `key`. */
export interface Grouping {
  by: Dimension
  schema: string
  shared?: string
}

/** A statement for every group at once: its tables stand for the group's rows only. The first column is the group's `key`. */
export function perGroupSql(sql: string, grouping: Grouping, keys: string): string {
  const narrowed = narrowedIn(sql, grouping).map(
    ({ table, columns, from, where }) => `${table} as (select ${columns} from ${from} t where ${where})`,
  )
  return `select g.*, l.* from (${keys}) g, lateral (with ${narrowed.join(', ')} select * from (${sql})) l`
}

/** As `perGroupSql`, of one group: for what the engine cannot ask of all at once. */
export function ofGroupSql(sql: string, grouping: Grouping, key: string): string {
  const narrowed = narrowedIn(sql, grouping).map(
    ({ table, columns, from, where }) =>
      `${table} as (select ${columns} from ${from} t, (select ${key} as key) g where ${where})`,
  )
  return `with ${narrowed.join(', ')} select * from (${sql})`
}

/** What stands for the tables that a statement reads, of rows `t` in the group `g`. */
function narrowedIn(sql: string, { by, schema, shared }: Grouping) {
  const tables = tablesIn(sql).map(table => ({
    ...{ table, columns: 't.*', from: `${schema}.${table}` },
    where: isInGroup(table, by, schema),
  }))
  if (!shared) return tables
  const from = `${schema}.${shared}`
  return [
    ...tables,
    { table: 'shared_rows', columns: 't.* exclude (key)', from, where: 't.key is not distinct from g.key' },
  ]
}

/** To be joined to rows `v` with a `key`: gives `n.name`. */
export function groupNamesSql(by: Dimension): string {
  if (by === 'organization') return 'left join organization n on n.organization = v.key'
  if (by === 'project') return 'left join (select project, id as name from project) n on n.project = v.key'
  const name = by === 'time-zone' ? zoneName('v.key') : 'v.key::varchar'
  return `left join lateral (select ${name} as name) n on true`
}

/** Minutes east of UTC as `UTC+05:30`. */
export function zoneName(offset: string): string {
  return `format('UTC{}{:02d}:{:02d}', case when ${offset} < 0 then '-' else '+' end, abs(${offset}) // 60, abs(${offset}) % 60)`
}

function canGroup(table: string, by: Dimension) {
  return by === 'label' ? isLabelled(table) : columns[table]?.[by] !== undefined
}

const isLabelled = (table: string) => /^(?:item|event)/.test(table)

function keyOf(table: string, by: Dimension) {
  if (by !== 'label') return columns[table]?.[by] ?? 'null'
  return table.startsWith('item')
    ? 'unnest(labels)'
    : `unnest((select any_value(i.labels) from item_all i where i.item = ${table}.item))`
}

function isInGroup(table: string, by: Dimension, schema: string) {
  if (by !== 'label') return `t.${columns[table]?.[by]} is not distinct from g.key`
  return table.startsWith('item')
    ? 'list_contains(t.labels, g.key)'
    : `t.item in (select i.item from ${schema}.item_all i where list_contains(i.labels, g.key))`
}
