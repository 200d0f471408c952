import { randomUUID } from 'node:crypto'
import { type Doer, record } from '../../../access/ledger/service.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import { publish } from '../../../notifications/webhooks/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { decisionStates, news } from '../messages.ts'
import type { Choice, Decision, NewDecision } from '../model.ts'
import { bothOf, getStandingIn, getTerms, getWorkingGroup, isVoter } from '../service.ts'
import * as store from './store.ts'

const day = 86_400_000

export function getDecisions(ctx: Pick<Context, 'db'>, group: string, limit = 50): Promise<Decision[]> {
  return store.findDecisions(ctx.db, { group, limit })
}

/** By whoever may vote in the group, or runs it. */
export async function openDecision(ctx: Context, group: string, { question, days }: NewDecision): Promise<Decision> {
  return inTransaction(ctx, async ctx => {
    const { name } = await getWorkingGroup(ctx, group)
    const { votes, manages } = await getStandingIn(ctx, group)
    if (!votes && !manages) throw noVoice
    const now = ctx.now()
    const closesAt = new Date(now.getTime() + days * day).toISOString()
    const decision = {
      ...{ id: randomUUID(), question, proposedBy: ctx.actor.id, openedAt: now.toISOString() },
      ...{ closesAt, state: 'open' as const, closedAt: null },
    }
    await store.insertDecision(ctx.db, group, decision)
    await record(ctx, {
      verb: 'working-group.decision-opened',
      subject: { kind: 'working-group', id: group },
      after: decision,
    })
    await notify(ctx, {
      to: await voters(ctx, group),
      kind: 'working-group.vote',
      subject: news.opened(bothOf(name), bothOf(question)),
      body: news.openedBody(closesAt.slice(0, 16).replace('T', ' ').concat(' UTC')),
      link: `/working-groups/${group}`,
      key: `working-group.vote:${decision.id}`,
    })
    return { ...decision, votes: { yes: 0, no: 0, abstain: 0 } }
  })
}

/** One voice each, which may change its mind until it is over. Once more than half of all say the same, it is. */
export async function castVote(ctx: Context, group: string, id: string, choice: Choice): Promise<Decision> {
  return inTransaction(ctx, async ctx => {
    await getWorkingGroup(ctx, group)
    const decision = await findOpen(ctx, group, id)
    if (!(await getStandingIn(ctx, group)).votes) throw noVoice
    await store.saveVote(ctx.db, id, ctx.actor.id, choice, ctx.now().toISOString())
    const subject = { kind: 'working-group', id: group }
    await record(ctx, { verb: 'working-group.decision-voted', subject, after: { decision: id } })
    const after = (await store.findDecisions(ctx.db, { id }))[0] ?? decision
    const half = (await voters(ctx, group)).length / 2
    if (after.votes.yes > half || after.votes.no > half) await close(ctx, after)
    return (await store.findDecisions(ctx.db, { id }))[0] ?? after
  })
}

/** Those whose time is over. */
export async function closeDue(ctx: Context) {
  for (const decision of await store.findDecisions(ctx.db, { dueAt: ctx.now().toISOString() })) {
    await inTransaction(ctx, ctx => close(ctx, decision))
  }
}

/** More yes than no: a simple majority of those who said either. */
async function close(ctx: Doer & Pick<Context, 'zones'>, decision: Decision & { group: string }) {
  const { yes, no, abstain } = decision.votes
  const state = yes > no ? 'adopted' : 'rejected'
  if (!(await store.closeDecision(ctx.db, decision.id, state, ctx.now().toISOString()))) return
  const { group } = decision
  const { name } = await getWorkingGroup(ctx, group)
  const after = { decision: decision.id, state, yes, no, abstain }
  await record(ctx, { verb: 'working-group.decision-closed', subject: { kind: 'working-group', id: group }, after })
  const text = news.decided(bothOf(name), bothOf(decision.question), decisionStates[state])
  const link = `/working-groups/${group}`
  await notify(ctx, {
    to: await voters(ctx, group),
    kind: 'working-group.decided',
    subject: text,
    body: news.decidedBody(String(yes), String(no), String(abstain)),
    link,
    key: `working-group.decided:${decision.id}`,
  })
  const data = { group, decision: decision.id, state }
  await publish(ctx, { event: 'working-group.decided', key: decision.id, data, text, link })
}

async function findOpen(ctx: Context, group: string, id: string) {
  const [decision] = await store.findDecisions(ctx.db, { id })
  if (decision?.group !== group) throw notThere
  if (decision.closedAt !== null || decision.closesAt <= ctx.now().toISOString()) throw isOver
  return decision
}

async function voters(ctx: Pick<Context, 'db' | 'now'>, group: string): Promise<string[]> {
  return [...new Set((await getTerms(ctx, group)).filter(isVoter).map(({ account }) => account))]
}

const notThere = new Failure('not-found', { en: 'There is no such decision in this group', zh: '该组没有此决定' })
const isOver = new Failure('conflict', { en: 'This vote is over', zh: '该表决已经结束' })
const noVoice = new Failure('not-allowed', {
  en: 'Contributors, maintainers and chairs of the group vote: ask a chair',
  zh: '只有该组的贡献者、维护者和主席可以投票：请联系主席',
})
