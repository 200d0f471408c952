interface Member {
  id: string
  /** When it came into the records. */
  createdAt: string
}

interface Asked {
  date: string
  proposal: string
  state: string
  askedAt: string
}

/**
 * Whose turn it is: who was never asked before who was asked longest ago, of those the first to have proposed. Nobody is
 * asked twice for a day, and nobody who has not answered for another.
 */
export function chooseNext<M extends Member>(
  members: readonly M[],
  asks: readonly Asked[],
  date: string,
): M | undefined {
  const barred = new Set(asks.filter(ask => ask.date === date || ask.state === 'asked').map(({ proposal }) => proposal))
  const latest = new Map<string, string>()
  for (const { proposal, askedAt } of asks) if (askedAt > (latest.get(proposal) ?? '')) latest.set(proposal, askedAt)
  return members
    .filter(({ id }) => !barred.has(id))
    .sort((a, b) => compare(latest.get(a.id) ?? '', latest.get(b.id) ?? '') || compare(a.createdAt, b.createdAt))[0]
}

function compare(a: string, b: string) {
  return a < b ? -1 : a > b ? 1 : 0
}
