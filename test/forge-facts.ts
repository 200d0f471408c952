import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { NameMask } from '../src/health/identities/model.ts'
import { MetricParameters } from '../src/health/metrics/model.ts'
import { describe, measureSources } from '../src/health/metrics/service.ts'
import { openFacts } from '../src/platform/facts/open-facts.ts'

/** An issue, unless `kind` says otherwise. Nobody's is a ghost's. */
export interface Item {
  kind?: 'issue' | 'change-request' | 'thread'
  /** Left out: its place in the list, from 1. */
  number?: string
  url?: string
  by?: string | undefined
  at: string
  /** Open while none of the two is told. */
  closed?: string
  merged?: string
  closer?: string
  merger?: string
  labels?: string[]
  draft?: boolean
  base?: string
  head?: string
  fork?: boolean
  mergeCommit?: string
  commits?: number
  added?: number
  removed?: number
  files?: number
  host?: string
  title?: string
  /** What happened to it, in any order. */
  events?: [kind: string, by: string | null, at: string, value?: string][]
  /** Hashes of its commits. */
  links?: string[]
}

/** Until a day, which it does not hold; left out: still. */
type Job = [organization: string, since: string | undefined, until: string | undefined]

export interface World {
  items?: Item[]
  /** `c0`, `c1` … are their hashes. */
  commits?: [by: string, at: string, offset?: number][]
  releases?: [
    tag: string,
    at: string,
    more?: { draft?: boolean; prerelease?: boolean; downloads?: number; by?: string },
  ][]
  branches?: [name: string, kind: 'created' | 'deleted' | 'seen', at: string, by?: string][]
  counts?: [what: string, at: string, count: number][]
  spreads?: [kind: 'star' | 'fork' | 'watch', by: string | null, at: string, url?: string][]
  bots?: string[]
  agents?: string[]
  /** Who works where; from a day on, where one is told, or one after the other. */
  employers?: Record<string, string | [organization: string, since: string] | Job[]>
  now?: string
  /** What the reader may not see of people. */
  mask?: NameMask
  /** The organization whose office this is. */
  house?: string
}

const text = (value: string | undefined | null) => (value == null ? 'null' : `'${value.replaceAll("'", "''")}'`)
const time = (value: string | undefined) => (value === undefined ? 'null' : `timestamp ${text(value)}`)
const list = (values: readonly string[]) => `[${values.map(text).join(', ')}]::varchar[]`
const plain = (value: number | boolean | undefined) => (value === undefined ? 'null' : String(value))

/** A table expression of the columns' types, also where it has no rows. */
function table(columns: Record<string, string>, rows: readonly string[][]) {
  const names = Object.keys(columns)
  const typed = Object.entries(columns).map(([name, type]) => `cast("${name}" as ${type}) as "${name}"`)
  const values = rows.length > 0 ? rows.map(row => `(${row.join(', ')})`).join(', ') : `(${names.map(() => 'null')})`
  return `(select ${typed.join(', ')} from (values ${values}) as t(${names.map(name => `"${name}"`).join(', ')})${rows.length > 0 ? '' : ' where false'})`
}

const accountColumns = (role: string) =>
  Object.fromEntries(['login', 'name', 'email', 'kind'].map(part => [`${role}_${part}`, 'varchar']))
const account = (login: string | undefined | null) => [text(login), 'null', 'null', 'null']

type Numbered = Item & { number: string }

function forgeTables(world: World) {
  const items = (world.items ?? []).map((item, index) => ({ ...item, number: item.number ?? String(index + 1) }))
  return { items: itemTable(items), events: eventTable(items), commitLinks: linkTable(items), ...otherTables(world) }
}

