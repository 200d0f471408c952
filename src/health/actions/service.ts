import { randomUUID } from 'node:crypto'
import { findAccountNamed, findAccounts } from '../../access/accounts/service.ts'
import { record } from '../../access/ledger/service.ts'
import { findAdministrators } from '../../access/roles/service.ts'
import { getProject } from '../../catalog/projects/service.ts'
import { notify } from '../../notifications/inbox/service.ts'
import { type Context, requirePermission } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { getModel, measureParts, requirePast, tomorrow } from '../models/service.ts'
import { addDays, compare, endsOf } from './compare.ts'
import { letters } from './messages.ts'
import type { Action, ActionChange, ActionSearch, Effect, Measure, NewAction, ReadingAddress } from './model.ts'
import * as store from './store.ts'

/** Opened about a reading: its value and how it was measured are kept with it. */
export async function openAction(ctx: Context, wish: NewAction): Promise<Action> {
  if (wish.due < dayOf(ctx)) throw isPast(wish.due)
  const { model, version, part } = await findReading(ctx, wish)
  const { metric, over = null, parameters, days = null, per, direction } = part
  const measure = { metric, over, parameters, days, per, direction }
  const measuredTo = wish.asOf ?? tomorrow(ctx)
  const [value] = await valuesAt(ctx, wish.project, measure, [measuredTo])
  const owner = wish.owner ? await requireAccount(ctx, wish.owner) : ctx.actor.id
  const { project, title, why, due } = wish
  const action: Action = {
    ...{ id: randomUUID(), project, title, why, owner, due, state: 'open', model: model.id, modelVersion: version },
    ...{ part: part.id, measure, measuredTo, value: value ?? null, startedOn: null, finishedOn: null, outcome: '' },
    ...{ createdAt: ctx.now().toISOString(), createdBy: ctx.actor.id },
  }
  await inTransaction(ctx, async ctx => {
    await store.insertAction(ctx.db, action)
    await record(ctx, {
      verb: 'health-action.opened',
      subject: { kind: 'health-action', id: action.id },
      after: action,
    })
    if (owner !== ctx.actor.id) await tell(ctx, action, 'assigned', `given to ${owner}`)
  })
  return action
}

/** What an action would be about; fails for what is not there to be looked at. */
export async function findReading(ctx: Context, { project, model: id, part: partId, asOf }: ReadingAddress) {
  await getProject(ctx, project)
  const { model, version } = await getModel(ctx, id)
  const part = model.parts.find(({ id }) => id === partId)
  if (!part) throw noPart(id, partId)
  if (asOf !== undefined) requirePast(ctx, asOf)
  return { model, version, part }
}

/** By its owner, or by who may change the office. */
export async function changeAction(ctx: Context, id: string, change: ActionChange): Promise<Action> {
  const owner = change.owner === undefined ? undefined : await requireAccount(ctx, change.owner)
  return inTransaction(ctx, async ctx => {
    const before = await getAction(ctx, id)
    if (before.owner !== ctx.actor.id) requirePermission(ctx, 'office.change')
    const { due = before.due } = change
    if (due !== before.due && due < dayOf(ctx)) throw isPast(due)
    const after = { ...before, ...withoutGaps(change), owner: owner ?? before.owner, ...daysOf(ctx, before, change) }
    await store.updateAction(ctx.db, after)
    await record(ctx, { verb: 'health-action.changed', subject: { kind: 'health-action', id }, before, after })
    if (owner && owner !== before.owner && owner !== ctx.actor.id)
      await tell(ctx, after, 'assigned', `given to ${owner}`)
    return after
  })
}

function withoutGaps({ state, due, outcome }: ActionChange): Partial<Action> {
  return { ...(state && { state }), ...(due && { due }), ...(outcome !== undefined && { outcome }) }
}

/** When it was begun and ended: what is taken up again has not ended. */
function daysOf(ctx: Context, { state, startedOn, finishedOn }: Action, change: ActionChange) {
  if (change.state === undefined || change.state === state) return { startedOn, finishedOn }
  const today = dayOf(ctx)
  const isOver = change.state === 'done' || change.state === 'dropped'
  return {
    startedOn: change.state === 'open' ? null : change.state === 'dropped' ? startedOn : (startedOn ?? today),
    finishedOn: isOver ? today : null,
  }
}

