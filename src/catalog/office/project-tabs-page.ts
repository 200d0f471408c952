import { html } from 'hono/html'
import { MetricParameters, type MetricResult } from '../../health/metrics/model.ts'
import { withRowsOfPicture } from '../../health/metrics/picture/service.ts'
import { measure, nameOfCode } from '../../health/metrics/service.ts'
import { packageOf, shortName } from '../../lib/purl/package-of.ts'
import type { Locale } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, badge, card, empty, type Tone } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { choice, filterForm } from '../../platform/web/filter.ts'
import { day, formatNumber } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { type Manifest, relationNames, scopeNames } from '../../supply-chain/inventory/model.ts'
import { getInventory } from '../../supply-chain/inventory/service.ts'
import { type Finding as LicenseFinding, verdictNames, waivedName } from '../../supply-chain/license-policy/model.ts'
import { judgeComponents } from '../../supply-chain/license-policy/service.ts'
import type { PersonSummary } from '../people/model.ts'
import { findPeople } from '../people/service.ts'
import { words } from './messages.ts'
import { metricCard } from './project-charts-page.ts'
import { projectBody } from './project-page.ts'
import { getEntry } from './service.ts'

const verdictTones: Record<LicenseFinding['verdict'], Tone> = { allow: 'good', review: 'warn', deny: 'bad' }
const severity: LicenseFinding['verdict'][] = ['deny', 'review', 'allow']
const mostPeople = 1000

export const projectComponentsPage: Page = {
  path: '/projects/{project}/components',
  permission: 'office.read',
  async render(ctx, { params: { project: id = '' }, query }) {
    const { locale } = ctx
    const entry = await getEntry(ctx, id)
    const { manifests, components } = await getInventory(ctx, id)
    const { findings } = await judgeComponents(ctx, components, { products: [entry.id, entry.name] })
    const text = (query.get('text') ?? '').trim().toLowerCase()
    const [verdict, relation] = [query.get('verdict'), query.get('relation')]
    const rows = findings.filter(
      finding =>
        (!text || `${finding.purl} ${finding.license ?? ''}`.toLowerCase().includes(text)) &&
        (!verdict || (finding.waiver ? 'waived' : finding.verdict) === verdict) &&
        (!relation || finding.relation === relation),
    )
    const choices = [
      choice(
        'verdict',
        words.verdict[locale],
        [...severity.map(value => [value, verdictNames[value][locale]] as const), ['waived', waivedName[locale]]],
        query,
      ),
      choice(
        'relation',
        words.relation[locale],
        Object.entries(relationNames).map(([value, name]) => [value, name[locale]]),
        query,
      ),
    ]
    const keep = { sort: query.get('sort') }
    const form = filterForm(
      `/projects/${id}/components`,
      { text, label: words.component[locale], choices, keep },
      locale,
    )
    const table = dataTable({
      rows,
      columns: componentColumns(locale),
      locale,
      query,
      caption: words.components[locale],
      sortedBy: 'verdict',
      none: empty(words.noComponents[locale]),
    })
    const content = html`${card(words.manifests[locale], manifestTable(manifests, query, locale))}
      ${card(words.components[locale], [form, table], formatNumber(rows.length, locale))}
      <p><a href="/projects/${id}/component-history">${words.componentHistory[locale]}</a></p>`
    return projectBody(ctx, entry, 'components', content)
  },
}

export const projectContributorsPage: Page = {
  path: '/projects/{project}/contributors',
  permission: 'office.read',
  async render(ctx, { params: { project: id = '' }, query }) {
    const { locale } = ctx
    const entry = await getEntry(ctx, id)
    const people = await findPeople(ctx, { project: id, limit: mostPeople })
    const table = dataTable({
      rows: people,
      columns: peopleColumns(locale),
      locale,
      query,
      caption: words.contributors[locale],
      sortedBy: 'commits',
      none: empty(words.noHistory[locale]),
    })
    const content = html`${card(words.contributors[locale], table)}
      <p><a href="/projects/${id}/maintainers">${words.maintainers[locale]}</a></p>`
    return projectBody(ctx, entry, 'contributors', content)
  },
}

export const projectReleasesPage: Page = {
  path: '/projects/{project}/releases',
  permission: 'office.read',
  async render(ctx, { params: { project: id = '' }, query }) {
    const { locale } = ctx
    const entry = await getEntry(ctx, id)
    const measurement = await measure(ctx, id, MetricParameters.parse({ interval: 'year' }), ['release-frequency'])
    const [releases] = measurement.metrics
    if (!releases) return projectBody(ctx, entry, 'releases', empty(words.noReleases[locale]))
    const table = dataTable<MetricResult['rows'][number]>({
      rows: releases.rows,
      columns: releases.columns.map((title, i) => ({
        id: String(i),
        title,
        numeric: i === 3,
        by: row => row[i] ?? undefined,
        cell: row => releaseCell(row[i], releases.coded.includes(i), locale),
      })),
      locale,
      query,
      caption: words.releases[locale],
      none: empty(words.noReleases[locale]),
    })
    const content = html`${await metricCard(releases, { project: id, measurement }, locale)}${card(words.releases[locale], table)}`
    return projectBody(ctx, entry, 'releases', content)
  },
}

function releaseCell(value: string | number | null | undefined, isCode: boolean, locale: Locale) {
  return isCode && typeof value === 'string' ? nameOfCode(value)[locale] : value
}

