import type { Context } from '../../platform/context.ts'
import type { HistoryTables } from './model.ts'
import { findTables } from './store.ts'

export { mineChanges } from './changes/service.ts'
export { mineCommits } from './commits/service.ts'

/** Tables of what has been mined of a project so far. */
export function historyTables(ctx: Pick<Context, 'facts'>, projectId: string): Promise<HistoryTables> {
  return findTables(ctx, projectId)
}
