/** ln(1+S) ÷ ln(1+max(S, T)): 0 for nothing, 1 from what suffices on. */
export function logarithmic(value: number, enough: number): number {
  const positive = Math.max(0, value)
  return Math.log1p(positive) / Math.log1p(Math.max(positive, enough))
}
