import { z } from 'zod'
import { Cohort, CohortWish, Distribution } from '../cohorts/model.ts'
import { Measurement, MetricParameters } from '../metrics/model.ts'

/** All projects; one; one among those it is like; what an organization’s people did; what one person did. */
export const ReportKind = z.enum(['portfolio', 'project', 'cohort', 'organization', 'person'])
export type ReportKind = z.infer<typeof ReportKind>

/** What a report is of. The subject of the portfolio is empty. */
export const View = z.object({ kind: ReportKind, subject: z.string().max(200).default('') })
export type View = z.infer<typeof View>

/** Ids, separated by commas. */
const Ids = z.string().max(20_000).optional()

/** All that stands in the address of a report. */
export const ReportWish = MetricParameters.extend({
  ...CohortWish.shape,
  /** Only these projects; left out: all. */
  projects: Ids,
  /** Left out: those that are usual for what the report is of. `all`: every one. */
  metrics: Ids,
  /** What stands beside the curves. */
  marks: z.enum(['all', 'notes', 'none']).default('all'),
})
export type ReportWish = z.infer<typeof ReportWish>

/** As it is asked for a file: how many rows is said, or it holds all of them. */
export const FileWish = ReportWish.extend({ rowsMost: ReportWish.shape.rowsMost.unwrap().optional() })
export type FileWish = z.infer<typeof FileWish>

export const Mark = z.object({
  kind: z.enum(['note', 'release', 'action']),
  day: z.string(),
  title: z.string(),
  body: z.string(),
  /** Where it can be looked at or changed. */
  href: z.string().nullable(),
})
export type Mark = z.infer<typeof Mark>

/** Beside the projects that one is like: each one’s value, and how the own one lies among them. */
export const Comparison = z.object({
  cohort: Cohort,
  metrics: z.record(
    z.string(),
    z.object({
      own: z.number().nullable(),
      others: z.array(z.object({ project: z.string(), value: z.number().nullable() })),
      /** Null where fewer than three have a value. */
      distribution: Distribution.nullable(),
    }),
  ),
})
export type Comparison = z.infer<typeof Comparison>

export const Report = View.extend({
  name: z.string(),
  measurement: Measurement,
  /** Metrics of which nothing was collected that could tell: unknown, not zero. */
  uncollected: z.array(z.string()),
  /** Of an organization: the share of the period’s commits whose organization is known at all. */
  organizationsKnown: z.number().nullable(),
  marks: z.array(Mark),
  /** How many more there are than are given. */
  marksLeftOut: z.number(),
  comparison: Comparison.nullable(),
})
export type Report = z.infer<typeof Report>

export const ExportFormat = z.enum(['csv', 'json', 'parquet', 'svg'])
export type ExportFormat = z.infer<typeof ExportFormat>

export const mediaTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  parquet: 'application/vnd.apache.parquet',
  svg: 'image/svg+xml',
}

const ofPeople = ['commits', 'contributors', 'new-contributors', 'inactive-contributors', 'contributor-absence-factor']
const ofForges = ['issues-new', 'issues-closed', 'change-requests', 'change-requests-accepted']

/** What is shown where nobody says what. */
const usualMetrics: Record<ReportKind, readonly string[]> = {
  portfolio: [...ofPeople, 'organizational-diversity', 'bot-activity', 'ai-assisted', ...ofForges],
  project: [
    ...ofPeople,
    'lines',
    'release-frequency',
    ...ofForges,
    'time-to-first-response',
    'change-request-duration',
    'activity-times',
  ],
  cohort: [
    ...ofPeople,
    'organizational-diversity',
    'release-frequency',
    'time-to-first-response',
    'change-request-duration',
    'change-request-closure-ratio',
  ],
  organization: [
    'commits',
    'contributors',
    'new-contributors',
    'lines',
    'change-requests-accepted',
    'change-request-reviews',
    'issues-new',
  ],
  person: [
    'commits',
    'lines',
    'active-days',
    'change-requests-accepted',
    'change-request-reviews',
    'issue-comments',
    'activity-times',
  ],
}

/** The metrics that are asked for; undefined: all there are. */
export function metricsOf(kind: ReportKind, { metrics }: Pick<ReportWish, 'metrics'>): readonly string[] | undefined {
  const named = listIds(metrics)
  if (named.length === 0) return usualMetrics[kind]
  return named.includes('all') ? undefined : named
}

export function listIds(text: string | undefined): string[] {
  return [...new Set((text ?? '').split(',').flatMap(id => id.trim() || []))]
}
