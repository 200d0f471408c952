import { createHash } from 'node:crypto'
import { z } from 'zod'
import { unknownIds } from '../../../lib/spdx/expression.ts'
import { parseExpression } from '../../../lib/spdx/parse-expression.ts'
import { Sentence } from '../../../lib/text/sentence.ts'
import type { Text } from '../../../lib/text/text.ts'
import { optional, Slug, title, written } from '../model.ts'

/** Written; shown to its partners for approval; seen by everybody; taken back. */
export const CaseState = z.enum(['draft', 'asked', 'published', 'withdrawn'])
export type CaseState = z.infer<typeof CaseState>

export const caseStateNames: Record<CaseState, Text> = {
  draft: { en: 'draft', zh: '草稿' },
  asked: { en: 'waits for approval', zh: '待批准' },
  published: { en: 'published', zh: '已发布' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
}

export const ApprovalAnswer = z.enum(['approve', 'object'])
export type ApprovalAnswer = z.infer<typeof ApprovalAnswer>

export const answerNames: Record<ApprovalAnswer, Text> = {
  approve: { en: 'approved', zh: '已批准' },
  object: { en: 'objected', zh: '有异议' },
}

export const Approval = z.object({
  id: z.string(),
  case: z.string(),
  partner: z.string(),
  contentHash: z.string(),
  answer: ApprovalAnswer,
  /** How it was given, where somebody wrote it down for them. */
  given: z.string().trim().max(1000),
  remark: z.string().trim().max(2000),
  by: z.string(),
  at: z.string(),
})
export type Approval = z.infer<typeof Approval>

const License = z
  .string()
  .trim()
  .max(200)
  .refine(text => {
    const parsed = parseExpression(text)
    return parsed.ok && unknownIds(parsed.expression).length === 0
  }, 'an SPDX license id, such as CC-BY-4.0')

/** What everybody sees of it, as it was when all had approved it. */
export const PublishedCase = z.object({
  title: Sentence,
  summary: Sentence,
  body: Sentence,
  license: z.string(),
  attribution: z.string(),
  contentHash: z.string(),
  partners: z.array(z.object({ name: Sentence, kind: z.string(), place: z.string(), address: z.string().nullable() })),
})
export type PublishedCase = z.infer<typeof PublishedCase>

export const PartnerCase = z.object({
  id: Slug,
  title: title(),
  summary: written(2000),
  /** In Markdown. */
  body: written(200_000),
  agreement: z.string().nullable(),
  license: License,
  attribution: z.string().trim().max(500),
  partners: z.array(Slug).max(50),
  state: CaseState,
  contentHash: z.string(),
  askedAt: z.string().nullable(),
  published: PublishedCase.nullable(),
  publishedAt: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type PartnerCase = z.infer<typeof PartnerCase>

export const NewCase = PartnerCase.pick({ title: true, partners: true }).extend({
  id: Slug.optional(),
  summary: optional(2000),
  body: optional(200_000),
  agreement: PartnerCase.shape.agreement.default(null),
  license: License.default('CC-BY-4.0'),
  attribution: PartnerCase.shape.attribution.default(''),
})
export type NewCase = z.infer<typeof NewCase>

/** Of all that is shown: whoever approves approves just this. */
export function hashCase(wanted: Omit<NewCase, 'id' | 'agreement'>): string {
  const { title, summary, body, license, attribution, partners } = wanted
  const both = ({ en, zh }: Text) => [en, zh]
  const content = [both(title), both(summary), both(body), license, attribution, [...partners].sort()]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

/** The latest answer of each partner to what it holds now. */
export function standingOf(
  { partners, contentHash }: Pick<PartnerCase, 'partners' | 'contentHash'>,
  approvals: readonly Approval[],
): { partner: string; approval: Approval | undefined }[] {
  return partners.map(partner => ({
    partner,
    approval: approvals.findLast(each => each.partner === partner && each.contentHash === contentHash),
  }))
}
