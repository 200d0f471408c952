import { findWholeForges } from '../src/catalog/forges/service.ts'
import { saveOrganization } from '../src/health/affiliations/organizations/service.ts'
import { findWhole } from '../src/health/history/service.ts'
import { keysOf, type RawIdentity } from '../src/health/identities/keys.ts'
import { identityId, idOfPerson } from '../src/health/identities/service.ts'
import { insertIdentities, takeVersion } from '../src/health/identities/store.ts'
import { findPortfolio } from '../src/health/metrics/service.ts'
import type { Context } from '../src/platform/context.ts'
import { inTransaction } from '../src/platform/db/transaction.ts'

const organizations = 50

/** Everybody of the facts is somebody of their own, and whose address is of one of some domains works for an organization. */
export async function fillPeople(ctx: Context) {
  const ids = (await findPortfolio(ctx)).map(({ id }) => id)
  const [whole, forges] = [await findWhole(ctx, ids), await findWholeForges(ctx, ids)]
  const parts = [
    ...(whole
      ? [`select name, email, null::varchar as login, null::varchar as host, bot from ${whole.identities}`]
      : []),
    ...(forges ? [`select name, email, login, host, bot from ${forges.accounts}`] : []),
  ]
  const rows = await ctx.facts.query<RawIdentity & { bot: boolean }>(parts.join(' union all '))
  await inTransaction(ctx, async ctx => {
    const version = await takeVersion(ctx.db)
    for (let at = 0; at < rows.length; at += 10_000)
      await insertIdentities(
        ctx.db,
        rows.slice(at, at + 10_000).map(row => rowOf(row, version)),
      )
  })
  for (let n = 0; n < organizations; n++) {
    const domains = [{ domain: `${n}.example`, isTop: false }]
    await saveOrganization(ctx, { name: `Organization ${n}`, domains })
  }
}

function rowOf({ bot, ...raw }: RawIdentity & { bot: boolean }, version: number) {
  const { node, email, login, name, domain } = keysOf(raw)
  return {
    ...raw,
    ...{ id: identityId(raw), node, email_key: email, login_key: login, name_key: name, domain, version },
    ...{ told: bot ? 'bot' : null, kind: bot ? ('bot' as const) : ('person' as const) },
    person: idOfPerson(email ?? login ?? node),
    seen: 1,
  }
}
