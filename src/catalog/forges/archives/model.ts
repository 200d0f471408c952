import { z } from 'zod'
import { Sentence } from '../../../lib/text/sentence.ts'

/** Bytes of a file as it is sent: hours of a forge and lists of decades are large, and none is ever held. */
export const largestArchive = 16 * 1024 ** 3

export const ArchiveRequest = z.object({
  project: z.string(),
  /** Of the file: it may say what is in it. */
  name: z.string().max(500).default(''),
  /** `owner/name`, and by commas the names that it had before; where left out, where the project is cloned from. */
  repository: z.string().max(1000).optional(),
  /** `github.com`, the address of a list; where left out, what the file says. */
  host: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[\w.@:+-]{1,200}$/)
    .optional(),
})
export type ArchiveRequest = z.infer<typeof ArchiveRequest>

export const ArchiveSummary = z.object({
  archive: z.string(),
  host: z.string(),
  /** How many records the file told, by their kind; the same thing may be told often. */
  read: z.record(z.string(), z.number()),
  /** How many things were not known before. */
  added: z.number(),
  /** How many records had a time that is none. */
  unreadable: z.number(),
  /** The first of what could not be read. */
  problems: z.array(z.object({ line: z.number().nullable(), text: Sentence })),
  problemCount: z.number(),
  /** What is to be known of the file as a whole. */
  hints: z.array(Sentence),
})
export type ArchiveSummary = z.infer<typeof ArchiveSummary>
