import type { NewDecision } from './model.ts'

const day = 86_400_000
const year = 365 * day

/** A year after it is closed; as long as a ban runs; five years of one for good, so that it can be known. */
export function keptUntil({ consequence, until }: Pick<NewDecision, 'consequence' | 'until'>, closed: Date): string {
  const years = consequence === 'permanent-ban' ? 5 : 1
  const endOfBan = until === null ? 0 : Date.parse(until) + day
  return new Date(Math.max(closed.getTime() + years * year, endOfBan)).toISOString()
}
