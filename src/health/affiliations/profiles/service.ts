import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { findPeopleOfKeys, keyOfIdentity } from '../../identities/service.ts'
import { nameKey } from '../organizations/name-key.ts'
import type { ProfileRow } from '../tables.ts'
import { redraw } from '../timeline/service.ts'
import * as profileStore from './store.ts'

interface SeenProfile {
  account_login: string
  host: string
  company: string | null
  at: Date
}

/**
 * Takes in where accounts say that they work: `profiles` as a forge gives them. Each statement begins with the day since which
 * the profile has said so, for sure; what it said before ends there. It is the weakest of all words.
 */
export async function learnProfiles(ctx: Pick<Context, 'db' | 'facts' | 'now'>, profiles: string) {
  const seen = await ctx.facts.query<SeenProfile>(
    `select account_login, host, company, "at" from ${profiles} where account_login is not null order by account_login`,
  )
  const byKey = new Map(
    seen.flatMap(one => {
      const [key] = keyOfIdentity({ login: one.account_login, host: one.host })
      return key === undefined ? [] : [[key, one] as const]
    }),
  )
  await inTransaction(ctx, async ctx => {
    const known = Map.groupBy(await profileStore.findProfiles(ctx.db, [...byKey.keys()]), ({ key }) => key)
    const changed: string[] = []
    for (const [key, one] of byKey) if (await heed(ctx, key, one, known.get(key)?.at(-1))) changed.push(key)
    await redraw(ctx, await findPeopleOfKeys(ctx, changed))
  })
}

async function heed(
  ctx: Pick<Context, 'db' | 'now'>,
  key: string,
  { company: written, host, at }: SeenProfile,
  last: ProfileRow | undefined,
): Promise<boolean> {
  const company = companyIn(written)
  const company_key = company === undefined ? undefined : nameKey(company)
  const current = last?.until === null ? last : undefined
  if (current?.company_key === company_key) return false
  const since = at.toISOString().slice(0, 10)
  if (last && since < last.since) return false
  if (current) await profileStore.saveProfile(ctx.db, { ...current, until: since })
  if (company === undefined || company_key === undefined) return true
  const seenAt = ctx.now().toISOString()
  await profileStore.saveProfile(ctx.db, { key, since, until: null, company, company_key, source: host, at: seenAt })
  return true
}

/** `@acme` is Acme’s account. Of several nobody says which one employs. */
function companyIn(written: string | null): string | undefined {
  const company = written?.trim().replace(/^@/, '').trim().slice(0, 200) ?? ''
  if (company === '' || company.includes('@')) return undefined
  return /^(?:freelancer?|self[- ]employed|independent)$/i.test(company) ? 'Independent' : company
}

/** What profiles call an employer and the office knows no organization by, in its commonest spelling, those of most accounts first. */
export async function getUnknownCompanies(
  ctx: Pick<Context, 'db'>,
  limit: number,
): Promise<{ company: string; accounts: number }[]> {
  const spellings = (await profileStore.findUnknownCompanies(ctx.db)).sort(
    (a, b) => b.accounts - a.accounts || (a.company < b.company ? -1 : 1),
  )
  const companies = [...Map.groupBy(spellings, ({ company_key }) => company_key).values()].map(all => ({
    company: all[0]?.company ?? '',
    accounts: all.reduce((sum, { accounts }) => sum + accounts, 0),
  }))
  return companies.sort((a, b) => b.accounts - a.accounts).slice(0, limit)
}
