import { z } from 'zod'

/** Who answers in somebody's place, and on which days, both included. */
export const Deputy = z.object({
  id: z.string(),
  account: z.string(),
  deputy: z.string(),
  since: z.iso.date(),
  until: z.iso.date(),
})
export type Deputy = z.infer<typeof Deputy>

export const NewDeputy = z.object({
  /** Id, sign-in name or e-mail. */
  deputy: z.string().trim().min(1).max(320),
  since: z.iso.date(),
  until: z.iso.date(),
})
export type NewDeputy = z.infer<typeof NewDeputy>
