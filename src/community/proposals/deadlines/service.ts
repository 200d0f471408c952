import type { Text } from '../../../lib/text/text.ts'
import type { Context } from '../../../platform/context.ts'
import { findAsksOf } from '../pool/store.ts'
import * as store from '../store.ts'

/** Until when a call takes proposals, in the zone in which that was said. */
export interface CallDeadline {
  call: string
  title: Text
  at: string
  zone: string
  revision: number
}

/** What a speaker is to answer by then. */
export interface AnswerDeadline {
  kind: 'confirm' | 'date'
  /** The day that they are asked for; of one who was accepted, none. */
  date: string | null
  proposal: string
  title: Text
  at: string
}

/** Of all calls that the public may see, drafts are not among them. */
export async function findCallDeadlines(ctx: Pick<Context, 'db'>, since: string): Promise<CallDeadline[]> {
  const calls = await store.findCalls(ctx.db)
  return calls.flatMap(({ id, plan, state, deadlineAt, revision }) =>
    state !== 'draft' && deadlineAt !== null && deadlineAt >= since
      ? [{ call: id, title: plan.title, at: deadlineAt, zone: plan.zone, revision }]
      : [],
  )
}

/** Everybody's own: whether they come with what was accepted, and on the days that they are asked for. */
export async function findAnswerDeadlines(ctx: Pick<Context, 'db' | 'actor'>): Promise<AnswerDeadline[]> {
  const proposals = await store.findProposalsWith(ctx.db, ctx.actor.id)
  const ids = proposals.map(({ id }) => id)
  const speakers = await store.findSpeakers(ctx.db, ids)
  const asks = await findAsksOf(ctx.db, ids)
  return proposals.flatMap(({ id, state, confirmBy, content: { title } }): AnswerDeadline[] => {
    const isFirst = speakers.some(each => each.proposal === id && each.position === 0 && each.account === ctx.actor.id)
    const due = { proposal: id, title }
    return [
      ...(isFirst && state === 'accepted' && confirmBy !== null
        ? [{ ...due, kind: 'confirm' as const, date: null, at: confirmBy }]
        : []),
      ...asks
        .filter(({ proposal, state }) => proposal === id && state === 'asked')
        .map(({ date, answerBy }) => ({ ...due, kind: 'date' as const, date, at: answerBy })),
    ]
  })
}
