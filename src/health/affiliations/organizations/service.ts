import { randomUUID } from 'node:crypto'
import { record } from '../../../access/ledger/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { findPeopleOfDomain, findPeopleOfKeys } from '../../identities/service.ts'
import * as enrollmentStore from '../enrollments/store.ts'
import { type Organization, OrganizationChange } from '../model.ts'
import * as profileStore from '../profiles/store.ts'
import * as store from '../store.ts'
import { redraw } from '../timeline/service.ts'
import { nameKey } from './name-key.ts'
import { findCircle, relationsOf } from './relations.ts'
import * as organizationStore from './store.ts'

export async function getOrganizations(ctx: Pick<Context, 'db'>): Promise<Organization[]> {
  const [rows, aliases, domains, deals] = await Promise.all([
    organizationStore.findOrganizations(ctx.db),
    organizationStore.findAliases(ctx.db),
    organizationStore.findDomains(ctx.db),
    organizationStore.findDeals(ctx.db),
  ])
  const [aliasesOf, domainsOf] = [
    Map.groupBy(aliases, row => row.organization_id),
    Map.groupBy(domains, row => row.organization_id),
  ]
  return rows.map(({ id, name, parent }) => {
    const deal = deals.get(id)
    return {
      id,
      name,
      parent,
      aliases: (aliasesOf.get(id) ?? []).map(({ name }) => name),
      domains: (domainsOf.get(id) ?? []).map(({ domain, is_top }) => ({ domain, isTop: is_top === 1 })),
      acquiredBy: deal ? { organization: deal.acquirer, since: deal.since } : null,
    }
  })
}

/** By id, name or alias. */
export async function getOrganization(ctx: Pick<Context, 'db'>, word: string): Promise<Organization> {
  const id =
    (await organizationStore.findOrganization(ctx.db, word))?.id ??
    (await organizationStore.findOrganizationId(ctx.db, nameKey(word)))
  const organization = (await getOrganizations(ctx)).find(one => one.id === id)
  if (organization) return organization
  throw new Failure('not-found', { en: `There is no organization ${word}`, zh: `没有组织 ${word}` })
}

/** The one of that name or alias, made where there is none. */
export async function ensureOrganization(
  ctx: Pick<Context, 'db' | 'now'>,
  name: string,
  source: string,
): Promise<string> {
  const known = await organizationStore.findOrganizationId(ctx.db, nameKey(name))
  if (known) return known
  const row = { id: randomUUID(), name: name.trim().slice(0, 200), name_key: nameKey(name), parent: null }
  await organizationStore.saveOrganization(ctx.db, { ...row, at: ctx.now().toISOString(), source })
  return row.id
}

/** Makes it or changes it; where those work whom it touches is known at once. */
export async function saveOrganization(ctx: Context, input: OrganizationChange, word?: string): Promise<Organization> {
  const change = OrganizationChange.parse(input)
  return inTransaction(ctx, async ctx => {
    const before = word === undefined ? undefined : await getOrganization(ctx, word)
    const taken = await organizationStore.findOrganizationId(ctx.db, nameKey(change.name))
    if (taken && taken !== before?.id) throw isTaken(change.name)
    const id = before?.id ?? randomUUID()
    await requireFreeDomains(ctx, id, change.domains ?? [])
    await saveName(ctx, id, change.name, before)
    const touched = new Set(await touchedBy(ctx, id, before?.domains ?? []))
    await saveParts(ctx, id, change, before)
    await requireNoCircle(ctx, id, change)
    const after = await getOrganization(ctx, id)
    for (const person of await touchedBy(ctx, id, after.domains)) touched.add(person)
    await redraw(ctx, [...touched])
    // Its name stands in what is looked up.
    if (before && before.name !== after.name) await store.touchAffiliations(ctx.db, id)
    await recordChange(ctx, before, after)
    return after
  })
}

async function requireFreeDomains(ctx: Pick<Context, 'db'>, id: string, wanted: readonly { domain: string }[]) {
  const words = new Set(wanted.map(({ domain }) => domain))
  for (const { id: other, name, domains } of await getOrganizations(ctx)) {
    const held = domains.find(({ domain }) => words.has(domain))
    if (held && other !== id) throw isHeld(held.domain, name)
  }
}

async function requireNoCircle(
  ctx: Pick<Context, 'db'>,
  id: string,
  { parent, acquiredBy }: Pick<OrganizationChange, 'parent' | 'acquiredBy'>,
) {
  const all = await getOrganizations(ctx)
  const names = new Map(all.map(({ id, name }) => [id, name]))
  const wayBack = (above: ReadonlyMap<string, string>) =>
    findCircle(id, above)
      ?.map(one => names.get(one) ?? one)
      .join(' → ')
  const { parents, acquirers } = relationsOf(all)
  const name = names.get(id) ?? id
  const parts = parent && wayBack(parents)
  if (parts) throw isPartOfItself(name, parts)
  const deals = acquiredBy && wayBack(acquirers)
  if (deals) throw isAcquiredByItself(name, deals)
}

function recordChange(ctx: Context, before: Organization | undefined, after: Organization) {
  const verb = before ? 'organization.changed' : 'organization.created'
  return record(ctx, { verb, subject: { kind: 'organization', id: after.id }, ...(before && { before }), after })
}

