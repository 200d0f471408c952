import type { Actor, Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { type Doer, record } from '../ledger/service.ts'
import { everyPermission, type HolderKind, type Role, type RoleAssignment, shippedRoles } from './model.ts'
import * as store from './store.ts'

/** The office itself, at work in the background. */
export const system: Actor = { id: 'system', name: 'ospo', permissions: new Set(everyPermission), groups: new Set() }

type Outside = Pick<Context, 'db' | 'now'>

/** Those that ship and those of the office, which stand in the place of one that ships by the same name. */
export async function getRoles({ db }: Pick<Context, 'db'>): Promise<Role[]> {
  const own = await store.findRoles(db)
  const names = new Set(own.map(({ id }) => id))
  return [...shippedRoles.filter(({ id }) => !names.has(id)), ...own]
}

/** What an account may do today, and by which groups. */
export async function getStanding({ db, now }: Outside, accountId: string) {
  const { groups, roles } = await store.findStanding(db, accountId, dayOf({ now }))
  return { groups: new Set(groups), roles, permissions: new Set(await permissionsOf({ db }, roles)) }
}

export function getAssignments(
  ctx: Context,
  only: { holderKind?: HolderKind; holder?: string } = {},
): Promise<RoleAssignment[]> {
  return store.findAssignments(ctx.db, only)
}

/** The accounts that are administrators today and may come in, the oldest first. */
export function findAdministrators({ db, now }: Outside): Promise<string[]> {
  return store.findHolders(db, 'administrator', dayOf({ now }))
}

/** Nobody gives what they do not have: otherwise one who manages access could make themselves anything. */
export async function saveRole(ctx: Context, role: Role) {
  if (role.id === 'administrator') throw fixedRole
  await inTransaction(ctx, async ctx => {
    const before = (await getRoles(ctx)).find(({ id }) => id === role.id)
    requireOwn(ctx, [...role.permissions, ...(before?.permissions ?? [])])
    await store.saveRole(ctx.db, role)
    await record(ctx, { verb: 'role.saved', subject: { kind: 'role', id: role.id }, before, after: role })
  })
}

/** One that ships comes back in its place; of any other, whoever had it has it no more. */
export async function deleteRole(ctx: Context, id: string) {
  await inTransaction(ctx, async ctx => {
    const before = (await getRoles(ctx)).find(role => role.id === id)
    const shipped = shippedRoles.find(role => role.id === id)
    requireOwn(ctx, [...(before?.permissions ?? []), ...(shipped?.permissions ?? [])])
    if (!(await store.deleteRole(ctx.db, id))) throw noRole(id)
    if (!shipped) await store.deleteAssignmentsOfRole(ctx.db, id)
    await record(ctx, { verb: 'role.deleted', subject: { kind: 'role', id }, before, after: shipped })
  })
}

export async function assignRole(ctx: Context, assignment: RoleAssignment) {
  const role = await getRole(ctx, assignment.role)
  requireOwn(ctx, role.permissions)
  await inTransaction(ctx, async ctx => {
    const { holderKind: kind, holder: id } = assignment
    if (!(await store.isThere(ctx.db, kind, id))) throw noHolder(id)
    await store.insertAssignment(ctx.db, assignment)
    await record(ctx, { verb: 'role.assigned', subject: { kind, id }, after: { role: assignment.role } })
  })
}

/** Whoever may not give a role may not take it, either. */
export async function withdrawRole(ctx: Context, assignment: RoleAssignment) {
  const role = (await getRoles(ctx)).find(({ id }) => id === assignment.role)
  requireOwn(ctx, role?.permissions ?? [])
  await keepingAdministrator(ctx, ctx => withdraw(ctx, assignment))
}

/** Before a group goes: one that is made anew by its name begins without roles. */
export async function withdrawEveryRole(ctx: Doer, holderKind: HolderKind, holder: string) {
  for (const assignment of await store.findAssignments(ctx.db, { holderKind, holder })) await withdraw(ctx, assignment)
}

async function withdraw(ctx: Doer, assignment: RoleAssignment) {
  if (!(await store.deleteAssignment(ctx.db, assignment))) return
  const subject = { kind: assignment.holderKind, id: assignment.holder }
  await record(ctx, { verb: 'role.withdrawn', subject, before: { role: assignment.role } })
}

/**
 * Does what may take rights away, unless no administrator would be left: then nobody could give access back. The work
 * writes into the ledger, which lets one in at a time; so of two that each take one away the second is held back.
 */
export function keepingAdministrator<Ctx extends Outside, Answer>(
  ctx: Ctx,
  work: (ctx: Ctx) => Promise<Answer>,
): Promise<Answer> {
  return inTransaction(ctx, async ctx => {
    const before = await findAdministrators(ctx)
    const answer = await work(ctx)
    if (before.length > 0 && (await findAdministrators(ctx)).length === 0) throw lastAdministrator
    return answer
  })
}

/** Who may do more than oneself is not for oneself to let in, to lock out or to change. */
export async function requireRightsOf(ctx: Context, holderKind: HolderKind, holder: string) {
  const assigned = async () => (await store.findAssignments(ctx.db, { holderKind, holder })).map(({ role }) => role)
  const permissions =
    holderKind === 'account'
      ? [...(await getStanding(ctx, holder)).permissions]
      : await permissionsOf(ctx, await assigned())
  requireOwn(ctx, permissions)
}

async function permissionsOf(ctx: Pick<Context, 'db'>, roles: readonly string[]): Promise<string[]> {
  return (await getRoles(ctx)).filter(({ id }) => roles.includes(id)).flatMap(role => role.permissions)
}

async function getRole(ctx: Pick<Context, 'db'>, id: string): Promise<Role> {
  const role = (await getRoles(ctx)).find(role => role.id === id)
  if (role) return role
  throw noRole(id)
}

function requireOwn(ctx: Context, wanted: readonly string[]) {
  const lacking = new Set(wanted.filter(permission => !ctx.actor.permissions.has(permission)))
  if (lacking.size === 0) return
  const list = [...lacking].join(', ')
  throw new Failure('not-allowed', {
    en: `You can neither give nor take what you do not have yourself: ${list}`,
    zh: `不能授予或收回您自己没有的权限：${list}`,
  })
}

function dayOf({ now }: Pick<Context, 'now'>) {
  return now().toISOString().slice(0, 10)
}

function noRole(id: string) {
  return new Failure('not-found', { en: `There is no role ${id} of this office`, zh: `本办公室没有角色 ${id}` })
}

function noHolder(id: string) {
  return new Failure('not-found', { en: `There is no account or group ${id}`, zh: `没有账户或群组 ${id}` })
}

const fixedRole = new Failure('invalid-input', {
  en: 'The administrator may do everything, and stays so: write a role of another name',
  zh: '管理员始终拥有全部权限：请用其他名称编写角色',
})

const lastAdministrator = new Failure('conflict', {
  en: 'This is the last administrator: make another one first',
  zh: '这是最后一位管理员：请先指定另一位',
})

/** For the very first account, which nobody is there to make one. */
export async function makeAdministrator({ db, now }: Outside, accountId: string) {
  await store.insertAssignment(db, { role: 'administrator', holderKind: 'account', holder: accountId })
  const subject = { kind: 'account', id: accountId }
  await record(
    { db, now, actor: { id: 'system' } },
    { verb: 'role.assigned', subject, after: { role: 'administrator' } },
  )
}

/** For those whom a directory or single sign-on brings: what its settings give them, which an administrator wrote. */
export async function assignRoleByDirectory(ctx: Doer, assignment: RoleAssignment) {
  await store.insertAssignment(ctx.db, assignment)
  const subject = { kind: assignment.holderKind, id: assignment.holder }
  await record(ctx, { verb: 'role.assigned', subject, after: { role: assignment.role } })
}
