import { z } from 'zod'
import type { BookIdentity } from '../../../lib/affiliation-files/book.ts'
import { formatNames } from '../../../lib/affiliation-files/formats.ts'
import { Sentence } from '../../../lib/text/sentence.ts'

export const FormatName = z.enum(formatNames)
export type FormatName = z.infer<typeof FormatName>

/** Bytes of a file of identities and affiliations: all people of a large office. */
export const largestFile = 128 * 1024 * 1024

/** What of a file is meant: who is who, where people work, or both. */
export const Part = z.enum(['identities', 'affiliations', 'both'])
export type Part = z.infer<typeof Part>

export const ImportCounts = z.object({
  people: z.number(),
  joins: z.number(),
  bots: z.number(),
  exclusions: z.number(),
  organizations: z.number(),
  domains: z.number(),
  acquisitions: z.number(),
  enrollments: z.number(),
})
export type ImportCounts = z.infer<typeof ImportCounts>

/** What a file would change or has changed; what is there already does not count. */
export const ImportPlan = z.object({
  format: FormatName,
  counts: ImportCounts,
  /** The first of what would change, in the words of the file. */
  changes: z.array(z.string()),
  problems: z.array(z.object({ line: z.number(), problem: Sentence })),
  /** What the file says otherwise than it stands here, and that stays as it is. */
  conflicts: z.array(Sentence),
})
export type ImportPlan = z.infer<typeof ImportPlan>

export const PeopleImport = z.object({
  id: z.string(),
  format: z.string(),
  name: z.string(),
  at: z.string(),
  by: z.string(),
  counts: ImportCounts,
  undoneAt: z.string().nullable(),
})
export type PeopleImport = z.infer<typeof PeopleImport>

/** For a reader: `Ada <ada@x.example>`, `@ada@github.com`. */
export function shownIdentity({ name, email, login, host }: BookIdentity): string {
  return [name, email && `<${email}>`, login && `@${login}@${host ?? 'github.com'}`].filter(Boolean).join(' ')
}
