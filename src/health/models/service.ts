import { record } from '../../access/ledger/service.ts'
import { createCache } from '../../lib/cache/cache.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { readShippedFiles } from '../../platform/files/shipped-files.ts'
import type { CohortWish } from '../cohorts/model.ts'
import { distributionOf, getCohort } from '../cohorts/service.ts'
import { measurePartsOfEach } from './comparing/service.ts'
import { evaluate, type PartValue } from './evaluate.ts'
import { daysBefore, isMeasurable, measureParts, requirePast, tomorrow } from './measuring/service.ts'
import type { Comparison, Evaluation, EvaluationWish, KeptModel, Model, ModelVersion, Reading, Told } from './model.ts'
import { parseModel } from './parse-model.ts'
import * as store from './store.ts'

export { measureEach } from './comparing/service.ts'
export { judge } from './evaluate.ts'
export { measureParts, requirePast, tomorrow } from './measuring/service.ts'

const shippedSources = createCache<Map<string, string>>(1)

function readShipped(): Promise<Map<string, string>> {
  return shippedSources.get('all', () => readShippedFiles(new URL('./shipped/', import.meta.url), '.yml'))
}

/** Those that ship and those of the office, by id. */
export async function getModels(ctx: Pick<Context, 'db'>): Promise<KeptModel[]> {
  const [shipped, stored] = await Promise.all([readShipped(), store.findNewest(ctx.db)])
  const ids = [...new Set([...shipped.keys(), ...stored.map(({ id }) => id)])].sort()
  const byId = new Map(stored.map(one => [one.id, one]))
  return ids.flatMap(id => toKept(id, byId.get(id), shipped.get(id)) ?? [])
}

export async function getModel(ctx: Pick<Context, 'db'>, id: string, version?: number): Promise<KeptModel> {
  const [shipped, stored] = await Promise.all([readShipped(), store.findVersions(ctx.db, id)])
  const wanted = version === undefined ? stored[0] : stored.find(one => one.version === version)
  const isThere = version === undefined || version === 0 || wanted !== undefined
  const kept = isThere ? toKept(id, wanted, shipped.get(id)) : undefined
  if (kept) return kept
  const known = (await getModels(ctx)).map(({ model }) => model.id).join(', ')
  throw new Failure('not-found', {
    en: `There is no model ${id}${version === undefined ? '' : ` in version ${version}`}: there are ${known}`,
    zh: `没有模型 ${id}${version === undefined ? '' : `（版本 ${version}）`}：现有 ${known}`,
  })
}

export async function getVersions(ctx: Pick<Context, 'db'>, id: string): Promise<ModelVersion[]> {
  const [shipped, stored] = await Promise.all([readShipped(), store.findVersions(ctx.db, id)])
  const written = stored.map(({ version, source, changedAt, changedBy }) => ({
    ...{ version, changedAt, changedBy },
    origin: source === null ? ('shipped' as const) : ('office' as const),
  }))
  const first = { version: 0, origin: 'shipped' as const, changedAt: null, changedBy: null }
  return shipped.has(id) ? [...written, first] : written
}

/** The model from now on, as a new version; null goes back to the one that ships. */
export async function saveModel(ctx: Context, id: string, source: string | null): Promise<KeptModel> {
  if (source !== null) requireModel(source, id, isMeasurable)
  else if (!(await readShipped()).has(id)) throw noneShips(id)
  return inTransaction(ctx, async ctx => {
    const [newest] = await store.findVersions(ctx.db, id)
    if (!newest || newest.source !== source) {
      const changedAt = ctx.now().toISOString()
      const version = (newest?.version ?? 0) + 1
      await store.insertModel(ctx.db, { id, version, source, changedAt, changedBy: ctx.actor.name })
      const subject = { kind: 'health-model', id }
      await record(ctx, { verb: 'health-model.changed', subject, before: newest?.source, after: source })
    }
    return getModel(ctx, id)
  })
}

/** What a project's figures mean by the model, in the period that ends before the day. */
export async function runModel(
  ctx: Context,
  modelId: string,
  projectId: string,
  wish: EvaluationWish,
): Promise<Evaluation> {
  const { model, version } = await getModel(ctx, modelId)
  const asOf = wish.asOf ?? tomorrow(ctx)
  requirePast(ctx, asOf)
  const values = await measureModel(ctx, model, projectId, asOf)
  const { readings, score } = evaluate(model, values)
  const cohort = wish.cohort ? await compare(ctx, model, { project: projectId, asOf, readings }, wish) : null
  return { model: model.id, version, project: projectId, asOf, readings, score, cohort }
}

async function measureModel(ctx: Context, { parts }: Model, projectId: string, asOf: string) {
  const now = await measureParts(ctx, projectId, parts, asOf)
  const before = new Map<string, Told>()
  for (const [days, group] of Map.groupBy(parts, ({ days }) => days)) {
    if (days === undefined) continue
    const told = await measureParts(ctx, projectId, group, daysBefore(asOf, days))
    for (const [i, { id }] of group.entries()) before.set(id, told[i] ?? { missing: 'no-value' })
  }
  const values = parts.map(({ id }, i): [string, PartValue] => {
    const earlier = before.get(id)
    return [id, { now: now[i] ?? { missing: 'no-value' }, ...(earlier && { before: earlier }) }]
  })
  return new Map(values)
}

async function compare(
  ctx: Context,
  model: Model,
  { project, asOf, readings }: { project: string; asOf: string; readings: readonly Reading[] },
  wish: CohortWish,
): Promise<Comparison> {
  const cohort = await getCohort(ctx, project, wish)
  const members = cohort.members.map(member => member.project)
  const told = await measurePartsOfEach(ctx, members, model.parts, asOf)
  const distributions = model.parts.flatMap(part => {
    const own = readings.find(reading => reading.part === part.id)?.value ?? null
    const distribution = distributionOf(
      own,
      (told.get(part) ?? []).map(value => value / part.per),
    )
    return distribution ? [[part.id, distribution] as const] : []
  })
  return { ...cohort, readings: Object.fromEntries(distributions) }
}

function toKept(id: string, stored: store.StoredModel | undefined, shipped: string | undefined): KeptModel | undefined {
  const source = stored?.source ?? shipped
  if (source === undefined) return undefined
  return {
    model: requireModel(source, id),
    version: stored?.version ?? 0,
    origin: stored?.source == null ? 'shipped' : 'office',
    source,
    changedAt: stored?.changedAt ?? null,
    changedBy: stored?.changedBy ?? null,
  }
}

function requireModel(source: string, id: string, isMetric?: (name: string) => boolean): Model {
  const read = parseModel(source, id, isMetric)
  if ('problem' in read) throw new Failure('invalid-input', read.problem)
  if (read.model.id === id) return read.model
  throw new Failure('invalid-input', {
    en: `${id}: the model names itself ${read.model.id}; a model keeps its id`,
    zh: `${id}：模型自称 ${read.model.id}；模型的 id 不能更改`,
  })
}

function noneShips(id: string) {
  return new Failure('invalid-input', {
    en: `No model ${id} ships that one could go back to`,
    zh: `没有随程序提供的模型 ${id} 可供恢复`,
  })
}
