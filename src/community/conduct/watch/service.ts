import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { keptUntil } from '../kept-until.ts'
import { readDecisions, recordWork } from '../service.ts'
import * as store from '../store.ts'

/** Closes what nobody appealed in time, and erases what was kept long enough. */
export async function watchConduct(ctx: Pick<Context, 'db' | 'now' | 'reach' | 'zones'>) {
  const now = ctx.now()
  const { toClose, toErase } = await store.findOverdue(ctx.db, now.toISOString())
  for (const { id } of toClose) {
    const decided = (await readDecisions(ctx, id)).find(({ confirmedAt }) => confirmedAt !== null)
    const keepUntil = keptUntil(decided ?? { consequence: 'none', until: null }, now)
    await store.updateCase(ctx.db, id, { state: 'closed', closedAt: now.toISOString(), keepUntil })
  }
  for (const { id } of toErase) {
    await inTransaction(ctx, async ctx => {
      if (await store.deleteCase(ctx.db, id)) await recordWork(ctx)
    })
  }
}
