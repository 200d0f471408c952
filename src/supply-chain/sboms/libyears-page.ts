import { html } from 'hono/html'
import { packageOf, shortName } from '../../lib/purl/package-of.ts'
import type { Locale } from '../../lib/text/text.ts'
import { alert, badge, card, empty, stat, stats } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { day, formatNumber } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import { whatLacks, words } from './messages.ts'
import type { ComponentFreshness, Libyears } from './model.ts'

/** How far behind all of it is, and then each that is. */
export function libyearsCard(measured: Libyears, query: URLSearchParams, locale: Locale): Markup {
  const { direct, all, components, method } = measured
  const n = (value: number) => formatNumber(value, locale, 1)
  const coverage = ({ dated, components }: Libyears['all']) => ({
    note: words.coverage(n(dated), n(components))[locale],
  })
  const tiles = stats(
    stat(words.libyearsDirect[locale], direct.libyears === null ? '–' : n(direct.libyears), coverage(direct)),
    stat(words.libyearsAll[locale], all.libyears === null ? '–' : n(all.libyears), coverage(all)),
    stat(words.atNewest[locale], `${n(all.current)} / ${n(all.compared)}`),
  )
  const lack = whatLacks(measured)
  const table = dataTable({
    rows: components.filter(({ behind, deprecated, yanked }) => behind?.releases || deprecated !== undefined || yanked),
    columns: columns(locale),
    locale,
    query,
    caption: words.freshness[locale],
    none: empty((all.compared === 0 && all.components > 0 ? words.nothingKnown : words.allCurrent)[locale]),
  })
  return card(
    words.freshness[locale],
    [lack ? alert(lack[locale]) : false, tiles, table],
    `${words.method[locale]}: ${method}`,
  )
}

function columns(locale: Locale): Column<ComponentFreshness>[] {
  const { headings } = words
  return [
    {
      id: 'component',
      title: headings.component[locale],
      by: row => row.purl,
      cell: ({ purl }) =>
        html`<a class="strong" href="/components/${encodeURIComponent(packageOf(purl))}">${shortName(purl)}</a>`,
    },
    {
      id: 'used',
      title: headings.used[locale],
      by: row => row.releasedAt,
      cell: ({ releasedAt }) => day(releasedAt, locale),
    },
    {
      id: 'newest',
      title: headings.newest[locale],
      cell: ({ newest }) =>
        newest && html`<span class="mono">${newest.version}</span> ${day(newest.releasedAt, locale)}`,
    },
    {
      id: 'libyears',
      title: headings.libyears[locale],
      numeric: true,
      first: 'desc',
      by: row => row.libyears,
      cell: ({ libyears }) => (libyears === undefined ? '–' : formatNumber(libyears, locale, 1)),
    },
    {
      id: 'behind',
      title: headings.behind[locale],
      by: row => row.behind?.releases,
      cell: ({ behind }) => behind && words.behind(behind.major, behind.minor, behind.patch)[locale],
    },
    {
      id: 'remarks',
      title: headings.remarks[locale],
      cell: ({ deprecated, yanked }) =>
        html`${yanked && badge(words.yanked[locale], 'bad')} ${deprecated !== undefined && badge(words.deprecated[locale], 'warn', deprecated)}`,
    },
  ]
}
