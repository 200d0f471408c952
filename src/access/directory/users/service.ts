import { applyPatch } from '../../../lib/scim/apply-patch.ts'
import { isObject, type Resource } from '../../../lib/scim/attribute.ts'
import { type Filter, parseFilter } from '../../../lib/scim/filter.ts'
import { matches } from '../../../lib/scim/match-filter.ts'
import { normalize, requireAttributes } from '../../../lib/scim/normalize.ts'
import { parseOperations } from '../../../lib/scim/patch-operation.ts'
import { ScimError } from '../../../lib/scim/scim-error.ts'
import { explainUnfit } from '../../../lib/text/explain-unfit.ts'
import type { Text } from '../../../lib/text/text.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { AccountChange, NewAccount } from '../../accounts/model.ts'
import { createAccount, updateAccount } from '../../accounts/service.ts'
import { endDeputies } from '../../deputies/service.ts'
import { getMemberships, removeMember, setMemberships } from '../../groups/service.ts'
import { record } from '../../ledger/service.ts'
import { assignRoleByDirectory, getStanding } from '../../roles/service.ts'
import { signOutEverywhere } from '../../sign-in/service.ts'
import { equalTo } from '../equal-to.ts'
import { deleteMemberEverywhere, findGroupsOf } from '../groups/store.ts'
import type { ListQuery, Precondition, ResourceList } from '../model.ts'
import { userSchema } from '../schemas.ts'
import * as store from './store.ts'
import { attributesOf, factsOf, type User, userResource } from './user-resource.ts'

/** Of those whom the directory brings; more is for the office to give. */
const roleOfJoiners = 'member'
const atOnce = 1000

export async function listUsers(ctx: Context, { filter: text, startIndex, count }: ListQuery): Promise<ResourceList> {
  const list = { startIndex, resources: [] as Resource[] }
  const base = baseOf(ctx)
  if (text === undefined) {
    const users = count > 0 ? await store.findUsers(ctx.db, { offset: startIndex - 1, limit: count }) : []
    list.resources = users.map(user => userResource(user, base))
    return { ...list, total: await store.countUsers(ctx.db) }
  }
  const filter = parseFilter(text)
  let total = 0
  for await (const user of candidates(ctx, filter)) {
    const resource = userResource(user, base)
    if (!matches(filter, resource, userSchema)) continue
    total++
    if (total >= startIndex && list.resources.length < count) list.resources.push(resource)
  }
  return { ...list, total }
}

export async function getUser(ctx: Context, id: string): Promise<Resource> {
  return userResource(await findUser(ctx, id), baseOf(ctx))
}

export async function createUser(ctx: Context, body: Resource): Promise<Resource> {
  const attributes = checked(normalize(body, userSchema.attributes))
  return inTransaction(ctx, async ctx => {
    await requireFree(ctx, attributes)
    const facts = knownFactsOf(ctx, attributes)
    const account = NewAccount.safeParse(facts)
    if (!account.success) throw badUser(explainUnfit(NewAccount, facts))
    const { id } = await createAccount(ctx, account.data)
    await assignRoleByDirectory(ctx, { role: roleOfJoiners, holderKind: 'account', holder: id })
    await save(ctx, await findUser(ctx, id), attributes)
    return getUser(ctx, id)
  })
}

export function replaceUser(ctx: Context, id: string, body: Resource, check: Precondition): Promise<Resource> {
  return write(ctx, id, check, () => normalize(body, userSchema.attributes))
}

export function patchUser(ctx: Context, id: string, body: Resource, check: Precondition): Promise<Resource> {
  const operations = parseOperations(body)
  return write(ctx, id, check, user => applyPatch(attributesOf(user), operations, userSchema))
}

/** For the directory they are gone for good; here they have left, and what they did keeps their name. */
export async function deleteUser(ctx: Context, id: string, check: Precondition) {
  await inTransaction(ctx, async ctx => {
    const user = await findUser(ctx, id)
    check(versionIn(userResource(user, baseOf(ctx))))
    await leave(ctx, id)
    await deleteMemberEverywhere(ctx.db, id)
    // Whoever comes next by this name is somebody else.
    await updateAccount(ctx, id, { login: null, externalId: null })
    await store.markDeleted(ctx.db, id, ctx.now().toISOString())
    await record(ctx, { verb: 'directory.user-deleted', subject: { kind: 'account', id } })
  })
}

/** Of one who is erased: what the directory said of them goes, and they with it. */
export async function forgetUser(ctx: Pick<Context, 'db' | 'now'>, account: string) {
  await deleteMemberEverywhere(ctx.db, account)
  await store.markDeleted(ctx.db, account, ctx.now().toISOString())
}

function write(ctx: Context, id: string, check: Precondition, change: (user: User) => Resource): Promise<Resource> {
  return inTransaction(ctx, async ctx => {
    const user = await findUser(ctx, id)
    check(versionIn(userResource(user, baseOf(ctx))))
    const attributes = checked(change(user))
    await requireFree(ctx, attributes, id)
    await save(ctx, user, attributes)
    return getUser(ctx, id)
  })
}

