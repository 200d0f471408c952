import { randomUUID } from 'node:crypto'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { createSecret, hashSecret } from '../../../platform/secret.ts'
import type { CaseState, Consequence, Report } from '../model.ts'
import { addMessage, readDecisions, readMessages, recordWork, tellHearers, unsealCase } from '../service.ts'
import * as store from '../store.ts'

/** Whoever asks: nothing here looks at who that is. */
type Anybody = Pick<Context, 'db' | 'now' | 'reach' | 'zones' | 'zones'>

const hour = 3_600_000
/** So that nobody buries the panel: far more than any office has. Strangers do not shut out those who have signed in. */
const mostInAnHour = { stranger: 30, member: 100 }
const mostMessages = 200

/** Gives the receipt, this once. Who sent it is not kept anywhere. */
export async function report(
  ctx: Anybody,
  content: Report,
  by: keyof typeof mostInAnHour = 'stranger',
): Promise<string> {
  const receipt = createSecret('report_')
  await inTransaction(ctx, async ctx => {
    const now = ctx.now()
    if ((await store.countCasesSince(ctx.db, new Date(now.getTime() - hour).toISOString())) >= mostInAnHour[by])
      throw tooMany
    const id = randomUUID()
    const sealed = ctx.reach.seal(JSON.stringify(content))
    const at = now.toISOString()
    await store.insertCase(ctx.db, { id, receiptHash: hashSecret(receipt), content: sealed, at })
    await recordWork(ctx)
    const known = { state: 'open' as const, decidedAt: null, appealUntil: null, closedAt: null, keepUntil: null }
    await tellHearers(ctx, { ...known, id, report: content, receivedAt: at }, 'panel')
  })
  return receipt
}

/** What the holder of a code is told. */
export interface Following {
  by: 'receipt' | 'answer'
  state: CaseState
  receivedAt: string
  messages: { mine: boolean; body: string; at: string }[]
  decisions: { consequence: Consequence; until: string | null; told: string; at: string }[]
  mayAppeal: boolean
}

export async function follow(ctx: Anybody, code: string): Promise<Following> {
  const found = await findByCode(ctx, code)
  const { by, state, receivedAt, appealUntil } = found
  const messages = by === 'receipt' ? await readMessages(ctx, found.id) : []
  const decisions = (await readDecisions(ctx, found.id)).flatMap(({ consequence, until, told, confirmedAt }) =>
    confirmedAt === null ? [] : [{ consequence, until, told, at: confirmedAt }],
  )
  return {
    ...{ by, state, receivedAt, decisions },
    messages: messages.flatMap(({ side, body, at }) =>
      side === 'reporter' || side === 'panel' ? [{ mine: side === 'reporter', body, at }] : [],
    ),
    mayAppeal: state === 'decided' && (appealUntil ?? '') > ctx.now().toISOString(),
  }
}

/** By the receipt, more about what was reported. */
export async function addToReport(ctx: Anybody, code: string, body: string) {
  await inTransaction(ctx, async ctx => {
    const found = await findByCode(ctx, code)
    if (found.by !== 'receipt' || found.state === 'closed') throw isClosed
    if ((await store.findMessages(ctx.db, found.id)).length >= mostMessages) throw tooMany
    await addMessage(ctx, found.id, 'reporter', requireWords(body))
    await recordWork(ctx)
    const isAppealed = found.state === 'appealed'
    await tellHearers(ctx, unsealCase(ctx, found), isAppealed ? 'appeal' : 'panel')
  })
}

/** Once, within its time, by either code: other people hear it. */
export async function appeal(ctx: Anybody, code: string, body: string) {
  await inTransaction(ctx, async ctx => {
    const found = await findByCode(ctx, code)
    if (found.state !== 'decided' || (found.appealUntil ?? '') <= ctx.now().toISOString()) throw isClosed
    await addMessage(ctx, found.id, 'appeal', requireWords(body))
    await store.updateCase(ctx.db, found.id, { state: 'appealed' })
    await recordWork(ctx)
    await tellHearers(ctx, unsealCase(ctx, { ...found, state: 'appealed' }), 'appeal')
  })
}

async function findByCode(ctx: Anybody, code: string) {
  const found = await store.findCaseByCode(ctx.db, hashSecret(code.trim().slice(0, 200)))
  if (found) return found
  throw new Failure('not-found', {
    en: 'This code opens nothing: check it; what is over for long was erased',
    zh: '此代码无效：请核对；结案已久的内容已被删除',
  })
}

function requireWords(body: string): string {
  const said = body.trim()
  if (said !== '' && said.length <= 10_000) return said
  throw new Failure('invalid-input', { en: 'Write from 1 to 10,000 characters', zh: '请填写 1 至 10000 个字符' })
}

const tooMany = new Failure('unavailable', {
  en: 'Too much arrived just now: try again in an hour, or speak to somebody of the panel',
  zh: '短时间内收到的内容过多：请一小时后再试，或直接联系小组成员',
})
const isClosed = new Failure('conflict', {
  en: 'This is not possible any more: the matter is closed, or its time to appeal is over',
  zh: '已无法执行：此事已结案，或申诉期限已过',
})
