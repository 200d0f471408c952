import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import { everybody } from '../../platform/context.ts'
import { card, empty, facts } from '../../platform/web/card.ts'
import { dataTable, sliceIn } from '../../platform/web/data-table.ts'
import { day } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { caseWriting } from './case-page.ts'
import type { PublishedCase } from './cases/model.ts'
import * as service from './cases/service.ts'
import { words } from './messages.ts'
import { kindNames, PartnerKind, pathOf } from './model.ts'

const size = 50

export const publicCasesPage: Page = {
  path: '/public/cases',
  permission: everybody,
  async render(ctx, { query }) {
    const { locale } = ctx
    const { cases, total } = await service.getCases(ctx, { state: 'published', ...sliceIn(query, size, 20_000) })
    const rows = cases.flatMap(({ id, published, publishedAt }) =>
      published ? [{ id, publishedAt, ...published }] : [],
    )
    const table = dataTable({
      rows,
      columns: [
        {
          id: 'title',
          title: words.case[locale],
          cell: ({ id, title, summary }) =>
            html`<div><a class="strong" href="${pathOf.publicCase(id)}">${either(title, locale)}</a><div class="small">${either(summary, locale)}</div></div>`,
        },
        {
          id: 'partners',
          title: words.partners[locale],
          cell: ({ partners }) => partners.map(({ name }) => either(name, locale)).join(' · '),
        },
        { id: 'published', title: words.published[locale], cell: ({ publishedAt }) => day(publishedAt, locale) },
      ],
      locale,
      query,
      caption: words.cases[locale],
      size,
      total,
      none: empty(words.none[locale]),
    })
    return { title: words.cases, lead: words.casesLead[locale], content: card(words.cases[locale], table) }
  },
}

export const publicCasePage: Page = {
  path: '/public/cases/{id}',
  permission: everybody,
  async render(ctx, { params: { id = '' } }) {
    const { locale } = ctx
    const one = await service.getPublishedCase(ctx, id)
    const body = either(one.body, locale)
    return {
      title: { en: either(one.title, 'en'), zh: either(one.title, 'zh') },
      lead: either(one.summary, locale),
      above: [{ title: words.cases, href: '/public/cases' }],
      content: html`${body && card(words.body[locale], caseWriting(body))}
        ${card(
          words.partners[locale],
          facts(
            one.partners.map(
              partner => [either(partner.name, locale), aboutPartner(partner)] satisfies [string, Markup],
            ),
          ),
        )}
        ${card(
          words.license[locale],
          facts([
            [words.license[locale], one.license],
            [words.attribution[locale], one.attribution],
            [words.published[locale], day(one.publishedAt, locale)],
          ]),
        )}`,
    }

    function aboutPartner({ kind, place, address }: PublishedCase['partners'][number]): Markup {
      const known = PartnerKind.safeParse(kind)
      const words = [known.success ? kindNames[known.data][locale] : kind, place].filter(Boolean).join(' · ')
      return html`${words}${address && html` · <a href="${address}" rel="noopener noreferrer">${address}</a>`}`
    }
  },
}