function itemTable(items: Numbered[]) {
  return table(
    {
      ...{
        kind: 'varchar',
        number: 'varchar',
        url: 'varchar',
        title: 'varchar',
        state: 'varchar',
        reason: 'varchar',
      },
      ...{
        created_at: 'timestamp',
        closed_at: 'timestamp',
        merged_at: 'timestamp',
        draft: 'boolean',
        labels: 'varchar[]',
      },
      ...{
        base_branch: 'varchar',
        head_branch: 'varchar',
        from_fork: 'boolean',
        merge_commit: 'varchar',
        host: 'varchar',
      },
      ...{ commits: 'integer', added: 'integer', removed: 'integer', files: 'integer' },
      ...accountColumns('author'),
      ...accountColumns('closer'),
      ...accountColumns('merger'),
    },
    items.map(item => {
      const state = item.merged ? 'merged' : item.closed ? 'closed' : 'open'
      return [
        ...[
          text(item.kind ?? 'issue'),
          text(item.number),
          text(item.url),
          text(item.title ?? `t${item.number}`),
          text(state),
          'null',
        ],
        ...[
          time(item.at),
          time(item.closed ?? item.merged),
          time(item.merged),
          plain(item.draft),
          list(item.labels ?? []),
        ],
        ...[text(item.base), text(item.head), plain(item.fork), text(item.mergeCommit), text(item.host ?? 'h')],
        ...[plain(item.commits), plain(item.added), plain(item.removed), plain(item.files)],
        ...account(item.by),
        ...account(item.closer),
        ...account(item.merger),
      ]
    }),
  )
}

function eventTable(items: Numbered[]) {
  return table(
    {
      ...{
        id: 'varchar',
        kind: 'varchar',
        item_kind: 'varchar',
        number: 'varchar',
        at: 'timestamp',
        value: 'varchar',
      },
      ...{ length: 'integer', inline: 'boolean', host: 'varchar' },
      ...accountColumns('actor'),
    },
    items.flatMap(item =>
      (item.events ?? []).map(([kind, by, at, value], index) => [
        ...[
          text(`${item.number}-${index}`),
          text(kind),
          text(item.kind ?? 'issue'),
          text(item.number),
          time(at),
          text(value),
        ],
        ...['null', 'null', text(item.host ?? 'h')],
        ...account(by),
      ]),
    ),
  )
}

function linkTable(items: Numbered[]) {
  return table(
    { number: 'varchar', hash: 'varchar', host: 'varchar' },
    items.flatMap(({ number, links = [], host = 'h' }) => links.map(hash => [text(number), text(hash), text(host)])),
  )
}

function otherTables({ releases = [], branches = [], counts = [], spreads = [] }: World) {
  return {
    releases: table(
      {
        ...{ id: 'varchar', tag: 'varchar', name: 'varchar', created_at: 'timestamp', published_at: 'timestamp' },
        ...{ draft: 'boolean', prerelease: 'boolean', downloads: 'bigint', host: 'varchar' },
        ...accountColumns('author'),
      },
      releases.map(([tag, at, { draft = false, prerelease = false, downloads, by } = {}]) => [
        ...[text(tag), text(tag), text(tag), time(at), draft ? 'null' : time(at)],
        ...[plain(draft), plain(prerelease), plain(downloads), text('h')],
        ...account(by),
      ]),
    ),
    branches: table(
      { name: 'varchar', kind: 'varchar', at: 'timestamp', host: 'varchar', ...accountColumns('actor') },
      branches.map(([name, kind, at, by]) => [text(name), text(kind), time(at), text('h'), ...account(by)]),
    ),
    counts: table(
      { what: 'varchar', at: 'timestamp', count: 'bigint', host: 'varchar' },
      counts.map(([what, at, count]) => [text(what), time(at), plain(count), text('h')]),
    ),
    spreads: table(
      { kind: 'varchar', at: 'timestamp', url: 'varchar', host: 'varchar', ...accountColumns('actor') },
      spreads.map(([kind, by, at, url]) => [text(kind), time(at), text(url), text('h'), ...account(by)]),
    ),
  }
}

function historyTables({ commits = [], bots = [] }: World) {
  const authors = [...new Set(commits.map(([by]) => by))]
  return {
    commits: `(select *, []::struct("key" varchar, "value" varchar)[] as trailers from ${table(
      {
        ...{
          hash: 'varchar',
          parents: 'varchar[]',
          author_name: 'varchar',
          author_email: 'varchar',
          authored_at: 'timestamp',
        },
        ...{
          author_offset: 'smallint',
          committer_name: 'varchar',
          committer_email: 'varchar',
          committed_at: 'timestamp',
        },
        committer_offset: 'smallint',
      },
      commits.map(([by, at, offset = 0], index) => {
        const who = [text(by), text(`${by}@x.example`), time(at), String(offset)]
        return [text(`c${index}`), list(['p']), ...who, ...who]
      }),
    )})`,
    changes: table(
      { hash: 'varchar', path: 'varchar', added: 'integer', removed: 'integer', generated: 'boolean' },
      [],
    ),
    tags: table({ name: 'varchar', tagged_at: 'timestamp' }, []),
    people: table(
      { name: 'varchar', email: 'varchar', mapped_name: 'varchar', mapped_email: 'varchar', bot: 'boolean' },
      authors.map(by => {
        const [name, email] = [text(by), text(`${by}@x.example`)]
        return [name, email, name, email, String(bots.includes(by))]
      }),
    ),
  }
}

