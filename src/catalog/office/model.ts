import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import { Verdicts } from '../../supply-chain/license-policy/model.ts'
import { KeyFileKind } from '../key-files/model.ts'
import { Project } from '../projects/model.ts'

export const Severity = z.enum(['high', 'medium', 'low'])
export type Severity = z.infer<typeof Severity>

/** Something about a project that a person should look at. */
export const Finding = z.object({
  /** Which rule found it: `no-license`. */
  id: z.string(),
  severity: Severity,
  text: Sentence,
  /** What to do about it. */
  advice: Sentence,
})
export type Finding = z.infer<typeof Finding>

/**
 * By the newest commit: `active` within 90 days, `slow` within a year, `dormant` before. `none` without any commit.
 */
export const Activity = z.enum(['active', 'slow', 'dormant', 'none'])
export type Activity = z.infer<typeof Activity>

export const HistorySummary = z.object({
  head: z.string(),
  commits: z.number(),
  contributors: z.number(),
  /** Within the 365 days before the summary was made; likewise below. */
  contributorsThisYear: z.number(),
  commitsThisYear: z.number(),
  absenceFactor: z.number().nullable(),
  firstCommitAt: z.string().nullable(),
  lastCommitAt: z.string().nullable(),
  /** Commits in each of the last 52 weeks, the oldest first. */
  weeks: z.array(z.number()),
  releases: z.number(),
  lastRelease: z.object({ name: z.string(), at: z.string() }).nullable(),
})
export type HistorySummary = z.infer<typeof HistorySummary>

/** What the office shows of a project at a glance. */
export const ProjectSummary = z.object({
  activity: Activity,
  history: HistorySummary.nullable(),
  license: z.string().nullable(),
  components: z.number(),
  directComponents: z.number(),
  manifests: z.number(),
  verdicts: Verdicts,
  keyFiles: z.array(KeyFileKind),
  findings: z.array(Finding),
  /** What the last reading of the history could not do. */
  warnings: z.array(Sentence),
  summarizedAt: z.string(),
})
export type ProjectSummary = z.infer<typeof ProjectSummary>

/** A project with its summary, once its first analysis is through. */
export const OfficeEntry = Project.extend({ summary: ProjectSummary.nullable() })
export type OfficeEntry = z.infer<typeof OfficeEntry>

/** Over all projects. A worktree shows the history of another repository, and is left out where that would count twice. */
export const OfficeTotals = z.object({
  projects: z.number(),
  people: z.number(),
  commits: z.number(),
  commitsThisYear: z.number(),
  packages: z.number(),
  denied: z.number(),
  highFindings: z.number(),
})
export type OfficeTotals = z.infer<typeof OfficeTotals>
