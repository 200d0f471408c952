import { record } from '../../../access/ledger/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { idFor } from '../model.ts'
import { findFreeId, requirePartners } from '../service.ts'
import type { Activity, Goal, NewActivity, NewGoal } from './model.ts'
import * as store from './store.ts'

type Inside = Pick<Context, 'db'>

export function getGoals(ctx: Inside): Promise<Goal[]> {
  return store.findGoals(ctx.db)
}

export async function requireGoals(ctx: Inside, ids: readonly string[]) {
  const known = new Set((await store.findGoals(ctx.db)).map(({ id }) => id))
  const missing = ids.find(id => !known.has(id))
  if (missing === undefined) return
  throw new Failure('not-found', { en: `There is no policy goal ${missing}`, zh: `没有政策目标 ${missing}` })
}

/** Creates it, or changes the one of this id. A goal that is shared is shared by two at least. */
export async function saveGoal(ctx: Context, { id: wish, ...wanted }: NewGoal): Promise<Goal> {
  if (wanted.state === 'shared' && new Set(wanted.partners).size < 2) throw sharedByOne
  return inTransaction(ctx, async ctx => {
    await requirePartners(ctx, wanted.partners)
    const id =
      wish ?? (await findFreeId(idFor(wanted.title), async each => (await store.findGoals(ctx.db, each)).length === 0))
    const [before] = await store.findGoals(ctx.db, id)
    const goal: Goal = { ...wanted, id, ...stamp(ctx, before) }
    await store.saveGoal(ctx.db, goal)
    await record(ctx, { verb: 'partner.goal-saved', subject: { kind: 'policy-goal', id }, before, after: goal })
    return goal
  })
}

export async function getActivities(
  ctx: Inside,
  page: { limit: number; offset: number },
): Promise<{ activities: Activity[]; total: number }> {
  return { activities: await store.findActivities(ctx.db, page), total: await store.countActivities(ctx.db) }
}

export async function saveActivity(ctx: Context, { id: wish, ...wanted }: NewActivity): Promise<Activity> {
  return inTransaction(ctx, async ctx => {
    await requirePartners(ctx, wanted.partners)
    const id =
      wish ??
      (await findFreeId(
        idFor(wanted.title),
        async each => (await store.findActivities(ctx.db, { id: each })).length === 0,
      ))
    const [before] = await store.findActivities(ctx.db, { id })
    const activity: Activity = { ...wanted, id, ...stamp(ctx, before) }
    await store.saveActivity(ctx.db, activity)
    await record(ctx, {
      verb: 'partner.activity-saved',
      subject: { kind: 'joint-activity', id },
      before,
      after: activity,
    })
    return activity
  })
}

function stamp(ctx: Context, before: { createdBy: string; createdAt: string } | undefined) {
  const at = ctx.now().toISOString()
  return { createdBy: before?.createdBy ?? ctx.actor.id, createdAt: before?.createdAt ?? at, updatedAt: at }
}

const sharedByOne = new Failure('invalid-input', {
  en: 'A shared goal has two partners at least: name them, or call it proposed',
  zh: '共同目标至少需要两个合作机构：请补充，或标为提议中',
})
