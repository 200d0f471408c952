import { createHash, createHmac } from 'node:crypto'
import { z } from 'zod'

export const Subject = z.object({ kind: z.string(), id: z.string() })
export type Subject = z.infer<typeof Subject>

/** What was done, apart from who and when. Of what may name people only this part is erased on demand. */
export const Detail = z.object({
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  why: z.string().optional(),
})
export type Detail = z.infer<typeof Detail>

export const LedgerEntry = z.object({
  seq: z.number(),
  at: z.string(),
  /** Ids of accounts, which name nobody once an account is erased. */
  actor: z.string(),
  /** For whom the actor stood in. */
  actingFor: z.string().nullable(),
  /** `request.decided` */
  verb: z.string(),
  subject: Subject,
  /** SHA-256 that the detail is held to, even after it was erased. */
  detailHash: z.string(),
  previousHash: z.string(),
  hash: z.string(),
  /** Null once erased. */
  detail: Detail.nullable(),
  erasedAt: z.string().nullable(),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>

/** The salt goes when the detail goes: then nobody can find out by trying what it was. */
export function hashDetail(salt: string, detail: string): string {
  return createHmac('sha256', salt).update(detail).digest('hex')
}

/** Each entry holds the hash of the one before, so that none can be changed, taken out or put in unseen. */
export function hashEntry(entry: Omit<LedgerEntry, 'hash' | 'detail' | 'erasedAt'>): string {
  const { seq, at, actor, actingFor, verb, subject, detailHash, previousHash } = entry
  const line = JSON.stringify([seq, at, actor, actingFor, verb, subject.kind, subject.id, detailHash, previousHash])
  return createHash('sha256').update(line).digest('hex')
}

/** What a check of the whole chain found. */
export const Verification = z.object({
  entries: z.number(),
  erased: z.number(),
  /** Of the newest entry: whoever noted it before can tell that nothing was cut off since. */
  hash: z.string(),
  /** The first entry that does not fit, and how. */
  broken: z.object({ seq: z.number(), problem: z.enum(['missing', 'changed', 'detail', 'head', 'anchor']) }).nullable(),
})
export type Verification = z.infer<typeof Verification>
