import { z } from 'zod'
import { Affiliation } from '../../health/affiliations/model.ts'

/** What one person did in one project, all identities that are known to be theirs taken together. */
export const Contribution = z.object({
  project: z.string(),
  commits: z.number(),
  firstAt: z.string(),
  lastAt: z.string(),
})
export type Contribution = z.infer<typeof Contribution>

export const Person = z.object({
  /** Drawn from the e-mail so that it is stable, and tells nobody what it is. */
  id: z.string(),
  name: z.string(),
  email: z.string(),
  bot: z.boolean(),
  /** All names and e-mails seen. */
  identities: z.array(z.object({ name: z.string(), email: z.string() })),
  contributions: z.array(Contribution),
  /** Where they worked, as far as that is known. */
  affiliations: z.array(Affiliation),
})
export type Person = z.infer<typeof Person>

export const PersonSummary = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  bot: z.boolean(),
  projects: z.number(),
  commits: z.number(),
  firstAt: z.string(),
  lastAt: z.string(),
})
export type PersonSummary = z.infer<typeof PersonSummary>
