import { isDeepStrictEqual } from 'node:util'
import type { Context } from '../../../../platform/context.ts'
import { findChanges, forgeTables, saveForgeRecords } from '../../facts/service.ts'
import { openedEvent } from '../../item-events.ts'
import type { ForgeSource } from '../../model.ts'
import { isReadable } from '../../record-tables.ts'
import type { Account, EventRecord, ForgeRecord, ItemRecord } from '../../records.ts'
import { told } from '../../told.ts'
import { openedAgainSql, turnsSql, unopenedSql } from './changes-sql.ts'
import { fillChange } from './fill-change.ts'
import { followChange, type Turn } from './follow-change.ts'

type FactsOnly = Pick<Context, 'facts' | 'now'>

interface EventRow {
  number: string
  kind: EventRecord['kind']
  id: string
  actor_login: string | null
  actor_name: string | null
  actor_email: string | null
  actor_kind: NonNullable<Account['kind']> | null
  at: Date
  value: string | null
}

/** The same records, but that of a change request one telling is left, with all that was ever told of it. */
export async function completeChanges(
  ctx: Pick<Context, 'facts'>,
  project: string,
  { host }: ForgeSource,
  records: readonly ForgeRecord[],
): Promise<ForgeRecord[]> {
  const isChange = (one: ForgeRecord): one is ItemRecord =>
    one.record === 'item' && one.kind === 'change-request' && one.state !== 'withdrawn' && isReadable(one)
  const tellings = Map.groupBy(records.filter(isChange), ({ number }) => number)
  const known = await findChanges(ctx, project, host, [...tellings.keys()])
  const before = new Map(known.map(item => [item.number, item]))
  const changes = [...tellings].flatMap(([number, [first, ...more]]) => {
    if (!first) return []
    const own = more.reduce(fillChange, first)
    const earlier = before.get(number)
    const whole = earlier ? fillChange(earlier, own) : own
    // What is known and says all that there is to say stays what it is, with who told it.
    return [whole === earlier ? own : whole]
  })
  return [...records.filter(one => !isChange(one)), ...changes]
}

/** Change requests as they stand after all that is told to have happened to them, in whichever file and order. */
export async function followChanges(ctx: FactsOnly, project: string, source: ForgeSource): Promise<void> {
  const tables = await forgeTables(ctx, project)
  const ask = <R extends object>(sql: string) => ctx.facts.query<R>(sql, [source.name, source.host])
  const happened = Map.groupBy(await ask<EventRow>(turnsSql(tables)), ({ number }) => number)
  const unopened = await ask<{ number: string }>(unopenedSql(tables))
  const numbers = new Set([...happened.keys(), ...unopened.map(({ number }) => number)])
  const items = new Map((await findChanges(ctx, project, source.host, [...numbers])).map(item => [item.number, item]))
  const records: ForgeRecord[] = [...happened].flatMap(([number, rows]) => {
    const item = items.get(number)
    if (!item) return []
    const followed = followChange(item, rows.map(turnOf))
    return isDeepStrictEqual({ ...followed, updatedAt: item.updatedAt }, item) ? [] : [followed]
  })
  const openings = unopened.flatMap(({ number }) => items.get(number) ?? []).map(openedEvent)
  const again = await ask<EventRow>(openedAgainSql(tables))
  records.push(...openings, ...again.map(row => withdrawn(row)))
  if (records.length > 0) await saveForgeRecords(ctx, project, source, records)
}

function turnOf(row: EventRow): Turn {
  return { kind: row.kind, actor: actorOf(row), at: row.at.toISOString(), value: row.value ?? undefined }
}

function withdrawn(row: EventRow): EventRecord {
  const { id, number, at } = row
  return {
    ...{ record: 'event', kind: 'withdrawn', id, itemKind: 'change-request', number, at: at.toISOString() },
    actor: actorOf(row),
  }
}

function actorOf(row: EventRow): Account {
  return told<Account>({
    login: row.actor_login,
    name: row.actor_name,
    email: row.actor_email,
    kind: row.actor_kind,
  })
}
