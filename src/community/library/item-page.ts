import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import { type Locale, verbatim } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { badge, card, disclosure, empty, facts, postButton } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import { ago } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { collect, getCollections, getCollectionsOf } from './collections/service.ts'
import { authorsOf, dayOf, fileLinks, outside, writing } from './hits-page.ts'
import { linkStateNames } from './links/model.ts'
import { getLinksOf } from './links/service.ts'
import { linkTones } from './links-page.ts'
import { words } from './messages.ts'
import { attributionOf, audienceNames, kindNames, type LibraryItem, pathOf, stateNames } from './model.ts'
import { isOf } from './search/service.ts'
import * as service from './service.ts'
import { getTranslations } from './translations/service.ts'
import { claimsCard, translationsCard } from './translations-page.ts'

export const itemPage: Page = {
  path: '/library/{id}',
  permission: 'community.read',
  async render(ctx, { params: { id = '' }, query }) {
    const { locale } = ctx
    const sight = service.sightOf(ctx)
    const item = await service.getItem(ctx, id, sight)
    const translated = await getTranslations(ctx, item)
    const visible = translated.filter(({ state }) => state === 'published')
    const shown = [item, ...visible].find(({ language }) => isOf(language, locale)) ?? item
    return {
      title: verbatim(shown.title),
      lead: shown.summary,
      above: [{ title: words.library, href: '/library' }],
      ...(sight === 'all' && { actions: actionsOf(item, locale) }),
      content: html`${card(words.item[locale], [facts(factsOf(item, locale)), item.state === 'published' && item.audience === 'public' && fileLinks(id, shown.language)], badge(stateNames[item.state][locale], item.state === 'published' ? 'good' : 'info'))}
        ${shown.body && card(words.body[locale], writing(shown.body, shown.language), shown.language)}
        ${translationsCard(item, translated, query, locale)}
        ${await claimsCard(ctx, item)}
        ${await linksCard(ctx, item, query)}
        ${sight === 'all' && (await manageCard(ctx, item))}`,
    }
  },
}

function actionsOf({ id, state, kind, address }: LibraryItem, locale: Locale): Markup {
  return html`<a class="btn" href="${pathOf(id)}/edit">${words.edit[locale]}</a>
    ${address && kind === 'reference' && postButton(`${pathOf(id)}/visit`, words.visitedToday[locale])}
    ${state !== 'published' && postButton(`${pathOf(id)}/publish`, words.publish[locale], { primary: true })}`
}

function factsOf(item: LibraryItem, locale: Locale): [string, Markup | string][] {
  return [
    [words.kind[locale], kindNames[item.kind][locale]],
    [words.authors[locale], authorsOf(item)],
    [words.license[locale], item.license],
    [words.attribution[locale], attributionOf(item) || '–'],
    [words.language[locale], item.language],
    [words.audience[locale], audienceNames[item.audience][locale]],
    ...(item.address ? ([[words.whereItStands[locale], outside(item.address)]] satisfies [string, Markup][]) : []),
    [words.dated[locale], dayOf(item.datedOn)],
    [words.visited[locale], dayOf(item.visitedOn)],
    [words.tags[locale], item.tags.join(' · ') || '–'],
  ]
}

async function linksCard(ctx: Context, { id }: LibraryItem, query: URLSearchParams): Promise<Markup> {
  const { locale } = ctx
  const links = await getLinksOf(ctx, id)
  const table = dataTable({
    rows: links,
    columns: [
      { id: 'address', title: words.link[locale], cell: ({ address }) => outside(address) },
      {
        id: 'state',
        title: words.state[locale],
        cell: ({ state }) => badge(linkStateNames[state][locale], linkTones[state]),
      },
      {
        id: 'answer',
        title: words.answer[locale],
        cell: ({ problem, movedTo, status }) =>
          movedTo ? html`${words.movedTo[locale]} ${outside(movedTo)}` : (problem?.[locale] ?? status ?? '–'),
      },
      { id: 'checked', title: words.checked[locale], cell: ({ checkedAt }) => ago(checkedAt, ctx.now(), locale) },
    ],
    locale,
    query,
    caption: words.links[locale],
    none: empty(words.noLinks[locale]),
  })
  return card(words.links[locale], table)
}

async function manageCard(ctx: Context, { id, state }: LibraryItem): Promise<Markup> {
  const { locale } = ctx
  const all = await getCollections(ctx, 'all')
  const own = new Set(await getCollectionsOf(ctx, id))
  return card(words.edit[locale], [
    all.length > 0 &&
      disclosure(
        words.collections[locale],
        html`<form class="stack" method="post" action="${pathOf(id)}/collections">${all.map(
          collection =>
            html`<label class="row-line"><input type="checkbox" name="collection" value="${collection.id}"${own.has(collection.id) && ' checked'}> ${either(collection.title, locale)}</label>`,
        )}<button class="btn">${words.save[locale]}</button></form>`,
      ),
    state === 'published' &&
      disclosure(
        words.withdraw[locale],
        html`<form class="stack" method="post" action="${pathOf(id)}/withdraw"><label>${words.why[locale]} <input class="form-control" name="why" maxlength="1000"></label><button class="btn">${words.withdraw[locale]}</button></form>`,
      ),
  ])
}

export const publishForm = deed('publish', ctx => id => service.publishItem(ctx, id))
export const visitForm = deed('visit', ctx => id => service.noteVisit(ctx, id))
export const withdrawForm = deed(
  'withdraw',
  (ctx, form) => id => service.withdrawItem(ctx, id, String(form.get('why') ?? '').slice(0, 1000)),
)
export const collectForm = deed(
  'collections',
  (ctx, form) => id => collect(ctx, id, form.getAll('collection').map(String)),
)

function deed(name: string, act: (ctx: Context, form: FormData) => (id: string) => Promise<unknown>): Form {
  return {
    path: `/library/{id}/${name}`,
    permission: 'community.manage',
    async submit(ctx, { params: { id = '' }, form }) {
      await act(ctx, form)(id)
      return { redirect: pathOf(id) }
    },
  }
}
