import { z } from 'zod'
import { Sentence } from '../../../lib/text/sentence.ts'
import type { Db } from '../../../platform/context.ts'
import { type Activity, type Goal, GoalState } from './model.ts'

interface GoalRow {
  id: string
  title: string
  description: string
  measure: string
  state: string
  partners: string
  due_on: string | null
  created_by: string
  created_at: string
  updated_at: string
}

interface ActivityRow {
  id: string
  title: string
  description: string
  agreement_id: string | null
  held_on: string
  partners: string
  place: string
  address: string | null
  created_by: string
  created_at: string
  updated_at: string
}

type Tables = { policy_goal: GoalRow; joint_activity: ActivityRow }

export async function findGoals(db: Db, id?: string): Promise<Goal[]> {
  let query = db.withTables<Tables>().selectFrom('policy_goal').selectAll()
  if (id !== undefined) query = query.where('id', '=', id)
  const rows = await query.orderBy('id').execute()
  return rows.map(({ created_by, created_at, updated_at, due_on, ...row }) => ({
    ...row,
    title: textOf(row.title),
    description: textOf(row.description),
    measure: textOf(row.measure),
    state: GoalState.parse(row.state),
    dueOn: due_on,
    partners: idsOf(row.partners),
    createdBy: created_by,
    createdAt: created_at,
    updatedAt: updated_at,
  }))
}

export async function saveGoal(db: Db, goal: Goal) {
  const state = {
    title: JSON.stringify(goal.title),
    description: JSON.stringify(goal.description),
    measure: JSON.stringify(goal.measure),
    state: goal.state,
    partners: JSON.stringify(goal.partners),
    due_on: goal.dueOn,
    updated_at: goal.updatedAt,
  }
  await db
    .withTables<Tables>()
    .insertInto('policy_goal')
    .values({ id: goal.id, ...state, created_by: goal.createdBy, created_at: goal.createdAt })
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

/** The latest first. */
export async function findActivities(
  db: Db,
  { id, limit = 200, offset = 0 }: { id?: string; limit?: number; offset?: number } = {},
): Promise<Activity[]> {
  let query = db.withTables<Tables>().selectFrom('joint_activity').selectAll()
  if (id !== undefined) query = query.where('id', '=', id)
  const rows = await query.orderBy('held_on', 'desc').orderBy('id').limit(limit).offset(offset).execute()
  return rows.map(({ created_by, created_at, updated_at, agreement_id, held_on, ...row }) => ({
    ...row,
    title: textOf(row.title),
    description: textOf(row.description),
    agreement: agreement_id,
    heldOn: held_on,
    partners: idsOf(row.partners),
    createdBy: created_by,
    createdAt: created_at,
    updatedAt: updated_at,
  }))
}

export async function countActivities(db: Db): Promise<number> {
  const { activities } = await db
    .withTables<Tables>()
    .selectFrom('joint_activity')
    .select(({ fn }) => fn.countAll<number>().as('activities'))
    .executeTakeFirstOrThrow()
  return activities
}

export async function saveActivity(db: Db, activity: Activity) {
  const state = {
    title: JSON.stringify(activity.title),
    description: JSON.stringify(activity.description),
    agreement_id: activity.agreement,
    held_on: activity.heldOn,
    partners: JSON.stringify(activity.partners),
    place: activity.place,
    address: activity.address,
    updated_at: activity.updatedAt,
  }
  await db
    .withTables<Tables>()
    .insertInto('joint_activity')
    .values({ id: activity.id, ...state, created_by: activity.createdBy, created_at: activity.createdAt })
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

function idsOf(json: string): string[] {
  return z.array(z.string()).parse(JSON.parse(json))
}

function textOf(json: string) {
  return Sentence.parse(JSON.parse(json))
}
