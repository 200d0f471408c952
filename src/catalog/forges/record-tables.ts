import { type Column, ListColumn, NumberColumn, TextColumn } from '../../lib/parquet/columns.ts'
import type { Account, ForgeRecord } from './records.ts'

type Value = string | number | boolean | readonly string[] | undefined
type Kind = ForgeRecord['record']
type RecordOf<K extends Kind> = Extract<ForgeRecord, { record: K }>

interface Field<R> {
  name: string
  type: 'text' | 'time' | 'number' | 'large' | 'flag' | 'list'
  of(record: R): Value
}

export interface RecordTable<R = ForgeRecord> {
  /** Also its folder. */
  name: string
  fields: Field<R>[]
  /** What makes two tellings one thing, within a host. */
  keyOf(record: R): (string | undefined)[]
  /** Which telling counts, before the one that was told last. */
  latest?: string
  /** Likewise: of what is done again, the first time. */
  earliest?: string
  /** SQL of a telling that takes back what was told before. */
  withdrawn?: string
}

type Tables = { [K in Kind]: RecordTable<RecordOf<K>> }

const text = <R>(name: string, of: (record: R) => string | undefined): Field<R> => ({ name, type: 'text', of })
const time = <R>(name: string, of: (record: R) => string | undefined): Field<R> => ({ name, type: 'time', of })
const number = <R>(name: string, of: (record: R) => number | undefined): Field<R> => ({ name, type: 'number', of })
const large = <R>(name: string, of: (record: R) => number | undefined): Field<R> => ({ name, type: 'large', of })
const flag = <R>(name: string, of: (record: R) => boolean | undefined): Field<R> => ({ name, type: 'flag', of })
const list = <R>(name: string, of: (record: R) => string[]): Field<R> => ({ name, type: 'list', of })

function account<R>(role: string, of: (record: R) => Account | undefined): Field<R>[] {
  return (['login', 'name', 'email', 'kind'] as const).map(part =>
    text(`${role}_${part}`, record => of(record)?.[part]),
  )
}

/** What is kept of each kind of record, in the order of its columns. */
export const recordTables: Tables = {
  item: {
    name: 'items',
    keyOf: item => [item.kind, item.number],
    latest: 'updated_at',
    withdrawn: "state = 'withdrawn'",
    fields: [
      text('kind', item => item.kind),
      text('number', item => item.number),
      text('url', item => item.url),
      text('title', item => item.title),
      ...account<RecordOf<'item'>>('author', item => item.author),
      time('created_at', item => item.createdAt),
      time('updated_at', item => item.updatedAt),
      text('state', item => item.state),
      time('closed_at', item => item.closedAt),
      ...account<RecordOf<'item'>>('closer', item => item.closedBy),
      text('reason', item => item.reason),
      time('merged_at', item => item.mergedAt),
      ...account<RecordOf<'item'>>('merger', item => item.mergedBy),
      flag('draft', item => item.isDraft),
      list('labels', item => item.labels),
      text('milestone', item => item.milestone),
      list('assignees', item => item.assignees.flatMap(({ login, name, email }) => login ?? email ?? name ?? [])),
      text('base_branch', item => item.change?.baseBranch),
      text('head_branch', item => item.change?.headBranch),
      flag('from_fork', item => item.change?.isFromFork),
      text('merge_commit', item => item.change?.mergeCommit),
      number('commits', item => item.change?.commits),
      number('added', item => item.change?.added),
      number('removed', item => item.change?.removed),
      number('files', item => item.change?.files),
    ],
  },
  event: {
    name: 'events',
    keyOf: event => [event.itemKind, event.number, event.id],
    withdrawn: "kind = 'withdrawn'",
    fields: [
      text('id', event => event.id),
      text('kind', event => event.kind),
      text('item_kind', event => event.itemKind),
      text('number', event => event.number),
      ...account<RecordOf<'event'>>('actor', event => event.actor),
      time('at', event => event.at),
      text('value', event => event.value),
      number('length', event => event.length),
      flag('inline', event => event.isInline),
    ],
  },
  'commit-link': {
    name: 'commit-links',
    keyOf: link => [link.number, link.hash],
    fields: [text('number', link => link.number), text('hash', link => link.hash)],
  },
  release: {
    name: 'releases',
    keyOf: release => [release.id],
    fields: [
      text('id', release => release.id),
      text('tag', release => release.tag),
      text('name', release => release.name),
      ...account<RecordOf<'release'>>('author', release => release.author),
      time('created_at', release => release.createdAt),
      time('published_at', release => release.publishedAt),
      flag('draft', release => release.isDraft),
      flag('prerelease', release => release.isPrerelease),
      large('downloads', release => release.downloads),
    ],
  },
  branch: {
    name: 'branches',
    // That it was seen is told time and again: the last time counts.
    keyOf: branch => [branch.name, branch.kind, branch.kind === 'seen' ? '' : branch.at],
    latest: 'at',
    fields: [
      text('name', branch => branch.name),
      text('kind', branch => branch.kind),
      time('at', branch => branch.at),
      ...account<RecordOf<'branch'>>('actor', branch => branch.actor),
    ],
  },
  count: {
    name: 'counts',
    keyOf: count => [count.what, count.at],
    fields: [text('what', count => count.what), time('at', count => count.at), large('count', count => count.count)],
  },
  spread: {
    name: 'spreads',
    earliest: 'at',
    keyOf: ({ kind, actor, at, url }) => [kind, url ?? actor.login ?? actor.name, kind === 'fork' ? '' : at],
    fields: [
      text('kind', spread => spread.kind),
      ...account<RecordOf<'spread'>>('actor', spread => spread.actor),
      time('at', spread => spread.at),
      text('url', spread => spread.url),
    ],
  },
  profile: {
    name: 'profiles',
    keyOf: ({ account }) => [account.login ?? account.email ?? account.name],
    latest: 'at',
    fields: [
      ...account<RecordOf<'profile'>>('account', profile => profile.account),
      text('company', profile => profile.company),
      time('at', profile => profile.at),
    ],
  },
  login: {
    name: 'logins',
    keyOf: ({ account, login }) => [account, login],
    fields: [text('account', ({ account }) => account), text('login', ({ login }) => login)],
  },
}

