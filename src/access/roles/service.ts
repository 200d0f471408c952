import type { Actor, Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { type Doer, record } from '../ledger/service.ts'
import { everyPermission, type Role, type RoleAssignment, shippedRoles } from './model.ts'
import * as store from './store.ts'

/** The office itself, at work in the background. */
export const system: Actor = { id: 'system', name: 'ospo', permissions: new Set(everyPermission), groups: new Set() }

/** Those that ship and those of the office, which stand in the place of one that ships by the same name. */
export async function getRoles({ db }: Pick<Context, 'db'>): Promise<Role[]> {
  const own = await store.findRoles(db)
  const names = new Set(own.map(({ id }) => id))
  return [...shippedRoles.filter(({ id }) => !names.has(id)), ...own]
}

/** What an account may do today, and by which groups. */
export async function getStanding({ db, now }: Pick<Context, 'db' | 'now'>, accountId: string) {
  const { groups, roles } = await store.findStanding(db, accountId, now().toISOString().slice(0, 10))
  const known = await getRoles({ db })
  const permissions = known.filter(({ id }) => roles.includes(id)).flatMap(role => role.permissions)
  return { groups: new Set(groups), roles, permissions: new Set<string>(permissions) }
}

export function getAssignments(ctx: Context): Promise<RoleAssignment[]> {
  return store.findAssignments(ctx.db)
}

/** Nobody gives what they do not have: otherwise one who manages access could make themselves anything. */
export async function saveRole(ctx: Context, role: Role) {
  requireOwn(ctx, role.permissions)
  if (role.id === 'administrator') throw fixedRole
  await inTransaction(ctx, async ctx => {
    const before = (await getRoles(ctx)).find(({ id }) => id === role.id)
    await store.saveRole(ctx.db, role)
    await record(ctx, { verb: 'role.saved', subject: { kind: 'role', id: role.id }, before, after: role })
  })
}

/** One that ships comes back in its place. */
export async function deleteRole(ctx: Context, id: string) {
  await inTransaction(ctx, async ctx => {
    if (!(await store.deleteRole(ctx.db, id))) throw noRole(id)
    await record(ctx, { verb: 'role.deleted', subject: { kind: 'role', id } })
  })
}

export async function assignRole(ctx: Context, assignment: RoleAssignment) {
  const role = (await getRoles(ctx)).find(({ id }) => id === assignment.role)
  if (!role) throw noRole(assignment.role)
  requireOwn(ctx, role.permissions)
  await inTransaction(ctx, async ctx => {
    await store.insertAssignment(ctx.db, assignment)
    const subject = { kind: assignment.holderKind, id: assignment.holder }
    await record(ctx, { verb: 'role.assigned', subject, after: { role: assignment.role } })
  })
}

/** The last administrator stays one: otherwise nobody could give access back. */
export async function withdrawRole(ctx: Context, assignment: RoleAssignment) {
  await inTransaction(ctx, async ctx => {
    if (!(await store.deleteAssignment(ctx.db, assignment))) return
    const left = await store.findAssignments(ctx.db)
    if (!left.some(({ role }) => role === 'administrator')) throw lastAdministrator
    const subject = { kind: assignment.holderKind, id: assignment.holder }
    await record(ctx, { verb: 'role.withdrawn', subject, before: { role: assignment.role } })
  })
}

function requireOwn(ctx: Context, wanted: readonly string[]) {
  const lacking = wanted.filter(permission => !ctx.actor.permissions.has(permission))
  if (lacking.length === 0) return
  const list = lacking.join(', ')
  throw new Failure('not-allowed', {
    en: `You cannot give what you do not have yourself: ${list}`,
    zh: `不能授予您自己没有的权限：${list}`,
  })
}

function noRole(id: string) {
  return new Failure('not-found', { en: `There is no role ${id} of this office`, zh: `本办公室没有角色 ${id}` })
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
export async function makeAdministrator({ db, now }: Pick<Context, 'db' | 'now'>, accountId: string) {
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
