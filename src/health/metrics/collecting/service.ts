import { bringForgesTogether, findWholeForges, forgeTables } from '../../../catalog/forges/service.ts'
import type { Context } from '../../../platform/context.ts'
import { drawTable } from '../../../platform/facts/drawn-table.ts'
import { quote } from '../../../platform/facts/open-facts.ts'
import { getProjectLicense } from '../../../supply-chain/licenses/service.ts'
import { getProjectLibyears } from '../../../supply-chain/sboms/service.ts'
import { getPeopleOfGroup } from '../../affiliations/members/service.ts'
import { getHouseName } from '../../affiliations/organizations/service.ts'
import { identityTables } from '../../affiliations/service.ts'
import type { WholeTables } from '../../history/model.ts'
import { bringTogether, fileTable, findWhole, historyTables } from '../../history/service.ts'
import { readNameMask } from '../../identities/display/service.ts'
import { licenseRecords } from '../license-records.ts'
import type { Reads } from '../metric.ts'
import { MetricParameters } from '../model.ts'
import { assistedOf } from '../selection/commits-sql.ts'
import { pathTypesOf } from '../selection/path-types-sql.ts'
import { drawPeople } from '../selection/people-sql.ts'
import type { ProjectRecord, Sources } from '../selection/sources.ts'

const ofForges: readonly Reads[] = ['items', 'events', 'releases', 'spreads', 'branches', 'counts', 'links']

/** From so many projects on, their facts are read where they lie together. */
const many = 6

/** Few projects are read each where its own facts lie. */
export async function bringAllTogether(ctx: Context, ids: readonly string[], signal: AbortSignal) {
  if (ids.length < many) return
  await bringTogether(ctx, ids)
  if (!signal.aborted) await bringForgesTogether(ctx, ids)
  if (!signal.aborted)
    await collectSources(ctx, ids, new Set(['items', 'events', 'assisted', 'path-types']), MetricParameters.parse({}))
}

/** Where lies what a question about these projects reads. */
export async function collectSources(
  ctx: Context,
  ids: readonly string[],
  reads: ReadonlySet<Reads>,
  parameters: MetricParameters,
): Promise<Sources> {
  const readsForges = ofForges.some(table => reads.has(table))
  const isWhole = ids.length >= many && parameters.paths === undefined
  const whole = isWhole ? await findWholeOf(ctx, ids) : undefined
  // Which commits of change requests are in the histories is looked up by each one's own.
  const landsByHand = parameters.landedByHand === 'accepted'
  const forges = isWhole && readsForges && !landsByHand ? await findForgesOf(ctx, ids) : undefined
  const readsHistory =
    !whole || reads.has('changes') || reads.has('path-types') || reads.has('merge-changes') || (readsForges && !forges)
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
  if (!whole || (readsForges && !forges)) return { ...own, ...(whole && { whole }) }
  const both = { ...own, whole, ...(forges && { forges: { ...forges, lateAnswers: '' } }) }
  const drawn = await drawPeople(both, parameters, (name, sql) => drawTable(ctx.facts, name, sql))
  return { ...drawn, ...(await drawParts(ctx, reads, { whole, projects, people })) }
}

type Parts = Pick<Sources, 'projects' | 'people'> & { whole: WholeTables }

/** What is worked out once of each part of the histories that lie together, where it is read. */
async function drawParts(ctx: Context, reads: ReadonlySet<Reads>, { whole, projects, people }: Parts) {
  return {
    ...(reads.has('assisted') && { assisted: await drawAssisted(ctx, whole, people) }),
    ...(reads.has('path-types') && { pathTypes: await drawPathTypes(ctx, whole, projects) }),
  }
}

/** Of each file by itself: what one project changed is looked at again with those that lie beside it. */
async function drawAssisted(ctx: Context, { parts, only }: WholeTables, people: Sources['people']) {
  const drawn: string[] = []
  for (const [place, { commits }] of parts.entries())
    drawn.push(await drawTable(ctx.facts, `assisted-${place}`, assistedOf(commits, people)))
  const condition = only ? ` where project in (${only.join(', ')})` : ''
  return `(${drawn.map(table => `select * from ${table}${condition}`).join(' union all ')})`
}

const noHistory = {} as const

/** As `drawAssisted`; of the asked projects only. */
async function drawPathTypes(ctx: Context, { parts }: WholeTables, projects: Sources['projects']) {
  const changesOf = new Map(projects.map(({ number, history }) => [number, history.changes]))
  const drawn: string[] = []
  for (const [place, { commits, numbers }] of parts.entries()) {
    const changes = numbers.flatMap(number => {
      const own = changesOf.get(number)
      return own ? [`select ${number} as project, hash, path, added, removed from ${own}`] : []
    })
    if (changes.length > 0)
      drawn.push(await drawTable(ctx.facts, `path-types-${place}`, pathTypesOf(commits, changes.join(' union all '))))
  }
  return drawn.length > 0 ? `(${drawn.map(table => `select * from ${table}`).join(' union all ')})` : undefined
}

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
