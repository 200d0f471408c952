import type { Context } from '../../platform/context.ts'
import type { HistoryTables } from './model.ts'
import { findProgress, findState, findTables } from './store.ts'

export { mineChanges } from './changes/service.ts'
export { mineCommits } from './commits/service.ts'

/** Tables of what has been mined of a project so far. */
export function historyTables(ctx: Pick<Context, 'facts'>, projectId: string): Promise<HistoryTables> {
  return findTables(ctx, projectId)
}

/** Up to which commit a project's history has been mined, and when that was; both null before. */
export async function getHistoryState(ctx: Pick<Context, 'facts'>, projectId: string) {
  const state = await findState(ctx, projectId)
  return { head: state?.tip ?? null, minedAt: state?.minedAt ?? null }
}

/** Of how many commits the changed lines are known, among those that have any of their own. */
export function getHistoryProgress(ctx: Pick<Context, 'facts'>, projectId: string) {
  return findProgress(ctx, projectId)
}
