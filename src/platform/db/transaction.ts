import type { Db } from '../context.ts'

/** Runs `work` so that all of its changes hold or none does. A transaction is just another context. */
export function inTransaction<Ctx extends { db: Db }, Answer>(
  ctx: Ctx,
  work: (ctx: Ctx) => Promise<Answer>,
): Promise<Answer> {
  if (ctx.db.isTransaction) return work(ctx)
  return ctx.db.transaction().execute(db => work({ ...ctx, db }))
}
