import { randomUUID } from 'node:crypto'
import { record } from '../../../access/ledger/service.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import type { Question } from '../model.ts'
import { getCall } from '../service.ts'
import * as store from './store.ts'

const mostOfOne = 20

/** What people want to hear, the most wanted first. Who voted for what is nobody's to see. */
export async function getQuestions(ctx: Pick<Context, 'db' | 'actor'>, call: string): Promise<Question[]> {
  return store.findQuestions(ctx.db, call, ctx.actor.id)
}

/** By anybody who may look inside; who asks wants to hear it. */
export async function ask(
  ctx: Context,
  call: string,
  { topic, text }: Pick<Question, 'topic' | 'text'>,
): Promise<Question> {
  return inTransaction(ctx, async ctx => {
    const { plan } = await requireOpen(ctx, call)
    if (topic !== null && !plan.topics.some(({ id }) => id === topic)) throw noTopic(topic)
    if ((await store.countQuestionsBy(ctx.db, call, ctx.actor.id)) >= mostOfOne) throw tooMany
    const question = { id: randomUUID(), call, topic, text }
    const at = ctx.now().toISOString()
    await store.insertQuestion(ctx.db, question, { by: ctx.actor.id, at })
    await store.insertVote(ctx.db, question.id, ctx.actor.id, at)
    await record(ctx, { verb: 'cfp.question-asked', subject: { kind: 'cfp', id: call }, after: { topic, text } })
    return { ...question, votes: 1, mine: true }
  })
}

/** One vote a person and question. Not in the ledger: what somebody wants to hear is theirs. */
export async function vote(ctx: Context, call: string, question: string, wanted: boolean): Promise<void> {
  await inTransaction(ctx, async ctx => {
    await requireOpen(ctx, call)
    if (!(await getQuestions(ctx, call)).some(({ id }) => id === question)) throw noQuestion
    if (wanted) await store.insertVote(ctx.db, question, ctx.actor.id, ctx.now().toISOString())
    else await store.deleteVote(ctx.db, question, ctx.actor.id)
  })
}

/** By those who run the call. */
export async function removeQuestion(ctx: Context, call: string, id: string): Promise<void> {
  requirePermission(ctx, 'community.manage')
  await inTransaction(ctx, async ctx => {
    const before = (await getQuestions(ctx, call)).find(question => question.id === id)
    if (!before) throw noQuestion
    await store.deleteQuestion(ctx.db, id)
    await record(ctx, { verb: 'cfp.question-removed', subject: { kind: 'cfp', id: call }, before: before.text })
  })
}

async function requireOpen(ctx: Context, id: string) {
  const call = await getCall(ctx, id)
  if (call.state === 'announced' || call.state === 'closed') throw over
  return call
}

function noTopic(id: string) {
  return new Failure('invalid-input', {
    en: `The call has no topic ${id}: choose one of its topics, or none`,
    zh: `征稿中没有主题 ${id}：请选择已有主题或留空`,
  })
}

const noQuestion = new Failure('not-found', { en: 'There is no such question in this call', zh: '此征稿中没有该问题' })
const over = new Failure('conflict', {
  en: 'The call is over: votes no longer count',
  zh: '征稿已结束：投票不再生效',
})
const tooMany = new Failure('conflict', {
  en: `You have asked ${mostOfOne} questions in this call: vote for those that are there`,
  zh: `您在此征稿中已提出 ${mostOfOne} 个问题：请为已有问题投票`,
})
