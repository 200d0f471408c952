import { z } from 'zod'

const Day = z.iso.date()
/** In an address everything is text. */
const Flag = z.union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')])

const Hours = z.coerce.number().min(0).max(10_000).optional()

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
  /** Whose deed a commit is: of who wrote it, or of who put it into the repository. */
  role: z.enum(['author', 'committer']).default('author'),
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
  /** Only what people did who are in this group, by the name of it. */
  group: z.string().max(200).optional(),
  /** Only what new contributors did, whose first deed lay so many days before or fewer; or only what others did. */
  standing: z.enum(['any', 'new', 'established']).default('any'),
  newForDays: z.coerce.number().int().min(1).max(36_500).default(90),
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
  /** The same number for each organization, kind of actor, project, offset from UTC, or label. */
  groupBy: z.enum(['none', 'organization', 'kind', 'project', 'time-zone', 'label']).default('none'),
  /** Of the rows behind a number: how many are left out at the beginning, and how many are given. */
  rowsFrom: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
  rowsMost: z.coerce.number().int().min(0).max(100_000).default(1000),
  /** Of a series' points; left out: one that gives some dozens of them. */
  interval: Interval.optional(),
  /** Criterion for source code: globs, separated by commas; a commit counts when it changes a file that one matches. */
  paths: z.string().max(1000).optional(),
  /** Acceptance ratio: CHAOSS's reading, or the share that others mean. */
  acceptance: z.enum(['merged-to-declined', 'merged-of-closed']).default('merged-to-declined'),
  /** Closure ratio: closed ÷ all that was open in the period, backlog and new, as CHAOSS means it; or ÷ opened in it (REI, BMI). */
  closure: z.enum(['of-all-open', 'of-opened']).default('of-all-open'),
  /** Of durations and numbers of something: left out, the one that CHAOSS names for the metric. */
  aggregator: z.enum(['mean', 'median', 'p90']).optional(),
  /** Duration of change requests: of those that were accepted, as CHAOSS's text has it, or of all that were closed, as its question has it. */
  durationOf: z.enum(['accepted', 'closed']).default('accepted'),
  /** Time to close: until which closing. */
  close: z.enum(['final', 'first']).default('final'),
  /** Times to a response: what nobody answered is left out, or counts as waiting still (Kaplan and Meier's estimate). */
  unanswered: z.enum(['left-out', 'censored']).default('left-out'),
  itemKind: z.enum(['any', 'issue', 'change-request', 'thread']).default('any'),
  /** Whether a reaction is a response. */
  reactionsAnswer: Flag.default(false),
  /** Whether closing or merging without a word is a response. */
  closingAnswers: Flag.default(false),
  /** Whose response counts: anybody's, or that of those who have merged or closed what others opened. */
  responseBy: z.enum(['anybody', 'maintainers']).default('anybody'),
  /** Whether only formal reviews are reviews, or comments of others on a change request as well. */
  reviewsAre: z.enum(['reviews', 'reviews-and-comments']).default('reviews'),
  /** Review duration of what was merged without a change being asked for: zero, as CHAOSS's text has it, or until its first review. */
  unrevised: z.enum(['zero', 'first-review']).default('zero'),
  /** What ends a review cycle beside acceptance and rejection: the next update, or the next review. */
  cycleEnds: z.enum(['update', 'review']).default('update'),
  /** Issues with one of these labels, separated by commas, are defects. */
  defectLabels: z.string().max(1000).default('bug,kind/bug,type: bug,type/bug,defect,regression,crash'),
  /** Labels, separated by commas, that invite newcomers. */
  welcomeLabels: z
    .string()
    .max(1000)
    .default(
      'good first issue,good-first-issue,first-timers-only,beginner,newcomer,starter,easy,low-hanging-fruit,help wanted,help-wanted',
    ),
  /** New contributors closing issues: a closing counts not if it was undone within so many days; 0: it counts in any case. */
  reopenedWithinDays: z.coerce.number().int().min(0).max(36_500).default(0),
  /** Conversion: everybody on each level, or only those who came from the level below. */
  conversion: z.enum(['levels', 'cohort']).default('levels'),
  conversionStep: z.enum(['d0-d1', 'd1-d2', 'd0-d2']).default('d0-d1'),
  forks: z.enum(['all', 'contributing', 'non-contributing']).default('all'),
  /** Labor: hours that one takes on average. What is left out costs nothing. */
  hoursPerCommit: Hours,
  hoursPerIssue: Hours,
  hoursPerChangeRequest: Hours,
  hoursPerReview: Hours,
  hoursPerComment: Hours,
  /** Labor: the price of an hour, in whatever currency. */
  hourlyRate: z.coerce.number().min(0).max(1_000_000).optional(),
  /** Hours of a working day from Monday to Friday: the first, and the first after it. */
  workFrom: z.coerce.number().int().min(0).max(23).default(9),
  workTo: z.coerce.number().int().min(1).max(24).default(18),
  /** Inactive: no contribution for so many days before the period's end. */
  inactiveAfterDays: z.coerce.number().int().min(1).max(36_500).default(180),
  /** Occasional: fewer contributions than this in the period. */
  occasionalBelow: z.coerce.number().int().min(2).max(10_000).default(5),
  /** Committers: only those with at least so many commits in the period; inactive: with so many ever. */
  commitsAtLeast: z.coerce.number().int().min(1).max(10_000).default(1),
  /** Lines: those added and removed, or one of the two. */
  lineKind: z.enum(['touched', 'added', 'removed']).default('touched'),
  /** Committers: only those who touched at least so many lines in the period. */
  linesAtLeast: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
  /** Occasional: also whose commits lie so many days apart on average, or more. */
  occasionalGapDays: z.coerce.number().int().min(1).max(36_500).optional(),
  /** Burstiness: how many intervals before one tell what is to be expected, and how many standard deviations it may be off. */
  bandIntervals: z.coerce.number().int().min(2).max(1000).default(20),
  bandWidth: z.coerce.number().gt(0).max(10).default(2),
  /** Elephant factor: what becomes of commits by people whose organization is not known. */
  unknown: z.enum(['left-out', 'one-organization', 'each-their-own']).default('left-out'),
  /** Elephant factor: what becomes of commits by people who are known to work for nobody. */
  independents: z.enum(['each-their-own', 'one-organization', 'left-out']).default('each-their-own'),
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
  /** In signs, where words alone leave doubt. */
  formula: z.string().nullable(),
  /** Names of the parameters that it heeds beside those of every metric. */
  parameters: z.array(z.string()),
  source: Source,
})
export type MetricDefinition = z.infer<typeof MetricDefinition>

