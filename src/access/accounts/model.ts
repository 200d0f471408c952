import { z } from 'zod'
import { locales } from '../../lib/text/text.ts'

/** A person that the office knows; one with a sign-in name may come in. */
export const Account = z.object({
  id: z.string(),
  name: z.string(),
  /** What they sign in with; null for one who only comes by link or single sign-on, or not at all. */
  login: z.string().nullable(),
  email: z.string().nullable(),
  locale: z.enum(locales).nullable(),
  /** Of the IANA database: `Asia/Shanghai`. */
  timeZone: z.string().nullable(),
  /** Whether they may sign in and be asked for reviews; a leaver may not. */
  active: z.boolean(),
  /** As a directory calls them (SCIM, RFC 7643, 3.1). */
  externalId: z.string().nullable(),
  createdAt: z.string(),
})
export type Account = z.infer<typeof Account>

const Name = z.string().trim().min(1).max(200)
export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[^\s\p{Cc}]{1,200}$/u)
const Email = z.email().max(320)

/** Of the IANA database; whether there is such a one, the office's own rules know. */
const TimeZone = z.string().max(60)

export const NewAccount = z.object({
  name: Name,
  login: Login.nullable().default(null),
  email: Email.nullable().default(null),
  locale: z.enum(locales).nullable().default(null),
  timeZone: TimeZone.nullable().default(null),
  externalId: z.string().max(300).nullable().default(null),
})
export type NewAccount = z.infer<typeof NewAccount>

export const AccountChange = z.object({
  name: Name.optional(),
  login: Login.nullable().optional(),
  email: Email.nullable().optional(),
  locale: z.enum(locales).nullable().optional(),
  timeZone: TimeZone.nullable().optional(),
  active: z.boolean().optional(),
  externalId: z.string().max(300).nullable().optional(),
})
export type AccountChange = z.infer<typeof AccountChange>

/** What of an account is for its owner to say. */
export const OwnChange = AccountChange.pick({ name: true, login: true, email: true, locale: true, timeZone: true })
export type OwnChange = z.infer<typeof OwnChange>

/** NIST SP 800-63B, 3.1.1: length is what counts; composition rules do more harm than good. */
export const Password = z.string().min(12).max(200)
