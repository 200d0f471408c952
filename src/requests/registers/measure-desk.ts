import type { FormTimes, GroupTimes } from './model.ts'

const hour = 3_600_000

export interface AskedOnce {
  form: string
  state: string
  submittedAt: string
  decidedAt: string | null
  rating: number | null
  byRule: boolean
}

export interface AnsweredStep {
  group: string
  openedAt: string | null
  closedAt: string | null
  dueAt: string | null
}

/** Of these requests taken together. Times are those of the decided ones; who withdraws decides nothing. */
export function measureRequests(requests: readonly AskedOnce[]): Omit<FormTimes, 'form'> {
  const decided = requests.filter(({ state, decidedAt }) => decidedAt !== null && state !== 'withdrawn')
  const hours = decided.map(
    ({ submittedAt, decidedAt }) => (Date.parse(decidedAt ?? '') - Date.parse(submittedAt)) / hour,
  )
  const ratings = requests.flatMap(({ rating }) => rating ?? [])
  return {
    handled: requests.length,
    open: requests.filter(({ decidedAt, state }) => decidedAt === null && state !== 'withdrawn').length,
    byRule: decided.filter(({ byRule }) => byRule).length,
    medianHours: quantile(hours, 0.5),
    p90Hours: quantile(hours, 0.9),
    satisfaction: ratings.length === 0 ? null : ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length,
  }
}

export function measureGroups(steps: readonly AnsweredStep[]): GroupTimes[] {
  const groups = Map.groupBy(steps, ({ group }) => group)
  return [...groups]
    .map(([group, own]) => ({
      group,
      answered: own.length,
      late: own.filter(({ closedAt, dueAt }) => closedAt !== null && dueAt !== null && closedAt > dueAt).length,
      medianHours: quantile(
        own.map(({ openedAt, closedAt }) => (Date.parse(closedAt ?? '') - Date.parse(openedAt ?? '')) / hour),
        0.5,
      ),
    }))
    .sort((a, b) => b.answered - a.answered)
}

/** Of an even number the median is the mean of the two in the middle; other quantiles by nearest rank. Null of nothing. */
export function quantile(numbers: readonly number[], share: number): number | null {
  const sorted = numbers.filter(number => !Number.isNaN(number)).sort((a, b) => a - b)
  const { length } = sorted
  if (length === 0) return null
  if (share === 0.5 && length % 2 === 0) return ((sorted[length / 2 - 1] ?? 0) + (sorted[length / 2] ?? 0)) / 2
  return sorted[Math.min(length - 1, Math.ceil(share * length) - 1)] ?? null
}
