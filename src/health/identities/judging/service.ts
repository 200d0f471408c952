import { record } from '../../../access/ledger/service.ts'
import { actorKinds } from '../../../lib/actors/actor-rules.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { redrawPeople } from '../activity/service.ts'
import * as evidenceStore from '../evidence/store.ts'
import { getActorRules, type OfficeRules, readKinds, replaceRules } from '../rules/service.ts'
import * as store from '../store.ts'

/** From now on these tell programs and AI agents from people; null goes back to the rules that ship. */
export async function setActorRules(ctx: Context, source: string | null): Promise<OfficeRules> {
  await inTransaction(ctx, async ctx => {
    const before = await replaceRules(ctx, source)
    const subject = { kind: 'actor-rules', id: 'office' }
    await record(ctx, { verb: 'people.rules-changed', subject, before, after: source })
    await judgeAnew(ctx)
  })
  return getActorRules(ctx)
}

/** What somebody decided of a person stands above the rules. */
async function judgeAnew(ctx: Pick<Context, 'db' | 'now'>) {
  const kindOf = await readKinds(ctx)
  const rows = await store.findAllIdentities(ctx.db)
  const judged = (await evidenceStore.findAllEvidence(ctx.db)).filter(({ relation }) =>
    actorKinds.some(kind => kind === relation),
  )
  const decided = new Set(
    (
      await store.findIdentitiesByKeys(
        ctx.db,
        judged.map(({ left_key }) => left_key),
      )
    ).map(({ person }) => person),
  )
  const changed = rows.flatMap(row => {
    const kind = decided.has(row.person) ? row.kind : kindOf(row, row.told)
    return kind === row.kind ? [] : [{ id: row.id, kind, person: row.person }]
  })
  if (changed.length === 0) return
  const version = await store.takeVersion(ctx.db)
  for (const [kind, all] of Map.groupBy(changed, ({ kind }) => kind))
    await store.updateIdentities(
      ctx.db,
      all.map(({ id }) => id),
      { kind, version },
    )
  await redrawPeople(ctx, [...new Set(changed.map(({ person }) => person))])
}
