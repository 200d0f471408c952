import type { Context } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { stateOf } from '../campaigns/campaign-state.ts'
import { getCampaign, requireCampaign, todayOf } from '../campaigns/service.ts'
import { getQuestionnaire } from '../forms/service.ts'
import type { CampaignResults, QuestionResult } from '../model.ts'
import { roundTo } from '../statistics.ts'
import * as store from '../store.ts'
import { mayTell } from '../suppress.ts'
import { summarize } from './summarize.ts'

/** Once it is over: before, the difference between two looks would tell what one person said. */
export async function getResults(ctx: Context, id: string): Promise<CampaignResults> {
  const kept = await requireCampaign(ctx, id)
  if (stateOf(kept, todayOf(ctx)) !== 'closed') throw notOver
  const campaign = await getCampaign(ctx, id)
  const form = await getQuestionnaire(ctx, kept.form, kept.version)
  const rows = await store.findAnswers(ctx.db, id)
  const summary = summarize(form, rows, kept)
  const texts = await textsOf(ctx, id)
  const mayRead = mayReadTexts(ctx, kept.textsFor)
  return {
    ...summary,
    campaign,
    responseRate: rateOf(campaign),
    questions: summary.questions.map(question =>
      question.kind === 'text'
        ? withTexts(question, texts.get(question.id) ?? [], rows.length, kept.least, mayRead)
        : question,
    ),
  }
}

export function rateOf({ asked, answered }: { asked: number | null; answered: number | null }): number | null {
  return asked && answered !== null ? roundTo(answered / asked, 3) : null
}

async function textsOf(ctx: Context, id: string): Promise<Map<string, string[]>> {
  const texts = new Map<string, string[]>()
  for (const { question, text } of await store.findTexts(ctx.db, id))
    texts.set(question, [...(texts.get(question) ?? []), text])
  return texts
}

function withTexts(
  question: QuestionResult,
  texts: string[],
  all: number,
  least: number,
  mayRead: boolean,
): QuestionResult {
  return {
    ...question,
    answered: mayTell(texts.length, all, least) ? texts.length : null,
    texts: mayRead && texts.length >= least ? texts : null,
  }
}

function mayReadTexts({ actor }: Context, textsFor: string): boolean {
  if (textsFor === 'office') return actor.permissions.has('office.change')
  return textsFor.startsWith('group:') && actor.groups.has(textsFor.slice(6))
}

const notOver = new Failure('conflict', {
  en: 'Results are told once the survey is over: before, they would tell who answered what',
  zh: '调查结束后才能查看结果：提前查看会泄露个人的回答',
})
