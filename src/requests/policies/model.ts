import { z } from 'zod'
import { Condition, GrantTerms, Name, Slug, Words } from '../forms/model.ts'

/** What a review gives: approval by so many, scores by criterion, or a majority of votes. */
export const ReviewKind = z.enum(['approve', 'score', 'vote'])
export type ReviewKind = z.infer<typeof ReviewKind>

/** One step of a review. Steps run in parallel unless one is `after` others. */
export const Step = z.strictObject({
  id: Slug,
  title: Words,
  /** The group that answers. */
  from: Slug,
  kind: ReviewKind.default('approve'),
  /** How many must approve, or take part in a vote or in scoring. */
  count: z.number().int().min(1).max(50).default(1),
  /** Of a vote, the share of yes among yes and no that it takes; of scores, the mean, 1 to 5. */
  threshold: z.number().min(0).max(5).optional(),
  criteria: z
    .array(z.strictObject({ id: Name, label: Words }))
    .max(20)
    .default([]),
  after: z.array(Slug).max(20).default([]),
  /** Business days from when it opens. */
  dueDays: z.number().int().min(1).max(260).default(5),
  /** The group that is asked too once it is overdue or nobody else is left to answer; else the office. */
  escalateTo: Slug.optional(),
  /** Asked only where this holds. */
  when: Condition.optional(),
})
export type Step = z.infer<typeof Step>

export const Outcome = z.enum(['approve', 'refuse', 'review'])
export type Outcome = z.infer<typeof Outcome>

const Decision = {
  decide: Outcome,
  reason: Words,
  /** Of a review; those whose `when` holds. */
  steps: z.array(Step).max(20).default([]),
  /** In place of what the form says of the grant. */
  grant: GrantTerms.optional(),
  /** Decided, but not told to the one who asked until announced. */
  hold: z.boolean().default(false),
}

export const Rule = z.strictObject({ id: Slug, when: Condition, ...Decision })
export type Rule = z.infer<typeof Rule>

/** `observe` only notes what it would have said, `warn` tells it, `block` decides. */
const Mode = z.enum(['observe', 'warn', 'block'])

/** Where it holds. The organization's policies are heard first, then a group's, then a subject's; the first that decides does. */
export const PolicyScope = z.union([
  z.strictObject({ level: z.literal('organization') }),
  z.strictObject({ level: z.literal('group'), group: Slug }),
  z.strictObject({ level: z.literal('subject'), subject: z.string().min(1).max(500) }),
])
export type PolicyScope = z.infer<typeof PolicyScope>

const Given = z.record(z.string(), z.unknown())

/** A request that somebody might make, and what must come of it. */
export const PolicyTest = z.strictObject({
  name: z.string().min(1).max(300),
  request: Given.default({}),
  facts: Given.default({}),
  subject: z.string().max(500).optional(),
  requester: z.strictObject({ groups: z.array(z.string()).default([]) }).optional(),
  /** `none`: this policy leaves it to others. */
  expect: z.enum(['approve', 'refuse', 'review', 'none']),
  rule: Slug.optional(),
  steps: z.array(Slug).optional(),
})
export type PolicyTest = z.infer<typeof PolicyTest>

/** Decides requests. The first rule whose condition holds speaks; what no rule covers is left to `otherwise`, if there is one. */
export const Policy = z.strictObject({
  id: Slug,
  title: Words,
  summary: Words.optional(),
  /** Which forms it decides. */
  forms: z.array(Slug).min(1).max(50),
  scope: PolicyScope.default({ level: 'organization' }),
  mode: Mode.default('block'),
  /** Lists and look-ups for conditions: `tables.approved`. */
  tables: z.record(Name, z.union([z.array(z.string()).max(5000), z.record(z.string(), z.unknown())])).default({}),
  rules: z.array(Rule).max(200).default([]),
  otherwise: z.strictObject(Decision).optional(),
  tests: z.array(PolicyTest).max(500).default([]),
  /** Ids or names of what it puts into rules. */
  answers: z.array(z.string().max(200)).max(20).default([]),
})
export type Policy = z.infer<typeof Policy>
