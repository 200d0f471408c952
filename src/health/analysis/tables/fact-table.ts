import { quote } from '../../../lib/sql/quote.ts'
import type { Text } from '../../../lib/text/text.ts'

export interface FactColumn {
  name: string
  /** As DuckDB names it. */
  type: string
  meaning: Text
  unit?: Text
}

/** What must be read before a table can be made. */
export type Need = 'history' | 'each-history' | 'files' | 'forges' | 'people' | 'organizations' | 'components'

/** A table that analysts ask, with what each of its columns means. */
export interface FactTable {
  name: string
  meaning: Text
  source: Text
  needs: readonly Need[]
  columns: readonly FactColumn[]
  sql(sources: FactSources): string
}

interface ProjectSource {
  id: string
  name: string
  kind: string
  addedAt: string
  /** By which the histories that lie together know it; undefined where it has none, or another project shows it. */
  number?: number
  /** Each an SQL table expression. */
  changes?: string
  mergeChanges?: string
  tags?: string
  files?: string
  items?: string
  events?: string
  commitLinks?: string
  releases?: string
  spreads?: string
  counts?: string
}

/** SQL table expressions; what a reader may not see is in none of them. */
export interface FactSources {
  projects: readonly ProjectSource[]
  /** As WholeTables of history have them. */
  commits?: string
  /** Whether an AI had a part in a commit `c`. */
  assisted: string
  people: PeopleSources
  organizations: readonly {
    name: string
    parent: string | null
    acquiredBy: string | null
    acquiredSince: string | null
    domains: readonly string[]
  }[]
  components?: string
}

export interface PeopleSources {
  /** code (of commits; else null), name, email, login, host → person, kind, is_listed, is_shown */
  who: string
  /** person, name, email, kind */
  persons: string
  /** person, organization, since, until, is_listed */
  employed: string
}

type Part =
  | 'changes'
  | 'mergeChanges'
  | 'tags'
  | 'files'
  | 'items'
  | 'events'
  | 'commitLinks'
  | 'releases'
  | 'spreads'
  | 'counts'

/** One table of all projects, `project` being its id; undefined where none has it. */
export function ofAll({ projects }: FactSources, part: Part): string | undefined {
  const parts = projects.flatMap(project => {
    const table = project[part]
    return table ? [`select ${quote(project.id)} as project, * from ${table}`] : []
  })
  return parts.length === 0 ? undefined : `(${parts.join(' union all by name ')})`
}

/** The columns in their order and types, of rows that have them by these names. */
export function typed({ columns }: Pick<FactTable, 'columns'>, rows: string | undefined): string {
  const all = columns.map(({ name, type }) => `${rows === undefined ? 'null' : `"${name}"`}::${type} as "${name}"`)
  return `select ${all.join(', ')} ${rows === undefined ? 'where false' : `from (${rows})`}`
}

export function quoteOrNull(text: string | null): string {
  return text === null ? 'null' : quote(text)
}

/** Joins who an account of a forge is. */
export function whoIs(role: string, as: string, { people }: FactSources): string {
  const same = ['login', 'name', 'email'].map(part => `${as}.${part} is not distinct from r.${role}_${part}`)
  return `left join ${people.who} ${as} on ${same.join(' and ')} and ${as}.host is not distinct from r.host`
}

const utc: Text = { en: 'UTC', zh: 'UTC 时间' }

export function text(name: string, en: string, zh: string): FactColumn {
  return { name, type: 'VARCHAR', meaning: { en, zh } }
}

export function flag(name: string, en: string, zh: string): FactColumn {
  return { name, type: 'BOOLEAN', meaning: { en, zh } }
}

export function time(name: string, en: string, zh: string): FactColumn {
  return { name, type: 'TIMESTAMP', meaning: { en, zh }, unit: utc }
}

export function count(name: string, unit: Text, en: string, zh: string): FactColumn {
  return { name, type: 'INTEGER', meaning: { en, zh }, unit }
}

export function list(name: string, en: string, zh: string): FactColumn {
  return { name, type: 'VARCHAR[]', meaning: { en, zh } }
}

export const project = text('project', 'id of the project, as in projects', '项目编号，见 projects')

export const units = {
  lines: { en: 'lines', zh: '行' },
  bytes: { en: 'bytes', zh: '字节' },
  minutes: { en: 'minutes east of UTC', zh: '相对 UTC 以东的分钟数' },
  commits: { en: 'commits', zh: '次提交' },
  files: { en: 'files', zh: '个文件' },
  people: { en: 'people', zh: '人' },
  characters: { en: 'characters', zh: '个字符' },
  downloads: { en: 'downloads', zh: '次下载' },
  identities: { en: 'identities', zh: '个身份' },
} as const satisfies Record<string, Text>

export const fromGit: Text = { en: 'git, as mined', zh: 'git 历史' }
export const fromForges: Text = { en: 'forges and archives, as collected', zh: '代码平台与归档' }
export const fromOffice: Text = { en: 'the records of the office', zh: '办公室记录' }
export const fromPeople: Text = {
  en: 'who is who and who worked where, as held now',
  zh: '当前的身份与任职认定',
}
