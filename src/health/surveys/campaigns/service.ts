import { createHmac, randomUUID } from 'node:crypto'
import { getGroup, getMembers } from '../../../access/groups/service.ts'
import { record } from '../../../access/ledger/service.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { createSecret, hashSecret } from '../../../platform/secret.ts'
import { getQuestionnaire } from '../forms/service.ts'
import { news } from '../messages.ts'
import type { Campaign, NewCampaign, Subject, VersionedQuestionnaire } from '../model.ts'
import * as store from '../store.ts'
import { requireSubject } from '../subjects/service.ts'
import { stateOf } from './campaign-state.ts'

const mostBallots = 5000
const day = 86_400_000

export async function createCampaign(ctx: Context, wanted: NewCampaign): Promise<Campaign> {
  const { project, organization, event, form: formId, from, to, ...settings } = wanted
  const form = await getQuestionnaire(ctx, formId)
  const subject = await requireSubject(ctx, { project, organization, event })
  const today = todayOf(ctx)
  await check(ctx, form, wanted, today)
  return inTransaction(ctx, async ctx => {
    const campaign: store.KeptCampaign = {
      ...settings,
      ...{ id: randomUUID(), form: form.id, version: form.version, subject, from: from ?? today, to },
      ...{ group: settings.audience === 'group' ? settings.group : null, closedOn: null, asked: null, secret: null },
      members: settings.audience === 'group' ? [...new Set(await membersOf(ctx, settings.group))].sort() : null,
      ...{ createdAt: ctx.now().toISOString(), createdBy: ctx.actor.id },
    }
    const secret = createSecret()
    if (settings.audience === 'group') campaign.secret = ctx.reach.seal(secret)
    await store.insertCampaign(ctx.db, campaign)
    if (settings.audience === 'group') await issueToGroup(ctx, campaign, secret)
    const { version } = form
    const after = { ...settings, form: form.id, version, of: subject, from: campaign.from, to }
    await record(ctx, { verb: 'survey.started', subject: { kind: 'survey', id: campaign.id }, after })
    if (stateOf(campaign, today) === 'open') await announce(ctx, campaign, form)
    return getCampaign(ctx, campaign.id)
  })
}

async function check(ctx: Context, form: VersionedQuestionnaire, wanted: NewCampaign, today: string) {
  if (!form.active) throw retired
  if (wanted.to < (wanted.from ?? today) || wanted.to < today) throw endsBefore
  if (wanted.audience === 'group') {
    const members = await membersOf(ctx, (await getGroup(ctx, wanted.group ?? '')).id)
    if (members.length < wanted.least) throw tooSmall(members.length, wanted.least)
  }
  const isCohort = form.questions.some(({ id, kind }) => id === wanted.cohort && kind === 'choice')
  if (wanted.cohort !== null && !isCohort) throw noCohort(wanted.cohort)
  if (wanted.textsFor.startsWith('group:')) await getGroup(ctx, wanted.textsFor.slice(6))
}

/** Sorted by their hashes: whose is whose no order tells. */
async function issueToGroup(ctx: Context, { id, members }: store.KeptCampaign, secret: string) {
  const hashes = (members ?? []).map(account => hashSecret(ballotFor(secret, account))).sort()
  await store.addBallots(ctx.db, id, hashes)
}

async function membersOf(ctx: Context, group: string | null): Promise<string[]> {
  return (group !== null && (await getMembers(ctx, [group])).get(group)) || []
}

function ballotFor(secret: string, account: string): string {
  return createHmac('sha256', secret).update(account).digest('base64url')
}

/**
 * Of a member of the group that is asked, while they have not used it. It is computed and never stored: a hash of it lies
 * among all others until it is used, and what it is computed from is gone when the campaign is over.
 */
export async function findOwnBallot(
  ctx: Context,
  id: string,
): Promise<{ ballot: string; isUnused: boolean } | undefined> {
  const campaign = await requireCampaign(ctx, id)
  if (campaign.secret === null || stateOf(campaign, todayOf(ctx)) !== 'open' || ctx.actor.id === '') return undefined
  if (!ctx.actor.groups.has(campaign.group ?? '')) return undefined
  const ballot = ballotFor(ctx.reach.unseal(campaign.secret), ctx.actor.id)
  return { ballot, isUnused: await store.hasBallot(ctx.db, id, hashSecret(ballot)) }
}

/** Given this once: the office hands them out as it likes, and keeps no list of who got which. */
export async function createBallots(ctx: Context, id: string, count: number): Promise<string[]> {
  const campaign = await requireCampaign(ctx, id)
  if (campaign.audience !== 'ballots' || stateOf(campaign, todayOf(ctx)) === 'closed') throw noBallotsHere
  if ((campaign.asked ?? 0) + count > mostBallots) throw tooManyBallots
  const ballots = Array.from({ length: count }, () => createSecret())
  return inTransaction(ctx, async ctx => {
    await store.addBallots(ctx.db, id, ballots.map(hashSecret).sort())
    await record(ctx, { verb: 'survey.ballots-made', subject: { kind: 'survey', id }, after: { count } })
    return ballots
  })
}

