import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { unitBeside } from '../../lib/text/unit-beside.ts'
import { renderChart } from '../../platform/charts/render-chart.ts'
import type { Context } from '../../platform/context.ts'
import { badge, card, facts, stat, stats } from '../../platform/web/card.ts'
import { formatNumber } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import type { CampaignResults, CohortResult, QuestionResult } from './model.ts'
import { requireHumanMetric } from './service.ts'

export async function resultsMarkup({ locale }: Pick<Context, 'locale'>, results: CampaignResults): Promise<Markup> {
  const tiles = results.metrics.map(({ metric, value }) => {
    const { name, unit } = requireHumanMetric(metric)
    const one = shown(value, locale)
    return stat(name[locale], one, { note: unitBeside(String(one), unit[locale]) })
  })
  const questions = await Promise.all(results.questions.map(question => questionCard(question, locale)))
  return html`${tiles.length > 0 && card(words.results[locale], stats(...tiles))}${questions}${results.cohorts && cohortCard(results.cohorts, results.questions, locale)}`
}

function shown(value: number | null, locale: Locale): Markup | string {
  return value === null ? badge(words.hidden[locale], 'info') : formatNumber(value, locale, 3)
}

async function questionCard(question: QuestionResult, locale: Locale): Promise<Markup> {
  const { text, kind, answered, cells, mean, low, high, nps, texts } = question
  const title = either(text, locale)
  const interval = low === null ? [] : [[words.interval[locale], `${low} – ${high}`] satisfies [string, string]]
  const rows: [string, Markup | string][] = [
    [words.answered[locale], shown(answered, locale)],
    ...(mean === null
      ? []
      : [[words.mean[locale], shown(mean, locale)] satisfies [string, Markup | string], ...interval]),
    ...(nps === null ? [] : [[words.nps[locale], shown(nps, locale)] satisfies [string, Markup | string]]),
  ]
  const isOpen = cells.length > 0 && cells.every(({ count }) => count !== null)
  const chart = isOpen && (await distribution(title, cells, locale))
  const said = kind === 'text' && textList(texts, locale)
  return card(title, [facts(rows), chart || (cells.length > 0 && cellTable(title, cells, locale)), said])
}

function distribution(title: string, cells: QuestionResult['cells'], locale: Locale): Promise<Markup> {
  const categories = cells.map(({ label }) => either(label, locale))
  const series = [{ name: words.people[locale], values: cells.map(({ count }) => count) }]
  return renderChart({ kind: 'bars', categories, series }, { title, locale, height: 200 })
}

function cellTable(title: string, cells: QuestionResult['cells'], locale: Locale): Markup {
  return html`<table class="table data"><caption class="visually-hidden">${title}</caption>
    <thead><tr><th scope="col">${words.answer[locale]}</th><th scope="col" class="num">${words.people[locale]}</th></tr></thead>
    <tbody>${cells.map(({ label, count }) => html`<tr><td>${either(label, locale)}</td><td class="num">${shown(count, locale)}</td></tr>`)}</tbody></table>`
}

function textList(texts: string[] | null, locale: Locale): Markup {
  if (texts === null) return html`<p class="text-secondary">${words.textsHidden[locale]}</p>`
  return html`${texts.map(text => html`<div class="said"><p class="lines">${text}</p></div>`)}`
}

function cohortCard({ text, rows }: CohortResult, questions: readonly QuestionResult[], locale: Locale): Markup {
  const titles = (rows[0]?.values ?? []).map(({ question }) => questions.find(({ id }) => id === question)?.text)
  const title = words.byCohort(text)[locale]
  return card(
    title,
    html`<div class="table-scroll" role="region" aria-label="${title}" tabindex="0"><table class="table data"><caption class="visually-hidden">${title}</caption>
    <thead><tr><th scope="col">${either(text, locale)}</th><th scope="col" class="num">${words.answered[locale]}</th>${titles.map(
      one => html`<th scope="col" class="num">${one && either(one, locale)}</th>`,
    )}</tr></thead>
    <tbody>${rows.map(
      row =>
        html`<tr><td>${either(row.label, locale)}</td><td class="num">${shown(row.answered, locale)}</td>${row.values.map(
          ({ value }) => html`<td class="num">${shown(value, locale)}</td>`,
        )}</tr>`,
    )}</tbody></table></div>`,
  )
}
