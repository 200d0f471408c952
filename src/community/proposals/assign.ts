interface ToReview {
  id: string
  /** Who may not: conflicts of interest. */
  barred: ReadonlySet<string>
  /** Who has it already. */
  has: readonly string[]
}

interface Reader {
  account: string
  /** How many they have already. */
  load: number
  /** How many they take at most. */
  most: number
}

export interface Assignment {
  proposal: string
  account: string
}

/**
 * Gives every proposal so many reviewers, each about as many as the others, and nobody one that they may not judge. What
 * has the fewest who may goes first. Gives also what could not be filled.
 */
export function assignReviews(
  proposals: readonly ToReview[],
  readers: readonly Reader[],
  each: number,
): { assignments: Assignment[]; short: { proposal: string; missing: number }[] } {
  const loads = new Map(readers.map(({ account, load }) => [account, load]))
  const assignments: Assignment[] = []
  const short: { proposal: string; missing: number }[] = []
  const scarcest = proposals
    .map(proposal => ({ ...proposal, able: readers.filter(({ account }) => isAble(proposal, account)) }))
    .sort((a, b) => a.able.length - b.able.length)
  for (const { id, has, able } of scarcest) {
    const chosen = leastBusy(able, loads, Math.max(0, each - has.length))
    for (const account of chosen) {
      loads.set(account, (loads.get(account) ?? 0) + 1)
      assignments.push({ proposal: id, account })
    }
    const missing = each - has.length - chosen.length
    if (missing > 0) short.push({ proposal: id, missing })
  }
  return { assignments, short }
}

function isAble({ barred, has }: ToReview, account: string) {
  return !barred.has(account) && !has.includes(account)
}

function leastBusy(able: readonly Reader[], loads: ReadonlyMap<string, number>, count: number): string[] {
  return able
    .map(({ account, most }) => ({ account, most, load: loads.get(account) ?? 0 }))
    .filter(({ load, most }) => load < most)
    .sort((a, b) => a.load - b.load || (a.account < b.account ? -1 : 1))
    .slice(0, count)
    .map(({ account }) => account)
}
