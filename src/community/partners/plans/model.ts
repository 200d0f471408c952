import { z } from 'zod'
import type { Text } from '../../../lib/text/text.ts'
import { Address, Day, optional, Slug, title, written } from '../model.ts'

export const GoalState = z.enum(['proposed', 'shared', 'reached', 'dropped'])
export type GoalState = z.infer<typeof GoalState>

export const goalStateNames: Record<GoalState, Text> = {
  proposed: { en: 'proposed', zh: '提议中' },
  shared: { en: 'shared', zh: '共同目标' },
  reached: { en: 'reached', zh: '已达成' },
  dropped: { en: 'dropped', zh: '已放弃' },
}

const Partners = z.array(Slug).max(100)

/** What several institutions want of policy, and how one would see that it is so. */
export const Goal = z.object({
  id: Slug,
  title: title(),
  description: written(5000),
  measure: written(1000),
  state: GoalState,
  dueOn: Day.nullable(),
  partners: Partners,
  createdBy: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Goal = z.infer<typeof Goal>

export const NewGoal = Goal.pick({ title: true, partners: true }).extend({
  id: Slug.optional(),
  description: optional(5000),
  measure: optional(1000),
  state: GoalState.default('proposed'),
  dueOn: Goal.shape.dueOn.default(null),
})
export type NewGoal = z.infer<typeof NewGoal>

/** Something that partners did or do together on a day. */
export const Activity = z.object({
  id: Slug,
  title: title(),
  description: written(5000),
  agreement: z.string().nullable(),
  heldOn: Day,
  place: z.string().trim().max(200),
  address: Address.nullable(),
  partners: Partners,
  createdBy: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Activity = z.infer<typeof Activity>

export const NewActivity = Activity.pick({ title: true, heldOn: true, partners: true }).extend({
  id: Slug.optional(),
  description: optional(5000),
  agreement: Activity.shape.agreement.default(null),
  place: Activity.shape.place.default(''),
  address: Activity.shape.address.default(null),
})
export type NewActivity = z.infer<typeof NewActivity>
