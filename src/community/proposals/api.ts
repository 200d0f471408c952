import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import * as deciding from './deciding/service.ts'
import * as demand from './demand/service.ts'
import {
  Call,
  CallPlan,
  CallState,
  Content,
  Decision,
  Id,
  NewProposal,
  Proposal,
  Question,
  Review,
  Speaker,
  written,
} from './model.ts'
import * as proposing from './proposing/service.ts'
import * as reviewing from './reviewing/service.ts'
import * as service from './service.ts'

const AssignedReviews = z.object({
  assigned: z.number(),
  short: z.array(z.object({ number: z.number(), missing: z.number() })),
})

export const listCalls = endpoint({
  method: 'GET',
  path: '/api/cfp',
  summary: { en: 'List the calls for proposals', zh: '列出征稿' },
  permission: 'community.read',
  input: z.object({}),
  output: z.object({ calls: z.array(Call) }),
  handle: async ctx => ({ calls: await service.getCalls(ctx) }),
})

export const getCall = endpoint({
  method: 'GET',
  path: '/api/cfp/{call}',
  summary: { en: 'Get a call for proposals', zh: '获取征稿' },
  permission: 'community.read',
  input: z.object({ call: z.string() }),
  output: Call,
  handle: (ctx, { call }) => service.getCall(ctx, call),
})

export const saveCall = endpoint({
  method: 'PUT',
  path: '/api/cfp/{call}',
  summary: { en: 'Create a call for proposals, or change it', zh: '创建或修改征稿' },
  permission: 'community.manage',
  input: z.object({ call: Id, plan: CallPlan }),
  output: Call,
  handle: (ctx, { call, plan }) => service.saveCall(ctx, call, plan),
})

export const moveCall = endpoint({
  method: 'POST',
  path: '/api/cfp/{call}/state',
  summary: { en: 'Open or close a call', zh: '开放或关闭征稿' },
  permission: 'community.manage',
  input: z.object({ call: z.string(), state: CallState.extract(['open', 'closed']) }),
  output: Call,
  handle: (ctx, { call, state }) => service.moveCall(ctx, call, state),
})

export const assignReviews = endpoint({
  method: 'POST',
  path: '/api/cfp/{call}/reviews',
  summary: {
    en: 'Close a call and give out its reviews, or fill them up; conflicts of interest are kept out',
    zh: '截稿并分配评审，或补充分配；回避利益冲突',
  },
  permission: 'community.manage',
  input: z.object({ call: z.string() }),
  output: AssignedReviews,
  handle: async (ctx, { call }) => {
    const { state, plan } = await service.getCall(ctx, call)
    const starts = state === 'open' && plan.rolling === null
    return starts ? reviewing.startReviewing(ctx, call) : reviewing.assignAll(ctx, call)
  },
})

export const propose = endpoint({
  method: 'POST',
  path: '/api/cfp/{call}/proposals',
  summary: { en: 'Propose; the speakers’ links are told only now', zh: '投稿；讲者链接仅在此时给出' },
  permission: 'community.read',
  input: NewProposal.extend({ call: z.string() }),
  output: z.object({
    proposal: Proposal,
    links: z.array(z.object({ name: z.string(), secret: z.string() })),
    leaks: z.array(z.object({ kind: z.string(), words: z.string() })),
  }),
  handle: (ctx, { call, ...proposal }) => proposing.propose(ctx, call, proposal),
})

