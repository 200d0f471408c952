import { bringForgesTogether, findWholeForges, forgeTables } from '../../../catalog/forges/service.ts'
import { quote } from '../../../lib/sql/quote.ts'
import type { Context } from '../../../platform/context.ts'
import { drawTable, findDrawn } from '../../../platform/facts/drawn-table.ts'
import { countPackagesOf } from '../../../supply-chain/inventory/service.ts'
import { getProjectLicense } from '../../../supply-chain/licenses/service.ts'
import { getProjectLibyears } from '../../../supply-chain/sboms/service.ts'
import { getPeopleOfGroup } from '../../affiliations/members/service.ts'
import { getHouseName } from '../../affiliations/organizations/service.ts'
import { identityTables } from '../../affiliations/service.ts'
import { bringTogether, fileTable, findWhole, getHistoryState, historyTables } from '../../history/service.ts'
import { readNameMask } from '../../identities/display/service.ts'
import { findTold } from '../collected/service.ts'
import { licenseRecords } from '../license-records.ts'
import type { Reads, Told } from '../metric.ts'
import { MetricParameters } from '../model.ts'
import { drawAssisted, pathCondition } from '../selection/commits-sql.ts'
import { drawMovedDeeds } from '../selection/forge-deeds-sql.ts'
import { drawHosts, itemConditions } from '../selection/forge-sql.ts'
import { drawLinked } from '../selection/linked-commits-sql.ts'
import { narrowForges } from '../selection/narrowed-forges-sql.ts'
import { drawPathTypes } from '../selection/path-types-sql.ts'
import { drawOfPaths } from '../selection/paths-sql.ts'
import { drawPeople } from '../selection/people-sql.ts'
import type { Draw, ProjectRecord, Sources } from '../selection/sources.ts'
import { drawFirst, drawStanding } from '../selection/standing-sql.ts'
import { drawMovedCommits } from '../selection/tally-sql.ts'

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
  for (const { reads, parameters } of awaited)
    if (!signal.aborted) await collectSources(ctx, ids, new Set(reads), MetricParameters.parse(parameters))
}

/** What many questions need alike, and takes long to be worked out. */
const awaited: readonly { reads: readonly Reads[]; parameters: Partial<MetricParameters> }[] = [
  { reads: ['items', 'events', 'deeds', 'links', 'assisted', 'path-types'], parameters: {} },
  { reads: ['items', 'events', 'deeds', 'path-types'], parameters: { standing: 'new' } },
  { reads: ['items', 'events', 'deeds', 'path-types'], parameters: { standing: 'established' } },
]

/** Where lies what a question about these projects reads. */
export async function collectSources(
  ctx: Context,
  ids: readonly string[],
  reads: ReadonlySet<Reads>,
  parameters: MetricParameters,
): Promise<Sources> {
  const readsForges = needsForges(reads, parameters)
  const { whole, forges } = await findTogether(ctx, ids, { readsForges, parameters })
  const matches = pathCondition(parameters.paths)
  const readsOwn = matches !== undefined || ofOwnHistory.some(table => reads.has(table))
  const readsOwnForges = readsForges && !forges
  const tables = { history: !whole || readsOwn || readsOwnForges, forge: readsOwnForges }
  const projects = await readProjects(ctx, ids, { reads, tables, numbers: whole?.numbers })
  const own = { projects, ...(await readOffice(ctx, reads, parameters)) }
  const lying = { ...own, ...(whole && { whole }), ...(forges && { forges: { ...forges, lateAnswers: '' } }) }
  const told = await readTold(ctx, lying, reads)
  if (!whole || readsOwnForges) return { ...own, told, ...(whole && !matches && { whole }) }
  const draw: Draw = (name, sql, keptFor) => drawTable(ctx.facts, name, sql, keptFor)
  const find: Draw = async (name, sql) => {
    const found = await findDrawn(ctx.facts, name, sql)
    if (found === undefined) throw new NotDrawn()
    return found
  }
  return drawWhole({ draw, find }, { ...lying, whole, told }, parameters, reads)
}

