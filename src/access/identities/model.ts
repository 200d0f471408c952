import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import type { Text } from '../../lib/text/text.ts'

/** What facts know people by: an e-mail of commits, or a name on a forge. */
export const IdentityKind = z.enum(['email', 'login'])
export type IdentityKind = z.infer<typeof IdentityKind>

export const kindNames: Record<IdentityKind, Text> = {
  email: { en: 'e-mail', zh: '邮箱' },
  login: { en: 'login', zh: '登录名' },
}

/**
 * Why it is believed: the person says so, an administrator does, they followed a link that was sent there, or whoever
 * signs them in or keeps the directory vouches for it.
 */
export const Proof = z.enum(['stated', 'office', 'mail', 'single-sign-on', 'directory'])
export type Proof = z.infer<typeof Proof>

export const proofNames: Record<Proof, Text> = {
  stated: { en: 'their own word', zh: '本人声明' },
  office: { en: 'the office', zh: '办公室确认' },
  mail: { en: 'a link sent there', zh: '邮件链接确认' },
  'single-sign-on': { en: 'single sign-on', zh: '单点登录' },
  directory: { en: 'the directory', zh: '目录服务' },
}

/** Why nobody can confirm an e-mail by a link where no mail is sent, and what can be done. */
export const noMailServer: Text = {
  en: 'This office has no mail server yet, so no link can be sent to confirm an e-mail. Whoever starts ospo sets one up with OSPO_SMTP and OSPO_MAIL_FROM. Until then say on the page of your account what is yours, and whoever manages accounts can confirm it there',
  zh: '本办公室尚未设置邮件服务器，无法发送确认邮箱的链接。启动 ospo 的人可用 OSPO_SMTP 和 OSPO_MAIL_FROM 设置。在此之前请在您的账户页面上填写，再由管理账户的人在该页面上确认',
}

export const Identity = z.object({
  id: z.string(),
  account: z.string(),
  kind: IdentityKind,
  /** Of a login: `github.com`. Empty for an e-mail. */
  host: z.string(),
  value: z.string(),
  proof: Proof,
  provenAt: z.string(),
  /** Days, both included; null where it is open. */
  since: z.iso.date().nullable(),
  until: z.iso.date().nullable(),
})
export type Identity = z.infer<typeof Identity>

export const NewIdentity = z.object({
  kind: IdentityKind,
  host: z.string().max(253).default(''),
  value: z.string().min(1).max(320),
  since: z.iso.date().nullable().default(null),
  until: z.iso.date().nullable().default(null),
})
export type NewIdentity = z.infer<typeof NewIdentity>

/** Bytes of a table of identities. */
export const largestTable = 64 * 1024 * 1024

/** What is wrong with a line of a file, and which line. */
export const LineProblem = z.object({ line: z.number(), problem: Sentence })
export type LineProblem = z.infer<typeof LineProblem>
