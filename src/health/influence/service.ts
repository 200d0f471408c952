import type { Project } from '../../catalog/projects/model.ts'
import { getProject } from '../../catalog/projects/service.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import type { DependencySettings } from '../dependencies/model.ts'
import { type Depended, findDepended, isUsed } from '../dependencies/service.ts'
import { getSettings, getWhole } from '../dependencies/settings/service.ts'
import type { NamedSeats } from '../maintainers/model.ts'
import { findNamedSeats } from '../maintainers/service.ts'
import { requirePeriod } from '../metrics/asked/service.ts'
import { MetricParameters } from '../metrics/model.ts'
import { askFacts, fillSeries } from '../metrics/service.ts'
import { deedsSql, influenceReads, type KnownRow, knownSql, seatsSql, type TallyRow } from './influence-sql.ts'
import { Deed, type Influence, type InfluenceWish, type ProjectInfluence, type Share, type Tally } from './model.ts'
import { addShares, type Counted, nothing, quadrantOf, sharesOf, tallyInfluence } from './tally-influence.ts'

/** How much say an organization has in projects, over time, and how that stands to what hangs on them. */
export async function getInfluence(ctx: Context, word: string, wish: InfluenceWish): Promise<Influence> {
  const { organization, names } = await getWhole(ctx, word)
  const [chosen, { settings }] = await Promise.all([chooseProjects(ctx, wish), getSettings(ctx)])
  const ids = chosen.map(({ project }) => project)
  const [{ ofProjects, series }, seats] = await Promise.all([
    countDeeds(ctx, ids, names, wish),
    findNamedSeats(ctx, ids, dayOf(ctx, wish)),
  ])
  const projects = chosen.map(depended => {
    const {
      commits = null,
      reviews = null,
      decisions = null,
      seats: acted = null,
    } = ofProjects.get(depended.project) ?? {}
    const named = namedTally(seats.get(depended.project), names)
    const shares = sharesOf({ commits, reviews, decisions, seats: acted, 'named-seats': named })
    const teams = seats.get(depended.project)?.teams ?? []
    return place({ ...depended, shares, teams }, shares[wish.by], settings)
  })
  return {
    organization: { id: organization.id, name: organization.name },
    ...{ names, from: wish.from ?? null, to: wish.to ?? null, interval: wish.interval, by: wish.by },
    shares: addShares(
      projects.map(({ shares }) => shares),
      Deed.options,
    ),
    series: fillIntervals(ctx, series, wish).map(({ at, tallies }) => ({ at, shares: sharesOf(tallies) })),
    projects,
  }
}

function place(
  project: Omit<ProjectInfluence, 'quadrant'>,
  share: Share | null,
  settings: DependencySettings,
): ProjectInfluence {
  return { ...project, quadrant: quadrantOf({ criticality: project.criticality, share }, settings) }
}

/** Others' projects that we depend on, all that are measured, or those that are named. */
export async function chooseProjects(
  ctx: Context,
  { scope, projects, from, to }: Pick<InfluenceWish, 'scope' | 'projects' | 'from' | 'to'>,
): Promise<Depended[]> {
  requirePeriod({ from, to })
  const depended = await findDepended(ctx)
  const named = new Set((projects ?? '').split(',').flatMap(id => id.trim() || []))
  const unknown = named.difference(new Set(depended.map(({ project }) => project)))
  for (const id of unknown) throw notMeasured(await getProject(ctx, id))
  if (named.size > 0) return depended.filter(({ project }) => named.has(project))
  return scope === 'all' ? depended : depended.filter(one => isUsed(one) && !one.isOurs)
}

function notMeasured({ id }: Pick<Project, 'id'>) {
  return new Failure('invalid-input', {
    en: `${id} has no history of its own that could be measured`,
    zh: `${id} 没有可供度量的独立历史`,
  })
}

async function countDeeds(ctx: Context, projects: readonly string[], names: readonly string[], wish: InfluenceWish) {
  if (projects.length === 0) return tallyInfluence({ projects, rows: [], known: [] })
  const { from, to, interval } = wish
  const statements = [deedsSql(names, interval), seatsSql(names, interval), seatsSql(names, null), knownSql]
  const answer = await askFacts(ctx, projects, MetricParameters.parse({ from, to }), {
    reads: influenceReads,
    statements,
  })
  const rows = answer.slice(0, 3).flat() as TallyRow[]
  return tallyInfluence({ projects, rows, known: answer[3] as KnownRow[] })
}

/** Every interval of the period so far, like series of metrics: where nothing was done, there is nothing of what can be told. */
export function fillIntervals<Name extends string>(
  ctx: Pick<Context, 'now'>,
  series: Counted<Name>['series'],
  wish: Pick<InfluenceWish, 'from' | 'to' | 'interval'>,
): Counted<Name>['series'] {
  const known = new Map(series.map(one => [one.at, one]))
  const none = Object.entries<Tally | null>(series[0]?.tallies ?? {}).map(([name, tally]) => [name, tally && nothing])
  const points = series.map(({ at }) => ({ moment: new Date(at), value: null }))
  return fillSeries(points, { interval: wish.interval, from: wish.from, until: dayOf(ctx, wish) }).map(
    ({ at }) => known.get(at) ?? { at, tallies: Object.fromEntries(none) },
  )
}

/** The files are those of today: whoever they name counts for where they work on the last day of the period, or today. */
function dayOf({ now }: Pick<Context, 'now'>, { to }: Pick<InfluenceWish, 'to'>): string {
  const today = now().toISOString().slice(0, 10)
  if (to === undefined || to > today) return today
  return new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10)
}

/** Undefined seats: no file names anybody. */
function namedTally(seats: NamedSeats | undefined, names: readonly string[]): Tally | null {
  if (!seats) return null
  const all = [...seats.people]
  const sum = (some: typeof all) => some.reduce((total, [, count]) => total + count, 0)
  return {
    own: sum(all.filter(([organization]) => organization !== null && names.includes(organization))),
    known: sum(all.filter(([organization]) => organization !== null)),
    total: sum(all),
    bots: seats.bots,
    agents: seats.agents,
  }
}
