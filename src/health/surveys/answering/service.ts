import { randomBytes, randomUUID } from 'node:crypto'
import type { Text } from '../../../lib/text/text.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { hashSecret } from '../../../platform/secret.ts'
import { stateOf } from '../campaigns/campaign-state.ts'
import { requireCampaign, todayOf } from '../campaigns/service.ts'
import { getQuestionnaire } from '../forms/service.ts'
import { findProblems, settleAnswers } from '../forms/settle-answers.ts'
import type { Answers, Campaign, VersionedQuestionnaire } from '../model.ts'
import * as store from '../store.ts'

/** Whoever answers: nothing here looks at who that is, and nothing is written down but the answer. */
type Anybody = Pick<Context, 'db' | 'now'>

const mostAnswers = 20_000

export interface OpenSurvey {
  form: VersionedQuestionnaire
  audience: Campaign['audience']
  to: string
  least: number
  textsFor: string
}

export async function getOpenSurvey(ctx: Anybody, id: string): Promise<OpenSurvey> {
  const campaign = await requireCampaign(ctx, id)
  requireOpen(ctx, campaign)
  const form = await getQuestionnaire(ctx, campaign.form, campaign.version)
  const { audience, to, least, textsFor } = campaign
  return { form, audience, to, least, textsFor }
}

function requireOpen(ctx: Anybody, campaign: store.KeptCampaign) {
  const state = stateOf(campaign, todayOf(ctx))
  if (state !== 'open') throw notOpen[state]
}

/** Whether a ballot may still be used here; where everybody may answer, none is needed. */
export async function isBallotGood(ctx: Anybody, id: string, ballot: string): Promise<boolean> {
  const { audience } = await requireCampaign(ctx, id)
  return audience === 'everybody' || store.hasBallot(ctx.db, id, hashSecret(ballot.trim()))
}

/** What is wrong, by question; empty when nothing is. */
export function checkAnswers(
  form: Pick<VersionedQuestionnaire, 'questions'>,
  given: Answers,
): { question: string; problem: Text }[] {
  const { asked, answers } = settleAnswers(form, given)
  return findProblems(asked, answers)
}

/**
 * The ballot goes and the answer comes in one transaction, and nothing else of it is kept: no account, no address, no time
 * but the month, no entry in the ledger.
 */
export async function answerSurvey(ctx: Anybody, id: string, ballot: string, given: Answers) {
  const { form, audience } = await getOpenSurvey(ctx, id)
  const [problem] = checkAnswers(form, given)
  if (problem) throw new Failure('invalid-input', problem.problem)
  const { answers } = settleAnswers(form, given)
  await inTransaction({ db: ctx.db, now: ctx.now }, async ({ db }) => {
    await store.holdCampaign(db, id)
    // It may have been ended meanwhile: an answer after that would be the difference between two looks at the results.
    requireOpen(ctx, await requireCampaign({ db }, id))
    if (audience === 'everybody' && (await store.countAnswers(db, id)) >= mostAnswers) throw full
    if (audience !== 'everybody' && !(await store.spendBallot(db, id, hashSecret(ballot.trim())))) throw noBallot
    await insert(db, id, form, answers, `${todayOf(ctx).slice(0, 7)}-01`)
  })
}

async function insert(
  db: Context['db'],
  campaign: string,
  form: VersionedQuestionnaire,
  answers: Answers,
  month: string,
) {
  const rest = { ...answers }
  for (const { id: question, kind } of form.questions) {
    if (kind !== 'text') continue
    const text = rest[question]
    delete rest[question]
    if (typeof text === 'string' && text.trim() !== '')
      await store.insertText(db, { id: randomUUID(), campaign, question, text: text.trim() }, pick)
  }
  await store.insertAnswer(db, { id: randomUUID(), campaign, month, answers: rest }, pick)
}

/** From 0 to 1, as nobody can guess. */
function pick(): number {
  return randomBytes(6).readUIntBE(0, 6) / 2 ** 48
}

const notOpen = {
  planned: new Failure('conflict', { en: 'This survey has not begun', zh: '该调查尚未开始' }),
  closed: new Failure('conflict', {
    en: 'This survey is over; thank you for your wish to answer',
    zh: '该调查已结束，感谢您的参与意愿',
  }),
}
const noBallot = new Failure('not-allowed', {
  en: 'This link was used already, or is not of this survey: every link answers once',
  zh: '此链接已使用，或不属于该调查：每个链接只能回答一次',
})
const full = new Failure('unavailable', {
  en: 'This survey has all the answers that it can take',
  zh: '该调查已达到回答数上限',
})
