import { z } from 'zod'
import { LedgerEntry } from '../../access/ledger/model.ts'
import { Sentence } from '../../lib/text/sentence.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Facts } from '../evidence/model.ts'
import { Answers } from '../forms/model.ts'
import { Grant } from '../grants/model.ts'
import { amend, ask, draftRequest, withdraw } from './asking/service.ts'
import { Comment, NewAnswer, NewRequest, Request, RequestState, RequestSummary, Review, Tick } from './model.ts'
import { announce, answerReview, reassign, returnToRequester } from './reviewing/service.ts'
import * as service from './service.ts'

const Names = z.record(z.string(), z.string())
const Outcome = z.object({ request: Request, grants: z.array(Grant) })
const number = z.coerce.number().int().min(1)

export const askRequest = endpoint({
  method: 'POST',
  path: '/api/requests',
  summary: {
    en: 'Ask: what a rule can decide is decided in the answer, with the reason and the grant',
    zh: '提出申请：规则能决定的，在响应中即给出决定、理由和授权',
  },
  permission: 'requests.ask',
  input: NewRequest,
  output: Outcome,
  handle: async (ctx, input) => outcomeOf(ctx, (await ask(ctx, input)).number),
})

export const draft = endpoint({
  method: 'POST',
  path: '/api/requests/draft',
  summary: {
    en: 'What a form asks of a subject, what is known already, and what is still missing; nothing is kept',
    zh: '表单对某对象会问什么、已知什么、还缺什么；不保存任何内容',
  },
  permission: 'requests.ask',
  input: NewRequest,
  output: z.object({
    form: z.string(),
    facts: Facts,
    answers: Answers,
    questions: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        label: Sentence,
        options: z.array(z.object({ id: z.string(), label: Sentence })).optional(),
        required: z.boolean(),
        isKnown: z.boolean(),
      }),
    ),
    confirmations: z.array(z.object({ key: z.string(), text: Sentence, required: z.boolean() })),
    problems: z.array(z.object({ field: z.string(), problem: Sentence })),
  }),
  handle: async (ctx, input) => {
    const { form, facts, answers, questions, lists, problems } = await draftRequest(ctx, input)
    const confirmations = lists.flatMap(({ items }) => items)
    return { form: form.id, facts, answers, questions, confirmations, problems }
  },
})

