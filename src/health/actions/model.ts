import { z } from 'zod'

export const ActionState = z.enum(['open', 'doing', 'done', 'dropped'])
export type ActionState = z.infer<typeof ActionState>

const Scalar = z.union([z.string(), z.number(), z.boolean()])

/** What was measured, so that it can be measured again in the same way. */
export const Measure = z.object({
  metric: z.string(),
  over: z.string().nullable(),
  parameters: z.record(z.string(), Scalar),
  days: z.number().nullable(),
  per: z.number(),
  direction: z.enum(['higher', 'lower', 'neither']),
})
export type Measure = z.infer<typeof Measure>

/** What somebody does about a reading. */
export const Action = z.object({
  id: z.string(),
  project: z.string(),
  title: z.string(),
  why: z.string(),
  /** An account. */
  owner: z.string(),
  due: z.string(),
  state: ActionState,
  model: z.string(),
  modelVersion: z.number(),
  part: z.string(),
  measure: Measure,
  /** The first day after the period in which the value was measured. */
  measuredTo: z.string(),
  /** Null where it was unknown. */
  value: z.number().nullable(),
  startedOn: z.string().nullable(),
  finishedOn: z.string().nullable(),
  outcome: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
})
export type Action = z.infer<typeof Action>

const ReadingAddress = z.object({
  project: z.string().max(200),
  model: z.string().max(60),
  part: z.string().max(60),
  /** The first day after the period that was read; left out: tomorrow. */
  asOf: z.iso.date().optional(),
})
export type ReadingAddress = z.infer<typeof ReadingAddress>

export const NewAction = ReadingAddress.extend({
  title: z.string().trim().min(1).max(200),
  why: z.string().trim().max(5000).default(''),
  /** An account by id, sign-in name, e-mail or the name that is shown; left out: oneself. */
  owner: z.string().trim().max(200).optional(),
  due: z.iso.date(),
})
export type NewAction = z.infer<typeof NewAction>

export const ActionChange = z.object({
  state: ActionState.optional(),
  due: z.iso.date().optional(),
  owner: z.string().trim().min(1).max(200).optional(),
  outcome: z.string().trim().max(5000).optional(),
})
export type ActionChange = z.infer<typeof ActionChange>

export const ActionSearch = z.object({
  project: z.string().max(200).optional(),
  mine: z.union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')]).default(false),
  state: ActionState.optional(),
})
export type ActionSearch = z.infer<typeof ActionSearch>

/** The same question before and after, and what came of it. */
export const Effect = z.object({
  before: z.number().nullable(),
  after: z.number().nullable(),
  change: z.number().nullable(),
  /** Null where nothing can be said: a value is unknown, or no direction is the better one. */
  better: z.boolean().nullable(),
  /** The period of `after` holds days from before the action was opened. */
  overlaps: z.boolean(),
  asOf: z.string(),
  /** By day on which a period ends, the first of them before the action. */
  points: z.array(z.object({ to: z.string(), value: z.number().nullable(), isAfter: z.boolean() })),
})
export type Effect = z.infer<typeof Effect>
