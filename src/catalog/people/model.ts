import { z } from 'zod'

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

/** As it is kept; written by who brings identities together. */
export interface ContributionRow {
  project_id: string
  person_id: string
  name: string
  email: string
  bot: number
  commits: number
  first_at: string
  last_at: string
}
