import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, card, empty, postButton } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { day } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { getNames } from '../accounts/service.ts'
import { everyPermission, type Permission, permissions } from '../roles/model.ts'
import { words } from './messages.ts'
import { NewToken, type Token } from './model.ts'
import * as service from './service.ts'

export const tokensPage: Page = {
  path: '/tokens',
  permission: 'requests.ask',
  navigation: { title: words.tokens, icon: 'key', area: 'administration', order: 8 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const tokens = await service.getTokens(ctx)
    const names = await getNames(
      ctx,
      tokens.map(({ account }) => account),
    )
    const table = dataTable({
      rows: tokens,
      columns: columns(names, locale),
      locale,
      query,
      caption: words.tokens[locale],
      none: empty(words.none[locale]),
    })
    return {
      title: words.tokens,
      lead: words.lead[locale],
      content: html`${card(
        words.createOne[locale],
        createForm(
          everyPermission.filter(permission => ctx.actor.permissions.has(permission)),
          locale,
        ),
      )}${card(words.tokens[locale], table)}`,
    }
  },
}

export const createTokenForm: Form = {
  path: '/tokens',
  permission: 'requests.ask',
  async submit(ctx, { form }) {
    const { locale } = ctx
    const input = NewToken.safeParse({ ...Object.fromEntries(form), permissions: form.getAll('permissions') })
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
  permission: 'requests.ask',
  async submit(ctx, { params: { id = '' } }) {
    await service.revokeToken(ctx, id)
    return { redirect: '/tokens' }
  },
}

function createForm(offered: readonly Permission[], locale: Locale): Markup {
  return html`<form class="filters" method="post" action="/tokens">
    <label>${words.name[locale]} <input class="form-control" name="name" required maxlength="100"></label>
    <label>${words.days[locale]} <input class="form-control" name="days" type="number" min="1" max="366" value="90" required></label>
    <fieldset class="choices"><legend>${words.permissions[locale]}</legend>${offered.map(
      permission =>
        html`<label><input class="form-check-input" type="checkbox" name="permissions" value="${permission}"${permission === 'office.read' && ' checked'}> ${permissions[permission][locale]} <code>${permission}</code></label>`,
    )}</fieldset>
    <button class="btn btn-primary align-self-end">${words.create[locale]}</button></form>`
}

function columns(names: Map<string, string>, locale: Locale): Column<Token>[] {
  return [
    { id: 'name', title: words.name[locale], by: token => token.name, cell: token => token.name },
    { id: 'account', title: words.account[locale], cell: token => names.get(token.account) ?? '–' },
    {
      id: 'permissions',
      title: words.permissions[locale],
      cell: token => html`<span class="mono small">${token.permissions.join(' ')}</span>`,
    },
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
  en: 'A token needs a name, at least one permission, and from 1 to 366 days',
  zh: '令牌需要名称、至少一项权限，有效期为 1 至 366 天',
})
