import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { badge, empty, type Tone } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { day } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import type { HistoryUpdate } from '../inventory/history/model.ts'
import { words } from './messages.ts'
import { type Release, type ReleaseState, releaseStates, type SbomSummary } from './model.ts'

export const size = 50

interface Listed<Row> {
  rows: Row[]
  total: number
  query: URLSearchParams
  locale: Locale
}

const stateTones: Record<ReleaseState, Tone> = {
  planned: 'plain',
  development: 'info',
  released: 'good',
  maintenance: 'info',
  'end-of-life': 'warn',
  withdrawn: 'bad',
}

export function stateBadge(state: ReleaseState, locale: Locale): Markup {
  return badge(releaseStates[state][locale], stateTones[state])
}

export function releaseTable(listed: Listed<Release>, { ofOneProduct = false } = {}): Markup {
  const { locale } = listed
  const columns: Column<Release>[] = [
    {
      id: 'version',
      title: words.version[locale],
      cell: ({ id, version }) => html`<a class="strong" href="/releases/${id}">${version}</a>`,
    },
    { id: 'state', title: words.state[locale], cell: ({ state }) => stateBadge(state, locale) },
    { id: 'released', title: words.releasedAt[locale], cell: ({ releasedAt }) => day(releasedAt, locale) },
    { id: 'end', title: words.endOfLife[locale], cell: ({ endOfLife }) => day(endOfLife, locale) },
    { id: 'documents', title: words.documents[locale], numeric: true, cell: ({ documents }) => documents },
    { id: 'components', title: words.components[locale], numeric: true, cell: ({ components }) => components },
  ]
  const product: Column<Release> = {
    id: 'product',
    title: words.product[locale],
    cell: ({ product, productName }) => html`<a href="/products/${product}">${productName}</a>`,
  }
  const shown = ofOneProduct ? columns : [product, ...columns]
  return dataTable({
    ...listed,
    columns: shown,
    size,
    caption: words.releases[locale],
    none: empty(words.noReleases[locale]),
  })
}

export function sbomTable(listed: Listed<SbomSummary>): Markup {
  const { locale } = listed
  const columns: Column<SbomSummary>[] = [
    {
      id: 'name',
      title: words.name[locale],
      cell: ({ id, name, version }) =>
        html`<a class="strong" href="/sboms/${id}">${name}</a> <span class="mono">${version}</span>`,
    },
    { id: 'of', title: words.of[locale], cell: sbom => subjectOf(sbom, locale) },
    { id: 'format', title: words.format[locale], cell: ({ format, formatVersion }) => `${format} ${formatVersion}` },
    { id: 'packages', title: words.packages[locale], numeric: true, cell: ({ packages }) => packages },
    {
      id: 'problems',
      title: words.problems[locale],
      numeric: true,
      cell: ({ problems }) => (problems > 0 ? badge(String(problems), 'warn') : 0),
    },
    { id: 'received', title: words.receivedAt[locale], cell: ({ receivedAt }) => day(receivedAt, locale) },
    {
      id: 'current',
      title: words.state[locale],
      cell: ({ current }) => badge(words[current ? 'current' : 'replaced'][locale], current ? 'good' : 'plain'),
    },
  ]
  return dataTable({ ...listed, columns, size, caption: words.sboms[locale], none: empty(words.noSboms[locale]) })
}

export function subjectOf({ of }: Pick<SbomSummary, 'of'>, locale: Locale): Markup {
  const kind = words.subjects[of.kind][locale]
  if (of.release !== null) return html`<a href="/releases/${of.release}">${of.productName} ${of.version}</a>`
  if (of.project !== null) return html`${kind} <a href="/projects/${of.project}/components">${of.project}</a>`
  return html`${kind} ${of.supplier ?? ''}`
}

export function historyTable(updates: readonly HistoryUpdate[], query: URLSearchParams, locale: Locale): Markup {
  const columns: Column<HistoryUpdate>[] = [
    {
      id: 'at',
      title: words.when[locale],
      cell: ({ at, document }) =>
        document === null ? day(at, locale) : html`<a href="/sboms/${document}">${day(at, locale)}</a>`,
    },
    { id: 'came', title: words.came[locale], numeric: true, cell: ({ came }) => came },
    { id: 'went', title: words.went[locale], numeric: true, cell: ({ went }) => went },
    { id: 'changed', title: words.changed[locale], numeric: true, cell: ({ changed }) => changed },
    { id: 'file', title: words.file[locale], cell: ({ holder }) => holder.name || '–' },
  ]
  const none = empty(words.noHistory[locale])
  return dataTable({ rows: [...updates], columns, query, locale, size: 1000, caption: words.history[locale], none })
}
