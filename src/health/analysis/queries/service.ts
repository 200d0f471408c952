import { randomUUID } from 'node:crypto'
import { record } from '../../../access/ledger/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { examples } from '../examples.ts'
import type { NewQuery, SavedQuery } from '../model.ts'
import * as store from '../store.ts'

const mostOfOne = 500

/** One's own, those that others share, and those that ship. */
export async function getQueries(ctx: Context): Promise<SavedQuery[]> {
  return [...(await store.findQueries(ctx.db, ctx.actor.id)), ...examples.map(example => toQuery(example, ctx))]
}

export async function getQuery(ctx: Context, id: string): Promise<SavedQuery> {
  const query = (await getQueries(ctx)).find(query => query.id === id)
  if (query) return query
  throw new Failure('not-found', { en: `There is no query ${id}`, zh: `没有查询 ${id}` })
}

/** Under a name that one has already, the query is replaced. */
export function saveQuery(ctx: Context, input: NewQuery): Promise<SavedQuery> {
  return inTransaction(ctx, async ctx => {
    const owner = ctx.actor.id
    const own = (await store.findQueries(ctx.db, owner)).filter(query => query.owner === owner)
    const before = own.find(({ name }) => name === input.name)
    if (!before && (await store.countQueriesOf(ctx.db, owner)) >= mostOfOne) throw tooMany
    const query = { ...input, id: before?.id ?? randomUUID(), owner, savedAt: ctx.now().toISOString() }
    await store.saveQuery(ctx.db, query)
    const subject = { kind: 'query', id: query.id }
    await record(ctx, { verb: 'query.saved', subject, ...(before && { before }), after: query })
    return query
  })
}

/** One's own; a shared one also by whoever manages access. */
export async function removeQuery(ctx: Context, id: string) {
  await inTransaction(ctx, async ctx => {
    const query = await store.findQuery(ctx.db, id)
    const isOwn = query?.owner === ctx.actor.id
    if (!query || !(isOwn || query.shared))
      throw new Failure('not-found', { en: `There is no query ${id}`, zh: `没有查询 ${id}` })
    if (!isOwn && !ctx.actor.permissions.has('access.manage')) throw notYours
    await store.deleteQuery(ctx.db, id)
    await record(ctx, { verb: 'query.removed', subject: { kind: 'query', id }, before: query })
  })
}

function toQuery({ id, name, sql }: (typeof examples)[number], { locale }: Pick<Context, 'locale'>): SavedQuery {
  return { id, name: name[locale], sql, owner: null, shared: true, savedAt: null }
}

const tooMany = new Failure('conflict', {
  en: `You have saved ${mostOfOne} queries: remove some first`,
  zh: `您已保存 ${mostOfOne} 条查询：请先移除一些`,
})

const notYours = new Failure('not-allowed', {
  en: 'This query is another’s: only they can remove it, or who manages access',
  zh: '此查询属于他人：仅其本人或访问管理员可移除',
})
