const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Minutes east of Greenwich, of names that RFC 5322 and old programs use. */
const zones: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  bst: 60,
  west: 60,
  cet: 60,
  met: 60,
  mez: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  msd: 240,
  ist: 330,
  jst: 540,
  kst: 540,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  hst: -600,
}

const dayMonthYear = /\b(\d{1,2})[\s-]*([a-z]{3})[a-z]*\.?[\s-]*,?\s*(\d{2,5})\b/i
const monthDayYear = /\b([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(?:.*\s)?(\d{4})\b/i
const clock = /\b(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d+)?\s*([ap]m\b)?/i
const iso = /^\s*\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}/i

/** The time of a mail's date, however its program wrote it; undefined where that is none, or none that a mail can have. */
export function readMailDate(raw: string): number | undefined {
  const text = raw.replaceAll(/\([^)]*\)/g, ' ').trim()
  const at = iso.test(text) ? Date.parse(text) : ofParts(text)
  return at !== undefined && at > earliest && at < latest ? at : undefined
}

/** Before mail, and the day that mboxrd files of public-inbox give to all. */
const earliest = Date.UTC(1970, 0, 2)
const latest = Date.UTC(2100, 0, 1)

function ofParts(text: string): number | undefined {
  const time = clock.exec(text)
  const withoutTime = time ? text.replace(time[0], ' ') : text
  const date = readDay(withoutTime)
  if (!time || !date) return undefined
  const half = time[4]?.toLowerCase()
  const hour = half ? (Number(time[1]) % 12) + (half === 'pm' ? 12 : 0) : Number(time[1])
  const [minute, second] = [Number(time[2]), Number(time[3] ?? 0)]
  if (hour > 24 || minute > 59 || second > 60) return undefined
  const local = Date.UTC(date.year, date.month, date.day, hour, minute, second)
  const isDay = new Date(Date.UTC(date.year, date.month, date.day)).getUTCMonth() === date.month
  return isDay ? local - offsetIn(text.slice(time.index + time[0].length)) * 60_000 : undefined
}

interface Day {
  year: number
  month: number
  day: number
}

function readDay(text: string): Day | undefined {
  const european = dayMonthYear.exec(text)
  if (european && isMonth(european[2])) return dayOf(european[1], european[2], european[3])
  const american = monthDayYear.exec(text.replace(/^\s*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+/i, ''))
  return american && isMonth(american[1]) ? dayOf(american[2], american[1], american[3]) : undefined
}

function isMonth(name: string | undefined) {
  return months.includes(name?.toLowerCase() ?? '')
}

function dayOf(day = '', month = '', year = ''): Day | undefined {
  const number = Number(day)
  if (number < 1 || number > 31) return undefined
  return { year: yearOf(year), month: months.indexOf(month.toLowerCase()), day: number }
}

/** Two digits, the three of programs that counted from 1900, and the `19100` that came of it. */
function yearOf(digits: string): number {
  const year = Number(digits)
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year
  if (digits.length === 3) return 1900 + year
  return digits.length === 5 && digits.startsWith('191') ? 1900 + Number(digits.slice(2)) : year
}

/** Of what stands behind the clock; nothing known is Greenwich. */
function offsetIn(text: string): number {
  const numbers = /([+-])-?\s?(\d{2}):?(\d{2})\b/.exec(text)
  if (numbers) {
    const minutes = Number(numbers[2]) * 60 + Number(numbers[3])
    const isOffset = minutes <= 14 * 60 && Number(numbers[3]) < 60
    return isOffset ? minutes * (numbers[1] === '-' ? -1 : 1) : 0
  }
  const short = /(?:gmt|utc)\s*([+-])(\d{1,2})\b/i.exec(text)
  if (short) return Number(short[2]) * 60 * (short[1] === '-' ? -1 : 1)
  for (const [name] of text.matchAll(/[a-z]+/gi)) if (name.toLowerCase() in zones) return zones[name.toLowerCase()] ?? 0
  return 0
}
