import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { badge, card, empty } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import * as connections from './connections/service.ts'
import { forges } from './forges.ts'
import { words } from './messages.ts'
import { type ForgeConnection, NewConnection } from './model.ts'

export const forgesPage: Page = {
  path: '/forges',
  permission: 'forges.manage',
  navigation: { title: words.forges, icon: 'webhook', area: 'administration', order: 8 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const table = dataTable({
      rows: await connections.getConnections(ctx),
      columns: columns(locale),
      locale,
      query,
      caption: words.forges[locale],
      none: empty(words.none[locale]),
    })
    return {
      title: words.forges,
      lead: words.lead[locale],
      content: html`${card(words.forges[locale], table)}${card(words.connectOne[locale], connectForm(locale))}`,
    }
  },
}

export const connectForgeForm: Form = {
  path: '/forges',
  permission: 'forges.manage',
  async submit(ctx, { form }) {
    const { token, ...fields } = Object.fromEntries(form)
    const input = NewConnection.safeParse({ ...fields, ...(token !== '' && { token }) })
    if (!input.success) throw new Failure('invalid-input', words.badConnection)
    const { id } = await connections.connect(ctx, input.data)
    return { redirect: `/forges/${id}` }
  },
}

function connectForm(locale: Locale): Markup {
  return html`<form class="filters" method="post" action="/forges">
    <label>${words.origin[locale]} <input class="form-control" name="origin" type="url" required maxlength="500" placeholder="https://github.com"></label>
    <label>${words.kind[locale]} <select class="form-select" name="kind">${forges.map(
      ({ name, title }) => html`<option value="${name}">${title}</option>`,
    )}</select></label>
    <label>${words.token[locale]} <input class="form-control" name="token" type="password" maxlength="2000" autocomplete="off" title="${words.tokenHint[locale]}; ${words.gerritHint[locale]}"></label>
    <button class="btn btn-primary align-self-end">${words.connect[locale]}</button></form>`
}

function columns(locale: Locale): Column<ForgeConnection>[] {
  return [
    {
      id: 'host',
      title: words.host[locale],
      by: ({ host }) => host,
      cell: ({ id, host }) => html`<a href="/forges/${id}">${host}</a>`,
    },
    {
      id: 'kind',
      title: words.kind[locale],
      by: ({ kind }) => kind,
      cell: ({ kind }) => forges.find(({ name }) => name === kind)?.title,
    },
    {
      id: 'token',
      title: words.token[locale],
      cell: ({ hasToken }) => words[hasToken ? 'withToken' : 'withoutToken'][locale],
    },
    {
      id: 'state',
      title: words.state[locale],
      cell: ({ active }) => badge(words[active ? 'on' : 'off'][locale], active ? 'good' : 'plain'),
    },
    { id: 'problem', title: words.problem[locale], cell: ({ problem }) => problem?.[locale] },
  ]
}
