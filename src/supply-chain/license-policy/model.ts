import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import type { Text } from '../../lib/text/text.ts'
import { Waiver } from '../../requests/grants/model.ts'
import { Relation, Scope } from '../inventory/model.ts'

export const Verdict = z.enum(['allow', 'review', 'deny'])
export type Verdict = z.infer<typeof Verdict>

/** One language will do for a rule that an office writes for itself. */
const Reason = z.union([
  z
    .string()
    .min(1)
    .transform(text => ({ en: text, zh: text })),
  Sentence,
])

/**
 * Names licenses by SPDX id, by `*` for any part of one (`CC-BY-NC-*`), or by a class in braces (`{permissive}`); with
 * `WITH` an exception. The first rule that fits a license decides.
 */
const Rule = z.strictObject({
  licenses: z.array(z.string().min(1).max(200)).min(1).max(2000),
  /** Where it holds; everywhere when left out. */
  scopes: z.array(Scope).optional(),
  verdict: Verdict,
  reason: Reason,
})
export type Rule = z.infer<typeof Rule>

const Exemption = z.strictObject({
  /** A purl without or with version; `*` for any part. */
  component: z.string().min(5).max(500),
  verdict: Verdict,
  reason: Reason,
  /** Last day on which it counts. */
  until: z.iso.date().optional(),
})
export type Exemption = z.infer<typeof Exemption>

export const LicensePolicy = z.strictObject({
  name: z.string().min(1).max(200),
  rules: z.array(Rule).min(1).max(2000),
  exemptions: z.array(Exemption).max(10_000).default([]),
})
export type LicensePolicy = z.infer<typeof LicensePolicy>

/** One component, judged. */
export const Finding = z.object({
  purl: z.string(),
  license: z.string().optional(),
  relation: Relation,
  scope: Scope,
  manifest: z.string(),
  path: z.array(z.string()).optional(),
  verdict: Verdict,
  reason: Sentence,
  /** The grant that waives it: it is shown, and holds nobody up. */
  waiver: Waiver.optional(),
})
export type Finding = z.infer<typeof Finding>

/** How many components each holds for; those that a grant waives are counted apart. */
export const Verdicts = z.object({
  allow: z.number(),
  review: z.number(),
  deny: z.number(),
  waived: z.number().default(0),
})
export type Verdicts = z.infer<typeof Verdicts>

export const verdictNames: Record<Verdict, Text> = {
  allow: { en: 'allow', zh: '允许' },
  review: { en: 'review', zh: '待审' },
  deny: { en: 'deny', zh: '禁止' },
}

export const waivedName: Text = { en: 'waived', zh: '已豁免' }
