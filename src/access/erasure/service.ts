import { forgetAuthor } from '../../community/library/service.ts'
import { forgetPresenter } from '../../community/programs/service.ts'
import { forgetSpeaker } from '../../community/proposals/service.ts'
import { forgetPerson, provenKeys } from '../../health/affiliations/own/service.ts'
import { type Context, requirePermission } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { wipeDeleted } from '../../platform/db/wipe-deleted.ts'
import { Failure } from '../../platform/failure.ts'
import { anonymizeAccount, getAccount } from '../accounts/service.ts'
import { forgetDeputies } from '../deputies/service.ts'
import { forgetUser } from '../directory/users/service.ts'
import { forgetIdentities } from '../identities/service.ts'
import { eraseDetails } from '../ledger/service.ts'
import { keepingAdministrator, requireRightsOf } from '../roles/service.ts'
import { removePassword } from '../sign-in/service.ts'
import { forgetLinks } from '../single-sign-on/service.ts'
import { forgetTokens } from '../tokens/service.ts'

/** What names somebody goes: account, identities, ways in, what hangs on these, and their part of the ledger. Gives how many entries lost it. */
export async function eraseAccount(ctx: Context, id: string, why: string): Promise<number> {
  requirePermission(ctx, 'ledger.erase')
  if (id === ctx.actor.id) throw oneself
  const { name } = await getAccount(ctx, id)
  await requireRightsOf(ctx, 'account', id)
  const erased = await keepingAdministrator(ctx, async ctx => {
    await removePassword(ctx, id)
    await forgetTokens(ctx, id)
    await forgetDeputies(ctx, id)
    const keys = await provenKeys(ctx, id)
    await forgetIdentities(ctx, id)
    await forgetPerson(ctx, id, keys)
    await forgetLinks(ctx, id)
    await forgetUser(ctx, id)
    const talks = await forgetPresenter(ctx, await forgetSpeaker(ctx, id))
    await forgetAuthor(ctx, { account: id, name, talks })
    await anonymizeAccount(ctx, id)
    return eraseDetails(ctx, { account: id }, why)
  })
  await wipeDeleted(ctx.db)
  return erased
}

export async function eraseEntry(ctx: Context, seq: number, why: string): Promise<number> {
  requirePermission(ctx, 'ledger.erase')
  const erased = await inTransaction(ctx, ctx => eraseDetails(ctx, { seq }, why))
  await wipeDeleted(ctx.db)
  return erased
}

const oneself = new Failure('conflict', {
  en: 'You cannot erase yourself: ask another administrator',
  zh: '不能删除自己：请联系另一位管理员',
})
