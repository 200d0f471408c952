const minute = 60_000
const hour = 60 * minute

/** For so long a mail is tried. */
export const patience = 72 * hour

/** Doubles from a minute on, up to four hours. */
export function retryDelay(attempts: number): number {
  return Math.min(minute * 2 ** (attempts - 1), 4 * hour)
}
