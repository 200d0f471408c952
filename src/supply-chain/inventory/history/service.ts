import type { Context } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import type { HistoryChange, HistoryUpdate } from './model.ts'
import * as store from './store.ts'

const mostChanges = 5000

/** When what is held changed, the latest first. */
export function listUpdates(
  ctx: Pick<Context, 'db'>,
  of: store.HistorySubject,
  page: { limit: number; offset: number },
): Promise<HistoryUpdate[]> {
  return store.findUpdates(ctx.db, of, page)
}

/** What came, went and changed with one of them. */
export async function listChanges(
  ctx: Pick<Context, 'db'>,
  of: store.HistorySubject,
  update: number,
): Promise<HistoryChange[]> {
  const known = await store.findUpdates(ctx.db, of, { limit: 10_000, offset: 0 })
  if (!known.some(({ id }) => id === update)) throw noUpdate
  return store.findChanges(ctx.db, update, { limit: mostChanges })
}

const noUpdate = new Failure('not-found', { en: 'There is no such update of this', zh: '没有这次更新' })
