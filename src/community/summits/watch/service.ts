import type { Text } from '../../../lib/text/text.ts'
import type { Context } from '../../../platform/context.ts'
import { expireInvitations, mailInvitations } from '../invitations/service.ts'
import { notMailed } from '../messages.ts'
import { eraseOldNominees } from '../retention/service.ts'

/** Those who did not answer make room for the next; who is asked and was not told yet is told; old ones are forgotten. */
export async function watchSummits(ctx: Context): Promise<Text | undefined> {
  await expireInvitations(ctx)
  await eraseOldNominees(ctx)
  const { failed } = await mailInvitations(ctx)
  return failed > 0 ? notMailed(String(failed)) : undefined
}
