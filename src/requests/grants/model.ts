import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import type { Text } from '../../lib/text/text.ts'
import { Coverage, ReopenTrigger } from '../forms/model.ts'
import { Subject } from '../subjects/model.ts'

/**
 * `reopened`: it held until something changed, and is being decided again; where that comes to nothing, it is `revoked`.
 * Only `active` ones are honored.
 */
export const GrantState = z.enum(['active', 'reopened', 'expired', 'revoked', 'superseded'])
export type GrantState = z.infer<typeof GrantState>

export const grantStates: Record<GrantState, Text> = {
  active: { en: 'holds', zh: '有效' },
  reopened: { en: 'reopened', zh: '已重开' },
  expired: { en: 'expired', zh: '已过期' },
  revoked: { en: 'revoked', zh: '已撤销' },
  superseded: { en: 'replaced', zh: '已被替代' },
}

/** For what, and in which manner, it may be used. Empty where that does not matter. */
const Usage = z.object({
  product: z.string().nullable().default(null),
  distribution: z.string().nullable().default(null),
  modified: z.boolean().nullable().default(null),
  linkage: z.string().nullable().default(null),
  /** Of an exception: from which rule. */
  rule: z.string().nullable().default(null),
})

/** What was so when it was granted: what triggers are held against. */
const Snapshot = z.object({
  license: z.string().nullable().default(null),
  cla: z.string().nullable().default(null),
  version: z.string().nullable().default(null),
  policies: z.array(z.object({ policy: z.string(), version: z.number() })).default([]),
})

/** Who may do what, on which subjects, until when, and what they owe for it. */
export const Grant = z.object({
  id: z.string(),
  request: z.number(),
  form: z.string(),
  /** `use`, `exception`, `contribute` … */
  permits: z.string(),
  holder: z.object({ kind: z.enum(['account', 'organization']), id: z.string() }),
  subject: Subject,
  covers: Coverage,
  usage: Usage,
  conditions: z.array(Sentence),
  obligations: z.array(Sentence),
  /** Days, both included; null for no last day. */
  validFrom: z.string(),
  validUntil: z.string().nullable(),
  reopenWhen: z.array(ReopenTrigger),
  snapshot: Snapshot,
  state: GrantState,
  stateReason: Sentence.nullable(),
  stateAt: z.string(),
})
export type Grant = z.infer<typeof Grant>

export type NewGrant = Omit<Grant, 'id' | 'state' | 'stateReason' | 'stateAt'>

/** What is looked at of a grant to tell whether anything can have changed for it. */
export interface Reopenable extends Pick<Grant, 'id' | 'request' | 'form' | 'subject' | 'reopenWhen'> {
  /** What could reopen it, as it was when it was last held to that; null where it never was. */
  heldTo: string | null
}

/** What is permitted so is shown as waived where the components of a product are judged. */
export const waiving: readonly string[] = ['use', 'exception']

/** What `ospo check` shows beside a finding that a grant waives. */
export const Waiver = z.object({
  grant: z.string(),
  request: z.number(),
  permits: z.string(),
  until: z.string().nullable(),
  conditions: z.array(Sentence),
})
export type Waiver = z.infer<typeof Waiver>

export const coverageNames: Record<Coverage, Text> = {
  version: { en: 'this version', zh: '此版本' },
  major: { en: 'up to the next major version', zh: '直到下一个主版本' },
  all: { en: 'all versions', zh: '所有版本' },
}
