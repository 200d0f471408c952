import type { Account, EventKind, ItemRecord } from '../../records.ts'
import { told } from '../../told.ts'

/** What happened to a change request since it was told. */
export interface Turn {
  kind: EventKind
  actor: Account
  at: string
  /** The label, or the login of who was assigned. */
  value: string | undefined
}

type Follow = (item: ItemRecord, turn: Turn) => ItemRecord

const follows: Partial<Record<EventKind, Follow>> = {
  closed: (item, { at, actor }) =>
    item.state === 'open' ? { ...item, state: 'closed', closedAt: at, closedBy: actor } : item,
  merged: (item, turn) => (item.state === 'merged' ? item : merged(item, turn)),
  reopened: ({ closedAt: _, closedBy: __, reason: ___, ...item }) => ({ ...item, state: 'open' }),
  labeled: (item, { value }) => ({ ...item, labels: withOne(item.labels, value) }),
  unlabeled: (item, { value }) => ({ ...item, labels: item.labels.filter(label => label !== value) }),
  assigned: (item, { value }) => ({ ...item, assignees: accounts(withOne(logins(item), value)) }),
  unassigned: (item, { value }) => ({ ...item, assignees: accounts(logins(item).filter(login => login !== value)) }),
  ready: item => ({ ...item, isDraft: false }),
  drafted: item => ({ ...item, isDraft: true }),
}

/** Kinds of what changes how a change request stands. */
export const turns = Object.keys(follows) as EventKind[]

/** A change request as it stands after all that happened to it since, in order. */
export function followChange(item: ItemRecord, happened: readonly Turn[]): ItemRecord {
  const followed = happened.reduce((item, turn) => follows[turn.kind]?.(item, turn) ?? item, item)
  return { ...followed, updatedAt: happened.at(-1)?.at ?? item.updatedAt }
}

function merged({ reason: _, ...item }: ItemRecord, { at, actor, value }: Turn): ItemRecord {
  const change = item.change && told<NonNullable<ItemRecord['change']>>({ ...item.change, mergeCommit: value })
  const end = { closedAt: item.closedAt ?? at, closedBy: item.closedBy ?? actor, mergedAt: at, mergedBy: actor }
  return { ...item, ...end, state: 'merged', ...(change && { change }) }
}

function withOne(all: readonly string[], one: string | undefined): string[] {
  return one === undefined || all.includes(one) ? [...all] : [...all, one]
}

function logins({ assignees }: ItemRecord): string[] {
  return assignees.flatMap(({ login }) => login ?? [])
}

function accounts(logins: readonly string[]): Account[] {
  return logins.map(login => ({ login }))
}
