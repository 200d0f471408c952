/** Whole hours are counted from the year -2030 (400 years are 146097 days, 20871 weeks), so that none is below zero. */
export const hoursBefore1970 = 10 * 146_097 * 24

/** In which hour a moment lies, counted so; with an offset in minutes, in local time. */
export function hourOf(moment: string, offset?: string): string {
  const minutes = offset === undefined ? '' : ` + ${offset}::bigint * 60000000`
  return `(epoch_us(${moment})${minutes} + ${hoursBefore1970}::bigint * 3600000000) // 3600000000`
}
