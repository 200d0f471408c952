import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import type { Text } from '../../lib/text/text.ts'
import { Facts } from '../evidence/model.ts'
import { Answers, GrantTerms } from '../forms/model.ts'
import { Outcome, Step } from '../policies/model.ts'
import { Subject } from '../subjects/model.ts'

/**
 * `open`: somebody is to answer. `returned`: the one who asked is. `held`: decided, and not yet told. `answered`: in words,
 * where there is nothing to grant.
 */
export const RequestState = z.enum(['open', 'returned', 'held', 'approved', 'answered', 'refused', 'withdrawn'])
export type RequestState = z.infer<typeof RequestState>

export const requestStates: Record<RequestState, Text> = {
  open: { en: 'in review', zh: '评审中' },
  returned: { en: 'waits for the requester', zh: '待申请人补充' },
  held: { en: 'decided, not announced', zh: '已决定，未公布' },
  approved: { en: 'approved', zh: '已批准' },
  answered: { en: 'answered', zh: '已答复' },
  refused: { en: 'refused', zh: '已拒绝' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
}

/** Where nothing more is expected of anybody. */
export const endStates: readonly RequestState[] = ['approved', 'answered', 'refused', 'withdrawn']

/** What a policy said when it was heard. */
const HeardPolicy = z.object({
  policy: z.string(),
  version: z.number(),
  mode: z.enum(['observe', 'warn', 'block']),
  outcome: z.enum(['approve', 'refuse', 'review', 'none']),
  rule: z.string().nullable(),
  reason: Sentence,
})

/** How it was decided: by a rule at once, or by people. With the facts of the request it can be replayed. */
export const Decision = z.object({
  /** What the policies made of it. */
  verdict: Outcome,
  reason: Sentence,
  /** The policy that spoke, if one did. */
  by: z.object({ policy: z.string(), version: z.number(), rule: z.string().nullable() }).nullable(),
  heard: z.array(HeardPolicy),
  grant: GrantTerms,
  hold: z.boolean(),
  /** When the policies were heard: what `now` was to them. */
  heardAt: z.string(),
  /** Groups of the requester then. */
  groups: z.array(z.string()),
  /** What came of it in the end; null while it is under review. */
  outcome: z.enum(['approve', 'refuse', 'answer']).nullable(),
})
export type Decision = z.infer<typeof Decision>

export const Request = z.object({
  number: z.number(),
  form: z.object({ id: z.string(), version: z.number() }),
  title: z.string(),
  subject: Subject,
  requester: z.string(),
  /** Who typed it: another than the requester where somebody stood in for them. */
  askedBy: z.string(),
  answers: Answers,
  facts: Facts,
  state: RequestState,
  /** Counts how often it was put before the policies. */
  round: z.number(),
  decision: Decision,
  submittedAt: z.string(),
  changedAt: z.string(),
  decidedAt: z.string().nullable(),
  /** Of the requester, 1 to 5, and what they say of it. */
  rating: z.number().nullable(),
  ratingNote: z.string().nullable(),
})
export type Request = z.infer<typeof Request>

/** `waiting`: for steps before it. */
export const ReviewState = z.enum(['waiting', 'open', 'passed', 'failed', 'cancelled'])
export type ReviewState = z.infer<typeof ReviewState>

export const reviewStates: Record<ReviewState, Text> = {
  waiting: { en: 'waits for other steps', zh: '等待前序步骤' },
  open: { en: 'open', zh: '进行中' },
  passed: { en: 'passed', zh: '已通过' },
  failed: { en: 'refused', zh: '未通过' },
  cancelled: { en: 'not needed any more', zh: '不再需要' },
}

export const AnswerKind = z.enum(['approve', 'refuse', 'abstain'])
export type AnswerKind = z.infer<typeof AnswerKind>

export const answerKinds: Record<AnswerKind, Text> = {
  approve: { en: 'approve', zh: '同意' },
  refuse: { en: 'refuse', zh: '拒绝' },
  abstain: { en: 'abstain', zh: '弃权' },
}

const Scores = z.record(z.string(), z.number().int().min(1).max(5))

/** What a reviewer says. A score stands for `approve` or `refuse` only together with the others'. */
export const ReviewAnswer = z.object({
  /** Whose answer counts. */
  account: z.string(),
  /** Who gave it: another where somebody stood in. */
  givenBy: z.string(),
  answer: AnswerKind,
  scores: Scores.nullable(),
  reason: z.string(),
  at: z.string(),
})
export type ReviewAnswer = z.infer<typeof ReviewAnswer>

export const Review = z.object({
  id: z.string(),
  request: z.number(),
  round: z.number(),
  step: Step,
  /** Who is asked; the office where the step's own group is empty. */
  group: z.string(),
  /** One who answers alone, for the whole group. */
  assignedTo: z.string().nullable(),
  state: ReviewState,
  openedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  /** When others were asked, too, and which group. */
  escalatedAt: z.string().nullable(),
  escalatedTo: z.string().nullable(),
  closedAt: z.string().nullable(),
  answers: z.array(ReviewAnswer),
})
export type Review = z.infer<typeof Review>

export const Tick = z.object({
  item: z.string(),
  account: z.string(),
  at: z.string(),
  note: z.string().nullable(),
})
export type Tick = z.infer<typeof Tick>

export const Comment = z.object({ id: z.string(), account: z.string(), at: z.string(), text: z.string() })
export type Comment = z.infer<typeof Comment>

/** What lists show. */
export const RequestSummary = z.object({
  number: z.number(),
  form: z.string(),
  title: z.string(),
  subject: z.string(),
  requester: z.string(),
  askedBy: z.string(),
  state: RequestState,
  submittedAt: z.string(),
  changedAt: z.string(),
  decidedAt: z.string().nullable(),
  /** Whom it waits for: groups, or one who is to answer for a group, and until when. */
  waitingOn: z.array(z.object({ group: z.string(), account: z.string().nullable(), dueAt: z.string().nullable() })),
})
export type RequestSummary = z.infer<typeof RequestSummary>

export const NewRequest = z.object({
  /** The id of a form, or what it permits: `use-component` or `use`. */
  form: z.string().min(1).max(60),
  subject: z.string().max(500).default(''),
  answers: Answers.default({}),
  /** Points of the checklists that are confirmed in asking. */
  ticks: z.array(z.string().max(200)).max(500).default([]),
  /** For whom somebody asks as their deputy, or runs the desk: id, sign-in name or e-mail. */
  onBehalfOf: z.string().max(320).optional(),
  /** The same key from the same requester is the same request, however often it is sent. */
  idempotencyKey: z.string().min(1).max(200).optional(),
})
export type NewRequest = z.infer<typeof NewRequest>

export const NewAnswer = z.object({
  answer: AnswerKind,
  reason: z.string().max(20_000).default(''),
  scores: Scores.optional(),
  /** Points of the step's checklists that are confirmed. */
  ticks: z.array(z.string().max(200)).max(500).default([]),
  /** The account that one stands in for. */
  actingFor: z.string().optional(),
})
export type NewAnswer = z.infer<typeof NewAnswer>

/** The job that looks after the desk: asked for, too, whenever a project was analyzed. */
export const deskWatch = { kind: 'desk', rank: 0 } as const
