import { z } from 'zod'
import type { Account } from '../../access/accounts/model.ts'
import { Sentence } from '../../lib/text/sentence.ts'
import type { Locale, Text } from '../../lib/text/text.ts'

export const Delivery = z.enum(['at-once', 'daily', 'weekly', 'none'])
export type Delivery = z.infer<typeof Delivery>

/** What a notification is about: `request.assigned`. */
export const Kind = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/)

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** How somebody wants their mail. Hours are those of the account's time zone. */
export const MailPreferences = z.object({
  mail: Delivery.default('at-once'),
  /** Exceptions, by kind. */
  kinds: z
    .record(Kind, Delivery)
    .refine(kinds => Object.keys(kinds).length <= 200, 'more than 200 exceptions')
    .default({}),
  /** No mail between these, but for urgent ones. They may span midnight. */
  quietHours: z.object({ from: ClockTime, to: ClockTime }).nullable().default(null),
  digestHour: z.number().int().min(0).max(23).default(8),
  /** Of the weekly digest; Monday is 1 (ISO 8601). */
  digestDay: z.number().int().min(1).max(7).default(1),
})
export type MailPreferences = z.infer<typeof MailPreferences>

export const MailState = z.enum(['waiting', 'sending', 'sent', 'failed'])
export type MailState = z.infer<typeof MailState>

/** One mail on its way, or past it. */
export const MailDelivery = z.object({
  id: z.string(),
  /** Of somebody without an account, none. */
  account: z.string().nullable(),
  /** Of an address, only as much as one needs to know it again. */
  reader: z.string(),
  /** The same for every try. */
  messageId: z.string(),
  isDigest: z.boolean(),
  state: MailState,
  attempts: z.number(),
  /** When it is tried next. */
  dueAt: z.string(),
  problem: Sentence.nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type MailDelivery = z.infer<typeof MailDelivery>

/** What one notification says in a mail. */
export interface Letter {
  id: string
  kind: string
  subject: Text
  body: Text
  /** Within the office: `/requests/…`. */
  link: string
  urgent: boolean
  /** Without it nobody is sent this; null: it is for its reader, whatever they may do. */
  permission: string | null
}

export interface AddressedLetter extends Letter {
  account: Account
}

/** What somebody without an account is told. */
export interface GuestLetter {
  subject: Text
  body: Text
  /** Within the office: where they act, often with a secret in it. */
  link: string
  /** Why the office writes to them. */
  why: Text
  /** What they read; where nobody knows, both. */
  locale: Locale | null
}

/** Below it mail is stopped by hand, and beside it by mail programs. */
export const stopPath = '/public/mail'
export const oneClickPath = '/public/one-click'

/** The work of bringing mails on their way. */
export const mailWork = { kind: 'mail', rank: 0 } as const
