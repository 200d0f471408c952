import { z } from 'zod'
import { Dependence } from '../../dependencies/model.ts'
import { InfluenceInterval, InfluenceWish, Share } from '../model.ts'

/** What our people do in others' projects. */
export const Contribution = z.enum(['commits', 'opened', 'merged', 'reviews', 'issues'])
export type Contribution = z.infer<typeof Contribution>

export const UpstreamWish = InfluenceWish.pick({ from: true, to: true, interval: true, scope: true, projects: true })
export type UpstreamWish = z.infer<typeof UpstreamWish>

/** Null where nobody collected what would tell it. */
const Contributions = z.record(Contribution, Share.nullable())

/** What a change request was made for: an address, or a request of the desk as `#17`. */
const FixLink = z.object({
  target: z.string(),
  /** Of one that somebody of us made: by which it can be taken back. */
  id: z.string().nullable(),
})

/** A change request of ours that was merged upstream and mends something. */
export const UpstreamFix = z.object({
  project: z.string(),
  number: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  mergedAt: z.string(),
  /** Those of its labels that make it a fix. */
  labels: z.array(z.string()),
  links: z.array(FixLink),
})
export type UpstreamFix = z.infer<typeof UpstreamFix>

export const UpstreamProject = z.object({
  project: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  dependence: Dependence.nullable(),
  criticality: z.number().nullable(),
  contributions: Contributions,
  /** Null where nobody collected its change requests. */
  fixes: z.number().nullable(),
})
export type UpstreamProject = z.infer<typeof UpstreamProject>

export const Upstream = z.object({
  /** Our organizations: empty while nobody said which those are. */
  names: z.array(z.string()),
  from: z.string().nullable(),
  to: z.string().nullable(),
  interval: InfluenceInterval,
  contributions: Contributions,
  /** Fixes are null where nobody collected change requests of any of the projects. */
  series: z.array(z.object({ at: z.string(), contributions: Contributions, fixes: z.number().nullable() })),
  projects: z.array(UpstreamProject),
  fixes: z.array(UpstreamFix),
})
export type Upstream = z.infer<typeof Upstream>

export const NewUpstreamLink = z.object({
  project: z.string(),
  number: z.string().trim().min(1).max(100),
  /** Address of an issue, or a request of the desk as `#17`. */
  target: z.string().trim().min(1).max(1000),
})
export type NewUpstreamLink = z.infer<typeof NewUpstreamLink>

export const UpstreamLink = NewUpstreamLink.extend({ id: z.string(), at: z.string(), by: z.string() })
export type UpstreamLink = z.infer<typeof UpstreamLink>
