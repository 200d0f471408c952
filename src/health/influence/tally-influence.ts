import type { KnownRow, TallyRow } from './influence-sql.ts'
import type { Quadrant, Share, Tally, TimedDeed } from './model.ts'

export const nothing: Tally = { own: 0, known: 0, total: 0, bots: 0, agents: 0 }

export function shareOf(tally: Tally): Share {
  const { own, known, total } = tally
  const part = (count: number) => (total === 0 ? null : count / total)
  return { ...tally, share: part(own), most: part(own + total - known), coverage: part(known) }
}

export function addUp(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, one) => ({
      own: sum.own + one.own,
      known: sum.known + one.known,
      total: sum.total + one.total,
      bots: sum.bots + one.bots,
      agents: sum.agents + one.agents,
    }),
    nothing,
  )
}

/** What must have been collected of a project for each to be told; one of these suffices. */
export type ToldBy<Name extends string> = Record<Name, readonly string[]>

const told: ToldBy<TimedDeed> = {
  commits: ['history'],
  reviews: ['items'],
  decisions: ['items', 'releases'],
  seats: ['items', 'releases'],
}

export interface Counted<Name extends string> {
  /** By project and deed, of the whole period; null where it cannot be told. */
  ofProjects: ReadonlyMap<string, Record<Name, Tally | null>>
  /** By interval and deed, of all projects together. */
  series: { at: string; tallies: Record<Name, Tally | null> }[]
}

interface Answer {
  projects: readonly string[]
  rows: readonly TallyRow[]
  known: readonly KnownRow[]
}

/** One who has a seat in several intervals has one in all: of the whole period it is counted by itself. */
export function tallyInfluence({ rows, ...answer }: Answer): Counted<TimedDeed> {
  const whole = rows.filter(({ deed, begins }) => deed !== 'seats' || begins === null)
  return tallyDeeds({ ...answer, rows }, told, whole)
}

/** Sorts out what the tables answered. What nobody collected is unknown, and not zero. */
export function tallyDeeds<Name extends string>(
  { projects, rows, known }: Answer,
  told: ToldBy<Name>,
  whole: readonly TallyRow[] = rows,
): Counted<Name> {
  const names = Object.keys(told) as Name[]
  const knownOf = Map.groupBy(known, ({ project }) => project)
  const isTold = (project: string, deed: Name) =>
    (knownOf.get(project) ?? []).some(({ what }) => told[deed].includes(what))
  const ofDeeds = (own: readonly TallyRow[], of: readonly string[]) =>
    Object.fromEntries(
      names.map(deed => {
        const isKnown = of.some(project => isTold(project, deed))
        return [deed, isKnown ? addUp(own.filter(row => row.deed === deed)) : null]
      }),
    ) as Record<Name, Tally | null>
  const byProject = Map.groupBy(whole, ({ project }) => project)
  const timed = Map.groupBy(
    rows.filter(({ begins }) => begins !== null),
    ({ begins }) => begins ?? '',
  )
  return {
    ofProjects: new Map(projects.map(project => [project, ofDeeds(byProject.get(project) ?? [], [project])])),
    series: [...timed]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([at, own]) => ({ at, tallies: ofDeeds(own, projects) })),
  }
}

/** Shares of each deed that is told. */
export function sharesOf<Name extends string>(tallies: Record<Name, Tally | null>): Record<Name, Share | null> {
  const entries = Object.entries(tallies) as [Name, Tally | null][]
  return Object.fromEntries(entries.map(([deed, tally]) => [deed, tally && shareOf(tally)])) as Record<
    Name,
    Share | null
  >
}

/** Of several projects together: those of which it cannot be told are left out. */
export function addShares<Name extends string>(
  all: readonly Record<Name, Share | null>[],
  deeds: readonly Name[],
): Record<Name, Share | null> {
  const sums = deeds.map(deed => {
    const shares = all.flatMap(one => one[deed] ?? [])
    return [deed, shares.length === 0 ? null : shareOf(addUp(shares))]
  })
  return Object.fromEntries(sums)
}

/** Undecided where the share is not known, or may lie on either side with what is unknown of it. */
export function quadrantOf(
  { criticality, share }: { criticality: number | null; share: Share | null },
  { dependenceFrom, influenceFrom }: { dependenceFrom: number; influenceFrom: number },
): Quadrant | null {
  if (criticality === null || share === null || share.share === null || share.most === null) return null
  const hasSay = share.share >= influenceFrom
  if (hasSay !== share.most >= influenceFrom) return null
  if (criticality >= dependenceFrom) return hasSay ? 'steering' : 'exposed'
  return hasSay ? 'leading' : 'watching'
}
