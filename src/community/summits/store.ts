import type { Db } from '../../platform/context.ts'
import { About, type Edition, type EditionState } from './model.ts'

interface EditionRow {
  id: string
  name: string
  state: string
  published: number
  about: string
  created_at: string
  changed_at: string
}

type Tables = { summit_edition: EditionRow }

/** The newest first. */
export async function findEditions(
  db: Db,
  {
    published,
    state,
    limit = 50,
    offset = 0,
  }: { published?: true; state?: EditionState; limit?: number; offset?: number },
): Promise<{ editions: Edition[]; total: number }> {
  let query = db.withTables<Tables>().selectFrom('summit_edition')
  if (published) query = query.where('published', '=', 1).where('state', '!=', 'draft')
  if (state) query = query.where('state', '=', state)
  const rows = await query.selectAll().orderBy('created_at', 'desc').orderBy('id').limit(limit).offset(offset).execute()
  const { count } = await query.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return { editions: rows.map(toEdition), total: count }
}

export async function findEdition(db: Db, id: string): Promise<Edition | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('summit_edition')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toEdition(row)
}

export async function saveEdition(db: Db, { id, name, state, published, about, createdAt, changedAt }: Edition) {
  const values = {
    ...{ name: JSON.stringify(name), state, published: Number(published) },
    ...{ about: JSON.stringify(about), changed_at: changedAt },
  }
  await db
    .withTables<Tables>()
    .insertInto('summit_edition')
    .values({ id, ...values, created_at: createdAt })
    .onConflict(conflict => conflict.column('id').doUpdateSet(values))
    .execute()
}

/** Holds everybody else who fills places of this edition back until this transaction ends. */
export async function holdEdition(db: Db, id: string) {
  await db
    .withTables<Tables>()
    .updateTable('summit_edition')
    .set(({ ref }) => ({ changed_at: ref('changed_at') }))
    .where('id', '=', id)
    .execute()
}

function toEdition(row: EditionRow): Edition {
  return {
    id: row.id,
    name: JSON.parse(row.name),
    state: row.state as EditionState,
    published: row.published === 1,
    about: About.parse(JSON.parse(row.about)),
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }
}
