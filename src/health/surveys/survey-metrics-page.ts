import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { renderChart } from '../../platform/charts/render-chart.ts'
import { badge, card, disclosure, facts } from '../../platform/web/card.ts'
import { day, formatShare, formatValue } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import type { SurveyMetric } from './model.ts'
import { getSurveyMetrics } from './service.ts'
import { subjectFields } from './subject-fields-page.ts'
import { findSubject } from './subjects/service.ts'
import { aboutText } from './surveys-page.ts'

export const metricsPage: Page = {
  path: '/surveys/metrics',
  permission: 'office.read',
  async render(ctx, { query }) {
    const { locale } = ctx
    const word = (name: string) => query.get(name)?.slice(0, 200) ?? ''
    const about = { project: word('project'), organization: word('organization'), event: word('event') }
    const subject = await findSubject(ctx, about)
    const metrics = await getSurveyMetrics(ctx, { subject })
    // Those with a value first; each in the order of the list.
    const sorted = [...metrics.filter(({ asOf }) => asOf !== null), ...metrics.filter(({ asOf }) => asOf === null)]
    return {
      title: words.metrics,
      lead: aboutText(subject, locale),
      above: [{ title: words.surveys, href: '/surveys' }],
      content: html`${card(
        words.about[locale],
        html`<form class="filters" method="get" action="/surveys/metrics">${subjectFields(locale, query)}<button class="btn align-self-end">${words.show[locale]}</button></form>`,
      )}
        ${await Promise.all(sorted.map(metric => metricCard(metric, locale)))}`,
    }
  },
}

async function metricCard(metric: SurveyMetric, locale: Locale): Promise<Markup> {
  const { name, question, definition, formula, caveats, source, unit, asOf, coverage, response, series } = metric
  const values = series.map(({ value }) => value)
  const chart = { kind: 'lines' as const, categories: series.map(({ at }) => at), series: [{ name, values }] }
  const rate = coverage === null ? '–' : formatShare(coverage, locale)
  const about = html`<p>${definition}</p><p><strong>${words.formula[locale]}:</strong> ${formula}</p>
    <ul>${caveats.map(caveat => html`<li>${caveat}</li>`)}</ul><p><a href="${source.url}" rel="noreferrer">${source.name}</a></p>`
  return card(
    name,
    [
      html`<p class="text-secondary">${question}</p>`,
      facts([
        [words.value[locale], html`${formatValue(metric, locale)} <span class="small">${unit}</span>`],
        [words.day[locale], day(asOf, locale)],
        ...(response ? ([[words.responseRate[locale], rate]] satisfies [string, string][]) : []),
        [words.measuredBy[locale], measuredBy(metric, locale)],
      ]),
      series.length > 1 &&
        (await renderChart(chart, { title: `${name}: ${words.trend[locale]}`, locale, height: 180 })),
      disclosure(words.definition[locale], about),
    ],
    response?.hidden && badge(words.hidden[locale], 'info'),
  )
}

function measuredBy({ forms, id }: SurveyMetric, locale: Locale): Markup {
  const links = forms.map(form => html`<a href="/surveys/forms/${form}">${form}</a> `)
  return html`${links}<a href="/observations?metric=${id}">${words.byHand[locale]}</a>`
}
