import { z } from 'zod'
import { RequestState } from '../desk/model.ts'
import { Answers } from '../forms/model.ts'
import { GrantState } from '../grants/model.ts'

/** A line of a register: a request of its form, what was answered in its columns, and what was granted. */
export const RegisterRow = z.object({
  number: z.number(),
  title: z.string(),
  requester: z.string(),
  state: RequestState,
  submittedAt: z.string(),
  /** Groups, or those who answer for them. */
  waitingOn: z.array(z.string()),
  answers: Answers,
  grant: z.object({ id: z.string(), state: GrantState, validUntil: z.string().nullable() }).nullable(),
})
export type RegisterRow = z.infer<typeof RegisterRow>

const Times = z.object({
  handled: z.number(),
  open: z.number(),
  /** Decided in the answer, without anybody's doing. */
  byRule: z.number(),
  /** From asking to the decision, in hours; null where nothing was decided. */
  medianHours: z.number().nullable(),
  p90Hours: z.number().nullable(),
  /** Mean of the ratings, 1 to 5. */
  satisfaction: z.number().nullable(),
})

export const FormTimes = Times.extend({ form: z.string() })
export type FormTimes = z.infer<typeof FormTimes>

export const GroupTimes = z.object({
  group: z.string(),
  answered: z.number(),
  late: z.number(),
  medianHours: z.number().nullable(),
})
export type GroupTimes = z.infer<typeof GroupTimes>

/** How the desk does. */
export const DeskNumbers = z.object({
  from: z.string(),
  all: Times,
  forms: z.array(FormTimes),
  groups: z.array(GroupTimes),
})
export type DeskNumbers = z.infer<typeof DeskNumbers>
