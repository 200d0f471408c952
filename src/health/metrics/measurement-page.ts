import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { verbatim } from '../../lib/text/text.ts'
import { unitBeside } from '../../lib/text/unit-beside.ts'
import { renderChart } from '../../platform/charts/render-chart.ts'
import { heightOfChart } from '../../platform/charts/write-svg.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { card, disclosure, empty, facts, notes } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import { evidence } from '../../platform/web/evidence.ts'
import { askedField } from '../../platform/web/filter.ts'
import { formatNumber, formatValue } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { nameOfCode } from './code-names.ts'
import { listMeasured } from './listing/service.ts'
import { words } from './messages.ts'
import { MetricParameters, type MetricResult, usedParameters } from './model.ts'
import { lacking, originLine } from './origin-line.ts'
import { type ParameterField, parameterFields } from './parameter-names.ts'
import { chartOf, chartOfGroups, groupsShown, isDrawnFromRows, withRowsOfPicture } from './picture/service.ts'
import { getDefinitions, measureScope, measureSoFar } from './service.ts'

export const measurementPage: Page = {
  path: '/measurement',
  permission: 'office.read',
  navigation: { title: words.measurement, icon: 'info', area: 'office', order: 5 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const { projects, parameters } = scopeOf(withNoGroups(query))
    const { metrics, origin, waiting } = await listMeasured(ctx, projects, parameters, patience)
    const measured = new Map(metrics.map(metric => [metric.id, metric]))
    const table = dataTable({
      rows: getDefinitions(ctx),
      columns: [
        {
          id: 'name',
          title: words.metric[locale],
          by: metric => metric.name,
          cell: ({ id, name }) => html`<a class="strong" href="/measurement/${id}?${String(query)}">${name}</a>`,
        },
        {
          id: 'value',
          title: words.value[locale],
          numeric: true,
          cell: ({ id }) => valueOrWait(measured.get(id), locale),
        },
        { id: 'unit', title: words.unit[locale], cell: metric => metric.unit },
        {
          id: 'question',
          title: words.question[locale],
          cell: metric => html`<span class="small">${metric.question}</span>`,
        },
      ],
      locale,
      query,
      size: 500,
      caption: words.measurement[locale],
      none: empty(words.noRows[locale]),
    })
    return {
      title: words.measurement,
      lead: words.lead[locale],
      content: html`${parameterForm('/measurement', query, locale)}
        <div id="measured" ${waiting > 0 && html`data-unfinished`}>
          ${waiting > 0 && html`<p class="small" role="status">${words.waiting(formatNumber(waiting, locale))[locale]} <a href="?${String(query)}">${words.again[locale]}</a></p>`}
          ${origin && notes(lacking(origin, locale))}
          ${card(words.measurement[locale], table)}
          ${origin && html`<p class="small">${originLine(origin, locale)}</p>`}
        </div>`,
    }
  },
}

export const measuredMetricPage: Page = {
  path: '/measurement/{metric}',
  permission: 'office.read',
  async render(ctx, { params: { metric: id = '' }, query }) {
    const { locale } = ctx
    const { projects, parameters: asked } = scopeOf(withFewRows(query))
    const { metrics, origin, parameters, isWhole } = await measureToShow(ctx, projects, asked, id)
    const [metric] = metrics
    if (!metric) throw badParameters
    const pictured = await withRowsOfPicture(ctx, projects, parameters, metric)
    const value = formatValue(metric, locale)
    const back = new URLSearchParams(query)
    back.delete('rowsFrom')
    return {
      title: verbatim(metric.name),
      lead: metric.question,
      above: [{ title: words.measurement, href: `/measurement?${back}` }],
      content: html`${parameterForm(`/measurement/${id}`, query, locale)}
        ${notes([...lacking(origin, locale), ...(metric.collected ? [] : [words.uncollected[locale]])])}
        ${card(metric.name, [await picture(pictured, locale), evidence({ ...metric, parameters: usedParameters(parameters), origin: originLine(origin, locale) }, locale)], html`<strong>${value}</strong> ${unitBeside(value, metric.unit)}`)}
        ${metric.collected && metric.beside.length > 0 && besideCard(metric, locale)}
        ${metric.collected && html`<div id="behind" ${!isWhole && html`data-unfinished`}>${isWhole ? await whatIsBehind(metric, parameters, query, locale) : toFollow(query, locale)}</div>`}`,
    }
  },
}

