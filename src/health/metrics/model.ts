import { z } from 'zod'

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day as YYYY-MM-DD')
/** In an address everything is text. */
const Flag = z.union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')])

export const Interval = z.enum(['day', 'week', 'month', 'quarter', 'year'])
export type Interval = z.infer<typeof Interval>

/**
 * What can be asked of every metric, with CHAOSS's defaults (wg-evolution, "Parameters" of Code Changes Commits), and
 * what some ask besides.
 */
export const MetricParameters = z.object({
  /** First day of the period, in UTC. */
  from: Day.optional(),
  /** First day after the period, in UTC. */
  to: Day.optional(),
  dateKind: z.enum(['author', 'committer']).default('author'),
  merges: Flag.default(true),
  emptyCommits: Flag.default(true),
  mailmap: Flag.default(true),
  bots: z.enum(['include', 'exclude', 'only']).default('include'),
  /** Of a series' points; left out: one that gives some dozens of them. */
  interval: Interval.optional(),
  /** Criterion for source code: globs, separated by commas; a commit counts when it changes a file that one matches. */
  paths: z.string().max(1000).optional(),
  /** Inactive: no contribution for so many days before the period's end. */
  inactiveAfterDays: z.coerce.number().int().min(1).max(36_500).default(180),
  /** Occasional: fewer contributions than this in the period. */
  occasionalBelow: z.coerce.number().int().min(2).max(10_000).default(5),
  /** Absence factor: the share of all contributions to be reached. */
  threshold: z.coerce.number().gt(0).max(1).default(0.5),
})
export type MetricParameters = z.infer<typeof MetricParameters>

const Source = z.object({ name: z.string(), url: z.string() })

/** A metric as CHAOSS defines it and we compute it, in the reader's language. */
export const MetricDefinition = z.object({
  id: z.string(),
  name: z.string(),
  question: z.string(),
  definition: z.string(),
  unit: z.string(),
  /** Whether values are counts, or shares from 0 to 1. */
  format: z.enum(['count', 'share']),
  caveats: z.array(z.string()),
  /** Names of the parameters that it heeds beside those of every metric. */
  parameters: z.array(z.string()),
  source: Source,
})
export type MetricDefinition = z.infer<typeof MetricDefinition>

/** Where a number came from, and when. */
export const Origin = z.object({
  /** Commits that the parameters selected. */
  commits: z.number(),
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
  /** The newest commit that was mined. */
  head: z.string().nullable(),
  minedAt: z.string().nullable(),
  /** Share of the selected commits without merges whose changed lines are known by now, from 0 to 1; null where nothing asked. */
  linesKnown: z.number().nullable(),
  /** Selected commits that claim a date after they were mined: somebody's clock is wrong. */
  inFuture: z.number(),
})
export type Origin = z.infer<typeof Origin>

export const MetricResult = MetricDefinition.extend({
  /** The number that stands for all; null where there is none. */
  value: z.number().nullable(),
  /** One point an interval, without gaps. `at` is the interval's first day. */
  series: z.array(z.object({ at: z.string(), value: z.number() })),
  /** The table behind it: titles of its columns, and rows. */
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
})
export type MetricResult = z.infer<typeof MetricResult>

export const Measurement = z.object({ parameters: MetricParameters, origin: Origin, metrics: z.array(MetricResult) })
export type Measurement = z.infer<typeof Measurement>
