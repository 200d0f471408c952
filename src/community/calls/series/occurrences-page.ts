import { html } from 'hono/html'
import { either } from '../../../lib/text/either.ts'
import type { Locale } from '../../../lib/text/text.ts'
import type { Context } from '../../../platform/context.ts'
import { badge, empty } from '../../../platform/web/card.ts'
import { type Column, dataTable } from '../../../platform/web/data-table.ts'
import type { Markup } from '../../../platform/web/page.ts'
import { words } from './messages.ts'
import { formatOccurrenceId, type Occurrence } from './model.ts'
import { timeIn, usualPlaces } from './time-grid.ts'

/** Each moment on the wall of several places. */
export function occurrenceTable(ctx: Context, rows: Occurrence[], query: URLSearchParams, base: string): Markup {
  const { locale } = ctx
  const columns: Column<Occurrence>[] = [
    {
      id: 'what',
      title: words.what[locale],
      cell: occurrence =>
        html`<a class="strong" href="${base}/${formatOccurrenceId(occurrence)}">${either(occurrence.title, locale)}</a>${stateBadges(occurrence, locale)}`,
    },
    {
      id: 'when',
      title: words.when[locale],
      by: row => row.startAt,
      cell: ({ start, zone }) =>
        html`<span class="nowrap">${start.replace('T', ' ')}</span> <span class="small">${zone}</span>`,
    },
    ...usualPlaces.map(
      (place): Column<Occurrence> => ({
        id: place,
        title: place.split('/').at(-1)?.replaceAll('_', ' ') ?? place,
        cell: ({ startAt }) => clockIn(ctx, place, startAt),
      }),
    ),
  ]
  return dataTable({ rows, columns, locale, query, caption: words.upcoming[locale], none: empty(words.none[locale]) })
}

function clockIn(ctx: Context, place: string, startAt: string): Markup | string {
  const zone = ctx.zones.findZone(place)
  if (!zone) return '–'
  const { clock, dayShift } = timeIn(zone, new Date(startAt))
  const other = dayShift > 0 ? '+1' : dayShift < 0 ? '−1' : ''
  return html`<span class="nowrap">${clock}${other && html`<sup>${other}</sup>`}</span>`
}

function stateBadges({ status, isChanged }: Occurrence, locale: Locale): Markup | string {
  if (status === 'cancelled') return html` ${badge(words.cancelled[locale], 'bad')}`
  return isChanged ? html` ${badge(words.changed[locale], 'info')}` : ''
}
