import type { Db } from '../context.ts'
import { retryWhileBusy } from './busy.ts'

/**
 * Runs `work` so that all of its changes hold or none does. A transaction is just another context. Where others who write
 * at the same time are in the way, all is undone and `work` runs again from its start: what it changes besides the records
 * it may change more than once.
 */
export async function inTransaction<Ctx extends { db: Db }, Answer>(
  ctx: Ctx,
  work: (ctx: Ctx) => Promise<Answer>,
): Promise<Answer> {
  if (ctx.db.isTransaction) return work(ctx)
  return retryWhileBusy(() => ctx.db.transaction().execute(db => work({ ...ctx, db })))
}
