import { sql } from 'kysely'
import { findAccountCalled } from '../src/access/accounts/service.ts'
import { createWebhook } from '../src/notifications/webhooks/service.ts'
import type { Context } from '../src/platform/context.ts'
import { ask } from '../src/requests/desk/asking/service.ts'
import { answerReview } from '../src/requests/desk/reviewing/service.ts'
import { getRequestView } from '../src/requests/desk/service.ts'
import { watchDesk } from '../src/requests/desk/watch/service.ts'
import type { Desk } from './desk.ts'

/** Numbers of the requests that the desk stands with. */
export const decidedNext = 1
const toReopen = 2
const toExpire = 3

/** Of what several processes ask at once, each the same: more than a pool has connections. */
export const keys = Array.from({ length: 14 }, (_, i) => `key ${i}`)

/** A desk in the midst of its work: one request waits for its last answer, one grant has ended, another is to be reopened. */
export async function setUpDesk(desk: Desk, receiver = 'https://receiver.example/hook') {
  await desk.hire('olga', ['officer'], ['office'])
  await desk.hire('lea', ['reviewer'], ['legal'])
  await desk.hire('sam', ['reviewer'], ['security', 'architecture'])
  const dev = await desk.as(await desk.hire('dev', ['member']))
  await createWebhook(desk.system, {
    name: 'program',
    url: receiver,
    events: ['request.*'],
    preset: 'standard',
    locale: 'en',
  })
  const licenses = { 'npm/left-pad@1.3.0': 'MPL-2.0', 'npm/right-pad@1.0.0': 'MIT', 'npm/old-pad@1.0.0': 'MIT' }
  await desk.use('web', { ...licenses, 'npm/new-pad@1.0.0': 'MIT' })
  await ask(dev, {
    ...about('left-pad@1.3.0'),
    answers: {
      product: 'web',
      distribution: 'shipped-binary',
      modified: true,
      modifications: 'a fix',
      linkage: 'static',
      critical: false,
    },
  })
  for (const name of ['olga', 'lea', 'sam']) await answerAll(await comeIn(desk, name), decidedNext)
  await ask(dev, about('right-pad@1.0.0'))
  await ask(dev, about('old-pad@1.0.0'))
  await sql`update grant_record set valid_until = '2026-11-19' where request_number = ${toExpire}`.execute(
    desk.system.db,
  )
  await desk.use('web', { ...licenses, 'npm/right-pad@1.0.0': 'AGPL-3.0-only', 'npm/new-pad@1.0.0': 'MIT' })
}

/** What may be cut off in the midst, and be done again from its start. */
export const steps = {
  /** Decided by a rule at once. */
  async ask(desk: Desk) {
    return ask(await comeIn(desk, 'dev'), { ...about('new-pad@1.0.0'), idempotencyKey: 'once' })
  },
  /** The last that is needed: it is decided. */
  async answer(desk: Desk) {
    return answerAll(await comeIn(desk, 'olga'), decidedNext)
  },
  /** Others are asked about what is overdue, a grant ends, another is decided anew. */
  async watch(desk: Desk) {
    desk.setClock('2026-12-10T12:00:00Z')
    return watchDesk(desk.system)
  },
}

/** What each leads to. */
export const outcomes = {
  ask: { request: toExpire + 1, state: 'approved' },
  answer: { request: decidedNext, state: 'approved' },
  watch: { request: toReopen, state: 'refused' },
}

export function about(name: string) {
  return { form: 'use', subject: `pkg:npm/${name}`, answers: { product: 'web' }, ticks: [] }
}

export async function comeIn(desk: Desk, login: string): Promise<Context> {
  const account = await findAccountCalled(desk.system, login)
  if (!account) throw new Error(`${login} was not hired`)
  return desk.as(account)
}

/** Approves every step that waits for whoever looks, once. */
export async function answerAll(ctx: Context, number: number) {
  const { mine, checklists } = await getRequestView(ctx, number)
  for (const { review } of mine) {
    const lists = checklists.filter(({ list }) => list.by === review.step.id)
    const ticks = lists.flatMap(({ items }) => items.map(({ key }) => key))
    await answerReview(ctx, review.id, { answer: 'approve', reason: 'fine', ticks })
  }
}
