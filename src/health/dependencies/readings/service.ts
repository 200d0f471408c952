import type { Context } from '../../../platform/context.ts'
import { enqueue, findLastEnds } from '../../../platform/jobs/queue.ts'
import type { Evaluation } from '../../models/model.ts'
import { getModel, runModel, tomorrow } from '../../models/service.ts'
import { riskOf } from '../judge-priority.ts'
import { changesWork, type HealthReading, readingWork } from '../model.ts'
import { getSettings } from '../settings/service.ts'
import * as store from '../store.ts'

/** One is measured while somebody waits, and more for so long; the others in the background. */
const patienceMs = 1500

/**
 * How the projects were last read. Those never read by the model as it is now are read at once, as far as one waits; what
 * is older than a day, or than what was done on the project since, is shown as it is and read anew in the background.
 */
export async function findReadings(ctx: Context, projects: readonly string[]): Promise<Map<string, HealthReading>> {
  const { current, missing, old } = await lookUp(ctx, projects)
  const until = performance.now() + patienceMs
  for (const project of missing) {
    current.set(project, await readOne(ctx, project))
    if (performance.now() > until) break
  }
  if (current.size < projects.length || old.length > 0) await enqueue(ctx.db, ctx.now(), changesWork, 'office')
  return current
}

async function lookUp(ctx: Context, projects: readonly string[]) {
  const { settings } = await getSettings(ctx)
  const { model, version } = await getModel(ctx, settings.model)
  const kept = await store.findReadings(ctx.db)
  const current = new Map<string, HealthReading>()
  for (const project of projects) {
    const reading = kept.get(project)
    if (reading?.model === model.id && reading.modelVersion === version) current.set(project, reading)
  }
  const today = tomorrow(ctx)
  const worked = await findLastEnds(ctx.db, projects)
  const isOld = (project: string, { asOf, measuredAt }: HealthReading) =>
    asOf !== today || (worked.get(project) ?? '') > measuredAt
  return {
    current,
    missing: projects.filter(project => !current.has(project)),
    old: [...current].flatMap(([project, reading]) => (isOld(project, reading) ? [project] : [])),
  }
}

/** Reads a project by the model of the settings, and keeps what came of it. */
async function readOne(ctx: Context, project: string): Promise<HealthReading> {
  const { settings } = await getSettings(ctx)
  const evaluation = await runModel(ctx, settings.model, project, { cohort: false })
  const reading = toReading(evaluation, ctx.now())
  await store.saveReading(ctx.db, project, reading)
  return reading
}

function toReading(evaluation: Evaluation, now: Date): HealthReading {
  const { model, version, asOf, readings } = evaluation
  return {
    ...{ model, modelVersion: version, asOf, risk: riskOf(evaluation), measuredAt: now.toISOString() },
    verdicts: Object.fromEntries(readings.map(({ part, verdict }) => [part, verdict])),
  }
}

/** In the background, all that others depend on, brought up to date. */
export function requestReadings(ctx: Pick<Context, 'db' | 'now'>): Promise<string> {
  return enqueue(ctx.db, ctx.now(), readingWork, 'office')
}

/** Reads anew whatever was not read today, or before the last work on it ended. */
export async function refreshReadings(
  ctx: Context,
  projects: readonly string[],
  { report, signal }: { report(progress: { done: number; total: number }): void; signal: AbortSignal },
) {
  const { missing, old } = await lookUp(ctx, projects)
  const due = [...missing, ...old]
  for (const [done, project] of due.entries()) {
    if (signal.aborted) return
    report({ done, total: due.length })
    await readOne(ctx, project)
  }
}
