import { z } from 'zod'
import { actorKinds } from '../../lib/actors/actor-rules.ts'
import type { Text } from '../../lib/text/text.ts'
import { evidenceKinds } from './resolve-people.ts'

export { namingSql } from './naming-sql.ts'

/** What fewer did tells who it was: of so many people something is told without their names. */
export const leastGroup = 3

export const ActorKindName = z.enum(actorKinds)

export const kindNames: Record<z.infer<typeof ActorKindName>, Text> = {
  person: { en: 'person', zh: '人员' },
  bot: { en: 'bot', zh: '机器人' },
  'ai-agent': { en: 'AI agent', zh: 'AI 代理' },
}

export const EvidenceKind = z.enum(evidenceKinds)
export type EvidenceKind = z.infer<typeof EvidenceKind>

export const evidenceNames: Record<z.infer<typeof EvidenceKind>, Text> = {
  human: { en: 'somebody’s decision', zh: '人工决定' },
  account: { en: 'account link', zh: '账户关联' },
  'same-account': { en: 'account that was renamed', zh: '改名的同一账户' },
  import: { en: 'imported file', zh: '导入的文件' },
  mailmap: { en: '.mailmap', zh: '.mailmap' },
  'no-reply': { en: 'no-reply address of a forge', zh: '代码平台的 no-reply 邮箱' },
  profile: { en: 'profile on a forge', zh: '代码平台个人资料' },
  email: { en: 'same e-mail', zh: '邮箱相同' },
}

/** What somebody may undo: the rest follows from facts, and one says otherwise. */
export const undoableKinds: ReadonlySet<string> = new Set<EvidenceKind>(['human', 'import', 'same-account'])

/** What is held of two keys, or of all that a key belongs to. */
export const Relation = z.enum(['same', 'different', ...actorKinds])
export type Relation = z.infer<typeof Relation>

/** Why something is believed, since when, and on whose word. */
export const Evidence = z.object({
  /** Null where it follows from an identity by itself. */
  id: z.string().nullable(),
  relation: Relation,
  kind: EvidenceKind,
  left: z.string(),
  right: z.string(),
  /** The project whose .mailmap says so, the import, the account here or on a forge. */
  source: z.string(),
  at: z.string().nullable(),
  by: z.string().nullable(),
  why: z.string().nullable(),
  undoneAt: z.string().nullable(),
})
export type Evidence = z.infer<typeof Evidence>

/** A person's key as somebody writes it: an e-mail, or `login@host` after an `@`. */
export const KeyText = z.string().trim().min(1).max(400)

/** How somebody is shown to those who may see names at all. */
export const Display = z.enum(['shown', 'pseudonym', 'hidden'])
export type Display = z.infer<typeof Display>

/** Two that may be one, why, and how sure that is. */
export const Proposal = z.object({
  left: z.string(),
  right: z.string(),
  people: z.array(z.object({ id: z.string(), name: z.string(), email: z.string(), commits: z.number() })),
  reasons: z.array(z.enum(['same-name', 'same-project', 'same-domain', 'login-like-email'])),
  confidence: z.number(),
})
export type Proposal = z.infer<typeof Proposal>

export const reasonNames: Record<Proposal['reasons'][number], Text> = {
  'same-name': { en: 'same full name', zh: '全名相同' },
  'same-project': { en: 'in the same project', zh: '在同一项目' },
  'same-domain': { en: 'same e-mail domain', zh: '邮箱域名相同' },
  'login-like-email': { en: 'login like the e-mail', zh: '登录名与邮箱相似' },
}

/** What a reader may not see of people, by their ids: whoever is hidden is in no list, the others have a pseudonym. */
export interface NameMask {
  /** Whether everybody has a pseudonym, or only those named. */
  hidesAll: boolean
  pseudonymous: string[]
  hidden: string[]
  /** What stands before a pseudonym, in the reader's language. */
  word: string
  /** A key that nobody else has. */
  salt: string
}

/** What somebody did in a project, as it is kept: all identities that are known to be theirs taken together. */
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
