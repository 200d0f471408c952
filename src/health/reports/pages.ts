import { html } from 'hono/html'
import { verbatim } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, badge, card, disclosure, empty, notes, tabs } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import { day, formatNumber, formatShare } from '../../platform/web/format.ts'
import type { Markup, Page, PageBody, Redirect } from '../../platform/web/page.ts'
import { lacking } from '../metrics/picture/service.ts'
import { cohortCard } from './cohort-card-page.ts'
import { markKinds, words } from './messages.ts'
import { metricCards } from './metric-cards-page.ts'
import { ExportFormat, type Mark, type Report, ReportKind, ReportWish, type View } from './model.ts'
import { addressOfFile, addressOfReport } from './report-address.ts'
import { reportForm } from './report-form-page.ts'
import * as service from './service.ts'

const permission = 'office.read'

export const portfolioReportPage: Page = {
  path: '/reports',
  permission,
  navigation: { title: words.reports, icon: 'ledger', area: 'office', order: 4.5 },
  render: (ctx, { query }) => renderReport(ctx, { kind: 'portfolio', subject: '' }, query),
}

export const reportPage: Page = {
  path: '/reports/{kind}/{subject}',
  permission,
  render(ctx, { params: { kind: word = '', subject = '' }, query }) {
    const kind = ReportKind.exclude(['portfolio']).safeParse(word)
    if (!kind.success) throw new Failure('not-found', words.noKind)
    return renderReport(ctx, { kind: kind.data, subject }, query)
  },
}

/** Most pictures are drawn from no more; those that need more get them. */
const rowsForPictures = 200

async function renderReport(ctx: Context, view: View, query: URLSearchParams): Promise<PageBody | Redirect> {
  const { locale } = ctx
  const filled = [...query].filter(([, value]) => value !== '')
  // What a form left empty need not stand in an address that is shared.
  if (filled.length < query.size) return { redirect: `${addressOfReport(view)}?${new URLSearchParams(filled)}` }
  const asked = ReportWish.safeParse({ rowsMost: rowsForPictures, ...Object.fromEntries(filled) })
  if (!asked.success) throw new Failure('invalid-input', words.badParameters)
  const wish = asked.data
  const [report, overview] = await Promise.all([
    service.readPictured(ctx, view, wish),
    service.readOverview(ctx, view, wish),
  ])
  const { kind, name, comparison } = report
  return {
    title: kind === 'portfolio' ? words.reports : verbatim(name),
    lead: leadOf(kind === 'portfolio' ? words.lead[locale] : words.kinds[kind][locale], wish),
    ...(kind !== 'portfolio' && { above: [{ title: words.reports, href: '/reports' }] }),
    content: html`${projectTabs(ctx, report)}<div class="exports">${card(words.period[locale], reportForm(view, { overview, query, now: ctx.now() }, locale))}</div>
      ${coverageNote(ctx, report)}${notes(lacking(report.measurement.origin, locale))}${comparison && cohortCard(comparison.cohort, query, locale)}
      ${await metricCards(ctx, { report, wish, query })}
      ${marksCard(ctx, report, query)}${filesCard(ctx, view, query)}${mailCard(ctx, view)}`,
  }
}

function leadOf(text: string, { from, to }: ReportWish): string {
  return from || to ? `${text} · ${from ?? '…'} – ${to ?? '…'}` : text
}

function projectTabs({ locale }: Context, { kind, subject }: Report): Markup | false {
  if (kind !== 'project' && kind !== 'cohort') return false
  const items = (['project', 'cohort'] as const).map(one => ({
    href: addressOfReport({ kind: one, subject }),
    text: words.kinds[one][locale],
    here: one === kind,
  }))
  return tabs(words.reports[locale], items)
}

function coverageNote({ locale }: Context, { kind, organizationsKnown }: Report): Markup | false {
  if (kind !== 'organization') return false
  if (organizationsKnown === null) return alert(words.noCoverage[locale], 'warn')
  return alert(
    words.coverage(formatShare(organizationsKnown, locale))[locale],
    organizationsKnown < 0.8 ? 'warn' : 'info',
  )
}

function marksCard(ctx: Context, report: Report, query: URLSearchParams): Markup {
  const { locale } = ctx
  const { marks, marksLeftOut } = report
  const mayNote = ctx.actor.permissions.has('office.change')
  const table = dataTable<Mark>({
    rows: marks,
    columns: [
      { id: 'number', title: '#', numeric: true, cell: mark => marks.indexOf(mark) + 1 },
      { id: 'day', title: words.day[locale], cell: mark => day(mark.day, locale) },
      {
        id: 'what',
        title: words.what[locale],
        cell: ({ title, body, href, kind }) =>
          html`${href && (kind !== 'note' || mayNote) ? html`<a class="strong" href="${href}">${title}</a>` : html`<span class="strong">${title}</span>`}${body && html`<br><span class="small lines">${body}</span>`}`,
      },
      { id: 'kind', title: words.kind[locale], cell: ({ kind }) => badge(markKinds[kind][locale]) },
    ],
    ...{ locale, query, size: 100, caption: words.notes[locale], none: empty(words.noNotes[locale]) },
  })
  const rest =
    marksLeftOut > 0 && html`<p class="small">${words.leftOut(formatNumber(marksLeftOut, locale))[locale]}</p>`
  const all = html`<a href="/annotations">${words.allNotes[locale]}</a>`
  return card(words.notes[locale], [table, rest, mayNote && noteForm(ctx, report, query)], all)
}

function noteForm({ locale }: Context, { kind, subject }: Report, query: URLSearchParams): Markup {
  const project = kind === 'project' || kind === 'cohort' ? subject : ''
  const back = `${addressOfReport({ kind, subject })}${query.size > 0 ? `?${query}` : ''}`
  return disclosure(
    words.addNote[locale],
    html`<form class="stack" method="post" action="/annotations"><input type="hidden" name="project" value="${project}"><input type="hidden" name="back" value="${back}">
      <label>${words.day[locale]} <input class="form-control" type="date" name="day" required></label>
      <label>${words.what[locale]} <input class="form-control" name="title" required maxlength="200"></label>
      <label>${words.more[locale]} <textarea class="form-control" name="body" rows="2" maxlength="2000"></textarea></label>
      <button class="btn btn-primary">${words.addNote[locale]}</button></form>`,
  )
}

function filesCard({ locale }: Context, view: View, query: URLSearchParams): Markup {
  const links = ExportFormat.options.map(
    format => html`<a class="btn" href="${addressOfFile(view, format, query)}" download>${format.toUpperCase()}</a>`,
  )
  return html`<div class="exports">${card(words.files[locale], html`<p class="small">${words.filesLead[locale]} ${words.print[locale]}</p><p class="row-line">${links}</p>`)}</div>`
}

function mailCard({ locale }: Context, { kind, subject }: View): Markup {
  const form = html`<form class="filters" method="post" action="/report-subscriptions"><input type="hidden" name="kind" value="${kind}"><input type="hidden" name="subject" value="${subject}">
    <select class="form-select" name="every" aria-label="${words.everyLabel[locale]}">${(
      ['month', 'week'] as const
    ).map(
      every => html`<option value="${every}">${words.every[every][locale]}</option>`,
    )}</select><button class="btn">${words.subscribe[locale]}</button></form>`
  const all = html`<a href="/report-subscriptions">${words.subscriptions[locale]}</a>`
  return html`<div class="exports">${card(words.mail[locale], [html`<p class="small">${words.mailLead[locale]}</p>`, form], all)}</div>`
}
