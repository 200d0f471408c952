import { randomUUID } from 'node:crypto'
import { findAccounts, getNames } from '../../../access/accounts/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { createSecret, hashSecret } from '../../../platform/secret.ts'
import { keptUntil } from '../kept-until.ts'
import {
  appealGroup,
  type Case,
  type Decision,
  type Instance,
  type Message,
  type NewDecision,
  panelGroup,
} from '../model.ts'
import { addMessage, findHearers, readDecisions, readMessages, recordWork, unsealCase } from '../service.ts'
import * as store from '../store.ts'

const day = 86_400_000
const daysToAppeal = 30
const mostCases = 100

/** Whether somebody may hear cases at all. */
export function isOfDesk({ actor }: Pick<Context, 'actor'>): boolean {
  return actor.groups.has(panelGroup) || actor.groups.has(appealGroup)
}

/** Those that the asker may hear; for anybody else there are none. */
export async function getCases(ctx: Context): Promise<Case[]> {
  if (!isOfDesk(ctx)) return []
  const cases: Case[] = []
  for (const sealed of await store.findCases(ctx.db, mostCases)) {
    const heard = unsealCase(ctx, sealed)
    if (await mayHear(ctx, heard)) cases.push(heard)
  }
  return cases
}

/** On appeal the panel still reads, and the others decide. */
async function mayHear(ctx: Context, heard: Case): Promise<boolean> {
  const isAppealed = heard.state === 'appealed' || heard.state === 'closed'
  for (const instance of isAppealed ? (['panel', 'appeal'] as const) : (['panel'] as const))
    if ((await findHearers(ctx, heard, instance)).includes(ctx.actor.id)) return true
  return false
}

export interface WholeCase extends Case {
  messages: Message[]
  decisions: (Decision & { proposedByName: string; confirmedByName: string })[]
  /** Whether it is the asker's to decide now. */
  mayDecide: boolean
  instance: Instance
}

/** For whoever may not hear it there is no such case. */
export async function getCase(ctx: Context, id: string): Promise<WholeCase> {
  const heard = await findHeard(ctx, id)
  const decisions = await readDecisions(ctx, id)
  const names = await getNames(
    ctx,
    decisions.flatMap(({ proposedBy, confirmedBy }) => [proposedBy, confirmedBy ?? '']),
  )
  const instance = instanceOf(heard)
  return {
    ...heard,
    ...{ messages: await readMessages(ctx, id), mayDecide: await isToDecide(ctx, heard), instance },
    decisions: decisions.map(decision => ({
      ...decision,
      proposedByName: names.get(decision.proposedBy) ?? '–',
      confirmedByName: names.get(decision.confirmedBy ?? '') ?? '–',
    })),
  }
}

async function findHeard(ctx: Context, id: string): Promise<Case> {
  const sealed = isOfDesk(ctx) ? await store.findCase(ctx.db, id) : undefined
  const heard = sealed && unsealCase(ctx, sealed)
  if (heard && (await mayHear(ctx, heard))) return heard
  throw new Failure('not-found', { en: 'There is no such case', zh: '没有这一案件' })
}

function instanceOf({ state }: Case): Instance {
  return state === 'appealed' ? 'appeal' : 'panel'
}

async function isToDecide(ctx: Context, heard: Case): Promise<boolean> {
  if (heard.state !== 'open' && heard.state !== 'appealed') return false
  return (await findHearers(ctx, heard, instanceOf(heard))).includes(ctx.actor.id)
}

/** To whoever reported, or among those who hear it. */
export async function write(ctx: Context, id: string, side: 'panel' | 'note', body: string) {
  await inTransaction(ctx, async ctx => {
    await findHeard(ctx, id)
    const said = body.trim()
    if (said === '' || said.length > 10_000) throw noWords
    await addMessage(ctx, id, side, side === 'note' ? `${ctx.actor.name}: ${said}` : said)
    await recordWork(ctx)
  })
}

/** From then on there is no such case for them. */
export async function stepBack(ctx: Context, id: string) {
  await inTransaction(ctx, async ctx => {
    await findHeard(ctx, id)
    await store.insertRecusal(ctx.db, id, ctx.actor.id)
    await addMessage(ctx, id, 'log', `${ctx.actor.name} ↩`)
    await recordWork(ctx)
  })
}

