import { type RawBuilder, sql } from 'kysely'
import { endOfPrefix, type Term, type Wanted } from '../../../lib/full-text/terms.ts'
import type { Db } from '../../../platform/context.ts'
import { type Filter, matches } from '../store.ts'

export interface Posting {
  term: Term
  weight: number
}

type Tables = {
  library_posting: { term: string; item: number; weight: number }
  library_item: { id: string; number: number }
}

const rowsAtOnce = 1000

export async function replacePostings(db: Db, item: number, postings: readonly Posting[]) {
  const tables = db.withTables<Tables>()
  await tables.deleteFrom('library_posting').where('item', '=', item).execute()
  for (let from = 0; from < postings.length; from += rowsAtOnce) {
    const rows = postings.slice(from, from + rowsAtOnce).map(posting => ({ ...posting, item }))
    await tables.insertInto('library_posting').values(rows).execute()
  }
}

/** In how many items each stands. */
export async function countPostings(db: Db, wanted: readonly Wanted[]): Promise<number[]> {
  const counts = wanted.map(
    (each, at) => sql`select ${sql.lit(at)} as at, count(*) as items from library_posting where ${isTerm(each)}`,
  )
  const { rows } = await sql<{ at: number; items: number }>`${sql.join(counts, sql` union all `)}`.execute(db)
  return wanted.map((_, at) => Number(rows.find(row => row.at === at)?.items ?? 0))
}

export interface Weighted extends Wanted {
  /** How much it counts: the rarer, the more. */
  factor: number
}

/** The items that hold every term, those first that are most about them. */
export async function findPostings(
  db: Db,
  wanted: readonly Weighted[],
  filter: Filter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ ids: string[]; total: number }> {
  const hits = sql.join(wanted.map(hitsOf), sql` union all `)
  const rows = await db
    .withTables<Tables>()
    .selectFrom(
      sql<{ item: number; score: number }>`(select item, sum(score) as score from (${hits}) as hit
        group by item having count(*) = ${sql.lit(wanted.length)})`.as('found'),
    )
    .innerJoin('library_item', 'library_item.number', 'found.item')
    .select(['library_item.id', sql<number>`count(*) over ()`.as('total')])
    // biome-ignore lint/suspicious/noExplicitAny: the condition knows more tables than are joined here
    .where(eb => matches(eb as any, filter))
    .orderBy('found.score', 'desc')
    .orderBy('library_item.number', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return { ids: rows.map(({ id }) => id), total: Number(rows[0]?.total ?? 0) }
}

/** What fits as a whole counts twice as much as what only begins so. */
function hitsOf(wanted: Weighted): RawBuilder<unknown> {
  const factor = sql.lit(wanted.factor)
  if (!wanted.prefix) return sql`select item, weight * ${factor} as score from library_posting where ${isTerm(wanted)}`
  return sql`select item, max(case when term = ${wanted.term} then weight * 2 else weight end) * ${factor} as score
    from library_posting where ${isTerm(wanted)} group by item`
}

function isTerm({ term, prefix }: Wanted): RawBuilder<boolean> {
  return prefix ? sql<boolean>`term >= ${term} and term < ${endOfPrefix(term)}` : sql<boolean>`term = ${term}`
}
