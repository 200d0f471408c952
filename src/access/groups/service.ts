import { randomUUID } from 'node:crypto'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { findAccountCalled, getAccount } from '../accounts/service.ts'
import { type Doer, record } from '../ledger/service.ts'
import { keepingAdministrator, requireRightsOf, withdrawEveryRole } from '../roles/service.ts'
import {
  type Group,
  type GroupSummary,
  type Membership,
  type MembershipSource,
  type NewGroup,
  type NewMembership,
  shippedGroups,
} from './model.ts'
import * as store from './store.ts'

export function getGroups(ctx: Pick<Context, 'db' | 'now'>): Promise<GroupSummary[]> {
  return store.findGroups(ctx.db, dayOf(ctx.now()))
}

export async function getGroup(ctx: Pick<Context, 'db'>, id: string): Promise<Group> {
  const group = await store.findGroup(ctx.db, 'id', id)
  if (group) return group
  throw new Failure('not-found', { en: `There is no group ${id}`, zh: `没有群组 ${id}` })
}

/** At the first start: empty pools for the steps of the policies that ship. An empty one's work goes to the office. */
export async function createShippedGroups(outside: Pick<Context, 'db' | 'now'>) {
  await inTransaction(outside, async ({ db, now }) => {
    if ((await getGroups({ db, now })).length > 0) return
    const createdAt = now().toISOString()
    for (const group of shippedGroups) await store.saveGroup(db, { ...group, createdAt })
  })
}

/** Creates it, or changes the one of this id. */
export async function saveGroup(ctx: Doer, group: NewGroup): Promise<Group> {
  return inTransaction(ctx, async ctx => {
    const before = await store.findGroup(ctx.db, 'id', group.id)
    const saved = { ...group, createdAt: before?.createdAt ?? ctx.now().toISOString() }
    await store.saveGroup(ctx.db, saved)
    const subject = { kind: 'group', id: group.id }
    await record(ctx, { verb: before ? 'group.changed' : 'group.created', subject, before, after: saved })
    return saved
  })
}

/** By whoever manages access: what a group may do limits who says who is in it. */
export async function changeGroup(ctx: Context, group: NewGroup): Promise<Group> {
  await requireRightsOf(ctx, 'group', group.id)
  return saveGroup(ctx, group)
}

export async function deleteGroup(ctx: Doer, id: string) {
  await keepingAdministrator(ctx, async ctx => {
    const before = await getGroup(ctx, id)
    await withdrawEveryRole(ctx, 'group', id)
    await store.deleteGroup(ctx.db, id)
    await record(ctx, { verb: 'group.deleted', subject: { kind: 'group', id }, before })
  })
}

export function getMemberships(
  ctx: Pick<Context, 'db' | 'now'>,
  { running, ...search }: { group?: string; account?: string; source?: MembershipSource; running?: true },
): Promise<Membership[]> {
  return store.findMemberships(ctx.db, { ...search, ...(running && { day: dayOf(ctx.now()) }) })
}

/** By group, those who may be asked today. */
export async function getMembers(
  ctx: Pick<Context, 'db' | 'now'>,
  groups: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await store.findMembers(ctx.db, groups, dayOf(ctx.now()))
  return new Map(groups.map(group => [group, rows.filter(row => row.group === group).map(row => row.account)]))
}

/** By whoever manages access. */
export async function dissolveGroup(ctx: Context, id: string) {
  await requireRightsOf(ctx, 'group', id)
  await deleteGroup(ctx, id)
}

/**
 * By whoever manages access, somebody named by id, sign-in name or e-mail. Nobody puts others, or themselves, where more
 * may be done than they may.
 */
export async function appointMember(ctx: Context, membership: NewMembership): Promise<Membership> {
  await requireRightsOf(ctx, 'group', membership.group)
  const { id } = await getAccountCalled(ctx, membership.account)
  return addMember(ctx, { ...membership, account: id })
}

/** All of somebody's terms in a group that run today. Gives how many there were. */
export async function dismissMembers(ctx: Context, group: string, name: string): Promise<number> {
  const { id: account } = await getAccountCalled(ctx, name)
  return inTransaction(ctx, async ctx => {
    const running = await getMemberships(ctx, { group, account, running: true })
    if (running.length === 0) throw noMembership
    for (const { id } of running) await dismissMember(ctx, id)
    return running.length
  })
}

