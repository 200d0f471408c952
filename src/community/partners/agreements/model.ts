import { z } from 'zod'
import type { Text } from '../../../lib/text/text.ts'
import { Address, Day, optional, Slug, title, written } from '../model.ts'

/** Written; offered to its parties to sign; signed by all; over by its term; ended before. */
export const AgreementState = z.enum(['draft', 'offered', 'active', 'over', 'ended'])
export type AgreementState = z.infer<typeof AgreementState>

export const agreementStateNames: Record<AgreementState, Text> = {
  draft: { en: 'draft', zh: '草稿' },
  offered: { en: 'to be signed', zh: '待签署' },
  active: { en: 'in force', zh: '生效中' },
  over: { en: 'over', zh: '已到期' },
  ended: { en: 'ended early', zh: '提前终止' },
}

const Party = z.object({ partner: z.string(), signedOn: Day.nullable(), signedBy: z.string().nullable() })

export const AgreementDocument = z.object({ title: z.string().trim().min(1).max(200), address: Address })

export const CommitmentState = z.enum(['open', 'done', 'dropped'])
export type CommitmentState = z.infer<typeof CommitmentState>

export const commitmentStateNames: Record<CommitmentState, Text> = {
  open: { en: 'open', zh: '待履行' },
  done: { en: 'done', zh: '已履行' },
  dropped: { en: 'dropped', zh: '已放弃' },
}

/** What one of the parties does by a day, and who sees to it. */
export const Commitment = z.object({
  id: z.string(),
  agreement: z.string(),
  partner: z.string(),
  promise: title(1000),
  ownerName: z.string().trim().min(1).max(200),
  owner: z.string().nullable(),
  dueOn: Day,
  state: CommitmentState,
  settledOn: Day.nullable(),
  note: z.string().max(2000),
})
export type Commitment = z.infer<typeof Commitment>

export const NewCommitment = Commitment.pick({ partner: true, promise: true, dueOn: true }).extend({
  /** By id, sign-in name or e-mail of an account; or just a name. */
  owner: z.string().trim().min(1).max(320),
})
export type NewCommitment = z.infer<typeof NewCommitment>

export const Agreement = z.object({
  id: Slug,
  title: title(),
  purpose: written(5000),
  state: AgreementState,
  since: Day,
  until: Day.nullable(),
  reviewOn: Day.nullable(),
  documents: z.array(AgreementDocument).max(50),
  goals: z.array(Slug).max(50),
  whyEnded: z.string(),
  parties: z.array(Party),
  createdBy: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Agreement = z.infer<typeof Agreement>

export const NewAgreement = Agreement.pick({ title: true, since: true }).extend({
  id: Slug.optional(),
  purpose: optional(5000),
  until: Agreement.shape.until.default(null),
  reviewOn: Agreement.shape.reviewOn.default(null),
  documents: Agreement.shape.documents.default([]),
  goals: Agreement.shape.goals.default([]),
  partners: z.array(Slug).max(50),
})
export type NewAgreement = z.infer<typeof NewAgreement>
