import { html } from 'hono/html'
import type { Project } from '../../catalog/projects/model.ts'
import type { Locale } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { badge, card, disclosure, empty, stat, stats, type Tone } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { evidence } from '../../platform/web/evidence.ts'
import { askedField } from '../../platform/web/filter.ts'
import { formatNumber, formatShare } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import { cohortFields, whySimilar } from '../cohorts/service.ts'
import { MetricParameters } from '../metrics/model.ts'
import { evidenceFor } from '../metrics/picture/service.ts'
import { daysBefore } from './measuring/service.ts'
import { verdicts, whyUnknown, words } from './messages.ts'
import {
  type Comparison,
  type Evaluation,
  EvaluationWish,
  type Reading,
  type ScoreReading,
  type Verdict,
} from './model.ts'

const tones: Record<Verdict, Tone> = { good: 'good', fair: 'warn', poor: 'bad', unjudged: 'plain', unknown: 'plain' }

export function readWish(query: URLSearchParams): EvaluationWish {
  // A field that was left empty asks for nothing.
  const asked = Object.fromEntries([...query].filter(([, value]) => value !== ''))
  const wish = EvaluationWish.safeParse({ ...asked, cohort: query.get('cohort') === 'true' })
  if (wish.success) return wish.data
  throw new Failure('invalid-input', words.badWish)
}

export function wishForm(
  action: string,
  { projects, query }: { projects: readonly Project[]; query: URLSearchParams },
  locale: Locale,
): Markup {
  const chosen = query.get('project') ?? ''
  return html`<form method="get" action="${action}"><div class="filters">
    <label>${words.project[locale]} <select class="form-select" name="project" required><option value="">${words.anyProject[locale]}</option>${projects.map(
      ({ id, name }) => html`<option value="${id}"${id === chosen && ' selected'}>${name}</option>`,
    )}</select></label>
    <label>${words.asOf[locale]} <input class="form-control" type="date" name="asOf" value="${query.get('asOf') ?? ''}"></label>
    <label class="align-self-end"><input class="form-check-input" type="checkbox" name="cohort" value="true"${query.get('cohort') === 'true' && ' checked'}> ${words.cohort[locale]}</label>
    <button class="btn btn-primary align-self-end">${words.show[locale]}</button></div>
    ${disclosure(words.howSimilar[locale], html`<div class="filters">${cohortFields.map(field => askedField(field, query, locale))}</div>`)}</form>`
}

interface View {
  locale: Locale
  query: URLSearchParams
  mayAct: boolean
}

export function evaluationCards(evaluation: Evaluation, view: View): Markup {
  const { locale, query } = view
  const { readings, score, cohort } = evaluation
  const table = dataTable({
    rows: readings,
    columns: columnsOf(evaluation, view),
    ...{ locale, query, size: 100, caption: words.readings[locale], none: empty(words.none[locale]) },
  })
  const note = cohort && similarNote(evaluation.project, cohort, query, locale)
  return html`${score && scoreTile(score, locale)}${card(words.readings[locale], [table, note])}`
}

/** How many they are, and where all of them are told. */
function similarNote(project: string, cohort: Comparison, query: URLSearchParams, locale: Locale): Markup {
  const count = formatNumber(cohort.members.length, locale)
  const same = new URLSearchParams([...query].filter(([name, value]) => name.startsWith('similar') && value !== ''))
  return html`<p class="small">${words.similarNote(count)[locale]} ${whySimilar(cohort)[locale]}</p><p class="small"><a href="/reports/cohort/${project}?${String(same)}">${words.which[locale]}</a></p>`
}

function scoreTile({ value, least, most, outOf, known, band, source }: ScoreReading, locale: Locale): Markup {
  const n = (number: number) => formatNumber(number, locale, outOf > 1 ? 1 : 3)
  const shown = value === null ? words.scoreUnknown(n(least), n(most))[locale] : `${n(value)} / ${n(outOf)}`
  const note = html`${band?.[locale]} ${known < 1 && words.known(formatShare(known, locale))[locale]} ${words.published[locale]} <a href="${source.url}" rel="noreferrer">${source.name}</a>`
  return stats(stat(words.score[locale], shown, { note }))
}

/** As it was measured, with the rows that were counted. */
function behind({ metric, parameters, days }: Reading, { project, asOf }: Evaluation, locale: Locale): Markup | false {
  const period = { to: asOf, ...(days !== null && { from: daysBefore(asOf, days) }) }
  const used = MetricParameters.safeParse({ ...parameters, ...period })
  const found = used.success && evidenceFor({ locale }, metric, used.data, [project])
  return found ? evidence(found, locale) : false
}

function columnsOf(evaluation: Evaluation, { locale, mayAct }: View): Column<Reading>[] {
  const { model, project, asOf, cohort } = evaluation
  const n = (value: number | null) => (value === null ? '–' : formatNumber(value, locale, 2))
  const similar: Column<Reading> = {
    id: 'similar',
    title: words.similar[locale],
    numeric: true,
    cell: ({ part }) => rangeOf(cohort, part, n),
  }
  const act: Column<Reading> = {
    id: 'act',
    title: words.action[locale],
    cell: ({ part }) =>
      html`<a href="/health-actions/new?${String(new URLSearchParams({ model, project, part, asOf }))}">${words.open[locale]}</a>`,
  }
  return [
    {
      id: 'name',
      title: words.metric[locale],
      cell: reading => {
        const { name, metric, days } = reading
        return html`<span class="strong">${name[locale]}</span><br><span class="small"><code>${metric}</code> · ${(days === null ? words.ever : words.days(days))[locale]}</span>${behind(reading, evaluation, locale)}`
      },
    },
    { id: 'value', title: words.value[locale], numeric: true, cell: ({ value }) => n(value) },
    { id: 'before', title: words.before[locale], numeric: true, cell: ({ before }) => n(before) },
    ...(cohort ? [similar] : []),
    {
      id: 'verdict',
      title: words.reading[locale],
      cell: reading => {
        const why = whyUnknown(reading)
        return html`${badge(verdicts[reading.verdict][locale], tones[reading.verdict])} ${why && html`<span class="small">${why[locale]}</span>`}`
      },
    },
    {
      id: 'limits',
      title: words.limits[locale],
      cell: ({ limits }) =>
        limits && html`<span title="${limits.source[locale]}">${n(limits.good)} / ${n(limits.poor)}</span>`,
    },
    {
      id: 'meaning',
      title: words.meaning[locale],
      cell: ({ means, caveat }) =>
        html`${means?.[locale]} ${caveat && html`<span class="small text-secondary">${caveat[locale]}</span>`}`,
    },
    ...(mayAct ? [act] : []),
  ]
}

function rangeOf(cohort: Comparison | null, part: string, n: (value: number) => string): string {
  const range = cohort?.readings[part]
  return range ? `${n(range.low)}–${n(range.high)} (${n(range.median)})` : '–'
}
