import type { Edge } from '../resolve-people.ts'

/** That an account was told of under a login, by their keys. */
export interface AccountLogin {
  account_key: string
  login_key: string
}

/** Nobody is renamed more often: it is rather that a host was set up anew, and counts its accounts from one again. */
const mostLoginsOfAnAccount = 5

/**
 * What joins the logins of a renamed account, by all that is known of these logins. A login that several accounts had was given
 * up and taken by somebody else: what was done under it is not told apart, so that it joins nobody.
 */
export function sameAccounts(logins: readonly AccountLogin[]): Edge[] {
  const accounts = countBy(logins, ({ login_key }) => login_key)
  return [...Map.groupBy(logins, ({ account_key }) => account_key).values()].flatMap(all => {
    const own = all.filter(({ login_key }) => accounts.get(login_key) === 1)
    if (own.length < 2 || all.length > mostLoginsOfAnAccount) return []
    return own.map(({ account_key: right, login_key: left }): Edge => ({ kind: 'same-account', left, right }))
  })
}

/** Of each how many there are. */
export function countBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1)
  return counts
}
