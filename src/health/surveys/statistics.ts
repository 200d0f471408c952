/** The mean, and where it lies with 95 % confidence (Student’s t); of one value or none nobody can tell. */
export function estimateMean(values: readonly number[]): { mean: number; low: number; high: number } | undefined {
  const n = values.length
  if (n < 2) return undefined
  const mean = sum(values) / n
  const variance = sum(values.map(value => (value - mean) ** 2)) / (n - 1)
  const half = studentT(n - 1) * Math.sqrt(variance / n)
  return { mean, low: mean - half, high: mean + half }
}

/** Net Promoter Score: the percentage of promoters (9, 10) less that of detractors (0 to 6); from −100 to 100. */
export function netPromoterScore(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined
  const promoters = values.filter(value => value >= 9).length
  const detractors = values.filter(value => value <= 6).length
  return (100 * (promoters - detractors)) / values.length
}

/** Blau’s index: the chance that two answers drawn at random, with replacement, differ. */
export function diversityIndex(counts: readonly number[]): number | undefined {
  const total = sum(counts)
  if (total === 0) return undefined
  return 1 - sum(counts.map(count => (count / total) ** 2))
}

export function roundTo(value: number, digits: number): number {
  const factor = 10 ** digits
  // Halves away from zero, on either side of it.
  return (Math.sign(value) * Math.round(Math.abs(value) * factor + 1e-9)) / factor + 0
}

function sum(values: readonly number[]) {
  return values.reduce((all, value) => all + value, 0)
}

/** 97.5 % quantiles of Student’s t, for 1 to 30 degrees of freedom. */
const quantiles = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
]

const normalQuantile = 1.959964

/** Beyond the table by Fisher’s expansion around the normal distribution. */
export function studentT(freedom: number): number {
  const z = normalQuantile
  const first = (z ** 3 + z) / (4 * freedom)
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)
  return quantiles[freedom - 1] ?? z + first + second
}
