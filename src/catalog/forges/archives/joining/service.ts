import type { Context } from '../../../../platform/context.ts'
import { forgeTables, saveForgeRecords } from '../../facts/service.ts'
import type { ForgeSource } from '../../model.ts'
import type { Account, EventRecord, ForgeRecord, ItemRecord } from '../../records.ts'
import { told } from '../../told.ts'
import { ofStraysSql, standInsSql, straysSql } from './strays-sql.ts'

type FactsOnly = Pick<Context, 'facts' | 'now'>
type Thread = Pick<ItemRecord, 'kind' | 'number'>

interface Stray extends Thread {
  into_kind: ItemRecord['kind']
  into_number: string
}

interface EventRow {
  id: string
  kind: EventRecord['kind']
  item_kind: ItemRecord['kind']
  number: string
  actor_login: string | null
  actor_name: string | null
  actor_email: string | null
  actor_kind: NonNullable<Account['kind']> | null
  at: Date
  value: string | null
  length: number | null
}

type ItemRow = Thread & { title: string; created_at: Date; updated_at: Date }

/**
 * Puts threads together whose beginning another file told, or the same one later: what was said in them moves to where it belongs.
 * Where the beginning is in no file, one message stands for it.
 */
export async function joinThreads(ctx: FactsOnly, project: string, source: ForgeSource): Promise<void> {
  const save = async (records: ForgeRecord[]) => {
    if (records.length > 0) await saveForgeRecords(ctx, project, source, records)
  }
  await save(await moveStrays(ctx, project, source))
  const standIns = standInsSql(await forgeTables(ctx, project))
  const rows = await ctx.facts.query<EventRow>(standIns, [source.name, source.host])
  await save(rows.map(row => eventOf(row)))
}

async function moveStrays(ctx: FactsOnly, project: string, { name, host }: ForgeSource): Promise<ForgeRecord[]> {
  const tables = await forgeTables(ctx, project)
  return ctx.facts.together(async query => {
    await query(`create table stray as ${straysSql(tables)}`, [name, host])
    const places = placesOf(await query<Stray>('from stray'))
    if (places.size === 0) return []
    const { items, events } = ofStraysSql(tables)
    const left = [...(await query<ItemRow>(items, [name, host])), ...(await query<EventRow>(events, [name, host]))]
    return left.flatMap(row => ('item_kind' in row ? moved(row, places) : withdrawn(row, places)))
  })
}

const nameOf = ({ kind, number }: Thread) => `${kind} ${number}`

/** Where each belongs in the end; a circle belongs nowhere else. */
function placesOf(strays: readonly Stray[]): Map<string, Thread> {
  const next = new Map(strays.map(stray => [nameOf(stray), { kind: stray.into_kind, number: stray.into_number }]))
  const places = new Map<string, Thread>()
  for (const name of next.keys()) {
    const passed = new Set([name])
    let place = next.get(name)
    for (let on = place; on && !passed.has(nameOf(on)); on = next.get(nameOf(on))) {
      passed.add(nameOf(on))
      place = on
    }
    if (place && !next.has(nameOf(place))) places.set(name, place)
  }
  return places
}

function withdrawn(row: ItemRow, places: ReadonlyMap<string, Thread>): ForgeRecord[] {
  if (!places.has(nameOf(row))) return []
  const { kind, number, title } = row
  const [createdAt, updatedAt] = [row.created_at.toISOString(), row.updated_at.toISOString()]
  const item = { record: 'item', kind, number, title, createdAt, updatedAt, state: 'withdrawn' } as const
  return [{ ...item, author: {}, labels: [], assignees: [] }]
}

/** That a thread was opened which is none is told no more. */
function moved(row: EventRow, places: ReadonlyMap<string, Thread>): ForgeRecord[] {
  const place = places.get(nameOf({ kind: row.item_kind, number: row.number }))
  if (!place) return []
  const event = eventOf(row)
  const gone: EventRecord = { ...event, kind: 'withdrawn' }
  return row.id.startsWith('opened:') ? [gone] : [gone, { ...event, itemKind: place.kind, number: place.number }]
}

/** A message that stood for the beginning of its thread is one that answers. */
function eventOf(row: EventRow): EventRecord {
  const [login, name, email, kind] = [row.actor_login, row.actor_name, row.actor_email, row.actor_kind]
  return told<EventRecord>({
    record: 'event',
    id: row.id,
    kind: row.id.startsWith('comment:') ? 'commented' : row.kind,
    itemKind: row.item_kind,
    number: row.number,
    actor: told<Account>({
      login: login ?? undefined,
      name: name ?? undefined,
      email: email ?? undefined,
      kind: kind ?? undefined,
    }),
    at: row.at.toISOString(),
    value: row.value ?? undefined,
    length: row.length ?? undefined,
  })
}
