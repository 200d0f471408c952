/**
 * Which of the cells that together are all answerers must stay hidden, so that nobody can tell of fewer than `least` people,
 * not by subtracting what is shown from the whole either: small cells, and then the smallest others, until what is hidden
 * are at least two cells and at least `least` people. Where nothing is left that could hide them, all are hidden.
 */
export function suppress(counts: readonly number[], least: number, hiddenAlready: readonly boolean[] = []): boolean[] {
  const hidden = counts.map((count, i) => (hiddenAlready[i] ?? false) || (count > 0 && count < least))
  for (;;) {
    const secret = counts.filter((_, i) => hidden[i])
    const people = secret.reduce((sum, count) => sum + count, 0)
    const isSafe = secret.filter(count => count > 0).length >= 2 && people >= least
    if (people === 0 || isSafe) return hidden
    const next = smallestShown(counts, hidden)
    if (next === undefined) return counts.map(() => true)
    hidden[next] = true
  }
}

function smallestShown(counts: readonly number[], hidden: readonly boolean[]): number | undefined {
  let found: number | undefined
  for (const [i, count] of counts.entries())
    if (!hidden[i] && count > 0 && (found === undefined || count < (counts[found] ?? 0))) found = i
  return found
}

/** Whether a part of a whole may be told: neither the part nor the rest is a small group. */
export function mayTell(part: number, whole: number, least: number): boolean {
  const isFine = (count: number) => count === 0 || count >= least
  return whole >= least && isFine(part) && isFine(whole - part)
}