export const listProposals = endpoint({
  method: 'GET',
  path: '/api/cfp/{call}/proposals',
  summary: { en: 'List the proposals of a call, without names', zh: '列出征稿的投稿（不含姓名）' },
  permission: 'community.read',
  input: z.object({
    call: z.string(),
    text: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({ proposals: z.array(Proposal.omit({ submittedBy: true })), total: z.number() }),
  handle: (ctx, input) => service.searchProposals(ctx, input),
})

export const getProposal = endpoint({
  method: 'GET',
  path: '/api/proposals/{proposal}',
  summary: { en: 'Get a proposal, with names only for those who may see them', zh: '获取投稿；姓名仅对有权者可见' },
  permission: 'community.read',
  input: z.object({ proposal: z.string() }),
  output: z.object({ proposal: Proposal.omit({ submittedBy: true }), speakers: z.array(Speaker).nullable() }),
  handle: async (ctx, { proposal: id }) => {
    const { proposal, speakers = null } = await service.getProposalView(ctx, id)
    return { proposal, speakers }
  },
})

export const listOwnReviews = endpoint({
  method: 'GET',
  path: '/api/cfp/{call}/reviews',
  summary: { en: 'List one’s own reviews, the proposals without names', zh: '列出自己的评审（匿名）' },
  permission: 'community.read',
  input: z.object({ call: z.string() }),
  output: z.object({
    reviews: z.array(
      z.object({
        review: Review,
        proposal: z.object({
          id: z.string(),
          number: z.number(),
          track: z.string(),
          format: z.string(),
          content: Content,
        }),
      }),
    ),
  }),
  handle: async (ctx, { call }) => {
    await service.getCall(ctx, call)
    return { reviews: await reviewing.getOwnReviews(ctx, call) }
  },
})

export const giveReview = endpoint({
  method: 'PUT',
  path: '/api/proposals/{proposal}/review',
  summary: { en: 'Give one’s review of a proposal', zh: '提交对投稿的评审' },
  permission: 'community.read',
  input: z.object({
    proposal: z.string(),
    scores: z.record(Id, z.int().min(1).max(5)),
    comment: z.string().max(5000).default(''),
  }),
  output: Review,
  handle: (ctx, { proposal, ...review }) => reviewing.giveReview(ctx, proposal, review),
})

export const getRanking = endpoint({
  method: 'GET',
  path: '/api/cfp/{call}/ranking',
  summary: { en: 'Rank the proposals of a call, for its committee', zh: '为委员会排列投稿名次' },
  permission: 'community.read',
  input: z.object({ call: z.string() }),
  output: z.object({
    ranking: z.array(
      z.object({
        id: z.string(),
        number: z.number(),
        title: Sentence,
        reviews: z.number(),
        score: z.number().nullable(),
        spread: z.number(),
        demand: z.number(),
        total: z.number().nullable(),
        decision: Decision.nullable(),
      }),
    ),
  }),
  handle: async (ctx, { call }) => ({
    ranking: (await deciding.getRanking(ctx, call)).map(({ proposal, score = null, total = null, ...rank }) => ({
      ...rank,
      score,
      total,
      number: proposal.number,
      title: proposal.content.title,
      decision: proposal.decision,
    })),
  }),
})

export const decideProposal = endpoint({
  method: 'POST',
  path: '/api/proposals/{proposal}/decision',
  summary: { en: 'Decide a proposal; it is held until all is announced', zh: '决定投稿；公布前保密' },
  permission: 'community.read',
  input: z.object({ proposal: z.string(), decision: Decision, why: z.string().max(2000).default('') }),
  output: Proposal.omit({ submittedBy: true }),
  handle: (ctx, { proposal, decision, why }) => deciding.decide(ctx, proposal, decision, why),
})

export const announceCall = endpoint({
  method: 'POST',
  path: '/api/cfp/{call}/announcement',
  summary: { en: 'Announce all decisions of a call at once', zh: '一次性公布征稿的全部决定' },
  permission: 'community.read',
  input: z.object({ call: z.string() }),
  output: z.object({ counts: z.partialRecord(Decision, z.number()) }),
  handle: async (ctx, { call }) => ({ counts: Object.fromEntries(await deciding.announce(ctx, call)) }),
})

export const listQuestions = endpoint({
  method: 'GET',
  path: '/api/cfp/{call}/questions',
  summary: { en: 'List what people want to hear, with votes', zh: '列出听众需求及票数' },
  permission: 'community.read',
  input: z.object({ call: z.string() }),
  output: z.object({ questions: z.array(Question) }),
  handle: async (ctx, { call }) => {
    await service.getCall(ctx, call)
    return { questions: await demand.getQuestions(ctx, call) }
  },
})

export const askQuestion = endpoint({
  method: 'POST',
  path: '/api/cfp/{call}/questions',
  summary: { en: 'Say what one wants to hear', zh: '提出想听的内容' },
  permission: 'community.read',
  input: z.object({ call: z.string(), topic: Id.nullable().default(null), text: written(300) }),
  output: Question,
  handle: (ctx, { call, topic, text }) => demand.ask(ctx, call, { topic, text }),
})

export const voteForQuestion = endpoint({
  method: 'PUT',
  path: '/api/cfp/{call}/questions/{question}/vote',
  summary: { en: 'Vote for a question, or take the vote back', zh: '为问题投票或撤回投票' },
  permission: 'community.read',
  input: z.object({ call: z.string(), question: z.string(), wanted: z.boolean().default(true) }),
  output: z.object({ wanted: z.boolean() }),
  handle: async (ctx, { call, question, wanted }) => {
    await demand.vote(ctx, call, question, wanted)
    return { wanted }
  },
})
