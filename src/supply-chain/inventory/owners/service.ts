import { findAccountCalled, getNames } from '../../../access/accounts/service.ts'
import { getGroups } from '../../../access/groups/service.ts'
import { record } from '../../../access/ledger/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import type { Ownership } from './model.ts'
import * as store from './store.ts'

/** Whom somebody means: an account by id, sign-in name or e-mail; a group by id or name; else the name as it is written. */
export async function resolveOwner(ctx: Context, written: string | null): Promise<string | null> {
  if (written === null || written.trim() === '') return null
  const name = written.trim()
  const [, kind = '', id = ''] = /^(account|group|person):(.+)$/s.exec(name) ?? []
  if (kind === 'person' && (await store.findPeopleNames(ctx.db, [id])).size > 0) return name
  const groups = kind === 'account' || kind === 'person' ? [] : await getGroups(ctx)
  const account = kind === 'group' || kind === 'person' ? undefined : await findAccountCalled(ctx, id || name)
  if (account) return `account:${account.id}`
  const wanted = (id || name).toLowerCase()
  const group = groups.find(group => group.id === wanted) ?? groups.find(group => group.name.toLowerCase() === wanted)
  if (group) return `group:${group.id}`
  if (kind === '') return name
  throw new Failure('not-found', { en: `There is no ${kind} ${id}`, zh: `没有${kindNames[kind] ?? ''} ${id}` })
}

const kindNames: Record<string, string> = { account: '账户', group: '群组', person: '人员' }

/** What owners are called. One who is gone is called by their id. */
export async function nameOwners(ctx: Context, owners: readonly (string | null)[]): Promise<Map<string, string>> {
  const all = new Set(owners.flatMap(owner => owner ?? []))
  const idsOf = (kind: string) =>
    [...all].flatMap(owner => (owner.startsWith(`${kind}:`) ? [owner.slice(kind.length + 1)] : []))
  const accounts = await getNames(ctx, idsOf('account'))
  const groups = new Map(
    (idsOf('group').length > 0 ? await getGroups(ctx) : []).map(({ id, name }) => [id, name] as const),
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
