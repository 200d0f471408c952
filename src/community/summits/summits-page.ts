import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { everybody } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, badge, card, disclosure } from '../../platform/web/card.ts'
import { type Column, dataTable, sliceIn } from '../../platform/web/data-table.ts'
import { day } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { aboutCard, criteriaCard, editionForm, nominationForm, readEdition, readNomination } from './edition-page.ts'
import { words } from './messages.ts'
import { type Edition, stateNames } from './model.ts'
import { nominate } from './nominations/service.ts'
import * as service from './service.ts'

const size = 50

export const summitsPage: Page = {
  path: '/summits',
  permission: 'community.read',
  navigation: { title: words.summits, icon: 'grant', area: 'community', order: 6 },
  async render(ctx, { query }) {
    const { locale } = ctx
    return {
      title: words.summits,
      lead: words.lead[locale],
      content: html`${card(words.summits[locale], await table(ctx, query, {}))}
        ${ctx.actor.permissions.has('community.manage') && card(words.create[locale], disclosure(words.create[locale], editionForm('/summits', undefined, locale)))}`,
    }
  },
}

export const createSummitForm: Form = {
  path: '/summits',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    const edition = readEdition(form, String(form.get('id') ?? '').trim())
    const there = await service.getEdition(ctx, edition.id).catch(() => undefined)
    if (there) throw taken
    await service.saveEdition(ctx, edition)
    return { redirect: `/summits/${edition.id}` }
  },
}

async function table(
  ctx: Parameters<typeof service.getEditions>[0] & { locale: Locale },
  query: URLSearchParams,
  { published }: { published?: true },
): Promise<Markup> {
  const { locale } = ctx
  const search = { ...(published && { published }), ...sliceIn(query, size) }
  const { editions, total } = await service.getEditions(ctx, search)
  const at = published ? '/public/summits' : '/summits'
  const columns: Column<Edition>[] = [
    {
      id: 'name',
      title: words.name[locale],
      cell: ({ id, name }) => html`<a class="strong" href="${at}/${id}">${either(name, locale)}</a>`,
    },
    { id: 'state', title: words.state[locale], cell: ({ state }) => badge(stateNames[state][locale]) },
    { id: 'day', title: words.day[locale], cell: ({ about }) => day(about.day, locale) },
    { id: 'place', title: words.place[locale], cell: ({ about }) => either(about.place, locale) },
  ]
  const caption = words.summits[locale]
  return dataTable({ rows: editions, columns, locale, query, caption, size, total, none: words.none[locale] })
}

export const publicSummitsPage: Page = {
  path: '/public/summits',
  permission: everybody,
  async render(ctx, { query }) {
    const { locale } = ctx
    return {
      title: words.summits,
      lead: words.lead[locale],
      content: card(words.summits[locale], await table(ctx, query, { published: true })),
    }
  },
}

/** What it looks for, and where one nominates; nobody who was nominated or comes. */
export const publicSummitPage: Page = {
  path: '/public/summits/{id}',
  permission: everybody,
  async render(ctx, { params: { id = '' } }) {
    const { locale } = ctx
    const edition = await service.getPublishedEdition(ctx, id)
    const { license, attribution } = edition.about
    return {
      title: { en: edition.name.en || edition.name.zh, zh: edition.name.zh || edition.name.en },
      lead: html`${badge(stateNames[edition.state][locale])}`,
      above: [{ title: words.summits, href: '/public/summits' }],
      content: html`${aboutCard(edition, locale)}${criteriaCard(edition, locale)}
        ${edition.state === 'nominating' && card(words.nominate[locale], [html`<p class="small">${words.nominateLead[locale]}</p>`, nominationForm(`/public/summits/${id}`, edition, locale)])}
        <p class="small text-secondary">${words.licensed(license)[locale]} · ${attribution || either(edition.name, locale)}</p>`,
    }
  },
}

/** The same answer, whether they were nominated before or not. */
export const publicNominateForm: Form = {
  path: '/public/summits/{id}',
  permission: everybody,
  async submit(ctx, { params: { id = '' }, form }) {
    const edition = await service.getPublishedEdition(ctx, id)
    await nominate(ctx, edition, readNomination(form, edition))
    return {
      title: words.thanks,
      above: [{ title: words.summits, href: '/public/summits' }],
      content: alert(words.thanks[ctx.locale], 'good'),
    }
  },
}

const taken = new Failure('conflict', {
  en: 'There is a summit of this short name already: choose another',
  zh: '已有同名峰会：请换一个短名称',
})
