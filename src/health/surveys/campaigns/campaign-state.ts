import type { CampaignState } from '../model.ts'

/** By the day in UTC: it is open from its first day to its last, unless it was closed before. */
export function stateOf(
  { from, to, closedOn }: { from: string; to: string; closedOn: string | null },
  today: string,
): CampaignState {
  if (closedOn !== null || today > to) return 'closed'
  return today < from ? 'planned' : 'open'
}