async function save(ctx: Context, user: User, attributes: Resource) {
  const wanted = changeOf(ctx, user, attributes)
  const change = AccountChange.safeParse(wanted)
  if (!change.success) throw badUser(explainUnfit(AccountChange, wanted))
  await requireHarmless(ctx, user, change.data)
  if (Object.keys(change.data).length > 0) await updateAccount(ctx, user.id, change.data)
  const before = user.attributes ?? null
  if (JSON.stringify(before) !== JSON.stringify(attributes)) {
    await store.saveAttributes(ctx.db, user.id, attributes, ctx.now().toISOString())
    const subject = { kind: 'account', id: user.id }
    await record(ctx, { verb: 'directory.user-saved', subject, before, after: attributes })
  }
  if (attributes['active'] === false && user.active) await leave(ctx, user.id)
  if (attributes['active'] === true && !user.active) await comeBack(ctx, user.id)
}

/**
 * Whoever may say by which name and e-mail an administrator comes in could come in as one. That is the office's to say,
 * while who leaves is the directory's.
 */
async function requireHarmless(ctx: Context, { id }: User, { login, email }: AccountChange) {
  if (login === undefined && email === undefined) return
  const { permissions } = await getStanding(ctx, id)
  if (permissions.has('access.manage')) throw officesOwn
}

/** A zone that nobody knows is none. */
function knownFactsOf({ zones }: Context, attributes: Resource) {
  const facts = factsOf(attributes)
  return { ...facts, timeZone: zones.findZone(facts.timeZone ?? '')?.name ?? null }
}

/** Language and zone only where the directory says something new: they are the person's to choose. */
function changeOf(ctx: Context, user: User, attributes: Resource): object {
  const { locale, timeZone, ...facts } = knownFactsOf(ctx, attributes)
  const said = user.attributes ? knownFactsOf(ctx, user.attributes) : { locale: null, timeZone: null }
  const wanted = {
    ...facts,
    ...(locale && locale !== said.locale && { locale }),
    ...(timeZone && timeZone !== said.timeZone && { timeZone }),
    ...(user.login === null && facts.login === nameWithoutLogin(user) && { login: null }),
  }
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => user[name as keyof typeof wanted] !== value),
  )
}

/** What one is shown by who has no sign-in name. */
function nameWithoutLogin({ email, id }: User) {
  return email ?? id
}

/** Out at once, everywhere: sessions and links, groups, whoever stands in for them. Their tokens do nothing any more. */
async function leave(ctx: Context, id: string) {
  await updateAccount(ctx, id, { active: false })
  await signOutEverywhere(ctx, id)
  for (const { id: membership } of await getMemberships(ctx, { account: id, running: true }))
    await removeMember(ctx, membership)
  await endDeputies(ctx, id)
}

/** Into the groups that the directory has them in; what the office gave is for the office to give again. */
async function comeBack(ctx: Context, id: string) {
  await updateAccount(ctx, id, { active: true })
  await setMemberships(ctx, 'directory', { account: id }, await findGroupsOf(ctx.db, id))
}

async function* candidates(ctx: Context, filter: Filter): AsyncGenerator<User> {
  const search = narrow(filter)
  if (search) return yield* await store.findUsers(ctx.db, search)
  for (let offset = 0; ; offset += atOnce) {
    const users = await store.findUsers(ctx.db, { offset, limit: atOnce })
    yield* users
    if (users.length < atOnce) return
  }
}

/** What directories ask most, one at a time, needs no look at all. */
function narrow(filter: Filter): store.UserSearch | undefined {
  const userName = equalTo(filter, 'userName')?.toLowerCase()
  const externalId = equalTo(filter, 'externalId')
  const id = equalTo(filter, 'id')
  if (userName !== undefined) return { userName }
  if (externalId !== undefined) return { externalId }
  return id === undefined ? undefined : { ids: [id] }
}

function checked(attributes: Resource): Resource {
  requireAttributes(attributes, userSchema.attributes)
  return attributes
}

async function requireFree(ctx: Context, attributes: Resource, id?: string) {
  const { login, externalId } = factsOf(attributes)
  const others = [
    ...(login ? await store.findUsers(ctx.db, { userName: login }) : []),
    ...(externalId ? await store.findUsers(ctx.db, { externalId }) : []),
  ]
  const other = others.find(user => user.id !== id)
  if (other) throw taken(other.externalId === externalId ? 'externalId' : 'userName')
}

async function findUser(ctx: Context, id: string): Promise<User> {
  const [user] = await store.findUsers(ctx.db, { ids: [id] })
  if (user) return user
  throw new Failure('not-found', { en: `There is no user ${id}`, zh: `没有用户 ${id}` })
}

function versionIn({ meta }: Resource): string {
  return isObject(meta) ? String(meta['version']) : ''
}

function baseOf({ reach }: Context) {
  return `${reach.origin}/scim/v2`
}

const officesOwn = new Failure('not-allowed', {
  en: 'The sign-in name and e-mail of one who manages access are changed in the office only',
  zh: '管理访问权限者的登录名和邮箱只能在办公室中修改',
})

function taken(name: string) {
  return new ScimError('uniqueness', {
    en: `Another user has this ${name}: change that user, or choose another`,
    zh: `${name} 已被另一用户使用：请修改那个用户，或换一个值`,
  })
}

function badUser({ en, zh }: Text) {
  return new ScimError('invalidValue', { en: `The user does not fit: ${en}`, zh: `用户不符合要求：${zh}` })
}
