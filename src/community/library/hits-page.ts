import { html, raw } from 'hono/html'
import { parseMarkdown } from '../../lib/markdown/parse-markdown.ts'
import { renderHtml } from '../../lib/markdown/render-html.ts'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { badge, card, empty, type Tone } from '../../platform/web/card.ts'
import { type Column, dataTable, sliceIn } from '../../platform/web/data-table.ts'
import { choice, filterForm } from '../../platform/web/filter.ts'
import { day, formatNumber } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import { getCollections } from './collections/service.ts'
import { formats } from './formats.ts'
import { words } from './messages.ts'
import {
  type ItemHit,
  ItemKind,
  ItemState,
  kindNames,
  LanguageTag,
  type LibraryItem,
  pathOf,
  type Sight,
  stateNames,
} from './model.ts'
import { getTags, searchItems } from './search/service.ts'

type Place = 'inside' | 'public'

const size = 20
const stateTones: Record<ItemState, Tone> = { draft: 'info', published: 'good', withdrawn: 'warn' }

/** What is in the library, found by words and by what it is. */
export async function hitsCard(ctx: Context, query: URLSearchParams, sight: Sight, place: Place): Promise<Markup> {
  const { locale } = ctx
  const text = query.get('text')?.slice(0, 200) ?? ''
  const { items, total } = await searchItems(
    ctx,
    {
      text: text || undefined,
      kind: ItemKind.safeParse(query.get('kind')).data,
      state: sight === 'all' ? ItemState.safeParse(query.get('state')).data : undefined,
      tag: query.get('tag')?.slice(0, 60) || undefined,
      collection: query.get('collection')?.slice(0, 80) || undefined,
      language: LanguageTag.safeParse(query.get('language')).data,
      ...sliceIn(query, size, 50_000),
    },
    sight,
  )
  const table = dataTable({
    rows: items,
    columns: hitColumns(sight, place, locale),
    locale,
    query,
    caption: words.library[locale],
    size,
    total,
    none: empty(words.none[locale], words.noneHint[locale]),
  })
  const action = place === 'public' ? '/public/library' : '/library'
  const choices = await choicesOf(ctx, query, sight)
  return card(
    words.items[locale],
    [filterForm(action, { text, label: words.find[locale], choices }, locale), table],
    formatNumber(total, locale),
  )
}

async function choicesOf(ctx: Context, query: URLSearchParams, sight: Sight): Promise<Markup[]> {
  const { locale } = ctx
  const kinds = ItemKind.options.map(id => [id, kindNames[id][locale]] as const)
  const states = ItemState.options.map(id => [id, stateNames[id][locale]] as const)
  const tags = (await getTags(ctx, sight)).map(({ tag, items }) => [tag, `${tag} (${items})`] as const)
  const collections = (await getCollections(ctx, sight)).map(({ id, title }) => [id, either(title, locale)] as const)
  return [
    choice('kind', words.anyKind[locale], kinds, query),
    ...(tags.length > 0 ? [choice('tag', words.anyTag[locale], tags, query)] : []),
    ...(collections.length > 0 ? [choice('collection', words.anyCollection[locale], collections, query)] : []),
    ...(sight === 'all' ? [choice('state', words.anyState[locale], states, query)] : []),
  ]
}

function hitColumns(sight: Sight, place: Place, locale: Locale): Column<ItemHit>[] {
  return [
    { id: 'title', title: words.title[locale], cell: hit => titleCell(hit, place, locale) },
    { id: 'kind', title: words.kind[locale], cell: ({ kind }) => kindNames[kind][locale] },
    {
      id: 'license',
      title: words.license[locale],
      cell: ({ license }) => html`<span class="nowrap">${license}</span>`,
    },
    ...(sight === 'all'
      ? [
          {
            id: 'state',
            title: words.state[locale],
            cell: ({ state }: ItemHit) => badge(stateNames[state][locale], stateTones[state]),
          },
        ]
      : []),
    { id: 'updated', title: words.updated[locale], cell: ({ updatedAt }) => day(updatedAt, locale) },
  ]
}

function titleCell({ id, title, snippet, shownIn, tags, broken }: ItemHit, place: Place, locale: Locale): Markup {
  return html`<div lang="${shownIn}"><a class="strong" href="${pathOf(id, place)}">${title}</a> ${broken && badge(words.broken[locale], 'warn')}
    <div class="small">${snippet.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text))}</div>
    ${tags.length > 0 && html`<div class="small">${tags.join(' · ')}</div>`}</div>`
}

/** A text as it is read: safe markup, for everything in it was escaped where it was made. */
export function writing(body: string, language: string): Markup {
  return html`<div class="markdown" style="overflow-wrap: anywhere" lang="${language}">${raw(renderHtml(parseMarkdown(body), 2))}</div>`
}

/** A day without a time. */
export function dayOf(day: string | null): Markup | string {
  return day === null ? '–' : html`<time datetime="${day}" class="nowrap">${day}</time>`
}

export function outside(address: string, text = address): Markup {
  return html`<a href="${address}" rel="noopener noreferrer">${text}</a>`
}

export function authorsOf({ authors }: Pick<LibraryItem, 'authors'>): Markup | string {
  if (authors.length === 0) return '–'
  return html`${authors.map(({ name, address }, i) => html`${i > 0 && ', '}${address ? outside(address, name) : name}`)}`
}

/** An item in each format that can be taken along. */
export function fileLinks(id: string, language: string | undefined): Markup {
  const query = language === undefined ? '' : `?language=${encodeURIComponent(language)}`
  return html`<div class="actions">${Object.entries(formats).map(
    ([format, { name }]) =>
      html`<a class="btn" href="/public/library/files/${encodeURIComponent(id)}.${format}${query}">${name}</a>`,
  )}</div>`
}