/** By whoever manages access: what single sign-on or a directory keeps, only those end. */
export async function dismissMember(ctx: Context, id: string) {
  const term = await store.findMembership(ctx.db, id)
  if (!term) throw noMembership
  if (term.source !== 'office') throw keptElsewhere
  if (term.until !== null && term.until < dayOf(ctx.now())) throw isOver
  await requireRightsOf(ctx, 'group', term.group)
  await removeMember(ctx, id)
}

export async function addMember(
  ctx: Doer,
  { group, account, role, since, until }: NewMembership,
  source: MembershipSource = 'office',
): Promise<Membership> {
  return inTransaction(ctx, async ctx => {
    await getGroup(ctx, group)
    const { id: accountId } = await getAccount(ctx, account)
    const today = dayOf(ctx.now())
    const membership = { id: randomUUID(), group, account: accountId, role, since: since ?? today, until, source }
    if (until !== null && until < membership.since) throw endsBeforeItBegins
    const running = await store.findMemberships(ctx.db, { group, account: accountId, day: membership.since })
    if (running.some(term => term.role === role)) throw isMember
    await store.insertMembership(ctx.db, membership)
    await record(ctx, { verb: 'group.member-added', subject: { kind: 'group', id: group }, after: membership })
    return membership
  })
}

/** Their last day was yesterday, or the day that they came if that was today: from now on they are not in it. */
export async function removeMember(ctx: Doer, id: string) {
  await keepingAdministrator(ctx, async ctx => {
    const before = await store.findMembership(ctx.db, id)
    if (!before) throw noMembership
    const yesterday = dayOf(new Date(ctx.now().getTime() - 86_400_000))
    await store.endMembership(ctx.db, id, yesterday)
    await record(ctx, {
      verb: 'group.member-removed',
      subject: { kind: 'group', id: before.group },
      before,
      after: { ...before, until: yesterday },
    })
  })
}

/** Makes the memberships that a source keeps of an account, or of a group, those given; others' are left alone. */
export async function setMemberships(
  ctx: Doer,
  source: Exclude<MembershipSource, 'office'>,
  whose: { account: string } | { group: string },
  wanted: readonly string[],
) {
  await inTransaction(ctx, async ctx => {
    const running = await store.findMemberships(ctx.db, { ...whose, source, day: dayOf(ctx.now()) })
    const keyOf = (term: Membership) => ('account' in whose ? term.group : term.account)
    for (const term of running) if (!wanted.includes(keyOf(term))) await removeMember(ctx, term.id)
    const there = new Set(running.map(keyOf))
    for (const other of new Set(wanted)) {
      if (there.has(other)) continue
      const [group, account] = 'account' in whose ? [other, whose.account] : [whose.group, other]
      await joinUnlessThere(ctx, group, account, source)
    }
  })
}

async function joinUnlessThere(ctx: Doer, group: string, account: string, source: MembershipSource) {
  const day = dayOf(ctx.now())
  const running = await store.findMemberships(ctx.db, { group, account, day })
  if (!running.some(term => term.role === 'member'))
    await addMember(ctx, { group, account, role: 'member', until: null }, source)
}

async function getAccountCalled(ctx: Pick<Context, 'db'>, name: string) {
  const account = await findAccountCalled(ctx, name)
  if (account) return account
  throw new Failure('not-found', {
    en: `Nobody here is called ${name}: give an id, a sign-in name or an e-mail`,
    zh: `没有名为 ${name} 的账户：请给出编号、登录名或邮箱`,
  })
}

function dayOf(date: Date) {
  return date.toISOString().slice(0, 10)
}

const isMember = new Failure('conflict', { en: 'They are in this group already', zh: '此人已在该群组中' })
const noMembership = new Failure('not-found', { en: 'There is no such membership', zh: '没有这条成员记录' })
const isOver = new Failure('conflict', { en: 'This membership is over already', zh: '该成员任期已经结束' })
const keptElsewhere = new Failure('conflict', {
  en: 'Single sign-on or the directory keeps this membership: end it there',
  zh: '该成员关系由单点登录或目录维护：请在那里结束',
})
const endsBeforeItBegins = new Failure('invalid-input', {
  en: 'The last day is before the first',
  zh: '结束日期早于开始日期',
})
