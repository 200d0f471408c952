import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, card, empty, postButton } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { day } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { Access } from '../accounts/model.ts'
import { accesses, words } from './messages.ts'
import { NewToken, type Token } from './model.ts'
import * as service from './service.ts'

export const tokensPage: Page = {
  path: '/tokens',
  permission: 'access.manage',
  navigation: { title: words.tokens, icon: 'key', order: 8 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const table = dataTable({
      rows: await service.getTokens(ctx),
      columns: columns(locale),
      locale,
      query,
      caption: words.tokens[locale],
      none: empty(words.none[locale]),
    })
    return {
      title: words.tokens,
      lead: words.lead[locale],
      content: html`${card(words.createOne[locale], createForm(locale))}${card(words.tokens[locale], table)}`,
    }
  },
}

export const createTokenForm: Form = {
  path: '/tokens',
  permission: 'access.manage',
  async submit(ctx, { form }) {
    const { locale } = ctx
    const input = NewToken.safeParse(Object.fromEntries(form))
    if (!input.success) throw badInput
    const { secret } = await service.createToken(ctx, input.data)
    return {
      title: words.created,
      content: html`${alert(words.copyNow[locale], 'good')}
        ${card(words.tokens[locale], html`<p class="mono">${secret}</p><div class="actions"><button class="btn" type="button" data-copy="${secret}">${words.copy[locale]}</button><a class="btn" href="/tokens">${words.back[locale]}</a></div>`)}`,
    }
  },
}

export const revokeTokenForm: Form = {
  path: '/tokens/{id}/revoke',
  permission: 'access.manage',
  async submit(ctx, { params: { id = '' } }) {
    await service.revokeToken(ctx, id)
    return { redirect: '/tokens' }
  },
}

function createForm(locale: Locale): Markup {
  return html`<form class="filters" method="post" action="/tokens">
    <label>${words.name[locale]} <input class="form-control" name="name" required maxlength="100"></label>
    <label>${words.access[locale]} <select class="form-select" name="access">${Access.options.map(
      access => html`<option value="${access}">${accesses[access][locale]}</option>`,
    )}</select></label>
    <label>${words.days[locale]} <input class="form-control" name="days" type="number" min="1" max="366" value="90" required></label>
    <button class="btn btn-primary align-self-end">${words.create[locale]}</button></form>`
}

function columns(locale: Locale): Column<Token>[] {
  return [
    { id: 'name', title: words.name[locale], by: token => token.name, cell: token => token.name },
    { id: 'access', title: words.access[locale], cell: token => accesses[token.access][locale] },
    {
      id: 'expires',
      title: words.expires[locale],
      by: token => token.expiresAt,
      cell: token => day(token.expiresAt, locale),
    },
    { id: 'used', title: words.used[locale], cell: token => day(token.lastUsedAt, locale) },
    {
      id: 'revoke',
      title: words.revoke[locale],
      cell: token => postButton(`/tokens/${token.id}/revoke`, words.revoke[locale]),
    },
  ]
}

const badInput = new Failure('invalid-input', {
  en: 'A token needs a name, and from 1 to 366 days',
  zh: '令牌需要名称，有效期为 1 至 366 天',
})
