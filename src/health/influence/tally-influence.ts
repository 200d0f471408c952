import type { KnownRow, TallyRow } from './influence-sql.ts'
import { type Deed, type Quadrant, type Share, type Shares, type Tally, TimedDeed } from './model.ts'

const nothing: Tally = { own: 0, known: 0, total: 0, bots: 0, agents: 0 }

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

/** What must have been collected for each to be told; one of these suffices. */
const told: Record<TimedDeed, readonly string[]> = {
  commits: ['history'],
  reviews: ['items'],
  decisions: ['items', 'releases'],
  seats: ['items', 'releases'],
}

export interface Counted {
  /** By project and deed, of the whole period; null where it cannot be told. */
  ofProjects: ReadonlyMap<string, Record<TimedDeed, Tally | null>>
  /** By interval and deed, of all projects together. */
  series: { at: string; tallies: Record<TimedDeed, Tally | null> }[]
}

/** Sorts out what the tables answered. What nobody collected is unknown, and not zero. */
export function tallyInfluence(
  projects: readonly string[],
  rows: readonly TallyRow[],
  known: readonly KnownRow[],
): Counted {
  const knownOf = Map.groupBy(known, ({ project }) => project)
  const isTold = (project: string, deed: TimedDeed) =>
    (knownOf.get(project) ?? []).some(({ what }) => told[deed].includes(what))
  const tally = (own: readonly TallyRow[], deed: TimedDeed, of: readonly string[]) =>
    of.some(project => isTold(project, deed)) ? addUp(own.filter(row => row.deed === deed)) : null
  const ofDeeds = (count: (deed: TimedDeed) => Tally | null) =>
    Object.fromEntries(TimedDeed.options.map(deed => [deed, count(deed)])) as Record<TimedDeed, Tally | null>
  const whole = Map.groupBy(
    rows.filter(({ deed, begins }) => deed !== 'seats' || begins === null),
    ({ project }) => project,
  )
  const timed = Map.groupBy(
    rows.filter(({ begins }) => begins !== null),
    ({ begins }) => begins ?? '',
  )
  return {
    ofProjects: new Map(
      projects.map(project => [project, ofDeeds(deed => tally(whole.get(project) ?? [], deed, [project]))]),
    ),
    series: [...timed]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([at, own]) => ({ at, tallies: ofDeeds(deed => tally(own, deed, projects)) })),
  }
}

/** Of several projects together: those of which it cannot be told are left out. */
export function addShares(all: readonly Shares[], deeds: readonly Deed[]): Shares {
  return Object.fromEntries(
    deeds.map(deed => {
      const shares = all.flatMap(one => one[deed] ?? [])
      return [deed, shares.length === 0 ? null : shareOf(addUp(shares))]
    }),
  ) as Shares
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