/** Who is new is told by what anybody did anywhere. */
function needsForges(reads: ReadonlySet<Reads>, { standing }: MetricParameters): boolean {
  return standing !== 'any' || ofForges.some(table => reads.has(table))
}

interface Together {
  readsForges: boolean
  parameters: MetricParameters
}

/** What lies together of many projects. Which commits of change requests are in the histories is looked up by each one's own. */
async function findTogether(ctx: Context, ids: readonly string[], { readsForges, parameters }: Together) {
  if (ids.length < many) return {}
  const whole = await findWholeOf(ctx, ids)
  const landsByHand = parameters.landedByHand === 'accepted'
  return { whole, forges: readsForges && !landsByHand ? await findForgesOf(ctx, ids) : undefined }
}

/** Who is who, what the reader may see of them, and whose office this is. */
async function readOffice(ctx: Context, reads: ReadonlySet<Reads>, parameters: MetricParameters) {
  const mask = await readNameMask(ctx)
  const house = reads.has('house') ? await getHouseName(ctx) : undefined
  const people = { ...(await identityTables(ctx)), ...(await readGroups(ctx, parameters)) }
  return { people, ...(mask && { mask }), ...(house !== undefined && { house }) }
}

interface OwnTables {
  reads: ReadonlySet<Reads>
  tables: { history: boolean; forge: boolean }
  numbers: readonly number[] | undefined
}

/** Of each project by itself what is read. */
function readProjects(ctx: Context, ids: readonly string[], { reads, tables, numbers }: OwnTables) {
  return Promise.all(
    ids.map(async (id, place) => ({
      id,
      ...(numbers && { number: numbers[place] ?? place }),
      history: tables.history ? await historyTables(ctx, id) : noHistory,
      ...(tables.forge && { forge: await forgeTables(ctx, id) }),
      ...(reads.has('files') && { files: await fileTable(ctx, id) }),
      records: await readRecords(ctx, id, reads),
    })),
  )
}

/** Of one project by itself what is told, without all else that a question about it reads. */
export async function findToldOf(ctx: Context, id: string, reads: ReadonlySet<Reads>): Promise<readonly Told[]> {
  const project = { id, history: await historyTables(ctx, id), forge: await forgeTables(ctx, id) }
  return readTold(ctx, { projects: [project] }, reads)
}

async function readTold(ctx: Context, sources: Sources, reads: ReadonlySet<Reads>): Promise<readonly Told[]> {
  const { whole, projects } = sources
  const isMined = whole ? whole.minedAt.length > 0 : await isAnyMined(ctx, projects)
  return [...(isMined ? (['commits'] as const) : []), ...(await findTold(ctx, sources, reads))]
}

async function isAnyMined(ctx: Context, projects: Sources['projects']): Promise<boolean> {
  const states = await Promise.all(projects.map(({ id }) => getHistoryState(ctx, id)))
  return states.some(({ minedAt }) => minedAt !== null)
}

type Whole = Sources & Required<Pick<Sources, 'whole'>>

/** Nobody asks for the same paths, or label, for long. */
const filteredKeptFor = 600_000

/** Nobody asked for it yet. */
export class NotDrawn extends Error {}