function jobsOf(employer: string | [string, string] | Job[]): Job[] {
  if (typeof employer === 'string') return [[employer, undefined, undefined]]
  const [first] = employer
  return typeof first === 'string' ? [[first, String(employer[1]), undefined]] : (employer as Job[])
}

/** A login and the e-mail of the same name are one person. */
function peopleTables({
  items = [],
  commits = [],
  releases = [],
  branches = [],
  spreads = [],
  bots = [],
  agents = [],
  employers = {},
}: World) {
  const logins = new Set([
    ...items.flatMap(({ by, closer, merger, events = [] }) => [
      by,
      closer,
      merger,
      ...events.map(([, actor]) => actor),
    ]),
    ...commits.map(([by]) => by),
    ...releases.map(([, , more]) => more?.by),
    ...branches.map(([, , , by]) => by),
    ...spreads.map(([, by]) => by),
  ])
  const hosts = [...new Set(['h', ...items.map(({ host }) => host ?? 'h')])]
  const known = [...logins].filter(login => login !== undefined && login !== null)
  const kindOf = (login: string) => (bots.includes(login) ? 'bot' : agents.includes(login) ? 'ai-agent' : 'person')
  return {
    identities: table(
      { name: 'varchar', email: 'varchar', login: 'varchar', host: 'varchar', person: 'varchar', kind: 'varchar' },
      known.flatMap(login => [
        ...hosts.map(host => ['null', 'null', text(login), text(host), text(login), text(kindOf(login))]),
        [text(login), text(`${login}@x.example`), 'null', 'null', text(login), text(kindOf(login))],
      ]),
    ),
    affiliations: table(
      { person: 'varchar', organization: 'varchar', since: 'timestamp', until: 'timestamp' },
      Object.entries(employers).flatMap(([person, employer]) =>
        jobsOf(employer).map(([organization, since, until]) => [
          ...[text(person), text(organization)],
          ...[time(since), time(until)],
        ]),
      ),
    ),
  }
}

const folder = await mkdtemp(join(tmpdir(), 'ospo-forge-metrics-'))
const facts = openFacts(folder)
after(async () => {
  facts.close()
  await rm(folder, { recursive: true })
})

/** The tables of a world, or of several as projects `p`, `p1`, `p2` … of one office. */
export function sourcesOf(...worlds: World[]) {
  const all: World = {
    items: worlds.flatMap(({ items = [] }) => items),
    commits: worlds.flatMap(({ commits = [] }) => commits),
    releases: worlds.flatMap(({ releases = [] }) => releases),
    spreads: worlds.flatMap(({ spreads = [] }) => spreads),
    bots: worlds.flatMap(({ bots = [] }) => bots),
    agents: worlds.flatMap(({ agents = [] }) => agents),
    employers: Object.assign({}, ...worlds.map(({ employers = {} }) => employers)),
  }
  const projects = worlds.map((world, place) => ({
    id: place === 0 ? 'p' : `p${place}`,
    history: historyTables(world),
    forge: forgeTables(world),
  }))
  return { projects, people: peopleTables(all) }
}

/** Facts to ask, and the day on which they are asked. */
export function contextOf({ now = '2026-07-01' }: Pick<World, 'now'> = {}) {
  return { facts, now: () => new Date(`${now}T00:00:00Z`) }
}

/** One metric over what a forge told; the present is 2026-07-01 unless the world says otherwise. */
export async function measureForge(world: World, id: string, parameters: Partial<MetricParameters> = {}) {
  const asked = MetricParameters.parse({ interval: 'month', ...parameters })
  const sources = {
    ...sourcesOf(world),
    ...(world.mask && { mask: world.mask }),
    ...(world.house && { house: world.house }),
  }
  const { measured } = await measureSources(contextOf(world), sources, asked, [id])
  const [result] = measured
  assert.ok(result)
  return describe(result, 'en')
}

/** Its number alone. */
export async function numberOf(world: World, id: string, parameters: Partial<MetricParameters> = {}) {
  return (await measureForge(world, id, parameters)).value
}
