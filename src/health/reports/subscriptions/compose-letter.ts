import { formatShare } from '../../../lib/text/format-share.ts'
import type { Locale } from '../../../lib/text/text.ts'
import { unitBeside } from '../../../lib/text/unit-beside.ts'
import type { MetricResult } from '../../metrics/model.ts'
import { letters, markKinds, words } from '../messages.ts'
import type { Report } from '../model.ts'
import type { Every } from './model.ts'
import type { Period } from './period.ts'

export interface Occasion {
  every: Every
  period: Period
  /** From what the numbers are drawn, and what they lack. */
  origin: readonly string[]
  /** Absolute. */
  reportAt: string
  stopAt: string
}

/** What changed, what happened, and what the numbers mean; as words in one language. */
export function composeLetter(now: Report, before: Report, occasion: Occasion, locale: Locale) {
  const { every, period, origin, reportAt, stopAt } = occasion
  const kind = words.kinds[now.kind][locale]
  const name = now.name ? `${kind} ${now.name}` : kind
  const { month, week } = letters.subject
  const lastDay = new Date(Date.parse(period.to) - 86_400_000).toISOString().slice(0, 10)
  const title = every === 'month' ? month(name, period.from.slice(0, 7)) : week(name, period.from, lastDay)
  const sections = [
    changes(now, before, locale),
    happenings(now, locale),
    uncollected(now, locale),
    origin.join('\n'),
    `${letters.see[locale]}: ${reportAt}`,
    definitions(now, locale),
    `${letters.stop[locale]}: ${stopAt}`,
  ]
  return { subject: title[locale], body: sections.filter(Boolean).join('\n\n') }
}

function knownOf({ measurement, uncollected }: Report): MetricResult[] {
  return measurement.metrics.filter(({ id }) => !uncollected.includes(id))
}

function changes(now: Report, before: Report, locale: Locale): string {
  const earlier = new Map(before.measurement.metrics.map(({ id, value }) => [id, value]))
  const all = knownOf(now).map(metric => ({ metric, past: earlier.get(metric.id) ?? null }))
  const changed = all.filter(({ metric, past }) => metric.value !== past)
  const same = all.filter(({ metric, past }) => metric.value === past)
  const lines = changed.map(({ metric, past }) => {
    const { name, value, unit, beside } = metric
    const change = changeOf(metric, past, locale)
    const is = shown(metric, value, locale)
    const line = letters.line(name, is, shown(metric, past, locale), change, unitBeside(is, unit))[locale]
    // Without them the number may mislead.
    const figures = beside.map(one => `${one.name}: ${shown(one, one.value, locale)}`).join(' · ')
    return figures ? `${line}\n  ${figures}` : line
  })
  const rest = same.map(({ metric }) => `${metric.name} ${shown(metric, metric.value, locale)}`)
  return [
    letters.changed[locale],
    ...(lines.length > 0 ? lines.map(line => `• ${line}`) : [letters.nothingChanged[locale]]),
    ...(rest.length > 0 ? [`${letters.unchanged[locale]}: ${rest.join(', ')}`] : []),
  ].join('\n')
}

function happenings({ marks, marksLeftOut }: Report, locale: Locale): string {
  if (marks.length === 0) return ''
  return [
    letters.happened[locale],
    ...marks.map(({ day, title, kind }) => `• ${day} ${markKinds[kind][locale]}: ${title}`),
    ...(marksLeftOut > 0 ? [words.leftOut(new Intl.NumberFormat(locale).format(marksLeftOut))[locale]] : []),
  ].join('\n')
}

function uncollected({ measurement, uncollected }: Report, locale: Locale): string {
  const names = measurement.metrics.flatMap(({ id, name }) => (uncollected.includes(id) ? [name] : []))
  return names.length > 0 ? `${letters.uncollected[locale]}: ${names.join(', ')}` : ''
}

function definitions(report: Report, locale: Locale): string {
  const lines = knownOf(report).map(({ name, definition, source }) => `• ${name}: ${definition} (${source.url})`)
  return [letters.definitions[locale], ...lines].join('\n')
}

function shown({ format }: Pick<MetricResult, 'format'>, value: number | null, locale: Locale): string {
  if (value === null) return '–'
  return format === 'share'
    ? formatShare(value, locale)
    : new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value)
}

/** Of shares, in points of percent. */
function changeOf({ value, format }: Pick<MetricResult, 'value' | 'format'>, past: number | null, locale: Locale) {
  if (value === null || past === null) return '–'
  const style = { signDisplay: 'exceptZero', maximumFractionDigits: format === 'share' ? 1 : 2 } as const
  const difference = new Intl.NumberFormat(locale, style).format((value - past) * (format === 'share' ? 100 : 1))
  return format === 'share' ? letters.points(difference)[locale] : difference
}
