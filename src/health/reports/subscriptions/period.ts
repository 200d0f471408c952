import type { Every } from './model.ts'

/** Days: the first of each is included, `to` is not. */
export interface Period {
  /** Of the period before, which ends where this one begins. */
  before: string
  from: string
  to: string
}

/** The last month or week that is over, in UTC, as all days of metrics are. A week begins on Monday (ISO 8601). */
export function lastPeriod(now: Date, every: Every): Period {
  const start = (ago: number) => {
    const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()]
    const weekday = (now.getUTCDay() + 6) % 7
    const at = every === 'month' ? Date.UTC(year, month - ago, 1) : Date.UTC(year, month, day - weekday - 7 * ago)
    return new Date(at).toISOString().slice(0, 10)
  }
  return { before: start(2), from: start(1), to: start(0) }
}
