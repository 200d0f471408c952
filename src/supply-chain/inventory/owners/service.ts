import { findAccountCalled, getNames } from '../../../access/accounts/service.ts'
import { nameOfGroup } from '../../../access/groups/model.ts'
import { getGroups } from '../../../access/groups/service.ts'
import { record } from '../../../access/ledger/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import type { NamedOwnership, Ownership } from './model.ts'
import * as store from './store.ts'

/** Whom somebody means: an account by id, sign-in name or e-mail; a group by id or name; else the name as it is written. */
export async function resolveOwner(ctx: Context, written: string | null): Promise<string | null> {
  const name = written?.trim() ?? ''
  if (name === '') return null
  const [, kind, id = name] = /^(account|group|person):(.+)$/s.exec(name) ?? []
  for (const find of kind === undefined ? [finders.account, finders.group] : [finders[kind as keyof typeof finders]]) {
    const owner = await find(ctx, id)
    if (owner) return owner
  }
  if (kind === undefined) return name
  throw new Failure('not-found', { en: `There is no ${kind} ${id}`, zh: `没有${kindNames[kind] ?? ''} ${id}` })
}

const finders = {
  async account(ctx: Context, name: string) {
    const account = await findAccountCalled(ctx, name)
    return account && `account:${account.id}`
  },
  async group(ctx: Context, name: string) {
    const groups = await getGroups(ctx)
    const wanted = name.toLowerCase()
    const group =
      groups.find(({ id }) => id === wanted) ??
      groups.find(group => Object.values(nameOfGroup(group)).some(name => name.toLowerCase() === wanted))
    return group && `group:${group.id}`
  },
  async person(ctx: Context, id: string) {
    return (await store.findPeopleNames(ctx.db, [id])).size > 0 ? `person:${id}` : undefined
  },
}

const kindNames: Record<string, string> = { account: '账户', group: '群组', person: '人员' }

/** What owners are called. One who is gone is called by their id. */
export async function nameOwners(ctx: Context, owners: readonly (string | null)[]): Promise<Map<string, string>> {
  const all = new Set(owners.flatMap(owner => owner ?? []))
  const idsOf = (kind: string) =>
    [...all].flatMap(owner => (owner.startsWith(`${kind}:`) ? [owner.slice(kind.length + 1)] : []))
  const accounts = await getNames(ctx, idsOf('account'))
  const groups = new Map(
    (idsOf('group').length > 0 ? await getGroups(ctx) : []).map(
      group => [group.id, nameOfGroup(group)[ctx.locale]] as const,
    ),
  )
  const people = await store.findPeopleNames(ctx.db, idsOf('person'))
  const nameOf = (owner: string) => {
    const [kind = '', ...rest] = owner.split(':')
    const id = rest.join(':')
    const names = { account: accounts, group: groups, person: people }[kind]
    return names ? (names.get(id) ?? id) : owner
  }
  return new Map([...all].map(owner => [owner, nameOf(owner)]))
}

/** Owners whose name holds a text, as they are kept. */
export async function findOwnersCalled(ctx: Context, text: string): Promise<string[]> {
  const owners = await store.findOwners(ctx.db)
  const names = await nameOwners(ctx, owners)
  const wanted = text.toLowerCase()
  return owners.filter(owner => owner.toLowerCase() === wanted || names.get(owner)?.toLowerCase().includes(wanted))
}

/** What somebody answers for, or anybody. */
export async function listOwners(
  ctx: Context,
  { owner, ...search }: Omit<store.OwnershipSearch, 'owners'> & { owner?: string | undefined },
): Promise<NamedOwnership[]> {
  const owners = owner ? await findOwnersCalled(ctx, owner) : undefined
  if (owners?.length === 0) return []
  const found = await store.findOwnerships(ctx.db, { ...search, owners })
  const names = await nameOwners(
    ctx,
    found.map(({ owner }) => owner),
  )
  return found.map(({ purl, owner }) => ({ purl, owner, ownerName: names.get(owner) ?? owner }))
}

/** Who answers for packages and versions of them. Those that nobody holds are told, and left out. */
export function setOwners(outside: Context, wanted: readonly Ownership[]): Promise<{ set: number; unknown: string[] }> {
  return inTransaction(outside, async ctx => {
    const unknown: string[] = []
    let set = 0
    for (const { purl, owner: written } of wanted) {
      const table = (await store.findOwned(ctx.db, 'package', purl)) ? 'package' : 'component'
      const known = await store.findOwned(ctx.db, table, purl)
      if (!known) {
        unknown.push(purl)
        continue
      }
      const owner = await resolveOwner(ctx, written)
      if (owner === known.owner) continue
      await store.saveOwner(ctx.db, table, known.id, owner)
      const subject = { kind: 'component', id: purl }
      await record(ctx, { verb: 'component.owner-set', subject, before: known.owner, after: owner })
      set++
    }
    return { set, unknown }
  })
}
