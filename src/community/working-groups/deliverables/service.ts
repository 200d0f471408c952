import { randomUUID } from 'node:crypto'
import type { Account } from '../../../access/accounts/model.ts'
import { findAccountCalled } from '../../../access/accounts/service.ts'
import { record } from '../../../access/ledger/service.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { news } from '../messages.ts'
import type { Deliverable, DeliverableState, NewDeliverable } from '../model.ts'
import { bothOf, getStandingIn, getWorkingGroup, requireChair } from '../service.ts'
import * as store from './store.ts'

export async function getDeliverables(
  ctx: Pick<Context, 'db'>,
  group: string,
  { limit = 50, offset = 0 } = {},
): Promise<{ deliverables: Deliverable[]; total: number }> {
  const deliverables = await store.findDeliverables(ctx.db, group, { limit, offset })
  return { deliverables, total: await store.countDeliverables(ctx.db, group) }
}

/** For everybody: what published groups mean to bring, and by when; of whom is not told. */
export async function findPublicDue(ctx: Pick<Context, 'db'>, search: Omit<store.DueSearch, 'published' | 'owner'>) {
  const due = await store.findDue(ctx.db, { ...search, published: true })
  return due.map(({ id, title, dueOn, group, groupName }) => ({ id, title, dueOn, group, groupName }))
}

/** Everybody's own. */
export function findOwnDue(ctx: Pick<Context, 'db' | 'actor'>, span: { from: string; to: string }) {
  return store.findDue(ctx.db, { ...span, owner: ctx.actor.id })
}

/** Of a name that several have nobody can tell whose it is: then it stays as it was written. */
export async function findOwner(ctx: Pick<Context, 'db'>, name: string): Promise<Account | undefined> {
  if (name === '') return undefined
  return findAccountCalled(ctx, name).catch(error => {
    if (error instanceof Failure) return undefined
    throw error
  })
}

/** Whoever is named and has an account is told. */
export async function addDeliverable(ctx: Context, group: string, wanted: NewDeliverable): Promise<Deliverable> {
  return inTransaction(ctx, async ctx => {
    const { name } = await requireChair(ctx, group)
    const { owner: called, ...same } = wanted
    const owner = await findOwner(ctx, called)
    const added = { ...same, id: randomUUID(), owner: owner?.id ?? null, ownerName: owner?.name ?? called }
    await store.insertDeliverable(ctx.db, group, added, { at: ctx.now().toISOString() })
    const subject = { kind: 'working-group', id: group }
    await record(ctx, { verb: 'working-group.deliverable-added', subject, after: added })
    await notify(ctx, {
      to: owner ? [owner.id] : [],
      kind: 'working-group.assigned',
      subject: news.owns(bothOf(name), bothOf(added.title)),
      body: news.ownsBody,
      link: `/working-groups/${group}`,
      key: `working-group.assigned:${added.id}`,
    })
    return added
  })
}

/** By its owner, or a chair. */
export async function setDeliverableState(ctx: Context, group: string, id: string, state: DeliverableState) {
  await inTransaction(ctx, async ctx => {
    await getWorkingGroup(ctx, group)
    const before = await store.findDeliverable(ctx.db, group, id)
    if (!before) throw notThere
    const { manages } = await getStandingIn(ctx, group)
    if (!manages && before.owner !== ctx.actor.id) throw notYours
    await store.setDeliverableState(ctx.db, id, state, ctx.now().toISOString())
    const subject = { kind: 'working-group', id: group }
    await record(ctx, { verb: 'working-group.deliverable-changed', subject, before, after: { ...before, state } })
  })
}

const notThere = new Failure('not-found', {
  en: 'There is no such deliverable in this group',
  zh: '该组没有此成果或任务',
})
const notYours = new Failure('not-allowed', {
  en: 'Only its owner and chairs say how far it is',
  zh: '只有负责人和主席可以更新进度',
})
