import { inTime } from '../../../lib/patience/patience.ts'
import type { Context } from '../../../platform/context.ts'
import { metrics } from '../metrics.ts'
import type { Measurement, MetricParameters, MetricResult } from '../model.ts'
import { findFactsKey, measureScope } from '../service.ts'

export interface MeasuredList {
  /** In the order of the metrics: those that are worked out by now. */
  metrics: MetricResult[]
  origin: Measurement['origin'] | undefined
  /** How many are not. */
  waiting: number
}

interface Round {
  measured: Measurement[]
  askedAt: number
  done: Promise<void>
}

const rounds = new Map<string, Round>()

/**
 * Every metric over a scope, some at a time, as far as it is worked out after `patience` milliseconds. The rest goes on meanwhile,
 * and stops when nobody has asked again for half a minute. A whole list is good for a minute, or until other facts are there.
 */
export async function listMeasured(
  ctx: Context,
  projects: readonly string[] | undefined,
  parameters: MetricParameters,
  patience: number,
): Promise<MeasuredList> {
  const key = JSON.stringify([ctx.actor.id, ctx.locale, projects, await findFactsKey(ctx, projects, parameters)])
  const round = rounds.get(key) ?? begin(ctx, key, projects, parameters)
  round.askedAt = Date.now()
  await inTime(round.done, patience)
  const measured = round.measured.flatMap(one => one.metrics)
  return { metrics: measured, origin: round.measured[0]?.origin, waiting: metrics.length - measured.length }
}

/** So many share one reading of the facts. */
const atOnce = 12
const forgotten = 30_000
const good = 60_000

/** What was measured before is remembered: a later round soon comes to what is missing. */
function begin(
  ctx: Context,
  key: string,
  projects: readonly string[] | undefined,
  parameters: MetricParameters,
): Round {
  const round: Round = { measured: [], askedAt: Date.now(), done: Promise.resolve() }
  const measureAll = async () => {
    for (let at = 0; at < metrics.length; at += atOnce) {
      if (Date.now() - round.askedAt > forgotten) return
      const ids = metrics.slice(at, at + atOnce).map(({ id }) => id)
      round.measured.push(await measureScope(ctx, projects, parameters, ids))
    }
  }
  round.done = measureAll()
  const end = (wait: number) => void setTimeout(() => rounds.delete(key), wait).unref()
  // Whoever waits for it is told.
  round.done.then(
    () => end(round.measured.length * atOnce < metrics.length ? 0 : good),
    () => end(0),
  )
  rounds.set(key, round)
  return round
}
