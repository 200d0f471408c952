import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { formatNumber } from './format.ts'
import { words } from './messages.ts'
import type { Markup } from './page.ts'

type Cell = Markup | string | number | undefined | null | false

export interface Column<Row> {
  id: string
  title: string
  cell(row: Row): Cell
  /** Whether it holds numbers, which stand at the right. */
  numeric?: boolean
  /** What to sort by; without, the column can't be sorted. Undefined goes last. */
  by?(row: Row): string | number | undefined
  /** `desc` where the most is what one wants to see first. */
  first?: 'asc' | 'desc'
}

export interface Listing<Row> {
  rows: Row[]
  columns: Column<Row>[]
  locale: Locale
  /** Of the page: sorting and paging are in it, so that every view has its address. */
  query: URLSearchParams
  caption: string
  /** By which column, unless the address says otherwise. */
  sortedBy?: string
  /** Rows on a page. */
  size?: number
  /** Of all pages, where `rows` are those of this page only, sorted already. */
  total?: number
  /** What stands there when there is no row. */
  none: Cell
}

/** A table that is sorted and paged by links, and stacks into cards where the screen is narrow. */
export function dataTable<Row>(listing: Listing<Row>): Markup {
  const { rows, columns, locale, query, caption, size = 50, total = rows.length, none } = listing
  if (rows.length === 0) return html`<div class="nothing">${none}</div>`
  const order = orderOf(listing)
  const pages = Math.max(1, Math.ceil(total / size))
  const page = pageIn(query, pages)
  const shown = listing.total === undefined ? sorted(rows, columns, order).slice((page - 1) * size, page * size) : rows

  return html`<div class="table-scroll" role="region" aria-label="${caption}" tabindex="0"><table class="table data">
    <caption class="visually-hidden">${caption}</caption>
    <thead><tr>${columns.map(column => heading(column, order, query, locale))}</tr></thead>
    <tbody>${shown.map(
      row =>
        html`<tr>${columns.map(({ title, cell, numeric }) => {
          const value = cell(row)
          const text = typeof value === 'number' ? formatNumber(value, locale) : value
          return html`<td data-title="${title}"${numeric && html` class="num"`}>${text}</td>`
        })}</tr>`,
    )}</tbody>
  </table></div>${pages > 1 && paging({ page, pages, size, count: total }, query, locale)}`
}

/** The page that an address asks for, from 1 to `most`; the first where it names none. */
export function pageIn(query: URLSearchParams, most = 100_000): number {
  return Math.min(most, Math.max(1, Math.trunc(Number(query.get('page'))) || 1))
}

/** Which rows of a list an address asks for, where the rows of other pages are not read. */
export function sliceIn(query: URLSearchParams, size: number, most?: number): { limit: number; offset: number } {
  return { limit: size, offset: (pageIn(query, most) - 1) * size }
}

interface Order {
  id: string
  descending: boolean
}

function orderOf<Row>({ columns, query, sortedBy }: Listing<Row>): Order | undefined {
  const wish = query.get('sort') ?? ''
  const id = wish.replace(/^-/, '')
  if (columns.some(column => column.id === id && column.by)) return { id, descending: wish.startsWith('-') }
  const column = columns.find(column => column.id === sortedBy)
  return column && { id: column.id, descending: column.first === 'desc' }
}

function sorted<Row>(rows: Row[], columns: Column<Row>[], order: Order | undefined): Row[] {
  const by = columns.find(column => column.id === order?.id)?.by
  if (!order || !by) return rows
  const keyed = rows.map(row => ({ row, key: by(row) }))
  return keyed.sort((a, b) => compare(a.key, b.key, order.descending)).map(({ row }) => row)
}

function compare(a: string | number | undefined, b: string | number | undefined, descending: boolean) {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  const sign = descending ? -1 : 1
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b)
  const [left, right] = [String(a), String(b)]
  return sign * (left < right ? -1 : left > right ? 1 : 0)
}

function heading<Row>(column: Column<Row>, order: Order | undefined, query: URLSearchParams, locale: Locale): Markup {
  const numeric = column.numeric && html` class="num"`
  if (!column.by) return html`<th scope="col"${numeric}>${column.title}</th>`
  const here = order?.id === column.id
  const descending = here ? !order.descending : column.first === 'desc'
  const direction = here ? (order.descending ? 'descending' : 'ascending') : undefined
  const said = direction && html`<span class="visually-hidden"> (${words[direction][locale]})</span>`
  return html`<th scope="col"${numeric}${direction && html` aria-sort="${direction}"`}><a href="${withQuery(query, {
    sort: `${descending ? '-' : ''}${column.id}`,
    page: undefined,
  })}">${column.title}${here && html`<span aria-hidden="true">${order.descending ? ' ↓' : ' ↑'}</span>`}${said}</a></th>`
}

function paging(
  at: { page: number; pages: number; size: number; count: number },
  query: URLSearchParams,
  locale: Locale,
) {
  const { page, pages, size, count } = at
  const n = (value: number) => formatNumber(value, locale)
  const range = words.range(n((page - 1) * size + 1), n(Math.min(page * size, count)), n(count))
  const link = (to: number, text: string) =>
    html`<a class="btn" href="${withQuery(query, { page: String(to) })}">${text}</a>`
  return html`<nav class="paging" aria-label="${words.pages[locale]}"><span>${range[locale]}</span>
    ${page > 1 && link(page - 1, words.previous[locale])}${page < pages && link(page + 1, words.next[locale])}</nav>`
}

/** The same address with some of its query changed. */
function withQuery(query: URLSearchParams, changes: Record<string, string | undefined>): string {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) next.delete(name)
    else next.set(name, value)
  }
  return `?${next}`
}
