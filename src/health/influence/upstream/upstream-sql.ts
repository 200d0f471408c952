import { quote } from '../../../lib/sql/quote.ts'
import { reviews, tallySql } from '../influence-sql.ts'
import type { InfluenceInterval } from '../model.ts'
import type { Contribution } from './model.ts'

export const upstreamReads = ['items', 'events', 'releases'] as const

const opened = (kind: string) =>
  `select project, opened_at as moment, person, organization, author_kind as kind from item where kind = '${kind}'`

/** Whoever opened it worked somewhere then: that is whose contribution it is, whenever it was merged. */
const merged = `select *, merged_at as moment from item_ever where kind = 'change-request' and state = 'merged'
  and merged_at >= (select starts_at from span) and merged_at < (select ends_at from span)`

const deeds: [deed: Contribution, rows: string][] = [
  ['commits', 'select project, moment, person, organization, kind from selected'],
  ['opened', opened('change-request')],
  ['merged', `select project, moment, person, organization, author_kind as kind from (${merged})`],
  ['reviews', reviews],
  ['issues', opened('issue')],
]

const list = (texts: readonly string[]) => `[${texts.map(quote).join(', ')}]::varchar[]`

export function contributionsSql(names: readonly string[], interval: InfluenceInterval): string {
  return tallySql(deeds, names, interval)
}

export interface MergedRow {
  project: string
  number: string
  title: string
  url: string | null
  begins: string
  merged_at: Date
  /** Those that make it a fix. */
  labels: string[]
}

/** Change requests by people of these organizations that were merged in the period, the latest first. */
export function mergedSql(names: readonly string[], interval: InfluenceInterval, fixLabels: readonly string[]): string {
  const fixes = list(fixLabels.map(label => label.toLowerCase()))
  return `select p.id as project, m.number, m.title, m.url, m.merged_at,
      strftime(date_trunc('${interval}', m.merged_at), '%Y-%m-%d') as begins,
      list_filter(coalesce(m.labels, []::varchar[]), lambda l: list_contains(${fixes}, lower(l))) as labels
    from (${merged}) m join project p on p.project = m.project join organization o on o.organization = m.organization
    where list_contains(${list(names)}, o.name) and m.author_kind is distinct from 'bot' and m.author_kind is distinct from 'ai-agent'
    order by m.merged_at desc, p.id, m.number`
}

export interface ReferenceRow {
  project: string
  number: string
  url: string | null
  item_kind: string
  /** The address of what named it, in whatever letters. */
  value: string
}

export interface Ours {
  /** Projects that are ours. */
  projects: readonly string[]
  /** At and below which everything is ours. */
  addresses: readonly string[]
}

/** Change requests that something at an address of ours named, and issues of our projects that something named, at any time. */
export function referencesSql({ projects, addresses }: Ours): string {
  const value = 'lower(e.value)'
  const isOurs = addresses.map(quote).map(own => `${value} = ${own} or starts_with(${value}, ${own} || '/')`)
  return `select distinct p.id as project, i.number, i.url, i.kind as item_kind, e.value
    from event_all e join item_all i on i.item = e.item join project p on p.project = e.project
    where e.kind = 'referenced' and e.value like '%://%' and case i.kind
      when 'change-request' then ${isOurs.join(' or ') || 'false'}
      when 'issue' then i.url is not null and list_contains(${list(projects)}, p.id) end
    order by all`
}
