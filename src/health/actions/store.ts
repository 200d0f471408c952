import type { Db } from '../../platform/context.ts'
import { Action, type ActionState } from './model.ts'

interface Row {
  id: string
  project_id: string
  title: string
  why: string
  owner: string
  due: string
  state: string
  model: string | null
  model_version: number | null
  part: string | null
  metric: string
  over_metric: string | null
  parameters: string
  days: number | null
  per: number
  direction: string
  measured_to: string
  value: number | null
  started_on: string | null
  finished_on: string | null
  outcome: string
  created_at: string
  created_by: string
}

type Tables = { health_action: Row }

export async function insertAction(db: Db, action: Action) {
  await db.withTables<Tables>().insertInto('health_action').values(toRow(action)).execute()
}

export async function updateAction(db: Db, action: Action) {
  const { id, ...row } = toRow(action)
  await db.withTables<Tables>().updateTable('health_action').set(row).where('id', '=', id).execute()
}

export async function findAction(db: Db, id: string): Promise<Action | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('health_action')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toAction(row)
}

export interface Search {
  project?: string | undefined
  owner?: string | undefined
  states?: readonly ActionState[] | undefined
}

/** What is due first comes first. */
export async function findActions(db: Db, { project, owner, states }: Search): Promise<Action[]> {
  let query = db.withTables<Tables>().selectFrom('health_action').selectAll()
  if (project !== undefined) query = query.where('project_id', '=', project)
  if (owner !== undefined) query = query.where('owner', '=', owner)
  if (states) query = query.where('state', 'in', [...states])
  const rows = await query.orderBy('due').orderBy('id').execute()
  return rows.map(toAction)
}

function toRow({ measure, ...action }: Action): Row {
  const { metric, over, parameters, days, per, direction } = measure
  return {
    id: action.id,
    project_id: action.project,
    title: action.title,
    why: action.why,
    owner: action.owner,
    due: action.due,
    state: action.state,
    model: action.model,
    model_version: action.modelVersion,
    part: action.part,
    ...{ metric, over_metric: over, parameters: JSON.stringify(parameters), days, per, direction },
    measured_to: action.measuredTo,
    value: action.value,
    started_on: action.startedOn,
    finished_on: action.finishedOn,
    outcome: action.outcome,
    created_at: action.createdAt,
    created_by: action.createdBy,
  }
}

function toAction(row: Row): Action {
  const { metric, over_metric: over, parameters, days, per, direction } = row
  return Action.parse({
    ...{ id: row.id, project: row.project_id, title: row.title, why: row.why, owner: row.owner, due: row.due },
    ...{ state: row.state, model: row.model, modelVersion: row.model_version, part: row.part },
    measure: { metric, over, parameters: JSON.parse(parameters), days, per, direction },
    ...{ measuredTo: row.measured_to, value: row.value, startedOn: row.started_on, finishedOn: row.finished_on },
    ...{ outcome: row.outcome, createdAt: row.created_at, createdBy: row.created_by },
  })
}