/** The number soon, the rows with it or later; where the picture is drawn from rows, all of it at once. */
async function measureToShow(
  ctx: Context,
  projects: readonly string[] | undefined,
  asked: MetricParameters,
  id: string,
): ReturnType<typeof measureSoFar> {
  if (!isDrawnFromRows(id)) return measureSoFar(ctx, projects, asked, [id], patienceForRows)
  return { ...(await measureScope(ctx, projects, asked, [id])), isWhole: true }
}

/** Of what nobody collected there is nothing to show. */
async function whatIsBehind(
  metric: MetricResult,
  parameters: MetricParameters,
  query: URLSearchParams,
  locale: Locale,
): Promise<Markup> {
  return html`${parameters.groupBy !== 'none' && (await groupCard(metric, parameters, query, locale))}
    ${metric.columns.length > 0 && rowsCard(metric, parameters, query, locale)}
    ${filesCard(metric, query, locale)}`
}

function toFollow(query: URLSearchParams, locale: Locale): Markup {
  return html`<p class="small" role="status">${words.rowsFollow[locale]} <a href="?${String(query)}">${words.again[locale]}</a></p>`
}

/** What a page shows of the rows, and in which language, is no matter of a file. */
const ofThePage: readonly string[] = ['rowsFrom', 'rowsMost', 'lang']

/** The same question as the page's, put to the report of all projects, or of those that are named. */
function filesCard({ id, columns }: MetricResult, query: URLSearchParams, locale: Locale): Markup {
  const asked = [...query].filter(([name, value]) => value !== '' && !ofThePage.includes(name))
  const link = (format: string, text: string, changes: Record<string, string> = {}) => {
    const address = new URLSearchParams({ ...Object.fromEntries(asked), metrics: id, ...changes })
    return html`<a class="btn" href="/report-files/portfolio.${format}?${String(address)}" download>${text}</a>`
  }
  const links = ['csv', 'json', 'parquet', 'svg'].map(format => link(format, format.toUpperCase()))
  const rows = columns.length > 0 && link('csv', words.rowsFile[locale], { part: 'rows' })
  return html`<div class="exports">${card(words.files[locale], html`<p class="small">${words.filesLead[locale]}</p><p class="row-line">${links}${rows}</p>`)}</div>`
}

/** Where figures stand to be compared. */
const tableDigits = 4

/** Figures without which the number would mislead. */
function besideCard({ beside }: MetricResult, locale: Locale): Markup {
  const rows = beside.map((one): [string, string] => [one.name, formatValue(one, locale, tableDigits)])
  return card(words.beside[locale], facts(rows))
}

function valueOrWait(metric: MetricResult | undefined, locale: Locale): string | Markup {
  if (!metric) return html`<span title="${words.beingWorkedOut[locale]}">…</span>`
  const value = formatValue(metric, locale)
  return metric.collected ? value : html`<span title="${words.uncollected[locale]}">${value}</span>`
}

/** How many milliseconds nobody minds: what is not there by then comes later. */
const patience = 150
const patienceForRows = 1000

function scopeOf(query: URLSearchParams): { projects: string[] | undefined; parameters: MetricParameters } {
  const asked = MetricParameters.safeParse(Object.fromEntries([...query].filter(([, value]) => value !== '')))
  if (!asked.success) throw badParameters
  const projects = (query.get('projects') ?? '').split(',').flatMap(id => id.trim() || [])
  return { projects: projects.length > 0 ? projects : undefined, parameters: asked.data }
}

const rowsOfPage = '100'

function withFewRows(query: URLSearchParams) {
  const few = new URLSearchParams(query)
  if (!few.get('rowsMost')) few.set('rowsMost', rowsOfPage)
  return few
}

/** The list shows one number each: nobody waits for groups and rows that are not shown. */
function withNoGroups(query: URLSearchParams) {
  const only = new URLSearchParams(query)
  only.set('rowsMost', '0')
  only.delete('groupBy')
  return only
}

async function picture(metric: MetricResult, locale: Locale): Promise<Markup | false> {
  const chart = chartOf(metric, locale)
  return chart !== undefined && renderChart(chart, { title: metric.name, locale, height: heightOfChart(chart) })
}