export async function getCampaigns(ctx: Pick<Context, 'db' | 'now'>, subject?: Subject): Promise<Campaign[]> {
  return Promise.all((await store.findCampaigns(ctx.db, subject)).map(campaign => describe(ctx, campaign)))
}

export async function getCampaign(ctx: Pick<Context, 'db' | 'now'>, id: string): Promise<Campaign> {
  return describe(ctx, await requireCampaign(ctx, id))
}

/** While it runs nobody is told how many answered: from one answer to the next, that would tell when each came. */
async function describe(ctx: Pick<Context, 'db' | 'now'>, kept: store.KeptCampaign): Promise<Campaign> {
  const { closedOn, secret: _, createdBy: __, members: ___, ...same } = kept
  const { title } = await getQuestionnaire(ctx, kept.form, kept.version)
  const state = stateOf(kept, todayOf(ctx))
  const answered = state === 'closed' ? await store.countAnswers(ctx.db, kept.id) : 0
  return { ...same, to: closedOn ?? kept.to, title, state, answered: answered < kept.least ? null : answered }
}

/** Before its last day, and for good: were it opened again, the difference would tell of those who came later. */
export async function closeCampaign(ctx: Context, id: string): Promise<Campaign> {
  const campaign = await requireCampaign(ctx, id)
  if (campaign.closedOn !== null) throw isOver
  return inTransaction(ctx, async ctx => {
    const today = todayOf(ctx)
    const isEarly = today < campaign.to
    await store.closeCampaign(ctx.db, id, isEarly ? today : campaign.to)
    await record(ctx, { verb: 'survey.closed', subject: { kind: 'survey', id } })
    return getCampaign(ctx, id)
  })
}

/** Asks and reminds groups on their days, and ends what is past its last day. */
export async function watchCampaigns(ctx: Context) {
  const today = todayOf(ctx)
  for (const campaign of await store.findCampaigns(ctx.db)) {
    if (campaign.closedOn !== null) continue
    const state = stateOf(campaign, today)
    if (state === 'closed') await closeCampaign(ctx, campaign.id)
    if (state === 'open') await remind(ctx, campaign, today)
  }
}

async function remind(ctx: Context, campaign: store.KeptCampaign, today: string) {
  const form = await getQuestionnaire(ctx, campaign.form, campaign.version)
  await announce(ctx, campaign, form)
  const left = Math.round((Date.parse(campaign.to) - Date.parse(today)) / day)
  if (!campaign.remindBefore.includes(left) || today === campaign.from) return
  await tell(ctx, campaign, `reminder:${left}`, news.reminded(form.title), news.remindedBody(campaign.to))
}

async function announce(ctx: Context, campaign: store.KeptCampaign, form: VersionedQuestionnaire) {
  await tell(ctx, campaign, 'asked', news.asked(form.title), news.askedBody(campaign.to))
}

/**
 * Everybody in the group alike: who was left out would be who has answered. Only who came to it later is left out: they
 * have no ballot, as one that is made by itself would tell whose answer came next.
 */
async function tell(
  ctx: Context,
  { id, group, members }: store.KeptCampaign,
  what: string,
  subject: ReturnType<typeof news.asked>,
  body: typeof subject,
) {
  if (group === null) return
  const to = (await membersOf(ctx, group)).filter(account => members === null || members.includes(account))
  const kind = what === 'asked' ? 'survey.asked' : 'survey.reminder'
  await notify(ctx, { to, kind, subject, body, link: `/surveys/${id}/take`, key: `survey:${id}:${what}` })
}

export async function requireCampaign(ctx: Pick<Context, 'db'>, id: string): Promise<store.KeptCampaign> {
  const campaign = await store.findCampaign(ctx.db, id)
  if (campaign) return campaign
  throw new Failure('not-found', { en: 'There is no such survey', zh: '没有此调查' })
}

export function todayOf({ now }: Pick<Context, 'now'>): string {
  return now().toISOString().slice(0, 10)
}

function tooSmall(count: number, least: number) {
  return new Failure('conflict', {
    en: `The group has ${count} members, fewer than the ${least} of whom results may be told: ask more people`,
    zh: `该群组有 ${count} 名成员，少于可显示结果的最少人数 ${least}：请扩大调查范围`,
  })
}

function noCohort(id: string) {
  return new Failure('invalid-input', {
    en: `Results cannot be divided by ${id}: that takes a question with one choice`,
    zh: `无法按 ${id} 划分结果：须为单选题`,
  })
}

const retired = new Failure('conflict', { en: 'This questionnaire is retired', zh: '该问卷已停用' })
const endsBefore = new Failure('invalid-input', {
  en: 'The last day is before the first, or past already',
  zh: '结束日期早于开始日期，或已过去',
})
const isOver = new Failure('conflict', { en: 'This survey is over already', zh: '该调查已经结束' })
const noBallotsHere = new Failure('conflict', {
  en: 'Ballots are made for a survey of ballots, while it is not over',
  zh: '只有使用凭证且未结束的调查才能生成凭证',
})
const tooManyBallots = new Failure('too-large', {
  en: `A survey has at most ${mostBallots} ballots`,
  zh: `每次调查最多 ${mostBallots} 个凭证`,
})
