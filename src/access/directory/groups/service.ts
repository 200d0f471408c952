import { applyPatch } from '../../../lib/scim/apply-patch.ts'
import type { Resource } from '../../../lib/scim/attribute.ts'
import { parseFilter } from '../../../lib/scim/filter.ts'
import { matches } from '../../../lib/scim/match-filter.ts'
import { normalize, requireAttributes } from '../../../lib/scim/normalize.ts'
import { parseOperations } from '../../../lib/scim/patch-operation.ts'
import { ScimError } from '../../../lib/scim/scim-error.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { NewGroup } from '../../groups/model.ts'
import { getGroup as getOfficeGroup, saveGroup, setMemberships } from '../../groups/service.ts'
import { record } from '../../ledger/service.ts'
import { equalTo } from '../equal-to.ts'
import type { ListQuery, Precondition, ResourceList } from '../model.ts'
import { groupSchema } from '../schemas.ts'
import { findUsers } from '../users/store.ts'
import { attributesOf, groupResource, groupVersion, type KeptGroup, memberIds, slugOf } from './group-resource.ts'
import * as store from './store.ts'

/** Only those that the directory made, and those to which the office gave an external id: the others are the office's own. */
export async function listGroups(ctx: Context, { filter: text, startIndex, count }: ListQuery): Promise<ResourceList> {
  const page = (all: KeptGroup[]) => all.slice(startIndex - 1, startIndex - 1 + count)
  if (text === undefined) {
    const all = await store.findGroups(ctx.db)
    return { total: all.length, startIndex, resources: await toResources(ctx, page(all)) }
  }
  const filter = parseFilter(text)
  const [id, externalId] = [equalTo(filter, 'id'), equalTo(filter, 'externalId')]
  const groups = await store.findGroups(ctx.db, { ...(id && { id }), ...(externalId && { externalId }) })
  const mentionsMembers = /\bmembers\b/i.test(text)
  const resources = mentionsMembers
    ? await toResources(ctx, groups)
    : groups.map(group => groupResource(group, [], baseOf(ctx)))
  const found = groups.filter((_, n) => matches(filter, resources[n] ?? {}, groupSchema))
  return { total: found.length, startIndex, resources: await toResources(ctx, page(found)) }
}

export async function getGroup(ctx: Context, id: string): Promise<Resource> {
  const [resource = {}] = await toResources(ctx, [await findGroup(ctx, id)])
  return resource
}

export async function createGroup(ctx: Context, body: Resource): Promise<Resource> {
  const attributes = normalize(body, groupSchema.attributes)
  requireAttributes(attributes, groupSchema.attributes)
  return inTransaction(ctx, async ctx => {
    const id = await freeId(ctx, String(attributes['displayName']))
    await save(ctx, id, attributes)
    return getGroup(ctx, id)
  })
}

export function replaceGroup(ctx: Context, id: string, body: Resource, check: Precondition): Promise<Resource> {
  return write(ctx, id, check, async () => normalize(body, groupSchema.attributes))
}

export function patchGroup(ctx: Context, id: string, body: Resource, check: Precondition): Promise<Resource> {
  const operations = parseOperations(body)
  return write(ctx, id, check, async (ctx, group) =>
    applyPatch(attributesOf(group, await store.findMembers(ctx.db, [id])), operations, groupSchema),
  )
}

/** Nobody is in it by the directory any more. The group stays, with whoever the office put there and what was done. */
export async function deleteGroup(ctx: Context, id: string, check: Precondition) {
  await inTransaction(ctx, async ctx => {
    const group = await findGroup(ctx, id)
    check(groupVersion(group))
    await setMembers(ctx, id, [])
    await saveGroup(ctx, { ...(await getOfficeGroup(ctx, id)), externalId: null })
    const now = ctx.now().toISOString()
    await store.touch(ctx.db, id, now, now)
    await record(ctx, { verb: 'directory.group-deleted', subject: { kind: 'group', id }, before: group })
  })
}

function write(
  ctx: Context,
  id: string,
  check: Precondition,
  change: (ctx: Context, group: KeptGroup) => Promise<Resource>,
): Promise<Resource> {
  return inTransaction(ctx, async ctx => {
    const group = await findGroup(ctx, id)
    check(groupVersion(group))
    const attributes = await change(ctx, group)
    requireAttributes(attributes, groupSchema.attributes)
    await save(ctx, id, attributes)
    return getGroup(ctx, id)
  })
}

