import { bringForgesTogether, findWholeForges, forgeTables } from '../../../catalog/forges/service.ts'
import type { Context } from '../../../platform/context.ts'
import { drawTable } from '../../../platform/facts/drawn-table.ts'
import { quote } from '../../../platform/facts/open-facts.ts'
import { getProjectLicense } from '../../../supply-chain/licenses/service.ts'
import { getProjectLibyears } from '../../../supply-chain/sboms/service.ts'
import { getPeopleOfGroup } from '../../affiliations/members/service.ts'
import { getHouseName } from '../../affiliations/organizations/service.ts'
import { identityTables } from '../../affiliations/service.ts'
import { bringTogether, fileTable, findWhole, historyTables } from '../../history/service.ts'
import { readNameMask } from '../../identities/display/service.ts'
import { licenseRecords } from '../license-records.ts'
import type { Reads } from '../metric.ts'
import { MetricParameters } from '../model.ts'
import { drawAssisted, pathCondition } from '../selection/commits-sql.ts'
import { drawHosts, itemConditions } from '../selection/forge-sql.ts'
import { drawLinked } from '../selection/linked-commits-sql.ts'
import { drawNarrowed } from '../selection/narrowed-forges-sql.ts'
import { drawPathTypes } from '../selection/path-types-sql.ts'
import { drawOfPaths } from '../selection/paths-sql.ts'
import { drawPeople } from '../selection/people-sql.ts'
import type { Draw, ProjectRecord, Sources } from '../selection/sources.ts'
import { drawStanding, typesOfStanding } from '../selection/standing-sql.ts'

const ofForges: readonly Reads[] = ['items', 'events', 'releases', 'spreads', 'branches', 'counts', 'links']

/** These lie by project in any case. */
const ofOwnHistory: readonly Reads[] = ['changes', 'merge-changes', 'path-types']

/** From so many projects on, their facts are read where they lie together. */
const many = 6

/** Few projects are read each where its own facts lie. */
export async function bringAllTogether(ctx: Context, ids: readonly string[], signal: AbortSignal) {
  if (ids.length < many) return
  await bringTogether(ctx, ids)
  if (!signal.aborted) await bringForgesTogether(ctx, ids)
  if (!signal.aborted)
    await collectSources(
      ctx,
      ids,
      new Set(['items', 'events', 'links', 'assisted', 'path-types']),
      MetricParameters.parse({}),
    )
}

/** Where lies what a question about these projects reads. */
export async function collectSources(
  ctx: Context,
  ids: readonly string[],
  reads: ReadonlySet<Reads>,
  parameters: MetricParameters,
): Promise<Sources> {
  // Who is new is told by what anybody did anywhere.
  const readsForges = parameters.standing !== 'any' || ofForges.some(table => reads.has(table))
  const isWhole = ids.length >= many
  const whole = isWhole ? await findWholeOf(ctx, ids) : undefined
  // Which commits of change requests are in the histories is looked up by each one's own.
  const landsByHand = parameters.landedByHand === 'accepted'
  const forges = isWhole && readsForges && !landsByHand ? await findForgesOf(ctx, ids) : undefined
  const matches = pathCondition(parameters.paths)
  const readsOwn = matches !== undefined || ofOwnHistory.some(table => reads.has(table))
  const readsHistory = !whole || readsOwn || (readsForges && !forges)
  const projects = await Promise.all(
    ids.map(async (id, place) => ({
      id,
      ...(whole ? { number: whole.numbers[place] ?? place } : {}),
      history: readsHistory ? await historyTables(ctx, id) : noHistory,
      ...(readsForges && !forges && { forge: await forgeTables(ctx, id) }),
      ...(reads.has('files') && { files: await fileTable(ctx, id) }),
      records: await readRecords(ctx, id, reads),
    })),
  )
  const mask = await readNameMask(ctx)
  const house = reads.has('house') ? await getHouseName(ctx) : undefined
  const people = { ...(await identityTables(ctx)), ...(await readGroups(ctx, parameters)) }
  const own = { projects, people, ...(mask && { mask }), ...(house !== undefined && { house }) }
  if (!whole || (readsForges && !forges)) return { ...own, ...(whole && !matches && { whole }) }
  const both = { ...own, whole, ...(forges && { forges: { ...forges, lateAnswers: '' } }) }
  const draw: Draw = (name, sql, keptFor) => drawTable(ctx.facts, name, sql, keptFor)
  return drawWhole(draw, both, parameters, reads)
}

