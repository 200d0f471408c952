import { z } from 'zod'

/** One component that came, went or changed its version. */
export const HistoryChange = z.object({
  package: z.string(),
  name: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** Of what went: since when it was there. */
  since: z.string().nullable(),
})
export type HistoryChange = z.infer<typeof HistoryChange>

/** A reading that changed something. */
export const HistoryUpdate = z.object({
  id: z.number(),
  at: z.string(),
  /** Id of the bill of materials that brought it. */
  document: z.number().nullable(),
  holder: z.object({ id: z.number(), kind: z.string(), name: z.string() }),
  /** The first reading brings all. */
  first: z.boolean(),
  came: z.number(),
  went: z.number(),
  changed: z.number(),
})
export type HistoryUpdate = z.infer<typeof HistoryUpdate>
