import type { Action, Effect } from './model.ts'

const day = 86_400_000

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10)
}

/** Days on which periods end: every thirty days, at most six before the action was opened, then on to the last. */
export function endsOf({ measuredTo }: Pick<Action, 'measuredTo'>, asOf: string): string[] {
  const before = [5, 4, 3, 2, 1, 0].map(n => addDays(measuredTo, -30 * n))
  const after: string[] = []
  for (let end = addDays(measuredTo, 30); end < asOf && after.length < 24; end = addDays(end, 30)) after.push(end)
  return asOf > measuredTo ? [...before, ...after, asOf] : before
}

/** What changed between the value that the action was opened about and the newest one that holds days since then. */
export function compare(
  {
    value: before,
    measuredTo,
    createdAt,
    measure: { direction, days },
  }: Pick<Action, 'value' | 'measuredTo' | 'measure' | 'createdAt'>,
  points: readonly { to: string; value: number | null }[],
): Effect {
  const last = points.at(-1)
  const asOf = last?.to ?? measuredTo
  // An older reading may have been looked at: what came between it and the action came of nothing that was done.
  const opened = addDays(createdAt.slice(0, 10), 1)
  const start = opened > measuredTo ? opened : measuredTo
  const after = last && last.to > start ? last.value : null
  const change = before === null || after === null ? null : after - before
  const judged = direction !== 'neither' && change !== null && change !== 0
  return {
    before,
    after,
    change,
    better: judged ? change > 0 === (direction === 'higher') : null,
    overlaps: after !== null && (days === null || addDays(asOf, -days) < start),
    asOf,
    points: points.map(({ to, value }) => ({ to, value, isAfter: to > start })),
  }
}
