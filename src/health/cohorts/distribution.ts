import { quartiles } from '../../lib/quartiles/quartiles.ts'
import type { Distribution } from './model.ts'

/** How a value lies among those of others; undefined of fewer than three: that would tell of single projects only. */
export function distributionOf(own: number | null, others: readonly number[]): Distribution | undefined {
  const middle = quartiles(others)
  if (!middle) return undefined
  return { ...middle, least: Math.min(...others), most: Math.max(...others), place: placeOf(own, middle) }
}

function placeOf(own: number | null, { low, median, high }: { low: number; median: number; high: number }) {
  if (own === null) return null
  if (own < low) return 'below'
  if (own > high) return 'above'
  return own < median ? 'lower-middle' : 'upper-middle'
}