async function save(ctx: Context, id: string, attributes: Resource) {
  const externalId = typeof attributes['externalId'] === 'string' ? attributes['externalId'] : null
  await requireFree(ctx, id, externalId)
  const isThere = (await store.findState(ctx.db, id)) !== 'free'
  const before = isThere ? await getOfficeGroup(ctx, id) : { purpose: 'org-unit', description: '', claim: null }
  const group = NewGroup.safeParse({ ...before, id, name: attributes['displayName'], externalId })
  if (!group.success) throw badGroup
  const isSame = isThere && 'name' in before && before.name === group.data.name && before.externalId === externalId
  if (!isSame) await saveGroup(ctx, group.data)
  await setMembers(ctx, id, memberIds(attributes))
  await store.touch(ctx.db, id, ctx.now().toISOString())
}

/** Whoever may not come in at present is kept in mind, and is a member once they may. */
async function setMembers(ctx: Context, group: string, wanted: readonly string[]) {
  const before = new Set((await store.findMembers(ctx.db, [group])).map(({ account }) => account))
  const kept = new Set(wanted)
  const added = wanted.filter(account => !before.has(account))
  const removed = [...before].filter(account => !kept.has(account))
  if (added.length + removed.length === 0) return
  await requireUsers(ctx, added)
  await store.addMembers(ctx.db, group, added)
  await store.deleteMembers(ctx.db, group, removed)
  await setMemberships(ctx, 'directory', { group }, await store.findActive(ctx.db, wanted))
  await record(ctx, {
    verb: 'directory.members-changed',
    subject: { kind: 'group', id: group },
    after: { added, removed },
  })
}

async function requireUsers(ctx: Context, accounts: readonly string[]) {
  for (let from = 0; from < accounts.length; from += 500) {
    const ids = accounts.slice(from, from + 500)
    const known = new Set((await findUsers(ctx.db, { ids })).map(({ id }) => id))
    const unknown = ids.find(id => !known.has(id))
    if (unknown !== undefined) throw noMember(unknown)
  }
}

async function requireFree(ctx: Context, id: string, externalId: string | null) {
  const [other] = externalId === null ? [] : await store.findGroups(ctx.db, { externalId })
  if (other && other.id !== id) throw taken
}

/** Of its name; one that the directory deleted is taken up again, and nobody else's is. */
async function freeId(ctx: Context, displayName: string): Promise<string> {
  const slug = slugOf(displayName)
  for (let n = 1; ; n++) {
    const id = n === 1 ? slug : `${slug}-${n}`
    if ((await store.findState(ctx.db, id)) !== 'taken') return id
  }
}

async function toResources(ctx: Context, groups: readonly KeptGroup[]): Promise<Resource[]> {
  const ids = groups.map(({ id }) => id)
  const members = Map.groupBy(await store.findMembers(ctx.db, ids), ({ group }) => group)
  return groups.map(group => groupResource(group, members.get(group.id) ?? [], baseOf(ctx)))
}

async function findGroup(ctx: Context, id: string): Promise<KeptGroup> {
  const [group] = await store.findGroups(ctx.db, { id })
  if (group) return group
  throw new Failure('not-found', {
    en: `There is no group ${id} of the directory`,
    zh: `目录中没有群组 ${id}`,
  })
}

function baseOf({ reach }: Context) {
  return `${reach.origin}/scim/v2`
}

function noMember(id: string) {
  return new ScimError('invalidValue', {
    en: `There is no user ${id.slice(0, 100)} to be a member: members are users, by their id`,
    zh: `没有可作为成员的用户 ${id.slice(0, 100)}：成员须为用户，以其 id 表示`,
  })
}

const taken = new ScimError('uniqueness', {
  en: 'Another group has this externalId: change that group, or choose another',
  zh: '另一群组已使用此 externalId：请修改那个群组，或换一个值',
})

const badGroup = new ScimError('invalidValue', {
  en: 'A group has a displayName of 1 to 200 characters and an externalId of at most 300',
  zh: '群组的 displayName 须为 1 至 200 个字符，externalId 最多 300 个字符',
})
