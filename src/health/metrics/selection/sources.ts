import type { ForgeTables, WholeForgeTables } from '../../../catalog/forges/model.ts'
import type { HistoryTables, WholeTables } from '../../history/model.ts'
import type { NameMask } from '../../identities/model.ts'
import type { Told } from '../metric.ts'

/** What is known of one project, as SQL table expressions. */
interface ProjectTables {
  id: string
  history: Partial<HistoryTables>
  forge?: ForgeTables
  /** Files of the newest commit: path, language, bytes, lines, generated, license. */
  files?: string
  records?: readonly ProjectRecord[]
  /** By which its rows know it; else its place among the projects. */
  number?: number
}

/**
 * What the office's records say of a project: under which license it is (an SPDX expression; `number` is 1 where one can keep to
 * it by approved licenses), how many packages it uses directly, of how many of these releases are known, how many with theirs, and how many libyears those used directly are behind.
 */
export interface ProjectRecord {
  what: 'license' | 'direct-dependencies' | 'dated-dependencies' | 'dependencies' | 'libyears'
  value: string | null
  number: number | null
}

/**
 * Who the raw identities are and where they work, as SQL table expressions; without them everybody is whom .mailmap says.
 * - identities: name, email, login, host (null where it has none) → person VARCHAR, kind (person, bot, ai-agent)
 * - affiliations: person VARCHAR, organization VARCHAR, since TIMESTAMP, until TIMESTAMP (null: open), not overlapping
 */
interface IdentityTables {
  identities: string
  affiliations: string
  /** Of the groups that are asked for: group VARCHAR, person VARCHAR */
  groups?: string
  /** Whether the trailers of a commit `c` tell of an AI's part, by the office's rules; else by those that ship. */
  assisted?: string
}

export interface Sources {
  projects: readonly ProjectTables[]
  people?: IdentityTables
  /** Whether anybody's `commits` were mined; and of the tables that are collected of some projects only, and are read, those of which anything is told. Where it is not said, all are. */
  told?: readonly Told[]
  /** Name of the organization whose office this is. */
  house?: string
  /** What the reader may not see of people. */
  mask?: NameMask
  /** The histories of all the projects, where they lie together: then nothing is read of each one's own. */
  whole?: WholeTables
  /** The same with all commits, where those that changed some paths are told apart. */
  unnarrowed?: WholeTables
  /** What forges know of all the projects, where it lies together: then nothing is read of each one's own. Of items only those that the question's filters on them let through. */
  forges?: WholeForgeTables & { lateAnswers: string }
  /** Of the histories that lie together, the commits in which an AI had a part, as far as trailers tell. */
  assisted?: string
  /** Of forges that lie together, project and host of items. */
  hosts?: string
  /** Of the histories that lie together, the commits of change requests, with these (items). */
  linked?: string
  /** Of the histories that lie together, what their commits changed by kind of path: see path-types-sql.ts. */
  pathTypes?: string | undefined
  /** Of what lies together, where it is asked who is new. */
  standing?: Standing
  /** Of what lies together, where both are asked for side by side: when who began, and each side as far as it was worked out before. */
  standings?: Pick<Standing, 'first'> & { sides?: Record<'new' | 'established', Standing> }
  /** Worked out before for the same people, where the histories lie together. */
  drawn?: Drawn
}

/** Tables as in people-sql.ts, `aliases` as `alias` there, `placed`; `movers`: code of those whose employment begins or ends at some time, `moving`: code, unit (a month) where that is on another day than the first: their months, and days, are told apart. */
export interface Drawn {
  who: string
  aliases: string
  organizations: string
  employed: string
  moving: string
  movers: string
  /** Code, person, kind and organization of whoever is not simply the person of their code, or works somewhere; `moves`: they are one of `movers`, and where they work is not told here. */
  placed: string
  /** Of the sums of all commits, and of all deeds on forges: of what a filter leaves it is found with the question. */
  movedCommits?: Moved
  movedDeeds?: Moved
}

/** Sums by `movers`: `whole` are their months in which all was for one organization, `split` what the other ones (`moving`) consist of. */
export interface Moved {
  whole: string
  split: string
}

export interface Standing {
  /** By each code of theirs, when who did it did something first: code, doer, first_at. */
  first: string
  /** What is left of a table by the codes in one of its columns and the moments in another. */
  of: (table: string, code: string, moment: string) => string
  items?: string
  /** Sums of what is left. */
  commits?: Pick<WholeTables, 'days' | 'months' | 'totals'>
  deeds?: Pick<WholeForgeTables, 'deeds' | 'totals'>
}

type Name = keyof HistoryTables | keyof ForgeTables | 'files'

/** One table of all projects, with the number of its project; undefined where no project has it. */
export function allOf({ projects, forges }: Sources, name: Name): string | undefined {
  if (forges && name in forges) return forges[name as keyof ForgeTables]
  const parts = projects.flatMap((tables, place) => {
    const expression = expressionOf(tables, name)
    return expression ? [`select ${tables.number ?? place} as project, * from ${expression}`] : []
  })
  return parts.length === 0 ? undefined : `(${parts.join(' union all by name ')})`
}

function expressionOf({ history, forge, files }: ProjectTables, name: Name): string | undefined {
  if (name === 'files') return files
  return name in history ? history[name as keyof HistoryTables] : forge?.[name as keyof ForgeTables]
}

/** Works out once what a statement gives, for all questions that need it, and gives where it lies. Of the same name others are kept for so many milliseconds. */
export type Draw = (name: string, sql: string, keptFor?: number) => Promise<string>

/** What was drawn alike, as one table: of a union of many each would be grouped apart. */
export function asOne(drawn: readonly string[]): string {
  return `read_parquet([${drawn.map(table => table.slice('read_parquet('.length, -1)).join(', ')}])`
}

type Part = WholeTables['parts'][number]

/** Of each part of the histories that lie together what a statement gives, as one table: what one project changed redoes one part. */
export async function drawEach(
  draw: Draw,
  name: string,
  parts: readonly Part[],
  sqlOf: (part: Part) => string,
): Promise<string> {
  const tables = await ofParts(parts, async (part, place) => {
    const drawn = await draw(`${name}-${place}`, sqlOf(part))
    return `select * from ${drawn} where project in (${part.numbers.join(', ')})`
  })
  return `(${tables.join(' union all ')})`
}

/** Some parts at a time: while one is opened or closed, others are worked on. */
const partsAtOnce = 4

export async function ofParts<Drawn>(
  parts: readonly Part[],
  work: (part: Part, place: number) => Promise<Drawn>,
): Promise<Drawn[]> {
  const drawn: Drawn[] = []
  for (let from = 0; from < parts.length; from += partsAtOnce)
    drawn.push(...(await Promise.all(parts.slice(from, from + partsAtOnce).map((part, i) => work(part, from + i)))))
  return drawn
}
