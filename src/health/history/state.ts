import { z } from 'zod'

/** What was mined, and of what. */
export const State = z.object({
  /** The view of the repository that the facts show; see `Repository`. */
  view: z.string(),
  /** The commit from which everything has been mined; null while something is missing. */
  tip: z.string().nullable(),
  /** When that was, ISO 8601 in UTC. */
  minedAt: z.string().nullable().default(null),
})
export type State = z.input<typeof State>
