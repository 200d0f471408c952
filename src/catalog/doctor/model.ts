import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'

/** `note`: nothing is wrong, but one should know. */
export const Health = z.enum(['good', 'note', 'warn', 'bad'])
export type Health = z.infer<typeof Health>

export const Check = z.object({
  id: z.string(),
  health: Health,
  text: Sentence,
  /** What to do about it. */
  advice: Sentence.nullable(),
})
export type Check = z.infer<typeof Check>
