import { html } from 'hono/html'
import { formatShare } from '../../lib/text/format-share.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Markup } from './page.ts'

export { formatShare }

/** BCP 47 tags of our languages. */
export const tags: Record<Locale, string> = { en: 'en', zh: 'zh-CN' }

export function formatNumber(value: number, locale: Locale, digits = 0): string {
  return new Intl.NumberFormat(tags[locale], { maximumFractionDigits: digits }).format(value)
}

/** As its kind is read: a share in percent, all else with two digits at most or so many; what there is not, as a dash. */
export function formatValue(
  { value, format }: { value: number | null; format: string },
  locale: Locale,
  digits = 2,
): string {
  if (value === null) return '–'
  return format === 'share' ? formatShare(value, locale) : formatNumber(value, locale, digits)
}

/** The day; hover tells the time to the second. Of no time it tells so. */
export function day(at: string | null | undefined, locale: Locale): Markup {
  if (!at) return html`<span class="text-secondary">–</span>`
  const date = new Intl.DateTimeFormat(tags[locale], { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(at))
  return html`<time datetime="${at}" title="${at}">${date}</time>`
}

const units = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** `3 weeks ago`; hover tells the day. */
export function ago(at: string | null | undefined, now: Date, locale: Locale): Markup {
  if (!at) return html`<span class="text-secondary">–</span>`
  const seconds = (Date.parse(at) - now.getTime()) / 1000
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
  // Of less than a minute the seconds do not matter.
  const count = unit === 'second' ? 0 : Math.round(seconds / size)
  const words = new Intl.RelativeTimeFormat(tags[locale], { numeric: 'auto' }).format(count, unit)
  return html`<time datetime="${at}" title="${at}">${words}</time>`
}
