/** How the middle half of some numbers lies (linear between neighbors); undefined of fewer than three. */
export function quartiles(
  values: readonly number[],
): { count: number; low: number; median: number; high: number } | undefined {
  if (values.length < 3) return undefined
  const order = values.toSorted((a, b) => a - b)
  const at = (share: number) => {
    const place = share * (order.length - 1)
    const [left, right] = [order[Math.floor(place)] ?? 0, order[Math.ceil(place)] ?? 0]
    return left + (right - left) * (place - Math.floor(place))
  }
  return { count: order.length, low: at(0.25), median: at(0.5), high: at(0.75) }
}
