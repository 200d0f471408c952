/**
 * How items end, as SQL over an item `i`, and which events `e` of it tell of the same: an item is merged once, but closed as often as
 * it was reopened; a forge's time of the event may lie before that of the item by seconds.
 */
export const endings = [
  { role: 'merger', kind: 'merged', at: 'coalesce(i.merged_at, i.closed_at)', isTold: "e.kind = 'merged'" },
  {
    ...{ role: 'closer', kind: 'closed', at: 'i.closed_at' },
    isTold: "e.kind = 'closed' and e.at >= i.closed_at - interval 1 minute",
  },
] as const

/** Whether an event `r` only says that what was merged is closed as well, as some forges do: it is no deed of its own. */
export const closesWhatMerged = (mergedAt: string) =>
  `(r.kind = 'closed' and coalesce(r.at >= ${mergedAt} - interval 1 minute, false))`