type Whole = Sources & Required<Pick<Sources, 'whole'>>

/** Nobody asks for the same paths, or label, for long. */
const filteredKeptFor = 600_000

/** What of that which lies together can be worked out for many questions. */
export async function drawWhole(
  all: Draw,
  sources: Whole,
  parameters: MetricParameters,
  reads: ReadonlySet<Reads>,
): Promise<Sources> {
  const matches = pathCondition(parameters.paths)
  const conditions = itemConditions(parameters)
  const isNarrowed = conditions.length > 0
  const draw = {
    all,
    commits: matches ? named('of-paths', all, filteredKeptFor) : all,
    items: isNarrowed ? named('of-items', all, filteredKeptFor) : all,
  }
  const people = await drawPeople(sources, parameters, all)
  const whole = matches ? await drawOfPaths(draw.commits, sources, matches) : sources.whole
  const forges = people.forges && isNarrowed ? await drawNarrowed(draw.items, people.forges, conditions) : people.forges
  const left = { ...people, whole, ...(matches && { unnarrowed: sources.whole }), ...(forges && { forges }) }
  const ofStanding = (one: Draw) => (parameters.standing === 'any' ? one : named(parameters.standing, one))
  const judged = { all, commits: ofStanding(draw.commits), items: ofStanding(draw.items) }
  const standing =
    parameters.standing === 'any' ? undefined : await drawStanding(judged, people, left, { p: parameters, reads })
  const leftTypes = standing?.commits && typesOfStanding(left, standing, parameters)
  return {
    ...left,
    ...(forges && { hosts: await drawHosts(draw.items, forges) }),
    ...(standing && { standing }),
    ...(reads.has('assisted') && { assisted: await drawAssisted(draw.commits, whole, sources.people) }),
    ...(reads.has('links') && forges && { linked: await drawLinked(draw, whole, forges, isNarrowed) }),
    ...(reads.has('path-types') && { pathTypes: await drawPathTypes(judged.commits, left, leftTypes) }),
  }
}

/** By names of their own: else one would be taken for what the other was before. */
function named(what: string, draw: Draw, usuallyKeptFor?: number): Draw {
  return (name, sql, keptFor = usuallyKeptFor) => draw(`${what}-${name}`, sql, keptFor)
}

const noHistory = {} as const

/** Of the office's groups only the one that is asked for. */
async function readGroups(ctx: Context, { group }: MetricParameters): Promise<{ groups?: string }> {
  if (group === undefined) return {}
  const rows = (await getPeopleOfGroup(ctx, group)).map(person => `(${quote(group)}, ${quote(person)})`)
  return rows.length === 0 ? {} : { groups: `(select * from (values ${rows.join(', ')}) as v("group", person))` }
}

async function findWholeOf(ctx: Context, ids: readonly string[]) {
  const found = await findWhole(ctx, ids)
  if (found) return found
  await bringTogether(ctx, ids)
  return findWhole(ctx, ids)
}

async function findForgesOf(ctx: Context, ids: readonly string[]) {
  const found = await findWholeForges(ctx, ids)
  if (found) return found
  await bringForgesTogether(ctx, ids)
  return findWholeForges(ctx, ids)
}

async function readRecords(ctx: Context, id: string, reads: ReadonlySet<Reads>): Promise<ProjectRecord[]> {
  const license = reads.has('licenses') ? licenseRecords((await getProjectLicense(ctx, id)).expression) : []
  return reads.has('dependencies') ? [...license, ...(await dependencyRecords(ctx, id))] : license
}

async function dependencyRecords(ctx: Context, id: string): Promise<ProjectRecord[]> {
  const { direct, all } = await getProjectLibyears(ctx, id)
  if (all.components === 0) return []
  return [
    { what: 'direct-dependencies', value: null, number: direct.components },
    { what: 'dated-dependencies', value: null, number: direct.dated },
    { what: 'dependencies', value: null, number: all.components },
    { what: 'libyears', value: null, number: direct.libyears },
  ]
}