function saveName(ctx: Pick<Context, 'db' | 'now'>, id: string, name: string, before: Organization | undefined) {
  const row = { id, name, name_key: nameKey(name), parent: before?.parent ?? null }
  return organizationStore.saveOrganization(ctx.db, { ...row, at: ctx.now().toISOString(), source: 'office' })
}

async function saveParts(
  ctx: Pick<Context, 'db' | 'now'>,
  id: string,
  change: ReturnType<typeof OrganizationChange.parse>,
  before: Organization | undefined,
) {
  const { aliases, domains, parent, acquiredBy } = change
  if (aliases)
    await organizationStore.replaceAliases(ctx.db, id, new Map(aliases.map(name => [nameKey(name), name])), 'office')
  if (domains)
    await organizationStore.replaceDomains(ctx.db, id, new Map(domains.map(one => [one.domain, one.isTop])), 'office')
  if (parent !== undefined) {
    const above = parent && (await ensureOrganization(ctx, parent, 'office'))
    // What stays as a file told it is still the file's.
    if (above !== before?.parent) await organizationStore.setParent(ctx.db, id, above, 'office')
  }
  if (acquiredBy === undefined) return
  await organizationStore.deleteAcquisition(ctx.db, id)
  if (acquiredBy === null) return
  const acquirer_id = await ensureOrganization(ctx, acquiredBy.organization, 'office')
  await organizationStore.saveAcquisition(ctx.db, {
    organization_id: id,
    acquirer_id,
    since: acquiredBy.since,
    source: 'office',
  })
}

/** Whose timeline hangs on it: by word, by domain, and as it is drawn now. */
export async function touchedBy(
  ctx: Pick<Context, 'db'>,
  id: string,
  domains: readonly { domain: string; isTop: boolean }[],
): Promise<string[]> {
  const people = new Set(await store.findPeopleAt(ctx.db, id))
  for (const person of await findPeopleOfKeys(ctx, await enrollmentStore.findKeysEnrolled(ctx.db, id)))
    people.add(person)
  for (const person of await findPeopleOfKeys(
    ctx,
    await profileStore.findKeysOfCompanies(ctx.db, await organizationStore.findNameKeys(ctx.db, id)),
  ))
    people.add(person)
  for (const { domain } of domains) for (const person of await findPeopleOfDomain(ctx, domain, true)) people.add(person)
  return [...people]
}

/** Nobody's word about where somebody worked goes with it: that could not be undone. */
export async function removeOrganization(ctx: Context, word: string) {
  await inTransaction(ctx, async ctx => {
    const before = await getOrganization(ctx, word)
    const enrolled = await enrollmentStore.findKeysEnrolled(ctx.db, before.id)
    if (enrolled.length > 0) throw hasEnrollments(before.name, enrolled.length)
    const touched = await touchedBy(ctx, before.id, before.domains)
    await organizationStore.deleteOrganization(ctx.db, before.id)
    await redraw(ctx, touched)
    await record(ctx, { verb: 'organization.deleted', subject: { kind: 'organization', id: before.id }, before })
  })
}

/** The organization whose office this is: those whom its directory vouches for work there. */
export async function setHouse(ctx: Context, word: string | null) {
  await inTransaction(ctx, async ctx => {
    const before = await store.findHouse(ctx.db)
    const id = word === null ? null : await ensureOrganization(ctx, word, 'office')
    await store.saveHouse(ctx.db, id)
    await store.saveHeeded(ctx.db, -1)
    await record(ctx, {
      verb: 'organization.house-set',
      subject: { kind: 'organization', id: id ?? 'none' },
      before,
      after: id,
    })
  })
}

export function getHouse(ctx: Pick<Context, 'db'>): Promise<string | null> {
  return store.findHouse(ctx.db)
}

function hasEnrollments(name: string, count: number) {
  const who = count === 1 ? 'one person' : `${count} people`
  return new Failure('conflict', {
    en: `It is said of ${who} that they worked at ${name}, which would be lost: undo that first, on their pages or with the file that says it`,
    zh: `有 ${count} 人被记录曾任职于 ${name}，删除会丢失这些记录：请先在其个人页面撤销，或撤销记录它们的导入文件`,
  })
}

function isTaken(name: string) {
  return new Failure('conflict', {
    en: `${name} is the name or alias of another organization`,
    zh: `${name} 已是其他组织的名称或别名`,
  })
}

function isHeld(domain: string, holder: string) {
  return new Failure('conflict', {
    en: `${domain} is a domain of ${holder}: take it away there first, or leave it out here`,
    zh: `域名 ${domain} 属于 ${holder}：请先在该组织中移除，或在此处去掉`,
  })
}

function isPartOfItself(name: string, way: string) {
  return new Failure('conflict', {
    en: `${name} would be part of itself (${way}): name another organization that it is part of, or none`,
    zh: `${name} 将成为自身的下级（${way}）：请指定其他上级组织，或留空`,
  })
}

function isAcquiredByItself(name: string, way: string) {
  return new Failure('conflict', {
    en: `${name} would be acquired by itself (${way}): name another acquirer, or none`,
    zh: `${name} 将被自身收购（${way}）：请指定其他收购方，或留空`,
  })
}

/** By its name; undefined where nobody has said whose office this is. */
export async function getHouseName(ctx: Pick<Context, 'db'>): Promise<string | undefined> {
  const house = await getHouse(ctx)
  return house === null ? undefined : (await getOrganization(ctx, house)).name
}
