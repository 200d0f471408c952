import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import type { Text } from '../../lib/text/text.ts'

/** Something that one account is told. */
export const Notification = z.object({
  id: z.string(),
  /** `request.assigned` */
  kind: z.string(),
  subject: Sentence,
  body: Sentence,
  /** Within the office. */
  link: z.string(),
  urgent: z.boolean(),
  createdAt: z.string(),
  readAt: z.string().nullable(),
})
export type Notification = z.infer<typeof Notification>

/** What happened, for all who are to know. */
export interface Notice {
  /** Ids of accounts; whoever is there twice is told once. */
  to: readonly string[]
  kind: string
  subject: Text
  body: Text
  /** Within the office: `/requests/…`. */
  link: string
  /** Of what happened: who was told under this key is not told again. */
  key: string
  /** By mail it waits neither for the end of quiet hours nor for a digest. */
  urgent?: boolean
  /** Without it nobody gets the mail: it is asked again when the mail goes out. */
  permission?: string
}
