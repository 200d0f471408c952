import { netPromoterScore, roundTo } from '../statistics.ts'

/**
 * Whether a Net Promoter Score beside the number of those who answered would tell of a small group of promoters, passives
 * or detractors: it is in all that could have been answered for that score to come out.
 */
export function tellsSmallCell(scores: readonly number[], least: number): boolean {
  const all = scores.length
  const [detractors, promoters] = [scores.filter(score => score <= 6).length, scores.filter(score => score >= 9).length]
  const isSmall = (count: number) => count > 0 && count < least
  const cells = [detractors, all - detractors - promoters, promoters]
  const told = new Set([0, 1, 2].filter(i => isSmall(cells[i] ?? 0)))
  const score = roundTo(netPromoterScore(scores) ?? 0, 0)
  for (let lead = -all; lead <= all && told.size > 0; lead++) {
    if (roundTo((100 * lead) / all, 0) !== score) continue
    for (let low = Math.max(0, -lead); 2 * low + lead <= all && told.size > 0; low++)
      for (const [i, count] of [low, all - 2 * low - lead, low + lead].entries()) if (!isSmall(count)) told.delete(i)
  }
  return told.size > 0
}
