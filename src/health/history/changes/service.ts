import type { Context } from '../../../platform/context.ts'
import type { Mined, MiningOptions } from '../model.ts'
export async function mineChanges(
  _ctx: Context,
  _s: { id: string; path: string },
  _o: MiningOptions = {},
): Promise<Mined> {
  return { commits: 0, warnings: [] }
}