/** Who stepped back from a case, to those who hear it. */
export async function getRecused(ctx: Context, id: string): Promise<{ id: string; name: string }[]> {
  await findHeard(ctx, id)
  return (await findAccounts(ctx, await store.findRecusals(ctx.db, id))).map(({ id, name }) => ({ id, name }))
}

/** By another who hears it, for a reason that those who hear it read: one who stepped back does not see it any more. */
export async function takeBack(ctx: Context, id: string, account: string, why: string) {
  await inTransaction(ctx, async ctx => {
    const recused = await getRecused(ctx, id)
    const back = recused.find(one => one.id === account)
    const reason = why.trim()
    if (!back || account === ctx.actor.id) throw notRecused
    if (reason === '' || reason.length > 1000) throw noReason
    await store.deleteRecusal(ctx.db, id, account)
    await addMessage(ctx, id, 'log', `${back.name} ↪ ${ctx.actor.name}: ${reason}`)
    await recordWork(ctx)
  })
}

/** Holds once a second person confirms it, or at once where nobody else may. Gives the code to appeal with, if it holds. */
export async function proposeDecision(ctx: Context, id: string, wanted: NewDecision): Promise<string | undefined> {
  return inTransaction(ctx, async ctx => {
    const heard = await findHeard(ctx, id)
    if (!(await isToDecide(ctx, heard))) throw notYours
    await store.deleteProposals(ctx.db, id)
    const decision = {
      ...{ id: randomUUID(), caseId: id, instance: instanceOf(heard), body: ctx.reach.seal(JSON.stringify(wanted)) },
      ...{ proposedBy: ctx.actor.id, confirmedBy: null, proposedAt: ctx.now().toISOString(), confirmedAt: null },
    }
    await store.insertDecision(ctx.db, decision)
    await recordWork(ctx)
    const others = (await findHearers(ctx, heard, decision.instance)).filter(account => account !== ctx.actor.id)
    return others.length === 0 ? settle(ctx, heard, decision.id, wanted) : undefined
  })
}

export async function confirmDecision(ctx: Context, id: string, decision: string): Promise<string | undefined> {
  return inTransaction(ctx, async ctx => {
    const heard = await findHeard(ctx, id)
    const found = (await readDecisions(ctx, id)).find(one => one.id === decision && one.confirmedAt === null)
    if (!found || found.proposedBy === ctx.actor.id || !(await isToDecide(ctx, heard))) throw notYours
    await recordWork(ctx)
    return settle(ctx, heard, decision, found)
  })
}

/** Of the panel it can be appealed; on appeal it is the last word. */
async function settle(ctx: Context, heard: Case, decision: string, decided: NewDecision): Promise<string | undefined> {
  const now = ctx.now()
  const at = now.toISOString()
  await store.confirmDecision(ctx.db, decision, ctx.actor.id, at)
  if (instanceOf(heard) === 'appeal') {
    await store.updateCase(ctx.db, heard.id, { state: 'closed', closedAt: at, keepUntil: keptUntil(decided, now) })
    return undefined
  }
  const code = createSecret('answer_')
  const appealUntil = new Date(now.getTime() + daysToAppeal * day).toISOString()
  await store.updateCase(ctx.db, heard.id, {
    ...{ state: 'decided', decidedAt: at, appealUntil, answerHash: hashSecret(code) },
  })
  return code
}

/** Before its time, for good. */
export async function eraseCase(ctx: Context, id: string) {
  await inTransaction(ctx, async ctx => {
    await findHeard(ctx, id)
    await store.deleteCase(ctx.db, id)
    await recordWork(ctx)
  })
}

const notRecused = new Failure('not-found', {
  en: 'This person has not stepped back from the case',
  zh: '此人并未回避此案',
})
const noReason = new Failure('invalid-input', {
  en: 'Say why, in at most 1,000 characters',
  zh: '请说明理由，最多 1000 个字符',
})
const noWords = new Failure('invalid-input', {
  en: 'Write from 1 to 10,000 characters',
  zh: '请填写 1 至 10000 个字符',
})
const notYours = new Failure('not-allowed', {
  en: 'This is for another person to decide: who proposes does not confirm, and an appeal is heard by others',
  zh: '此事须由他人决定：提议者不能自行确认，申诉由其他人审理',
})
