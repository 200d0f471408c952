import { languageOf } from '../src/lib/languages/language-of.ts'

/** Small histories as the tables that mining leaves, for tests whose answers are exact. */

export interface Commit {
  by: string
  at: string
  /** Minutes east of UTC. */
  offset?: number
  /** How many, or which: the commit at place 3 is `c3`. */
  parents?: number | string[]
  committedAt?: string
  committedBy?: string
  /** `path +added -removed`; left out: not known yet; empty: changed nothing. */
  changes?: [path: string, added: number, removed: number, generated?: boolean][]
  /** Of a merge, against its first parent. */
  mergeChanges?: NonNullable<Commit['changes']>
}

export interface History {
  commits: Commit[]
  tags?: [name: string, at: string][]
  /** From a raw e-mail to the one that .mailmap gives. */
  mailmap?: Record<string, string>
  bots?: string[]
  /** Who works where, always. */
  employers?: Record<string, string>
  groups?: Record<string, string[]>
  /** Of single commits, by their place in the list. */
  trailers?: Record<number, [key: string, value: string]>
}

export interface File {
  path: string
  lines?: number
  generated?: boolean
  license?: string
  isOsi?: boolean
}

/** The files of a newest commit, as they are recorded. */
export function filesOf(files: readonly File[]) {
  const rows = files.map(({ path, lines = 1, generated = false, license, isOsi = false }) => {
    const written = languageOf(path)
    const texts = [written?.language, written?.kind, license].map(text => (text ? `'${text}'` : 'null'))
    return `('${path}', 10, ${lines}, ${texts[0]}, ${texts[1]}, ${generated}, ${texts[2]}, ${isOsi})`
  })
  return table(
    rows,
    'path varchar, bytes integer, lines integer, language varchar, language_kind varchar, generated boolean, license varchar, license_osi boolean',
  )
}

/** The four tables of a history, as mining leaves them. */
export function tablesOf({ commits, tags = [], mailmap = {}, bots = [], trailers = {} }: History) {
  const told = Object.entries(trailers).map(
    ([at, [key, value]]) => `when 'c${at}' then [{ 'key': '${key}', 'value': '${value}' }]`,
  )
  const text = (value: string) => `'${value}'`
  const commitRows = commits.map(
    ({ by, at, offset = 0, parents = 1, committedAt = at, committedBy = by }, i) =>
      `('c${i}', ${JSON.stringify(typeof parents === 'number' ? Array(parents).fill('p') : parents).replaceAll('"', "'")}::varchar[], ${text(by)}, ${text(`${by}@x.example`)}, timestamp ${text(at)}, ${offset}, ${text(committedBy)}, ${text(`${committedBy}@x.example`)}, timestamp ${text(committedAt)}, ${offset})`,
  )
  const changeRows = (series: 'changes' | 'mergeChanges') => {
    const rows = commits.flatMap(({ [series]: changes }, i) => {
      if (changes?.length === 0) return [`('c${i}', null, null, null, false)`]
      return (changes ?? []).map(
        ([path, added, removed, generated = false]) => `('c${i}', ${text(path)}, ${added}, ${removed}, ${generated})`,
      )
    })
    return table(rows, 'hash varchar, path varchar, added integer, removed integer, generated boolean')
  }
  const people = [...new Set(commits.flatMap(({ by, committedBy = by }) => [by, committedBy]))].map(by => {
    const email = `${by}@x.example`
    return `(${text(by)}, ${text(email)}, ${text(by)}, ${text(mailmap[email] ?? email)}, ${bots.includes(by)})`
  })
  const tagRows = tags.map(([name, at]) => `(${text(name)}, timestamp ${text(at)})`)
  return {
    commits: `(select *, (case hash ${told.join(' ')} when '' then null else [] end)::struct("key" varchar, "value" varchar)[] as trailers from ${table(
      commitRows,
      'hash varchar, parents varchar[], author_name varchar, author_email varchar, authored_at timestamp, author_offset smallint, committer_name varchar, committer_email varchar, committed_at timestamp, committer_offset smallint',
    )})`,
    changes: changeRows('changes'),
    ...(commits.some(({ mergeChanges }) => mergeChanges) && { mergeChanges: changeRows('mergeChanges') }),
    tags: table(tagRows, 'name varchar, tagged_at timestamp'),
    people: table(people, 'name varchar, email varchar, mapped_name varchar, mapped_email varchar, bot boolean'),
  }
}

export function peopleOf({ employers = {}, groups = {} }: History) {
  const members = Object.entries(groups).flatMap(([name, people]) => people.map(by => `('${name}', '${by}@x.example')`))
  const rows = Object.entries(employers).map(([by, employer]) => `('${by}@x.example', '${employer}', null, null)`)
  return {
    identities: table([], 'name varchar, email varchar, login varchar, host varchar, person varchar, kind varchar'),
    affiliations: table(rows, 'person varchar, organization varchar, since timestamp, until timestamp'),
    groups: table(members, 'group varchar, person varchar').replaceAll(/\bgroup\b/g, '"group"'),
  }
}

/** With no rows it keeps its columns. */
function table(rows: string[], columns: string) {
  const names = columns.replaceAll(/ [a-z[\]]+(,|$)/g, '$1')
  const typed = columns.split(', ').map(column => column.replace(/(\w+) (.+)/, 'cast($1 as $2) as $1'))
  const values =
    rows.length > 0
      ? rows.join(', ')
      : `(${columns
          .split(', ')
          .map(() => 'null')
          .join(', ')})`
  return `(select ${typed.join(', ')} from (values ${values}) as t(${names})${rows.length > 0 ? '' : ' where false'})`
}