const most = { number: 2 ** 31 - 1, large: Number.MAX_SAFE_INTEGER }
const must = new Set(['created_at', 'updated_at', 'at'])

/** As calendars and databases know them all. */
const years = { first: Date.parse('0001-01-01T00:00:00Z'), last: Date.parse('9999-12-31T23:59:59.999Z') }

/** Whether every time that a thing must have is one, and each lies in years of four digits. */
export function isReadable(record: ForgeRecord): boolean {
  const { fields } = recordTables[record.record] as RecordTable
  return fields.every(({ name, type, of }) => {
    if (type !== 'time') return true
    const value = of(record)
    if (value === undefined) return !must.has(name)
    const at = Date.parse(String(value))
    return at >= years.first && at <= years.last
  })
}

export function keyOf(record: ForgeRecord): string {
  const { keyOf } = recordTables[record.record] as RecordTable
  return JSON.stringify(keyOf(record).map(part => part ?? null))
}

/** Of two tellings of one thing, the one that counts as far as they themselves say: else the second. */
export function countingOf(one: ForgeRecord, other: ForgeRecord): ForgeRecord {
  const { earliest, fields } = recordTables[one.record] as RecordTable
  const field = fields.find(({ name }) => name === earliest)
  if (!field) return other
  const momentOf = (record: ForgeRecord) => numberOf('time', field.of(record)) ?? 0
  return momentOf(one) < momentOf(other) ? one : other
}

/** Columns of Parquet; `told` rises with each telling. */
export function tabulate(
  { fields }: RecordTable,
  records: readonly ForgeRecord[],
  { source, host, told }: { source: string; host: string; told: number },
): Column[] {
  const columns = fields.map(field => columnOf(field, records))
  const sources = new TextColumn('source')
  const hosts = new TextColumn('host')
  const keys = new TextColumn('key')
  const tellings = new NumberColumn('told', 'timestamp')
  for (const record of records) {
    sources.append(source)
    hosts.append(host)
    keys.append(JSON.stringify([host, keyOf(record)]))
    tellings.append(told)
  }
  return [...columns, sources, hosts, keys, tellings]
}

/** No forge takes titles that long: a file may hold any, and many of them would fit into no memory. */
const longestText = 4000

function columnOf({ name, type, of }: Field<ForgeRecord>, records: readonly ForgeRecord[]): Column {
  if (type === 'list') return listColumn(name, records, of)
  if (type === 'text') {
    const column = new TextColumn(name, { nullable: true })
    for (const record of records) column.append((of(record) as string | undefined)?.slice(0, longestText) ?? null)
    return column
  }
  const kind = ({ time: 'timestamp', number: 'integer', large: 'bigint', flag: 'smallint' } as const)[type]
  const column = new NumberColumn(name, kind, { nullable: true })
  for (const record of records) column.append(numberOf(type, of(record)))
  return column
}

function numberOf(type: 'time' | 'number' | 'large' | 'flag', value: Value): number | null {
  if (value === undefined) return null
  if (type === 'time') return Date.parse(String(value))
  return type === 'flag' ? Number(value) : Math.min(most[type], Math.trunc(Number(value)))
}

function listColumn(name: string, records: readonly ForgeRecord[], of: (record: ForgeRecord) => Value) {
  const column = new ListColumn(name)
  for (const record of records) {
    column.beginRow()
    for (const element of of(record) as readonly string[]) {
      column.addElement()
      column.field(0).appendBytes(Buffer.from(element))
    }
  }
  return column
}

const sqlTypes = {
  text: 'VARCHAR',
  time: 'TIMESTAMP',
  number: 'INTEGER',
  large: 'BIGINT',
  flag: 'BOOLEAN',
  list: 'VARCHAR[]',
}

/** In files these lie as another type, or once did. */
const cast: Field<unknown>['type'][] = ['flag', 'large']

/** The columns that questions see. */
export function selectedColumns({ fields }: RecordTable): string {
  const columns = fields.map(({ name, type }) =>
    cast.includes(type) ? `"${name}"::${sqlTypes[type]} as "${name}"` : `"${name}"`,
  )
  return [...columns, 'source', 'host'].join(', ')
}

export function emptyTable({ fields }: RecordTable): string {
  const columns = fields.map(({ name, type }) => `null::${sqlTypes[type]} as "${name}"`)
  const told = ['null::VARCHAR as source', 'null::VARCHAR as host', 'null::TIMESTAMP as told']
  return `(select ${[...columns, ...told].join(', ')} where false)`
}
