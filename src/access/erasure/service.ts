import { forgetSpeaker } from '../../community/proposals/service.ts'
import { type Context, requirePermission } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { anonymizeAccount, getAccount } from '../accounts/service.ts'
import { forgetUser } from '../directory/users/service.ts'
import { forgetIdentities } from '../identities/service.ts'
import { eraseDetails } from '../ledger/service.ts'
import { keepingAdministrator, requireRightsOf } from '../roles/service.ts'
import { removePassword } from '../sign-in/service.ts'
import { forgetLinks } from '../single-sign-on/service.ts'

/** What names somebody goes: account, identities, ways in, and their part of the ledger. Gives how many entries lost it. */
export async function eraseAccount(ctx: Context, id: string, why: string): Promise<number> {
  requirePermission(ctx, 'ledger.erase')
  if (id === ctx.actor.id) throw oneself
  await getAccount(ctx, id)
  await requireRightsOf(ctx, 'account', id)
  return keepingAdministrator(ctx, async ctx => {
    await removePassword(ctx, id)
    await forgetIdentities(ctx, id)
    await forgetLinks(ctx, id)
    await forgetUser(ctx, id)
    await forgetSpeaker(ctx, id)
    await anonymizeAccount(ctx, id)
    return eraseDetails(ctx, { account: id }, why)
  })
}

export async function eraseEntry(ctx: Context, seq: number, why: string): Promise<number> {
  requirePermission(ctx, 'ledger.erase')
  return inTransaction(ctx, ctx => eraseDetails(ctx, { seq }, why))
}

const oneself = new Failure('conflict', {
  en: 'You cannot erase yourself: ask another administrator',
  zh: '不能删除自己：请联系另一位管理员',
})
