import { html } from 'hono/html'
import { verbatim } from '../../lib/text/text.ts'
import { everybody } from '../../platform/context.ts'
import { alert, card, facts } from '../../platform/web/card.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { creditLine, licenseAddress } from './formats.ts'
import { authorsOf, dayOf, fileLinks, hitsCard, outside, writing } from './hits-page.ts'
import { getLinksOf } from './links/service.ts'
import { words } from './messages.ts'
import { kindNames, LanguageTag, type LibraryItem, pathOf } from './model.ts'
import { isOf } from './search/service.ts'
import { getItem } from './service.ts'
import { getTranslations } from './translations/service.ts'
import { stalenessBadge } from './translations-page.ts'

export const publicItemsPage: Page = {
  path: '/public/library',
  permission: everybody,
  async render(ctx, { query }) {
    const { locale } = ctx
    return {
      title: words.library,
      lead: words.publicLead[locale],
      actions: html`<a class="btn" href="/public/library/files/feed.xml">${words.feed[locale]}</a>`,
      content: await hitsCard(ctx, query, 'public', 'public'),
    }
  },
}

export const publicItemPage: Page = {
  path: '/public/library/{id}',
  permission: everybody,
  async render(ctx, { params: { id = '' }, query }) {
    const { locale } = ctx
    const item = await getItem(ctx, id, 'public')
    const translated = await getTranslations(ctx, item, { published: true })
    const wish = LanguageTag.safeParse(query.get('language')).data
    const writings = [item, ...translated]
    const shown =
      writings.find(({ language }) => language === wish) ??
      writings.find(({ language }) => isOf(language, locale)) ??
      item
    const translation = translated.find(({ language }) => language === shown.language)
    const own = new URL(pathOf(id, 'public'), ctx.reach.origin).href
    const isBroken = (await getLinksOf(ctx, id)).some(link => link.address === item.address && link.state === 'broken')
    const credit = creditLine(item, { title: shown.title, translators: translation?.translators ?? [] }, own)
    const others = writings.filter(writing => writing !== shown)
    return {
      title: verbatim(shown.title),
      lead: shown.summary,
      above: [{ title: words.library, href: '/public/library' }],
      content: html`${isBroken && alert(words.broken[locale], 'warn')}
        ${card(words.item[locale], facts([...factsOf(item), ...(translation ? [[words.translators[locale], html`${translation.translators.join(', ')} ${stalenessBadge(translation.staleness, locale)}`] satisfies [string, Markup]] : []), ...(others.length > 0 ? [[words.alsoIn[locale], languageLinks(id, others)] satisfies [string, Markup]] : [])]))}
        ${shown.body && card(words.body[locale], writing(shown.body, shown.language))}
        ${card(words.cite[locale], [html`<p>${credit}</p>`, fileLinks(id, shown.language)])}`,
    }

    function factsOf({
      kind,
      license,
      address,
      datedOn,
      visitedOn,
      tags,
      ...rest
    }: LibraryItem): [string, Markup | string][] {
      const deed = licenseAddress(license)
      return [
        [words.kind[locale], kindNames[kind][locale]],
        [words.authors[locale], rest.authors.length > 0 ? authorsOf(rest) : rest.attribution],
        [
          words.license[locale],
          deed ? html`<a href="${deed}" rel="license noopener noreferrer">${license}</a>` : license,
        ],
        ...(address ? ([[words.whereItStands[locale], outside(address)]] satisfies [string, Markup][]) : []),
        ...(datedOn ? ([[words.dated[locale], dayOf(datedOn)]] satisfies [string, Markup | string][]) : []),
        ...(visitedOn ? ([[words.visited[locale], dayOf(visitedOn)]] satisfies [string, Markup | string][]) : []),
        ...(tags.length > 0 ? ([[words.tags[locale], tagLinks(tags)]] satisfies [string, Markup][]) : []),
      ]
    }
  },
}

function languageLinks(id: string, writings: readonly { language: string; title: string }[]): Markup {
  return html`${writings.map(
    ({ language, title }, i) =>
      html`${i > 0 && ' · '}<a href="${pathOf(id, 'public')}?language=${language}" hreflang="${language}" lang="${language}">${title} (${language})</a>`,
  )}`
}

function tagLinks(tags: readonly string[]): Markup {
  return html`${tags.map((tag, i) => html`${i > 0 && ' · '}<a href="/public/library?tag=${encodeURIComponent(tag)}">${tag}</a>`)}`
}
