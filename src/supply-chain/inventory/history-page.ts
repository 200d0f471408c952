import { html } from 'hono/html'
import { getProject } from '../../catalog/projects/service.ts'
import type { Locale } from '../../lib/text/text.ts'
import { verbatim } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { card, empty } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { day, formatNumber } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import type { HistoryChange, HistoryUpdate } from './history/model.ts'
import { listChanges, listUpdates } from './history/service.ts'
import { historyWords as words } from './messages.ts'

const latest = 500

/** When what a project uses changed, and of one of these times what came, went and changed its version. */
export const componentHistoryPage: Page = {
  path: '/projects/{project}/component-history',
  permission: 'office.read',
  async render(ctx, { params: { project = '' }, query }) {
    const { locale } = ctx
    const { name } = await getProject(ctx, project)
    const updates = await listUpdates(ctx, { project }, { limit: latest, offset: 0 })
    const asked = Number(query.get('update') ?? updates[0]?.id)
    const shown = updates.find(({ id }) => id === asked)
    return {
      title: words.title,
      lead: words.lead[locale],
      above: [
        { title: verbatim(name), href: `/projects/${project}` },
        { title: words.components, href: `/projects/${project}/components` },
      ],
      content: html`${updatesCard(updates, project, query, locale)}${shown && (await changesCard(ctx, project, shown, query))}`,
    }
  },
}

function updatesCard(rows: HistoryUpdate[], project: string, query: URLSearchParams, locale: Locale): Markup {
  const columns: Column<HistoryUpdate>[] = [
    {
      id: 'at',
      title: words.at[locale],
      cell: ({ id, at }) =>
        html`<a class="strong" href="/projects/${project}/component-history?update=${id}">${day(at, locale)}</a> <span class="small">${at.slice(11, 16)} UTC</span>`,
    },
    { id: 'where', title: words.where[locale], cell: ({ holder }) => html`<span class="mono">${holder.name}</span>` },
    { id: 'came', title: words.came[locale], numeric: true, cell: ({ came }) => formatNumber(came, locale) },
    { id: 'went', title: words.went[locale], numeric: true, cell: ({ went }) => formatNumber(went, locale) },
    {
      id: 'changed',
      title: words.changed[locale],
      numeric: true,
      cell: ({ changed }) => formatNumber(changed, locale),
    },
  ]
  const table = dataTable({
    rows,
    columns,
    locale,
    query,
    caption: words.title[locale],
    none: empty(words.none[locale]),
  })
  return card(words.title[locale], table, formatNumber(rows.length, locale))
}

async function changesCard(ctx: Context, project: string, update: HistoryUpdate, query: URLSearchParams) {
  const { locale } = ctx
  const rows = await listChanges(ctx, { project }, update.id)
  const columns: Column<HistoryChange>[] = [
    {
      id: 'component',
      title: words.component[locale],
      cell: ({ package: key, name }) =>
        html`<a class="strong" href="/components/${encodeURIComponent(key)}">${name}</a>`,
    },
    {
      id: 'before',
      title: words.before[locale],
      cell: ({ before }) => html`<span class="mono">${before ?? '–'}</span>`,
    },
    { id: 'after', title: words.after[locale], cell: ({ after }) => html`<span class="mono">${after ?? '–'}</span>` },
    { id: 'since', title: words.since[locale], cell: ({ since }) => (since ? day(since, locale) : '') },
  ]
  const none = empty((update.first ? words.first : words.nothing)[locale])
  const caption = `${words.changes[locale]}: ${update.holder.name}, ${update.at.slice(0, 10)}`
  return card(caption, dataTable({ rows, columns, locale, query, caption, none }), formatNumber(rows.length, locale))
}
