const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** After each try that failed; after the last, in a little more than three days, it is given up. */
const waits = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour]
const longestWish = 24 * hour

/** Milliseconds until the next try, undefined where there is none. A receiver may ask for more time (RFC 9110, 10.2.3). */
export function retryAfter(attempts: number, asked: string | null, now: Date): number | undefined {
  const wait = waits[attempts - 1]
  return wait === undefined ? undefined : Math.max(wait, Math.min(wishOf(asked, now), longestWish))
}

function wishOf(asked: string | null, now: Date): number {
  if (asked === null) return 0
  if (/^\d{1,9}$/.test(asked.trim())) return Number(asked) * second
  const at = Date.parse(asked)
  return Number.isNaN(at) ? 0 : at - now.getTime()
}
