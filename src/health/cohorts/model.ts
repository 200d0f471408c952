import { z } from 'zod'

const Factor = z.coerce.number().min(0).max(1000).optional()
const Likeness = z.enum(['same', 'any']).optional()

/** What a project must have in common with another to be beside it. What is left out is chosen so that there are enough. */
export const CohortWish = z.object({
  /** So many times as many commits in a year at most, or as few; 0: any number. */
  similarSize: Factor,
  /** So many times as old at most, or as young; 0: any age. */
  similarAge: Factor,
  similarLanguage: Likeness,
  similarKind: Likeness,
  /** Ids of projects, separated by commas: these, whatever they have in common. */
  similarProjects: z.string().max(10_000).optional(),
})
export type CohortWish = z.infer<typeof CohortWish>

/** What most of a project’s own lines are: programs, texts, or data. */
export const ContentKind = z.enum(['code', 'documentation', 'data'])
export type ContentKind = z.infer<typeof ContentKind>

/** By what projects are told to be similar. Null: nobody knows. */
export const Profile = z.object({
  project: z.string(),
  name: z.string(),
  commitsOfYear: z.number(),
  ageDays: z.number().nullable(),
  /** In which most of its lines are written. */
  language: z.string().nullable(),
  kind: ContentKind.nullable(),
})
export type Profile = z.infer<typeof Profile>

/** As they were applied. 0 and `any`: it did not matter. */
export const Criteria = z.object({
  size: z.number(),
  age: z.number(),
  language: z.enum(['same', 'any']),
  kind: z.enum(['same', 'any']),
})
export type Criteria = z.infer<typeof Criteria>

export const Criterion = z.enum(['size', 'age', 'language', 'kind'])
export type Criterion = z.infer<typeof Criterion>

export const Cohort = z.object({
  own: Profile,
  /** The nearest first, each with what it has in common by the strictest reading. */
  members: z.array(Profile.extend({ common: z.array(Criterion) })),
  criteria: Criteria,
  /** By hand; by what was asked; or by criteria that were loosened until there were enough. */
  chosen: z.enum(['by-hand', 'as-asked', 'by-itself']),
  /** Named by hand, and no project that was analysed here. */
  unknown: z.array(z.string()),
  /** How many more fit, and are farther away. */
  more: z.number(),
})
export type Cohort = z.infer<typeof Cohort>

/** How one value lies among the others'. */
export const Distribution = z.object({
  count: z.number(),
  least: z.number(),
  low: z.number(),
  median: z.number(),
  high: z.number(),
  most: z.number(),
  /** Null where the project itself has no value. */
  place: z.enum(['below', 'lower-middle', 'upper-middle', 'above']).nullable(),
})
export type Distribution = z.infer<typeof Distribution>
