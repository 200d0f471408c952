import { logarithmic } from '../../lib/scores/logarithmic.ts'
import type { Missing, Model, Part, Reading, ScoreReading, Step, Told, Verdict } from './model.ts'

/** What was measured for one part, now and in the period before. */
export interface PartValue {
  now: Told
  before?: Told
}

/** Readings of what was measured, by the ids of the parts. What is unknown stays unknown. */
export function evaluate(
  model: Model,
  values: ReadonlyMap<string, PartValue>,
): { readings: Reading[]; score: ScoreReading | null } {
  const readings = model.parts.map(part => read(model, part, values.get(part.id) ?? { now: { missing: 'no-value' } }))
  return { readings, score: scoreOf(model, readings) }
}

function read(model: Model, part: Part, { now, before }: PartValue): Reading {
  const value = amountOf(now, part)
  const range = rangeOf(model, part)
  const missing = whyMissing(now, part, part.limits !== undefined || range !== undefined)
  const judged = missing === null ? value : null
  const verdict = judge(part, judged)
  return {
    part: part.id,
    name: part.name,
    metric: part.metric,
    parameters: part.parameters,
    days: part.days ?? null,
    value,
    before: before ? amountOf(before, part) : null,
    missing,
    coverage: 'missing' in now ? null : (now.coverage ?? null),
    knownFrom: part.knownFrom,
    verdict,
    direction: part.direction,
    limits: part.limits ?? null,
    means: (verdict === 'good' || verdict === 'fair' || verdict === 'poor' ? part.means[verdict] : undefined) ?? null,
    caveat: part.caveat ?? null,
    points: judged === null || !range ? null : pointsOf(model, part, judged),
    least: range?.least ?? null,
    most: range?.most ?? null,
  }
}

/** What is judged needs more than a value: the unknown must not outweigh what is known. */
function whyMissing(now: Told, { knownFrom }: Part, isJudged: boolean): Missing | null {
  if ('missing' in now) return now.missing
  return isJudged && now.coverage !== undefined && now.coverage < knownFrom ? 'little-known' : null
}

function amountOf(told: Told, { per }: Part): number | null {
  return 'missing' in told ? null : told.value / per
}

export function judge({ direction, limits }: Pick<Part, 'direction' | 'limits'>, value: number | null): Verdict {
  if (value === null) return 'unknown'
  if (!limits || direction === 'neither') return 'unjudged'
  const sign = direction === 'higher' ? 1 : -1
  if (sign * value >= sign * limits.good) return 'good'
  return sign * value <= sign * limits.poor ? 'poor' : 'fair'
}

/** Between what the part of a score can lie, below all steps included; undefined of one that has none. */
function rangeOf({ score }: Model, { weight, enough, steps, pointsEach }: Part) {
  if (score?.kind === 'logarithmic' && weight !== undefined && enough !== undefined)
    return { least: Math.min(0, weight), most: Math.max(0, weight) }
  if (score?.kind !== 'points') return undefined
  if (pointsEach !== undefined) return { least: 0, most: pointsEach }
  if (!steps) return undefined
  const points = [...steps.map(step => step.points), ...(reachesAny(steps, 0) ? [] : [0])]
  return { least: Math.min(...points), most: Math.max(...points) }
}

function pointsOf({ score }: Model, { weight = 0, enough = 1, steps = [], pointsEach }: Part, value: number): number {
  if (score?.kind === 'logarithmic') return weight * logarithmic(value, enough)
  if (pointsEach !== undefined) return pointsEach * Math.min(1, Math.max(0, value))
  return steps.findLast(step => reaches(step, value))?.points ?? 0
}

function reachesAny(steps: readonly Step[], value: number) {
  return steps.some(step => reaches(step, value))
}

function reaches(step: Step, value: number) {
  return 'from' in step ? value >= step.from : value > step.over
}

/** Below it a sum is taken for zero: what cancels out seldom does so to the last digit. */
const leastWeight = 1e-6

/** Of a score that is divided by the weight of all parts: whether there is hardly any, so that none comes out. */
export function weighsNothing({ score, parts }: Model): boolean {
  return score?.kind === 'logarithmic' && weightOf(parts) < leastWeight
}

function weightOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { weight = 0 }) => sum + weight, 0)
}

function scoreOf(model: Model, readings: readonly Reading[]): ScoreReading | null {
  const { score, parts } = model
  if (!score || weighsNothing(model)) return null
  const scored = readings.filter(reading => reading.most !== null)
  const known = scored.filter(reading => reading.points !== null)
  const scale = score.kind === 'logarithmic' ? score.most / weightOf(parts) : 1
  const sum = (of: readonly Reading[], pick: (reading: Reading) => number | null) =>
    of.reduce((total, reading) => total + (pick(reading) ?? 0), 0)
  const size = (of: readonly Reading[]) => sum(of, ({ least, most }) => Math.max(Math.abs(least ?? 0), most ?? 0))
  const value = known.length === scored.length ? scale * sum(scored, reading => reading.points) : null
  const all = size(scored)
  return {
    value,
    least: scale * sum(scored, ({ points, least }) => points ?? least),
    most: scale * sum(scored, ({ points, most }) => points ?? most),
    outOf: score.most,
    known: all === 0 ? 0 : size(known) / all,
    band: value === null ? null : (score.bands.findLast(({ from }) => value >= from)?.name ?? null),
    source: score.source,
  }
}
