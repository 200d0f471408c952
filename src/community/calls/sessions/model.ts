import { z } from 'zod'
import { Sentence } from '../../../lib/text/sentence.ts'
import { Confidentiality } from '../series/model.ts'

export const StatementKind = z.enum(['note', 'decision', 'question'])
export type StatementKind = z.infer<typeof StatementKind>

/**
 * Something that was said. Under the Chatham House Rule it has no author, no time and no place in an order: there is
 * nothing kept that could tell. A name stands on it only while its bearer allows that.
 */
export const Statement = z.object({
  id: z.string(),
  segment: z.string(),
  kind: StatementKind,
  text: z.string(),
  attributedTo: z.string().nullable(),
})
export type Statement = z.infer<typeof Statement>

export const NewStatement = z.object({
  segment: z.string().min(1).max(60),
  kind: StatementKind.default('note'),
  text: z.string().trim().min(1).max(5000),
  /** Somebody who allows that their name stands on it. */
  attributedTo: z.string().nullable().default(null),
})
export type NewStatement = z.infer<typeof NewStatement>

/** Who was there: for those who organize it, and only for so long. */
export const RosterEntry = z.object({
  id: z.string(),
  account: z.string().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  employer: z.string().nullable(),
  role: z.string().nullable(),
  keepUntil: z.string(),
})
export type RosterEntry = z.infer<typeof RosterEntry>

export const Action = z.object({
  id: z.string(),
  text: z.string(),
  owner: z.string().nullable(),
  dueOn: z.string().nullable(),
  doneAt: z.string().nullable(),
})
export type Action = z.infer<typeof Action>

export const Attribution = z.object({ account: z.string(), name: z.string(), grantedAt: z.string() })
export type Attribution = z.infer<typeof Attribution>

export const Publication = z.object({
  preparedBy: z.string(),
  preparedAt: z.string(),
  readBy: z.string().nullable(),
  publishedAt: z.string().nullable(),
  license: z.string(),
  attribution: z.string(),
})
export type Publication = z.infer<typeof Publication>

/** Minutes as anybody may have them, part by part. */
export const Minutes = z.object({
  title: Sentence,
  startAt: z.string(),
  license: z.string(),
  attribution: z.string(),
  segments: z.array(
    z.object({
      title: Sentence,
      confidentiality: Confidentiality,
      speaker: z.string().nullable(),
      statements: z.array(Statement.omit({ id: true, segment: true })),
    }),
  ),
})
export type Minutes = z.infer<typeof Minutes>
