import { record } from '../../../access/ledger/service.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { findOwner } from '../../working-groups/deliverables/service.ts'
import { NewWorkingGroup } from '../../working-groups/model.ts'
import { setRung } from '../../working-groups/people/service.ts'
import { getTerms, getWorkingGroups, saveWorkingGroup } from '../../working-groups/service.ts'
import { allianceNames } from '../messages.ts'
import { getParticipants } from '../participation/service.ts'
import { getEdition } from '../service.ts'

export interface Alliance {
  group: string
  added: string[]
  /** Those who said yes and have no account here. */
  without: string[]
}

/** A working group of those who come and said that they want to go on together. Called again, it takes in who said so since. */
export async function formAlliance(ctx: Context, id: string): Promise<Alliance> {
  requirePermission(ctx, 'community.manage')
  return inTransaction(ctx, async ctx => {
    const edition = await getEdition(ctx, id)
    const group = `wg-${id}-alliance`
    const { groups } = await getWorkingGroups(ctx, { text: group })
    if (!groups.some(known => known.id === group)) {
      const name = allianceNames({ en: edition.name.en || edition.name.zh, zh: edition.name.zh || edition.name.en })
      await saveWorkingGroup(ctx, NewWorkingGroup.parse({ id: group, name, about: { mission: edition.about.purpose } }))
    }
    const alliance: Alliance = { group, added: [], without: [] }
    for (const { name, email } of (await getParticipants(ctx, edition)).filter(({ alliance }) => alliance)) {
      const account = await findOwner(ctx, email)
      const isIn = account && (await getTerms(ctx, group)).some(term => term.account === account.id)
      if (account && !isIn) await setRung(ctx, group, account.id, 'contributor')
      ;(account ? alliance.added : alliance.without).push(name)
    }
    await record(ctx, {
      verb: 'summit.alliance-formed',
      subject: { kind: 'summit', id },
      after: { group, added: alliance.added.length },
    })
    return alliance
  })
}
