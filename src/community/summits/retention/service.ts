import { record } from '../../../access/ledger/service.ts'
import { forgetAddress } from '../../../notifications/mail/guests/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { eraseGuestWords } from '../invitations/store.ts'
import { eraseUntil } from '../model.ts'
import { eraseNominee, findNominees } from '../nominations/store.ts'
import { eraseContacts } from '../participation/store.ts'
import { findEditions } from '../store.ts'

const mostEditions = 10_000

/** Of editions whose time is over nothing is kept that names whom somebody nominated, or who offered what. */
export async function eraseOldNominees(ctx: Context) {
  const today = ctx.now().toISOString().slice(0, 10)
  const { editions } = await findEditions(ctx.db, { limit: mostEditions })
  for (const { id } of editions.filter(edition => eraseUntil(edition) <= today))
    await inTransaction(ctx, async ctx => {
      const nominees = await findNominees(ctx.db, id)
      for (const { id, email } of nominees) {
        await forgetAddress(ctx, email)
        await eraseGuestWords(ctx.db, id)
        await eraseNominee(ctx.db, id, ctx.now().toISOString())
      }
      const contacts = await eraseContacts(ctx.db, id)
      if (nominees.length + contacts === 0) return
      const after = { nominees: nominees.length, contacts }
      await record(ctx, { verb: 'summit.nominees-erased', subject: { kind: 'summit', id }, after })
    })
}