export const listRequests = endpoint({
  method: 'GET',
  path: '/api/requests',
  summary: { en: 'List the requests that you may see, the newest first', zh: '列出您可查看的申请，最新的在前' },
  permission: 'requests.ask',
  input: z.object({
    mine: z.stringbool().optional(),
    form: z.string().optional(),
    state: RequestState.optional(),
    group: z.string().optional(),
    text: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({ requests: z.array(RequestSummary), total: z.number(), names: Names }),
  handle: async (ctx, { mine, ...search }) => {
    const requester = mine ? ctx.actor.id : undefined
    const { names, ...list } = await service.listRequests(ctx, { ...search, requester })
    return { ...list, names: Object.fromEntries(names) }
  },
})

export const listWaiting = endpoint({
  method: 'GET',
  path: '/api/requests/waiting',
  summary: {
    en: 'List the reviews that wait for you, the one due first before all',
    zh: '列出待您处理的评审，最先到期的在前',
  },
  permission: 'requests.ask',
  input: z.object({}),
  output: z.object({
    waiting: z.array(
      z.object({
        review: z.string(),
        step: z.string(),
        group: z.string(),
        dueAt: z.string().nullable(),
        request: RequestSummary,
      }),
    ),
    names: Names,
  }),
  handle: async ctx => {
    const { waiting, names } = await service.listWaitingForMe(ctx)
    return { waiting, names: Object.fromEntries(names) }
  },
})

export const getRequest = endpoint({
  method: 'GET',
  path: '/api/requests/{number}',
  summary: {
    en: 'Get a request with its facts, reviews, grants and history',
    zh: '获取申请及其事实、评审、授权和历史',
  },
  permission: 'requests.ask',
  input: z.object({ number }),
  output: Outcome.extend({
    /** With whom each waits on, and the points that its checklists ask to confirm. */
    reviews: z.array(Review.extend({ waitingOn: z.array(z.string()), points: z.array(z.string()) })),
    ticks: z.array(Tick),
    comments: z.array(Comment),
    history: z.array(LedgerEntry),
    names: Names,
  }),
  handle: async (ctx, { number }) => {
    const view = await service.getRequestView(ctx, number)
    const { request, grants, ticks, comments, history } = view
    const pointsOf = (step: string) =>
      view.checklists.filter(({ list }) => list.by === step).flatMap(({ items }) => items.map(({ key }) => key))
    const reviews = view.reviews.map(review => ({
      ...review,
      waitingOn: view.reviewers.get(review.id) ?? [],
      points: pointsOf(review.step.id),
    }))
    return { request, grants, reviews, ticks, comments, history, names: Object.fromEntries(view.names) }
  },
})

export const amendRequest = endpoint({
  method: 'PUT',
  path: '/api/requests/{number}',
  summary: { en: 'Change the answers of your request and send it again', zh: '修改您申请的回答并重新提交' },
  permission: 'requests.ask',
  input: z.object({ number, answers: Answers, ticks: NewRequest.shape.ticks }),
  output: Outcome,
  handle: async (ctx, { number, ...change }) => outcomeOf(ctx, (await amend(ctx, number, change)).number),
})

export const withdrawRequest = endpoint({
  method: 'POST',
  path: '/api/requests/{number}/withdraw',
  summary: { en: 'Withdraw your request', zh: '撤回您的申请' },
  permission: 'requests.ask',
  input: z.object({ number, why: z.string().max(2000).default('') }),
  output: Outcome,
  handle: async (ctx, { number, why }) => outcomeOf(ctx, (await withdraw(ctx, number, why)).number),
})

export const answer = endpoint({
  method: 'POST',
  path: '/api/reviews/{review}/answer',
  summary: { en: 'Answer a step of a review', zh: '答复评审步骤' },
  permission: 'requests.ask',
  input: NewAnswer.extend({ review: z.string() }),
  output: Outcome,
  handle: async (ctx, { review, ...given }) => outcomeOf(ctx, (await answerReview(ctx, review, given)).number),
})

export const reassignReview = endpoint({
  method: 'POST',
  path: '/api/reviews/{review}/reassign',
  summary: { en: 'Hand a step of a review to one person', zh: '将评审步骤转交给一人' },
  permission: 'requests.ask',
  input: z.object({ review: z.string(), to: z.string().max(320), why: z.string().max(2000).default('') }),
  output: Review,
  handle: (ctx, { review, to, why }) => reassign(ctx, review, to, why),
})

export const returnReview = endpoint({
  method: 'POST',
  path: '/api/reviews/{review}/return',
  summary: { en: 'Ask the requester for what is missing', zh: '请申请人补充缺少的信息' },
  permission: 'requests.ask',
  input: z.object({ review: z.string(), question: z.string().max(20_000) }),
  output: Outcome,
  handle: async (ctx, { review, question }) => outcomeOf(ctx, (await returnToRequester(ctx, review, question)).number),
})

export const announceRequest = endpoint({
  method: 'POST',
  path: '/api/requests/{number}/announce',
  summary: { en: 'Tell a decision that was held', zh: '公布暂缓公布的决定' },
  permission: 'requests.manage',
  input: z.object({ number }),
  output: Outcome,
  handle: async (ctx, { number }) => outcomeOf(ctx, (await announce(ctx, number)).number),
})

export const commentRequest = endpoint({
  method: 'POST',
  path: '/api/requests/{number}/comments',
  summary: { en: 'Comment on a request', zh: '评论申请' },
  permission: 'requests.ask',
  input: z.object({ number, text: z.string() }),
  output: Comment,
  handle: (ctx, { number, text }) => service.comment(ctx, number, text),
})

export const tickRequest = endpoint({
  method: 'POST',
  path: '/api/requests/{number}/ticks',
  summary: { en: 'Tick a point of a checklist, or take it back', zh: '勾选或取消清单项' },
  permission: 'requests.ask',
  input: z.object({
    number,
    item: z.string().max(200),
    done: z.boolean().default(true),
    note: z.string().max(2000).nullable().default(null),
  }),
  output: z.object({ item: z.string(), done: z.boolean() }),
  handle: async (ctx, { number, item, done, note }) => {
    await service.tick(ctx, number, item, done, note)
    return { item, done }
  },
})

export const rateRequest = endpoint({
  method: 'POST',
  path: '/api/requests/{number}/rating',
  summary: { en: 'Rate how your request was handled, 1 to 5', zh: '为您的申请处理情况评分（1–5）' },
  permission: 'requests.ask',
  input: z.object({ number, stars: z.coerce.number().int().min(1).max(5), note: z.string().max(2000).default('') }),
  output: Request,
  handle: (ctx, { number, stars, note }) => service.rate(ctx, number, stars, note),
})

export const replayRequest = endpoint({
  method: 'GET',
  path: '/api/requests/{number}/replay',
  summary: {
    en: 'Decide a request again from the facts and the policy versions that were stored',
    zh: '依据已存储的事实和策略版本重放决定',
  },
  permission: 'requests.ask',
  input: z.object({ number }),
  output: z.object({ isSame: z.boolean(), outcome: z.string(), rule: z.string().nullable() }),
  handle: (ctx, { number }) => service.replay(ctx, number),
})

async function outcomeOf(ctx: Parameters<typeof service.getRequestView>[0], number: number) {
  const { request, grants } = await service.getRequestView(ctx, number)
  return { request, grants }
}
