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
  /** Agents that act by themselves; a person whom one assisted is a person. */
  aiAgents: z.enum(['include', 'exclude', 'only']).default('include'),
  /** Only what this person did, by the id of people. */
  person: z.string().max(200).optional(),
  /** Only what was done by those who worked there then. */
  organization: z.string().max(200).optional(),
  /** Issues and change requests: only with this label, in any case of letters. */
  label: z.string().max(200).optional(),
  /** Change requests: only those to this branch. */
  branch: z.string().max(200).optional(),
  /** Change requests: from where. */
  origin: z.enum(['any', 'branch', 'fork']).default('any'),
  /** Issues and change requests: only those that are open now. */
  openOnly: Flag.default(false),
  drafts: Flag.default(true),
  /** Whether an issue or change request belongs to the period in which it was opened, or closed. */
  selectBy: z.enum(['opened', 'closed']).default('opened'),
  /** Whether one that is reopened counts as a new one. */
  reopenAsNew: Flag.default(false),
  /** Change requests closed without merge: whether those that landed by hand (a commit of the base branch names them) count as accepted. */
  landedByHand: z.enum(['declined', 'accepted']).default('declined'),
  /** Of a series' points; left out: one that gives some dozens of them. */
  interval: Interval.optional(),
  /** Criterion for source code: globs, separated by commas; a commit counts when it changes a file that one matches. */
  paths: z.string().max(1000).optional(),
  /** Acceptance ratio: CHAOSS's reading, or the share that others mean. */
  acceptance: z.enum(['merged-to-declined', 'merged-of-closed']).default('merged-to-declined'),
  /** Inactive: no contribution for so many days before the period's end. */
  inactiveAfterDays: z.coerce.number().int().min(1).max(36_500).default(180),
  /** Occasional: fewer contributions than this in the period. */
  occasionalBelow: z.coerce.number().int().min(2).max(10_000).default(5),
  /** Committers: only those with at least so many commits in the period. */
  commitsAtLeast: z.coerce.number().int().min(1).max(10_000).default(1),
  /** Elephant factor: what becomes of commits by people whose organization is not known. */
  unknown: z.enum(['left-out', 'one-organization', 'each-their-own']).default('left-out'),
  /** Absence and elephant factor: the share of all contributions to be reached. */
  threshold: z.coerce.number().gt(0).max(1).default(0.5),
})
export type MetricParameters = z.infer<typeof MetricParameters>

/** Whether values are counts, shares from 0 to 1, ratios, or days. */
export const MetricFormat = z.enum(['count', 'share', 'ratio', 'days', 'money'])
export type MetricFormat = z.infer<typeof MetricFormat>

const Source = z.object({ name: z.string(), url: z.string() })

/** A metric as CHAOSS defines it and we compute it, in the reader's language. */
export const MetricDefinition = z.object({
  id: z.string(),
  name: z.string(),
  question: z.string(),
  definition: z.string(),
  unit: z.string(),
  format: MetricFormat,
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
  /** Share of the selected commits whose author's organization at that time is known, from 0 to 1; null where none is selected. */
  organizationsKnown: z.number().nullable(),
  /** Selected commits that claim a date after they were mined: somebody's clock is wrong. */
  inFuture: z.number(),
})
export type Origin = z.infer<typeof Origin>

export const MetricResult = MetricDefinition.extend({
  /** The number that stands for all; null where there is none. */
  value: z.number().nullable(),
  /** One point an interval, without gaps; null where there is nothing to tell. `at` is the interval's first day. */
  series: z.array(z.object({ at: z.string(), value: z.number().nullable() })),
  /** The table behind it: titles of its columns, and rows. */
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
})
export type MetricResult = z.infer<typeof MetricResult>

export const Measurement = z.object({ parameters: MetricParameters, origin: Origin, metrics: z.array(MetricResult) })
export type Measurement = z.infer<typeof Measurement>
