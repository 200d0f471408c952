import { z } from 'zod'
import { ForgeKind } from '../model.ts'

/** What the log of a collection begins with: all that its answers do not say, to read them again. */
export const Beginning = z.object({
  kind: ForgeKind,
  origin: z.string(),
  path: z.string(),
  cursor: z.string().nullable(),
  at: z.string(),
  isSignedIn: z.boolean(),
})
export type Beginning = z.infer<typeof Beginning>

/** What came of reading kept answers again. */
export const Replay = z.object({
  /** Collections whose answers were read to their end, or as far as they are kept. */
  collections: z.number(),
  answers: z.number(),
  /** Kept answers to what nobody asks any more. */
  unasked: z.number(),
  records: z.number(),
})
export type Replay = z.infer<typeof Replay>