async function groupCard(
  metric: MetricResult,
  parameters: MetricParameters,
  query: URLSearchParams,
  locale: Locale,
): Promise<Markup> {
  const { groupCount, name } = metric
  const groups = groupsShown(metric.groups, parameters, locale)
  const table = dataTable({
    rows: groups,
    columns: [
      { id: 'group', title: words.group[locale], cell: group => group.name ?? words.notKnown[locale] },
      {
        id: 'value',
        title: words.value[locale],
        numeric: true,
        cell: group => formatValue({ ...metric, ...group }, locale),
      },
      { id: 'size', title: words.size[locale], numeric: true, cell: group => group.size },
    ],
    locale,
    query,
    size: 100,
    caption: words.groups[locale],
    none: empty(words.noGroups[locale]),
  })
  const count = words.shown(formatNumber(groups.length, locale), formatNumber(groupCount, locale))[locale]
  const over = chartOfGroups({ ...metric, groups }, words.notKnown[locale])
  const chart = over && (await renderChart(over, { title: name, locale }))
  const lines = over && 'series' in over ? over.series.length : 0
  const note =
    lines > 0 &&
    lines < groupCount &&
    html`<p class="small">${words.largestOverTime(formatNumber(lines, locale), formatNumber(groupCount, locale))[locale]}</p>`
  return card(words.groups[locale], [chart, note, table], count)
}

function rowsCard(
  { columns, coded, shares, organizations, rows, rowCount }: MetricResult,
  p: MetricParameters,
  query: URLSearchParams,
  locale: Locale,
): Markup {
  const table = dataTable<MetricResult['rows'][number]>({
    rows,
    columns: columns.map((title, i) => ({
      id: String(i),
      title,
      numeric: rows.some(row => typeof row[i] === 'number'),
      cell: row => {
        const value = row[i] ?? null
        if (value === null && organizations.includes(i)) return words.notKnown[locale]
        return cellOf(value, { isCode: coded.includes(i), isShare: shares.includes(i) }, locale)
      },
    })),
    locale,
    query,
    size: Math.max(1, p.rowsMost),
    caption: words.rows[locale],
    none: empty(words.noRows[locale]),
  })
  const link = (from: number, text: string) => {
    const to = new URLSearchParams(query)
    to.set('rowsFrom', String(from))
    return html`<a class="btn" href="?${String(to)}">${text}</a>`
  }
  const more = html`<nav class="paging">${p.rowsFrom > 0 && link(Math.max(0, p.rowsFrom - p.rowsMost), words.earlier[locale])}
    ${p.rowsFrom + rows.length < rowCount && link(p.rowsFrom + rows.length, words.later[locale])}</nav>`
  const range = `${formatNumber(p.rowsFrom + 1, locale)}–${formatNumber(p.rowsFrom + rows.length, locale)}`
  return card(
    words.rows[locale],
    [table, more],
    rows.length > 0 && words.shown(range, formatNumber(rowCount, locale))[locale],
  )
}

interface CellKind {
  isCode: boolean
  isShare: boolean
}

function cellOf(value: string | number | null, { isCode, isShare }: CellKind, locale: Locale): string {
  if (typeof value !== 'string') return formatValue({ value, format: isShare ? 'share' : 'count' }, locale, tableDigits)
  return isCode ? nameOfCode(value)[locale] : value
}

const always: readonly string[] = ['from', 'to', 'interval', 'groupBy', 'bots']

function parameterForm(action: string, query: URLSearchParams, locale: Locale): Markup {
  const field = (one: ParameterField) =>
    askedField(one.name === 'rowsMost' ? { ...one, usual: rowsOfPage } : one, query, locale)
  const fields = parameterFields.filter(({ name }) => name !== 'rowsFrom')
  // What is asked for stands in sight, with the number just below.
  const isShown = ({ name }: ParameterField) => always.includes(name) || (query.get(name) ?? '') !== ''
  return html`<form method="get" action="${action}"><div class="filters">
    <label>${words.projects[locale]} <input class="form-control" name="projects" value="${query.get('projects') ?? ''}" placeholder="${words.allProjects[locale]}"></label>
    ${fields.filter(isShown).map(field)}<button class="btn btn-primary">${words.show[locale]}</button></div>
    ${disclosure(words.parameters[locale], html`<div class="filters">${fields.filter(one => !isShown(one)).map(field)}</div>`)}</form>`
}

const badParameters = new Failure('invalid-input', words.badParameters)
