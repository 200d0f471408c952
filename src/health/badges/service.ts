import { record } from '../../access/ledger/service.ts'
import { getProject } from '../../catalog/projects/service.ts'
import { unitBeside } from '../../lib/text/unit-beside.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { formatValue } from '../../platform/web/format.ts'
import { MetricParameters } from '../metrics/model.ts'
import { getDefinitions, measureScope } from '../metrics/service.ts'
import { judge } from '../models/service.ts'
import { findHumanMetric } from '../surveys/service.ts'
import { drawBadge } from './draw-badge.ts'
import { words } from './messages.ts'
import type { Badge, NewBadge } from './model.ts'
import * as store from './store.ts'

export function getBadges(ctx: Pick<Context, 'db'>): Promise<Badge[]> {
  return store.findBadges(ctx.db)
}

/** A word that is taken is not written over: its badge stands on pages elsewhere. */
export async function addBadge(ctx: Context, id: string, wish: NewBadge): Promise<Badge> {
  await check(ctx, wish)
  return inTransaction(ctx, async ctx => {
    if (await store.findBadge(ctx.db, id)) throw isTaken(id)
    return keep(ctx, id, wish)
  })
}

/** Makes it or writes it anew. */
export async function saveBadge(ctx: Context, id: string, wish: NewBadge): Promise<Badge> {
  await check(ctx, wish)
  return keep(ctx, id, wish)
}

/** It is read once: what cannot be read would be a broken picture on every page that has it. */
async function check(ctx: Context, wish: NewBadge) {
  if (wish.project !== null) await getProject(ctx, wish.project)
  if (findHumanMetric(wish.metric)) throw notMeasured(wish.metric)
  if (!getDefinitions(ctx).some(({ id }) => id === wish.metric)) throw noMetric(wish.metric)
  if (!MetricParameters.safeParse(wish.parameters).success) throw badParameters
  await readBadge(ctx, wish)
}

async function keep(ctx: Context, id: string, wish: NewBadge): Promise<Badge> {
  if (wish.isPublic && wish.parameters.group !== undefined) throw groupIsNotPublic
  return inTransaction(ctx, async ctx => {
    const before = await store.findBadge(ctx.db, id)
    const made = before ?? { createdAt: ctx.now().toISOString(), createdBy: ctx.actor.id }
    const after: Badge = { ...wish, id, createdAt: made.createdAt, createdBy: made.createdBy }
    await store.saveBadge(ctx.db, after)
    await record(ctx, { verb: 'badge.saved', subject: { kind: 'badge', id }, before, after })
    return after
  })
}

/** Whether it is seen without signing in. What can no longer be read may still be hidden. */
export async function publishBadge(ctx: Context, id: string, isPublic: boolean): Promise<Badge> {
  return keep(ctx, id, { ...(await getBadge(ctx, id)), isPublic })
}

async function getBadge(ctx: Pick<Context, 'db'>, id: string): Promise<Badge> {
  const badge = await store.findBadge(ctx.db, id)
  if (badge) return badge
  throw noBadge(id)
}

export async function removeBadge(ctx: Context, id: string): Promise<Badge> {
  return inTransaction(ctx, async ctx => {
    const before = await getBadge(ctx, id)
    await store.deleteBadge(ctx.db, id)
    await record(ctx, { verb: 'badge.removed', subject: { kind: 'badge', id }, before })
    return before
  })
}

/** To who may not read the office only what it made public; of the others nobody learns whether there are any. */
export async function writeBadge(ctx: Context, id: string): Promise<{ svg: string; isPublic: boolean }> {
  const badge = await store.findBadge(ctx.db, id)
  if (!badge || !(badge.isPublic || ctx.actor.permissions.has('office.read'))) throw noBadge(id)
  return { svg: drawBadge(await readBadge(ctx, badge)), isPublic: badge.isPublic }
}

async function readBadge(ctx: Context, { project, metric: id, days, parameters, label, good, poor }: NewBadge) {
  const { locale } = ctx
  const from = days === null ? {} : { from: dayOf(ctx.now().getTime() - days * 86_400_000) }
  const asked = MetricParameters.parse({ ...parameters, ...from, rowsMost: 0 })
  const { metrics } = await measureScope(ctx, project === null ? undefined : [project], asked, [id])
  const [metric] = metrics
  const value = metric?.value ?? null
  const limits = good === null || poor === null ? undefined : { good, poor }
  const direction = limits && limits.good < limits.poor ? ('lower' as const) : ('higher' as const)
  return {
    label: label || `${metric?.name ?? id}${days === null ? '' : ` · ${words.days(String(days))[locale]}`}`,
    value: value === null || !metric ? words.unknown[locale] : shown({ ...metric, value }, ctx),
    tone: judge({ direction, limits: limits && { ...limits, source: words.ownLimits } }, value),
  }
}

function shown(metric: { value: number; format: string; unit: string }, { locale }: Context): string {
  const value = formatValue(metric, locale)
  return metric.format === 'days' ? `${value} ${unitBeside(value, metric.unit)}` : value
}

function dayOf(time: number) {
  return new Date(time).toISOString().slice(0, 10)
}

function noBadge(id: string) {
  return new Failure('not-found', { en: `There is no badge ${id}`, zh: `没有徽章 ${id}` })
}

function isTaken(id: string) {
  return new Failure('conflict', {
    en: `There is a badge ${id} already: choose another word, or remove that badge first`,
    zh: `徽章 ${id} 已存在：请换一个名称，或先删除该徽章`,
  })
}

function noMetric(id: string) {
  return new Failure('not-found', {
    en: `There is no metric ${id}; the page Measurement lists them`,
    zh: `没有指标 ${id}；“度量”页面列出了全部指标`,
  })
}

function notMeasured(id: string) {
  return new Failure('invalid-input', {
    en: `${id} is told by people; badges are of measured metrics only: the page Measurement lists them`,
    zh: `${id} 由人提供；徽章只能展示度量得出的指标：请参见“度量”页面`,
  })
}

/** Whoever has not signed in may not ask for a group: the picture would be an error on every page that has it. */
const groupIsNotPublic = new Failure('invalid-input', {
  en: 'What a group did is only for those who may see people: such a badge cannot be public',
  zh: '群组的数字仅供可查看人员的用户查看：此类徽章不能公开',
})
const badParameters = new Failure('invalid-input', {
  en: 'These parameters do not fit: they are those of the page Measurement',
  zh: '参数不符合要求：请参照“度量”页面',
})
