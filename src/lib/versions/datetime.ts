import { compareText, firstDifference } from './order.ts'
import { type Scheme, schemeOf } from './scheme.ts'

interface Moment {
  /** Since 1970, UTC. */
  seconds: number
  /** Digits behind the second, without zeros at the end. */
  fraction: string
}

/** The VERS type `datetime`: RFC 3339, 5.6, to any fraction of a second. A time is its own major. */
export const datetime: Scheme = schemeOf({
  read: readMoment,
  compare: (a, b) => firstDifference(a.seconds - b.seconds, compareText(a.fraction, b.fraction)),
  majorOf: (_, text) => text,
})

const grammar = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/i

function readMoment(text: string): Moment | undefined {
  const found = grammar.exec(text.trim())
  if (!found) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number)
  const [fraction = '', sign = '+', offsetHour = '0', offsetMinute = '0'] = found.slice(7)
  const date = new Date(0)
  // Not `Date.UTC`, which takes the year 99 for 1999.
  date.setUTCFullYear(year, month - 1, day)
  const isDate = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  // A minute may have a 61st second.
  if (!isDate || hour > 23 || minute > 59 || second > 60) return undefined
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '-' ? -1 : 1)
  const seconds = date.getTime() / 1000 + (hour * 60 + minute - offset) * 60 + second
  return { seconds, fraction: withoutLastZeros(fraction) }
}

function withoutLastZeros(digits: string): string {
  let end = digits.length
  while (digits[end - 1] === '0') end--
  return digits.slice(0, end)
}
