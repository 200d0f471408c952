import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely'
import { endOfPrefix, type Term, type Wanted } from '../../../lib/full-text/terms.ts'
import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import { type ItemSearch, leastSeen, type Sight } from '../model.ts'

/** What one may see of the library, and wants to. */
export type Filter = Omit<ItemSearch, 'text' | 'limit' | 'offset'> & { sight: Sight }

export interface Posting {
  term: Term
  weight: number
}

type Tables = {
  library_posting: { term: string; item: number; weight: number }
  library_item: {
    id: string
    number: number
    kind: string
    state: string
    audience: string
    language: string
    updated_at: string
    published_at: string | null
  }
  library_tag: { item_id: string; tag: string; seen: number }
}

export async function replacePostings(db: Db, item: number, postings: readonly Posting[]) {
  const tables = db.withTables<Tables>()
  await tables.deleteFrom('library_posting').where('item', '=', item).execute()
  for (const some of inSlices(postings)) {
    const rows = some.map(posting => ({ ...posting, item }))
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
    .where(eb => matches(eb, filter))
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

/** The latest first. */
export async function listItems(
  db: Db,
  filter: Filter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ ids: string[]; total: number }> {
  const tables = db.withTables<Tables>()
  const { total } = await tables
    .selectFrom('library_item')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where(eb => matches(eb, filter))
    .executeTakeFirstOrThrow()
  const rows = await tables
    .selectFrom('library_item')
    .select('id')
    .where(eb => matches(eb, filter))
    .orderBy(filter.sight === 'all' ? 'updated_at' : 'published_at', 'desc')
    .orderBy('number', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return { ids: rows.map(({ id }) => id), total }
}

/** A condition on `library_item`. */
function matches(eb: ExpressionBuilder<Tables, 'library_item'>, filter: Filter) {
  const { sight, kind, state, tag, collection, language } = filter
  const all = [sql<boolean>`1 = 1`]
  const add = (condition: unknown) => all.push(condition as (typeof all)[number])
  if (sight !== 'all') add(eb('library_item.state', '=', 'published'))
  if (sight === 'public') add(eb('library_item.audience', '=', 'public'))
  if (kind) add(eb('library_item.kind', '=', kind))
  if (state) add(eb('library_item.state', '=', state))
  const ids = (table: 'library_tag' | 'library_collected' | 'library_translation', column: string, value: string) =>
    sql<boolean>`library_item.id in (select item_id from ${sql.table(table)} where ${sql.ref(column)} = ${value})`
  if (tag) add(ids('library_tag', 'tag', tag))
  if (collection) add(ids('library_collected', 'collection_id', collection))
  if (language)
    add(eb.or([eb('library_item.language', '=', language), ids('library_translation', 'language', language)]))
  return eb.and(all)
}

export async function findTags(db: Db, sight: Sight, most: number): Promise<{ tag: string; items: number }[]> {
  return db
    .withTables<Tables>()
    .selectFrom('library_tag')
    .select(({ fn }) => ['tag', fn.countAll<number>().as('items')])
    .where('seen', '>=', leastSeen[sight])
    .groupBy('tag')
    .orderBy('items', 'desc')
    .orderBy('tag')
    .limit(most)
    .execute()
}