/** Facts of one kind, of however many projects, and when they were collected. */
export const FactSource = z.object({
  /** `git`, or the host of a forge or archive. */
  name: z.string(),
  projects: z.number(),
  /** When the oldest and the newest of them were collected; null where that is not told. */
  oldestAt: z.string().nullable(),
  newestAt: z.string().nullable(),
})
export type FactSource = z.infer<typeof FactSource>

/** Where a number came from, and when. */
export const Origin = z.object({
  projects: z.number(),
  sources: z.array(FactSource),
  /** Commits that the parameters selected. */
  commits: z.number(),
  /** Issues, change requests and threads that the parameters selected; null where nothing asked. */
  items: z.number().nullable(),
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
  /** The newest commit that was mined; null of several projects. */
  head: z.string().nullable(),
  minedAt: z.string().nullable(),
  /**
   * Share of the selected commits without merges whose changed lines are known by now, from 0 to 1; of all commits, where what they
   * changed decides which are selected; null where nothing asked.
   */
  linesKnown: z.number().nullable(),
  /** Share of the selected commits whose author's organization at that time is known, from 0 to 1; null where none is selected or nothing asked. */
  organizationsKnown: z.number().nullable(),
  /** Selected commits that claim a date after they were mined: somebody's clock is wrong. */
  inFuture: z.number(),
})
export type Origin = z.infer<typeof Origin>

export const MetricGroup = z.object({
  /** The organization, kind, project, offset or label; null where it is not known. */
  name: z.string().nullable(),
  value: z.number().nullable(),
  /** Rows of facts that it has. */
  size: z.number(),
  series: z.array(z.object({ at: z.string(), value: z.number().nullable() })),
})
export type MetricGroup = z.infer<typeof MetricGroup>

export const MetricResult = MetricDefinition.extend({
  /** Whether anything was collected that could tell; where not, all is unknown. */
  collected: z.boolean(),
  /** The number that stands for all; null where there is none. */
  value: z.number().nullable(),
  /** One point an interval, without gaps; null where there is nothing to tell. `at` is the interval's first day. */
  series: z.array(z.object({ at: z.string(), value: z.number().nullable() })),
  /** Figures that must be seen with it. */
  beside: z.array(z.object({ name: z.string(), format: MetricFormat, value: z.number().nullable() })),
  /** The table behind it: titles of its columns, and rows. */
  columns: z.array(z.string()),
  /** Of which columns, counted from 0, the cells are codes, the same in every language. */
  coded: z.array(z.number().int()),
  /** Of which columns, counted likewise, the cells are shares from 0 to 1. */
  shares: z.array(z.number().int()),
  /** Of which columns, counted likewise, the cells are organizations: an empty one is not known. */
  organizations: z.array(z.number().int()),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
  /** How many rows there are, those included that are not given here. */
  rowCount: z.number(),
  /** Those with the most facts first. Empty where none were asked for, or where what it counts has no such groups. */
  groups: z.array(MetricGroup),
  /** How many groups there are, those included that are not given here. */
  groupCount: z.number(),
  /** Of figures of organizations: the share of what they count, commits for the most part, whose organization is known; null of others. */
  coverage: z.number().nullable(),
  /** The question as it was put to the facts (DuckDB's SQL). */
  sql: z.string(),
})
export type MetricResult = z.infer<typeof MetricResult>

export const Measurement = z.object({ parameters: MetricParameters, origin: Origin, metrics: z.array(MetricResult) })
export type Measurement = z.infer<typeof Measurement>

/** As used, those included that were not asked for, by the names that an address has for them. */
export function usedParameters(parameters: MetricParameters): [name: string, value: string][] {
  return Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
}

const usual = MetricParameters.parse({})

/** Where a metric is shown whole, with the rows behind it; of all projects where none are named. */
export function addressOfMetric(id: string, parameters: MetricParameters, projects?: readonly string[]): string {
  const isUsual = (name: string, value: string) => String(usual[name as keyof MetricParameters]) === value
  const asked = usedParameters(parameters).filter(
    ([name, value]) => !isUsual(name, value) && !['rowsMost', 'rowsFrom'].includes(name),
  )
  const query = new URLSearchParams([...(projects ? [['projects', projects.join(',')]] : []), ...asked])
  return `/measurement/${id}${query.size > 0 ? `?${query}` : ''}`
}