export async function getAction(ctx: Pick<Context, 'db'>, id: string): Promise<Action> {
  const action = await store.findAction(ctx.db, id)
  if (action) return action
  throw new Failure('not-found', { en: `There is no action ${id}`, zh: `没有行动 ${id}` })
}

export function getActions(ctx: Context, { project, mine, state }: ActionSearch): Promise<Action[]> {
  const owner = mine ? ctx.actor.id : undefined
  return store.findActions(ctx.db, { project, owner, states: state && [state] })
}

/** The same question put again: before, after, and every thirty days between. */
export async function getEffect(ctx: Context, action: Action): Promise<Effect> {
  const ends = endsOf(action, tomorrow(ctx))
  const values = await valuesAt(ctx, action.project, action.measure, ends)
  return compare(
    action,
    ends.map((to, i) => ({ to, value: values[i] ?? null })),
  )
}

async function valuesAt(ctx: Context, project: string, measure: Measure, ends: readonly string[]) {
  const { metric, over, parameters, days, per } = measure
  const question = { metric, parameters, ...(over !== null && { over }), ...(days !== null && { days }) }
  const values: (number | null)[] = []
  for (const end of ends) {
    const [told] = await measureParts(ctx, project, [question], end)
    values.push(told && 'value' in told ? told.value / per : null)
  }
  return values
}

function dayOf({ now }: Pick<Context, 'now'>): string {
  return now().toISOString().slice(0, 10)
}

const soon = 3
/** How long after its end an action without a period of its own is looked at again. */
const usualPeriod = 90

/** Whoever has something to do soon, or late, or whose action has had time to work, is told once of each. */
export async function watchActions(ctx: Pick<Context, 'db' | 'now' | 'zones'>) {
  const today = dayOf(ctx)
  for (const action of await store.findActions(ctx.db, { states: ['open', 'doing'] })) {
    if (action.due < today) await tellOfDelay(ctx, action)
    else if (action.due <= addDays(today, soon)) await tell(ctx, action, 'due', `due ${action.due}`)
  }
  for (const action of await store.findActions(ctx.db, { states: ['done'] })) {
    const { finishedOn, measure } = action
    if (finishedOn !== null && addDays(finishedOn, measure.days ?? usualPeriod) <= today)
      await tell(ctx, action, 'monitor', `monitor ${finishedOn}`)
  }
}

/** Where its owner is gone, whoever opened it; where they are, too, the administrators. */
async function tellOfDelay(ctx: Pick<Context, 'db' | 'now' | 'zones'>, action: Action) {
  const key = `overdue ${action.due}`
  const here = (await findAccounts(ctx, [action.owner, action.createdBy])).filter(({ active }) => active)
  if (here.some(({ id }) => id === action.owner)) return tell(ctx, action, 'overdue', key)
  const others = here.length > 0 ? here.map(({ id }) => id) : await findAdministrators(ctx)
  return tell(ctx, action, 'ownerless', key, others)
}

function tell(
  ctx: Pick<Context, 'db' | 'now' | 'zones'>,
  { id, owner, title, due, project }: Action,
  kind: keyof typeof letters,
  key: string,
  to: readonly string[] = [owner],
) {
  const [subject, body] = [letters[kind].subject(title), letters[kind].body(project, due)]
  const link = `/health-actions/${id}`
  return notify(ctx, {
    to: [...to],
    kind: `health-action.${kind}`,
    subject,
    body,
    link,
    key: `health-action ${id} ${key}`,
  })
}

async function requireAccount(ctx: Context, name: string): Promise<string> {
  const account = await findAccountNamed(ctx, name)
  if (account) return account.id
  throw new Failure('invalid-input', {
    en: `There is nobody called ${name} here: write the name, sign-in name or e-mail of an account`,
    zh: `这里没有名为 ${name} 的账户：请填写账户的名称、登录名或邮箱`,
  })
}

function isPast(due: string) {
  return new Failure('invalid-input', {
    en: `The day ${due} is past: an action is due today or later`,
    zh: `期限 ${due} 已过：请填写今天或之后的日期`,
  })
}

function noPart(model: string, part: string) {
  return new Failure('not-found', {
    en: `The model ${model} has no part ${part}`,
    zh: `模型 ${model} 没有条目 ${part}`,
  })
}
