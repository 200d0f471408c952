import { eventId } from './event-id.ts'
import type { Account, EventRecord, ForgeRecord, ItemRecord } from './records.ts'

/** No forge lists it among what happened to an item. */
export function openedEvent({ kind, number, createdAt: at, author }: ItemRecord): EventRecord {
  return {
    record: 'event',
    id: eventId('opened', number, at),
    kind: 'opened',
    itemKind: kind,
    number,
    actor: author,
    at,
  }
}

/** A commit of a change request, and that it was pushed. */
export function pushedEvents(number: string, commit: { hash: string; actor: Account; at: string }): ForgeRecord[] {
  const { hash, actor, at } = commit
  const id = eventId('pushed', number, at, hash)
  return [
    { record: 'commit-link', number, hash },
    { record: 'event', id, kind: 'pushed', itemKind: 'change-request', number, actor, at, value: hash },
  ]
}
