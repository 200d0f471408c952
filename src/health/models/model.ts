import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import { Cohort, CohortWish, Distribution } from '../cohorts/model.ts'

export const ModelId = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lowercase letters, digits and - only')
const Day = z.iso.date()

/** One language will do for what an office writes for itself. */
const Words = z.union([
  z
    .string()
    .min(1)
    .max(2000)
    .transform(text => ({ en: text, zh: text })),
  Sentence,
])

const Source = z.strictObject({ name: z.string().min(1).max(200), url: z.url({ protocol: /^https?$/ }).max(1000) })

/** So large or small, that what is reckoned from several stays a number. */
const largest = 1e15
const Amount = z.number().min(-largest).max(largest)
const Points = z.number().min(0).max(largest)
const Positive = z.number().min(1e-6).max(largest)

/** From where on, or beyond what, a value earns so many points. */
const Step = z.union([
  z.strictObject({ from: Amount, points: Points }),
  z.strictObject({ over: Amount, points: Points }),
])
export type Step = z.infer<typeof Step>

/** One metric as the model asks for it, and what its value means there. */
export const Part = z.strictObject({
  id: ModelId,
  name: Words,
  /** A metric of the office, of those that people tell included; or how long the history is. */
  metric: ModelId,
  /** Another, by which it is divided: comments per issue. */
  over: ModelId.optional(),
  /** As of a measurement; the period is the model's business. */
  parameters: z.record(z.string().max(40), z.union([z.string().max(1000), z.number(), z.boolean()])).default({}),
  /** The period: so many days before the day that is asked of; left out: all that is known. */
  days: z.number().int().min(1).max(36_500).optional(),
  /** The value is told per so much of it: 3 makes months of a quarter. */
  per: Positive.default(1),
  direction: z.enum(['higher', 'lower', 'neither']).default('neither'),
  /** From here on it is good, from there on poor; between the two it is fair. */
  limits: z.strictObject({ good: Amount, poor: Amount, source: Words }).optional(),
  /** What a reading of each kind means, and what to look at then. */
  means: z.strictObject({ good: Words.optional(), fair: Words.optional(), poor: Words.optional() }).default({}),
  caveat: Words.optional(),
  /** Of a figure of organizations: it has a verdict and points only where the organization is known of so much of what it counts. */
  knownFrom: z.number().min(0).max(1).default(0.5),
  /** Of a logarithmic score: weight and the value that suffices. */
  weight: Amount.optional(),
  enough: Positive.optional(),
  /** Of a score by points: the last step that the value reaches counts; below all of them nothing. */
  steps: z.array(Step).min(1).max(20).optional(),
  /** Of a score by points, where points are the value itself times this. */
  pointsEach: Positive.optional(),
})
export type Part = z.infer<typeof Part>

const Band = z.strictObject({ from: Amount, name: Words })

/** Only where somebody has published a formula. */
const Score = z.strictObject({
  /** `logarithmic`: Σ αᵢ·ln(1+Sᵢ)/ln(1+max(Sᵢ,Tᵢ)) ÷ Σ αᵢ; `points`: their sum. */
  kind: z.enum(['logarithmic', 'points']),
  most: Positive,
  source: Source,
  /** What a score from somewhere on is called, the lowest first. */
  bands: z.array(Band).max(20).default([]),
})

export const Model = z.strictObject({
  id: ModelId,
  name: Words,
  question: Words,
  /** Who published it. `beside`: not CHAOSS’s, and shown as somebody else’s. */
  source: Source,
  beside: z.boolean().default(false),
  caveats: z.array(Words).max(20).default([]),
  score: Score.optional(),
  parts: z.array(Part).min(1).max(60),
})
export type Model = z.infer<typeof Model>

export const KeptModel = z.object({
  model: Model,
  /** 0 is the one that ships. */
  version: z.number(),
  origin: z.enum(['shipped', 'office']),
  source: z.string(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
})
export type KeptModel = z.infer<typeof KeptModel>

export const ModelVersion = KeptModel.pick({ version: true, origin: true, changedAt: true, changedBy: true })
export type ModelVersion = z.infer<typeof ModelVersion>

/** Why there is no value, which is never taken for zero; or, `little-known`, why it has no verdict. */
export const Missing = z.enum(['no-metric', 'no-facts', 'no-value', 'not-begun', 'little-known'])
export type Missing = z.infer<typeof Missing>

/** `coverage`: of a figure of organizations, of which share of what it counts the organization is known. */
export type Told = { value: number; coverage?: number } | { missing: Missing }

export const Verdict = z.enum(['good', 'fair', 'poor', 'unjudged', 'unknown'])
export type Verdict = z.infer<typeof Verdict>

const Fraction = z.number().nullable()

export const Reading = z.object({
  part: z.string(),
  name: Sentence,
  metric: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  days: z.number().nullable(),
  value: Fraction,
  /** In the period of the same length before that one. */
  before: Fraction,
  missing: Missing.nullable(),
  /** Of figures of organizations: the share of which it is known, and the least that a verdict takes. */
  coverage: Fraction,
  knownFrom: z.number(),
  verdict: Verdict,
  direction: Part.shape.direction,
  limits: z.object({ good: z.number(), poor: z.number(), source: Sentence }).nullable(),
  means: Sentence.nullable(),
  caveat: Sentence.nullable(),
  /** Its part of the score, and the least and the most that it could be. */
  points: Fraction,
  least: Fraction,
  most: Fraction,
})
export type Reading = z.infer<typeof Reading>

export const ScoreReading = z.object({
  /** Null while any part is unknown. */
  value: Fraction,
  /** Where it lies, whatever the unknown parts are. */
  least: z.number(),
  most: z.number(),
  /** The highest that there is. */
  outOf: z.number(),
  /** Share of the weight or of the points whose parts are known. */
  known: z.number(),
  band: Sentence.nullable(),
  source: Source,
})
export type ScoreReading = z.infer<typeof ScoreReading>

/** The projects that it is like today, and by part how its reading lies among theirs; of fewer than three nothing is told. */
export const Comparison = z.object({ ...Cohort.shape, readings: z.record(z.string(), Distribution) })
export type Comparison = z.infer<typeof Comparison>

export const Evaluation = z.object({
  model: ModelId,
  version: z.number(),
  project: z.string(),
  /** First day after what was looked at. */
  asOf: z.string(),
  readings: z.array(Reading),
  score: ScoreReading.nullable(),
  cohort: Comparison.nullable(),
})
export type Evaluation = z.infer<typeof Evaluation>

export const EvaluationWish = z.object({
  ...CohortWish.shape,
  asOf: Day.optional(),
  cohort: z.union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')]).default(false),
})
export type EvaluationWish = z.infer<typeof EvaluationWish>
