import type { Context } from '../../platform/context.ts'
import type { HistoryTables } from './model.ts'
import { findState, findTables } from './store.ts'

export { askForMergeChanges, mineChanges, mineMergeChanges } from './changes/service.ts'
export { mineCommits } from './commits/service.ts'
export { fileTable, recordFiles } from './files/service.ts'
export { bringTogether, findWhole } from './whole/service.ts'

/** Tables of what has been mined of a project so far. */
export function historyTables(ctx: Pick<Context, 'facts'>, projectId: string): Promise<HistoryTables> {
  return findTables(ctx, projectId)
}

/** Up to which commit a project's history has been mined, and when that was; both null before. */
export async function getHistoryState(ctx: Pick<Context, 'facts'>, projectId: string) {
  const state = await findState(ctx, projectId)
  return { head: state?.tip ?? null, minedAt: state?.minedAt ?? null }
}

/** Of how many commits the changed lines are known, among those that have any of their own: merges have none. */
export async function getHistoryProgress(ctx: Pick<Context, 'facts'>, projectId: string) {
  const { commits, changes } = await findTables(ctx, projectId)
  const [row] = await ctx.facts.query<{ counted: number; total: number }>(`
    select (select count(distinct hash) from ${changes}) as counted,
      (select count(*) from ${commits} where len(parents) < 2) as total`)
  return row ?? { counted: 0, total: 0 }
}

/** Of how many merges the lines against their first parent are known, and whether anybody asked for them. */
export async function getMergeProgress(ctx: Pick<Context, 'facts'>, projectId: string) {
  const { commits, mergeChanges } = await findTables(ctx, projectId)
  const counted = mergeChanges ? `(select count(distinct hash) from ${mergeChanges})` : '0'
  const [row] = await ctx.facts.query<{ counted: number; total: number }>(
    `select ${counted} as counted, (select count(*) from ${commits} where len(parents) > 1) as total`,
  )
  return { isAsked: mergeChanges !== undefined, counted: row?.counted ?? 0, total: row?.total ?? 0 }
}