/** What of that which lies together can be worked out for many questions; or was worked out before (`find` fails with `NotDrawn` else), where one can do without. */
export async function drawWhole(
  { draw: all, find }: { draw: Draw; find: Draw },
  sources: Whole,
  parameters: MetricParameters,
  reads: ReadonlySet<Reads>,
): Promise<Sources> {
  const matches = pathCondition(parameters.paths)
  const isNarrowed = itemConditions(parameters).length > 0
  const drawing = (all: Draw): Drawing => ({
    all,
    commits: matches ? named('of-paths', all, filteredKeptFor) : all,
    items: isNarrowed ? named('of-items', all, filteredKeptFor) : all,
  })
  const draw = drawing(all)
  const people = await drawMoved(all, await drawPeople(sources, parameters, all), {
    commits: !matches,
    deeds: reads.has('deeds') && !isNarrowed,
  })
  const whole = matches ? await drawOfPaths(draw.commits, sources, matches) : sources.whole
  const forges =
    people.forges && isNarrowed ? await narrowForges(draw.items, people.forges, parameters, reads) : people.forges
  const left = { ...people, whole, ...(matches && { unnarrowed: sources.whole }), ...(forges && { forges }) }
  const standings = await drawStandings({ draw, find: drawing(find) }, people, left, { p: parameters, reads })
  const { standing } = standings
  const drawTypes = async () => {
    const types = await drawPathTypes(draw.commits, left)
    if (!standing?.commits) return types
    return ofSide(draw, parameters.standing).commits('path-types', `from ${standing.of(types, 'author', 'first_at')}`)
  }
  return {
    ...{ ...left, ...standings },
    ...(forges && { hosts: await drawHosts(draw.items, forges) }),
    ...(reads.has('assisted') && { assisted: await drawAssisted(draw.commits, whole, sources.people) }),
    ...(reads.has('links') && forges && { linked: await drawLinked(draw, whole, forges, isNarrowed) }),
    ...(reads.has('path-types') && { pathTypes: await drawTypes() }),
  }
}

/** Whose sums are told apart by where somebody worked then. */
async function drawMoved(
  draw: Draw,
  sources: Awaited<ReturnType<typeof drawPeople>>,
  needs: { commits: boolean; deeds: boolean },
): Promise<typeof sources> {
  const { whole, forges, drawn } = sources
  const [movedCommits, movedDeeds] = await Promise.all([
    needs.commits ? drawMovedCommits(draw, whole, drawn) : undefined,
    needs.deeds && forges ? drawMovedDeeds(draw, forges, drawn) : undefined,
  ])
  return { ...sources, drawn: { ...drawn, ...(movedCommits && { movedCommits }), ...(movedDeeds && { movedDeeds }) } }
}

type Drawing = Parameters<typeof drawStanding>[0]

const ofSide = ({ all, commits, items }: Drawing, side: MetricParameters['standing']): Drawing => ({
  ...{ all, commits: named(side, commits), items: named(side, items) },
})

/** What the filter on who is new leaves; or both sides of it, where they are there: to work them out takes longer than to do without. */
async function drawStandings(
  { draw, find }: { draw: Drawing; find: Drawing },
  all: Parameters<typeof drawStanding>[1],
  left: Parameters<typeof drawStanding>[2],
  { p, reads }: Parameters<typeof drawStanding>[3],
): Promise<Pick<Sources, 'standing' | 'standings'>> {
  const sideBy = (way: Drawing, standing: 'new' | 'established') =>
    drawStanding(ofSide(way, standing), all, left, { p: { ...p, standing }, reads })
  if (p.standing !== 'any') return { standing: await sideBy(draw, p.standing) }
  if (!reads.has('standings')) return {}
  const first = await drawFirst(draw.all, all, p)
  try {
    return {
      standings: { first, sides: { new: await sideBy(find, 'new'), established: await sideBy(find, 'established') } },
    }
  } catch (error) {
    if (error instanceof NotDrawn) return { standings: { first } }
    throw error
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
  const { manifests, packages, direct: placed, unplaced } = await countPackagesOf(ctx, id)
  if (manifests === 0) return []
  const { direct } = await getProjectLibyears(ctx, id)
  const isDirectKnown = placed > 0 || unplaced === 0
  return [
    { what: 'direct-dependencies', value: null, number: isDirectKnown ? placed : null },
    { what: 'dated-dependencies', value: null, number: direct.dated },
    { what: 'dependencies', value: null, number: packages },
    { what: 'libyears', value: null, number: direct.libyears },
  ]
}
