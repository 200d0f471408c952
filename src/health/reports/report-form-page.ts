import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { disclosure } from '../../platform/web/card.ts'
import { askedField } from '../../platform/web/filter.ts'
import type { Markup } from '../../platform/web/page.ts'
import { cohortFields } from '../cohorts/service.ts'
import { parameterFields } from '../metrics/picture/service.ts'
import { words } from './messages.ts'
import type { View } from './model.ts'
import { addressOfReport } from './report-address.ts'
import type { readOverview } from './service.ts'

type Overview = Awaited<ReturnType<typeof readOverview>>

const always: readonly string[] = ['interval', 'groupBy', 'bots']
const elsewhere: readonly string[] = ['from', 'to', 'rowsFrom', 'rowsMost', ...always]

/** All that is asked, in one form. Where there are scripts the page is put in place; without, it is fetched whole. */
export function reportForm(
  view: View,
  { overview, query, now }: { overview: Overview; query: URLSearchParams; now: Date },
  locale: Locale,
): Markup {
  const action = addressOfReport(view)
  const field = (one: Parameters<typeof askedField>[0]) => askedField(one, query, locale)
  const named = (names: readonly string[]) => parameterFields.filter(({ name }) => names.includes(name)).map(field)
  const fixed = view.kind === 'organization' || view.kind === 'person' ? [view.kind] : []
  const folded = parameterFields.filter(({ name }) => ![...elsewhere, ...fixed].includes(name))
  return html`<form class="asked" method="get" action="${action}" hx-get="${action}" hx-target="#content" hx-select="#content" hx-swap="outerHTML" hx-push-url="true">
    ${brush(overview, query, locale)}
    <div class="filters">${named(['from', 'to'])}<button class="btn btn-primary align-self-end">${words.show[locale]}</button></div>
    ${presets(action, query, now, locale)}
    <div class="filters">${named(always)}${view.kind === 'cohort' && cohortFields.map(field)}</div>
    ${disclosure(words.parameters[locale], html`<div class="filters">${ownChoices(view, locale).map(field)}${folded.map(field)}</div>`)}</form>`
}

function ownChoices({ kind }: View, locale: Locale): Parameters<typeof askedField>[0][] {
  const isOfAll = kind !== 'project' && kind !== 'cohort'
  return [
    ...(isOfAll ? [{ name: 'projects', label: words.projects, usual: words.allProjects[locale] }] : []),
    { name: 'metrics', label: words.metrics },
    { name: 'marks', label: words.marks, choices: words.markChoices, usual: 'all' },
  ]
}

/** Bars over all time; what is chosen is bright. Drawing over it sets the two fields for days, which do as well alone. */
function brush({ points }: Overview, query: URLSearchParams, locale: Locale): Markup | false {
  if (points.length < 2) return false
  const [from, to] = [query.get('from') || '', query.get('to') || '9999-12-31']
  const most = Math.max(1, ...points.map(({ value }) => value ?? 0))
  const bars = points.map(({ at, value }, i) => {
    const height = (22 * (value ?? 0)) / most
    const isChosen = at >= from && at < to
    return html`<rect x="${i}" y="${(24 - height).toFixed(2)}" width="0.8" height="${height.toFixed(2)}"${isChosen && html` class="chosen"`}/>`
  })
  return html`<div class="brush" data-brush data-days="${points.map(({ at }) => at).join(',')}" title="${words.brush[locale]}" aria-hidden="true"><svg viewBox="0 0 ${points.length} 24" preserveAspectRatio="none">${bars}</svg><div class="brush-range" hidden></div></div>
    <p class="small row-line"><span>${points[0]?.at}</span><span>${words.brush[locale]}</span><span>${points.at(-1)?.at}</span></p>`
}

const lengths = [
  ['quarter', 90],
  ['year', 365],
  ['years', 3 * 365],
  ['all', undefined],
] as const

function presets(action: string, query: URLSearchParams, now: Date, locale: Locale): Markup {
  const links = lengths.map(([name, days]) => {
    const to = new URLSearchParams([...query].filter(([key]) => key !== 'from' && key !== 'to'))
    if (days !== undefined) to.set('from', new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10))
    return html`<a href="${action}?${String(to)}">${words.presets[name][locale]}</a>`
  })
  return html`<p class="row-line small presets">${links}</p>`
}