export const projectMetricsPage: Page = {
  path: '/projects/{project}/metrics',
  permission: 'office.read',
  async render(ctx, { params: { project: id = '' }, query }) {
    const { locale } = ctx
    const entry = await getEntry(ctx, id)
    const asked = MetricParameters.safeParse(Object.fromEntries([...query].filter(([, value]) => value !== '')))
    if (!asked.success) throw badParameters
    const measurement = await measure(ctx, id, asked.data)
    const { origin, metrics } = measurement
    const pictured = await Promise.all(
      metrics.map(metric => withRowsOfPicture(ctx, [id], measurement.parameters, metric)),
    )
    const cards = await Promise.all(pictured.map(metric => metricCard(metric, { project: id, measurement }, locale)))
    const future = origin.inFuture > 0 && alert(words.inFuture(formatNumber(origin.inFuture, locale))[locale], 'warn')
    return projectBody(
      ctx,
      entry,
      'metrics',
      html`${parameterForm(id, query, locale)}${future}<div class="grid">${cards}</div>`,
    )
  },
}

function parameterForm(id: string, query: URLSearchParams, locale: Locale): Markup {
  const date = (name: 'from' | 'to') =>
    html`<label>${words[name][locale]} <input class="form-control" type="date" name="${name}" value="${query.get(name) ?? ''}"></label>`
  const pick = (name: keyof typeof words.choices, options: Record<string, { en: string; zh: string }>) =>
    choice(
      name,
      words.choices[name][locale],
      Object.entries(options).map(([value, text]) => [value, text[locale]]),
      query,
    )
  return html`<form class="filters" method="get" action="/projects/${id}/metrics">${date('from')}${date('to')}
    ${pick('interval', words.intervals)}${pick('dateKind', words.dateKinds)}${pick('bots', words.botChoices)}
    ${pick('merges', words.mergeChoices)}${pick('mailmap', words.mailmapChoices)}
    <button class="btn btn-primary">${words.show[locale]}</button></form>`
}

function manifestTable(manifests: Manifest[], query: URLSearchParams, locale: Locale): Markup {
  return dataTable({
    rows: manifests,
    columns: [
      { id: 'path', title: words.manifest[locale], cell: ({ path }) => html`<span class="mono">${path}</span>` },
      { id: 'reader', title: words.kind[locale], cell: ({ reader }) => badge(reader) },
      { id: 'count', title: words.components[locale], numeric: true, cell: ({ components }) => components },
      { id: 'problem', title: words.findings[locale], cell: manifest => manifestNotes(manifest, locale) },
    ],
    locale,
    query,
    caption: words.manifests[locale],
    none: empty(words.noComponents[locale]),
  })
}

const mostNotes = 5

function manifestNotes({ problem, warnings }: Manifest, locale: Locale): Markup {
  const notes = warnings
    .slice(0, mostNotes)
    .map(({ text, line }) => html`<div class="small">${line && `${line}: `}${text[locale]}</div>`)
  const more = warnings.length - mostNotes
  return html`${problem && alert(problem[locale], 'bad')}${notes}${more > 0 && html`<div class="small">+ ${formatNumber(more, locale)}</div>`}`
}

function componentColumns(locale: Locale): Column<LicenseFinding>[] {
  return [
    {
      id: 'name',
      title: words.component[locale],
      by: row => row.purl.toLowerCase(),
      cell: ({ purl }) =>
        html`<a class="strong" href="/components/${encodeURIComponent(packageOf(purl))}">${shortName(purl)}</a>`,
    },
    {
      id: 'verdict',
      title: words.verdict[locale],
      by: row => severity.indexOf(row.verdict),
      cell: finding => verdictCell(finding, locale),
    },
    { id: 'license', title: words.license[locale], by: row => row.license, cell: ({ license }) => license ?? '–' },
    {
      id: 'relation',
      title: words.relation[locale],
      by: row => row.relation,
      cell: ({ relation }) => relationNames[relation][locale],
    },
    { id: 'scope', title: words.scope[locale], by: row => row.scope, cell: ({ scope }) => scopeNames[scope][locale] },
    {
      id: 'way',
      title: words.wayTo[locale],
      cell: ({ path = [] }) => path.length > 0 && html`<span class="small">${path.map(shortName).join(' → ')}</span>`,
    },
  ]
}

/** What a grant waives is shown as waived, with the grant; never hidden. */
function verdictCell({ verdict, reason, waiver }: LicenseFinding, locale: Locale): Markup {
  const tone = waiver ? 'info' : verdictTones[verdict]
  const shown = waiver ? waivedName[locale] : verdictNames[verdict][locale]
  const grant =
    waiver &&
    html`<div class="small"><a href="/requests/${waiver.request}">${words.waivedBy(String(waiver.request), waiver.until)[locale]}</a></div>`
  return html`${badge(shown, tone, reason[locale])}${grant}${verdict !== 'allow' && html`<div class="small">${reason[locale]}</div>`}`
}

function peopleColumns(locale: Locale): Column<PersonSummary>[] {
  return [
    {
      id: 'name',
      title: words.by[locale],
      by: person => person.name.toLowerCase(),
      cell: ({ id, name, email, bot }) =>
        html`<a class="strong" href="/people/${id}">${name || email}</a>${bot && html` ${badge(words.bot[locale], 'info')}`}`,
    },
    {
      id: 'commits',
      title: words.commits[locale],
      numeric: true,
      first: 'desc',
      by: person => person.commits,
      cell: person => person.commits,
    },
    {
      id: 'since',
      title: words.since[locale],
      by: person => person.firstAt,
      cell: ({ firstAt }) => day(firstAt, locale),
    },
    {
      id: 'until',
      title: words.until[locale],
      first: 'desc',
      by: person => person.lastAt,
      cell: ({ lastAt }) => day(lastAt, locale),
    },
  ]
}

const badParameters = new Failure('invalid-input', {
  en: 'These parameters do not fit: days are written as 2026-01-31, and choices are those of the form',
  zh: '参数不符合要求：日期格式为 2026-01-31，其余请从表单中选择',
})
