import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { alert, badge, card, empty } from '../../platform/web/card.ts'
import { type Column, dataTable, sliceIn } from '../../platform/web/data-table.ts'
import { day, formatNumber } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import { ReleaseState, releaseStates } from '../portfolio/model.ts'
import { longAgo } from './end-of-life/model.ts'
import { shortKey } from './holdings/model.ts'
import { words } from './messages.ts'
import { relationNames } from './model.ts'
import { type FoundComponent, type FoundComponents, mostCounted } from './search/model.ts'

const size = 50

export function foundPage(query: URLSearchParams): { limit: number; offset: number } {
  return sliceIn(query, size, mostCounted / size)
}

/** Who holds what, in which version, by what way, and whose it is. */
export function foundCard({ uses, total, problem }: FoundComponents, ctx: Context, query: URLSearchParams): Markup {
  const { locale } = ctx
  const count = formatNumber(total, locale)
  const table = dataTable({
    rows: uses,
    columns: columns(ctx.now().toISOString().slice(0, 10), locale),
    locale,
    query,
    size,
    total,
    caption: words.holders[locale],
    none: empty(words.notHeld[locale]),
  })
  const aside = total >= mostCounted ? words.more(count)[locale] : count
  return card(words.holders[locale], [problem && alert(problem[locale], 'warn'), table], aside)
}

function columns(today: string, locale: Locale): Column<FoundComponent>[] {
  return [
    {
      id: 'found-component',
      title: words.package[locale],
      cell: ({ package: key, name }) =>
        html`<a class="strong" href="/components/${encodeURIComponent(key)}">${name}</a>`,
    },
    {
      id: 'found-version',
      title: words.version[locale],
      cell: ({ version, requirement }) =>
        html`<span class="mono">${version || requirement || words.unpinned[locale]}</span>`,
    },
    { id: 'holder', title: words.holder[locale], cell: ({ holder }) => holderOf(holder, locale) },
    {
      id: 'state',
      title: words.state[locale],
      cell: ({ holder }) => stateOf(holder, locale),
    },
    { id: 'found-license', title: words.license[locale], cell: ({ license }) => license ?? '–' },
    { id: 'supplier', title: words.supplier[locale], cell: ({ supplier }) => supplier ?? '–' },
    { id: 'found-relation', title: words.relation[locale], cell: ({ relation }) => relationNames[relation][locale] },
    {
      id: 'way',
      title: words.wayTo[locale],
      cell: ({ way }) => way.length > 0 && html`<span class="small">${way.map(shortKey).join(' → ')}</span>`,
    },
    { id: 'owner', title: words.owner[locale], cell: ({ ownerName }) => ownerName ?? '–' },
    { id: 'end', title: words.endOfLife[locale], cell: ({ endOfLife }) => endBadge(endOfLife, today, locale) },
    { id: 'since', title: words.since[locale], cell: ({ holder }) => day(holder.firstSeenAt, locale) },
  ]
}

function holderOf(holder: FoundComponent['holder'], locale: Locale): Markup {
  if (holder.release !== null)
    return html`<a href="/releases/${holder.release}">${holder.productName} ${holder.version}</a> <span class="small">${holder.name}</span>`
  if (holder.project !== null)
    return html`<a href="/projects/${holder.project}/components">${holder.projectName}</a> <span class="small mono">${holder.name}</span>`
  return html`${words.delivery[locale]} ${holder.name} ${holder.version} <span class="small">${holder.supplier}</span>`
}

function stateOf({ releaseState }: FoundComponent['holder'], locale: Locale): Markup | false {
  const state = ReleaseState.safeParse(releaseState)
  return state.success && badge(releaseStates[state.data][locale])
}

function endBadge(end: string | null, today: string, locale: Locale): Markup | string {
  if (end === null) return '–'
  if (end === longAgo) return badge(words.ended[locale], 'bad')
  return end <= today ? badge(end, 'bad') : end
}
