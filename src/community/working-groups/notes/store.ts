import type { Db } from '../../../platform/context.ts'
import type { Note } from '../model.ts'

type Tables = {
  working_group_note: {
    id: string
    group_id: string
    day: string
    title: string
    body: string
    imported_at: string
  }
  working_group_attendee: { note_id: string; name: string }
}

/** Written anew where the same meeting was there before. Gives its id. */
export async function saveNote(db: Db, group: string, { id, day, title, body }: Note, at: string): Promise<string> {
  const row = await db
    .withTables<Tables>()
    .insertInto('working_group_note')
    .values({ id, group_id: group, day, title, body, imported_at: at })
    .onConflict(conflict => conflict.columns(['group_id', 'day', 'title']).doUpdateSet({ body, imported_at: at }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function setAttendees(db: Db, note: string, names: readonly string[]) {
  const tables = db.withTables<Tables>()
  await tables.deleteFrom('working_group_attendee').where('note_id', '=', note).execute()
  const rows = [...new Set(names)].map(name => ({ note_id: note, name }))
  if (rows.length > 0) await tables.insertInto('working_group_attendee').values(rows).execute()
}

/** The newest meeting first. */
export async function findNotes(db: Db, group: string, limit: number): Promise<Note[]> {
  return db
    .withTables<Tables>()
    .selectFrom('working_group_note')
    .select(['id', 'day', 'title', 'body'])
    .where('group_id', '=', group)
    .orderBy('day', 'desc')
    .orderBy('title')
    .limit(limit)
    .execute()
}

export async function findAttendees(db: Db, notes: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (notes.length === 0) return found
  const rows = await db
    .withTables<Tables>()
    .selectFrom('working_group_attendee')
    .selectAll()
    .where('note_id', 'in', notes)
    .orderBy('name')
    .execute()
  for (const { note_id: note, name } of rows) found.set(note, [...(found.get(note) ?? []), name])
  return found
}
