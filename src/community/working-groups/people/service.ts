import { findAccountCalled } from '../../../access/accounts/service.ts'
import type { Membership } from '../../../access/groups/model.ts'
import { appointMember, dismissMember, getMemberships, removeMember } from '../../../access/groups/service.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { news } from '../messages.ts'
import { Rung, type Seat, seatNames } from '../model.ts'
import { bothOf, getWorkingGroup, requireChair } from '../service.ts'

/** As an observer, whoever may look in. Retired groups take nobody. */
export async function join(ctx: Context, group: string) {
  await inTransaction(ctx, async ctx => {
    const { status } = await getWorkingGroup(ctx, group)
    if (status === 'retired') throw isRetired
    if ((await ladderTerms(ctx, group, ctx.actor.id)).length > 0) throw isThere
    await appointMember(ctx, { group, account: ctx.actor.id, role: 'observer', until: null })
  })
}

/** Off the ladder; a seat that the office gave it ends, too. */
export async function leave(ctx: Context, group: string) {
  await inTransaction(ctx, async ctx => {
    await getWorkingGroup(ctx, group)
    const terms = await getMemberships(ctx, { group, account: ctx.actor.id, source: 'office', running: true })
    if (terms.length === 0) throw isNotThere
    for (const { id } of terms) await removeMember(ctx, id)
  })
}

/** By a chair: from the rung somebody stands on to another. */
export async function setRung(ctx: Context, group: string, name: string, rung: Rung): Promise<Membership> {
  return inTransaction(ctx, async ctx => {
    await requireChair(ctx, group)
    const account = await getAccountCalled(ctx, name)
    for (const term of await ladderTerms(ctx, group, account)) {
      if (term.role === rung) return term
      await dismissMember(ctx, term.id)
    }
    return appointMember(ctx, { group, account, role: rung, until: null })
  })
}

/** By whoever runs the community: a chair or liaison, for a term. */
export async function appointSeat(
  ctx: Context,
  group: string,
  { account: name, seat, until }: { account: string; seat: Seat; until: string | null },
): Promise<Membership> {
  requirePermission(ctx, 'community.manage')
  return inTransaction(ctx, async ctx => {
    const found = await getWorkingGroup(ctx, group)
    const account = await getAccountCalled(ctx, name)
    const term = await appointMember(ctx, { group, account, role: seat, until })
    await notify(ctx, {
      to: [account],
      kind: 'working-group.appointed',
      subject: news.appointed(bothOf(found.name), seatNames[seat]),
      body: news.appointedBody(term.since, until ?? '–'),
      link: `/working-groups/${group}`,
      key: `working-group.appointed:${term.id}`,
    })
    return term
  })
}

/** A rung by a chair, a seat by whoever runs the community. */
export async function endTerm(ctx: Context, group: string, id: string) {
  await inTransaction(ctx, async ctx => {
    await requireChair(ctx, group)
    const term = (await getMemberships(ctx, { group, running: true })).find(term => term.id === id)
    if (!term) throw isNotThere
    if (!Rung.safeParse(term.role).success) requirePermission(ctx, 'community.manage')
    await dismissMember(ctx, id)
  })
}

async function ladderTerms(ctx: Context, group: string, account: string) {
  const terms = await getMemberships(ctx, { group, account, running: true })
  return terms.filter(({ role }) => Rung.safeParse(role).success)
}

async function getAccountCalled(ctx: Context, name: string): Promise<string> {
  const account = await findAccountCalled(ctx, name)
  if (account) return account.id
  throw new Failure('not-found', {
    en: `Nobody here is called ${name}: give an id, a sign-in name or an e-mail`,
    zh: `没有名为 ${name} 的账户：请给出编号、登录名或邮箱`,
  })
}

const isThere = new Failure('conflict', { en: 'You are in this group already', zh: '您已在该组中' })
const isNotThere = new Failure('not-found', { en: 'There is no such term in this group', zh: '该组没有这段任期' })
const isRetired = new Failure('conflict', {
  en: 'This group is retired: it takes nobody any more',
  zh: '该组已结束，不再接受成员',
})
