import { secondsOfDay } from '../zones/civil-date.ts'

/**
 * How long something takes: days are of the calendar, and may have 23 or 25 hours; the rest is exact (RFC 5545, 3.3.6;
 * RFC 8984, 1.4.6).
 */
export interface Duration {
  days: number
  seconds: number
}

const grammar = /^P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/

/** `P1DT2H30M`; undefined for what is none. */
export function readDuration(text: string): Duration | undefined {
  const found = grammar.exec(text)
  if (!found || text === 'P') return undefined
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map(part => Number(part ?? 0))
  return { days: weeks * 7 + days, seconds: hours * 3600 + minutes * 60 + seconds }
}

export function formatDuration({ days, seconds }: Duration): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const clock = [[hours, 'H'] as const, [minutes, 'M'] as const, [seconds % 60, 'S'] as const]
  const time = clock.flatMap(([number, unit]) => (number > 0 ? [`${number}${unit}`] : [])).join('')
  const date = days > 0 || time === '' ? `${days}D` : ''
  return `P${date}${time && `T${time}`}`
}

/** When it ends that begins at that local time and instant. */
export function endOf(
  { days, seconds }: Duration,
  start: { local: number; at: number },
  instantOf: (local: number) => number,
): number {
  return (days === 0 ? start.at : instantOf(start.local + days * secondsOfDay)) + seconds
}
