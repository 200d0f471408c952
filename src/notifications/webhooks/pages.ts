import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { alert, card, empty } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page, PageBody } from '../../platform/web/page.ts'
import { above, badWebhook, languageSelect, stateBadge, wordsIn } from './fields-page.ts'
import { words } from './messages.ts'
import { NewWebhook, PresetName, type Webhook } from './model.ts'
import { presets } from './presets.ts'
import * as service from './service.ts'

const permission = 'notifications.manage'
export const webhooksPage: Page = {
  path: '/webhooks',
  permission,
  navigation: { title: words.webhooks, icon: 'webhook', area: 'administration', order: 7 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const table = dataTable({
      rows: await service.getWebhooks(ctx),
      columns: columns(locale),
      locale,
      query,
      caption: words.webhooks[locale],
      none: empty(words.none[locale]),
    })
    return {
      title: words.webhooks,
      lead: words.lead[locale],
      content: html`${card(words.webhooks[locale], table)}${card(words.createOne[locale], createForm(locale))}`,
    }
  },
}

export const createWebhookForm: Form = {
  path: '/webhooks',
  permission,
  async submit(ctx, { form }) {
    const { events, secret, ...fields } = Object.fromEntries(form)
    const input = NewWebhook.safeParse({ ...fields, events: wordsIn(events), ...(secret !== '' && { secret }) })
    if (!input.success) throw badWebhook
    const created = await service.createWebhook(ctx, input.data)
    if (created.secret === null) return { redirect: `/webhooks/${created.webhook.id}` }
    return { title: words.created, above, content: secretCard(created.webhook, created.secret, ctx.locale) }
  },
}

/** Tells a secret, this once. */
export const changeSecretForm: Form = {
  path: '/webhooks/{id}/secret',
  permission,
  async submit(ctx, { params: { id = '' }, form }): Promise<PageBody | { redirect: string }> {
    const { locale } = ctx
    const given = form.get('secret')
    const changed = await service.changeSecret(ctx, id, typeof given === 'string' && given !== '' ? given : undefined)
    if (changed.secret === null) return { redirect: `/webhooks/${id}` }
    const content = html`${alert(words.bothFor[locale])}${secretCard(changed.webhook, changed.secret, locale)}`
    return { title: words.rotated, above, content }
  },
}

function createForm(locale: Locale): Markup {
  return html`<form class="filters" method="post" action="/webhooks">
    <label>${words.name[locale]} <input class="form-control" name="name" required maxlength="100"></label>
    <label>${words.url[locale]} <input class="form-control" name="url" type="url" required maxlength="2000" placeholder="https://" autocomplete="off"></label>
    <label>${words.preset[locale]} <select class="form-select" name="preset">${PresetName.options.map(
      name => html`<option value="${name}">${presets[name].title[locale]}</option>`,
    )}</select></label>
    <label>${words.events[locale]} <input class="form-control" name="events" value="*" title="${words.eventsHint[locale]}" maxlength="2000"></label>
    ${languageSelect(locale, locale)}
    <label>${words.secret[locale]} <input class="form-control" name="secret" type="password" maxlength="200" autocomplete="off"></label>
    <button class="btn btn-primary align-self-end">${words.create[locale]}</button></form>`
}

function secretCard({ id, name }: Webhook, secret: string, locale: Locale): Markup {
  return html`${alert(words.copyNow[locale], 'good')}${card(
    name,
    html`<p class="mono">${secret}</p><div class="actions"><button class="btn" type="button" data-copy="${secret}">${words.copy[locale]}</button><a class="btn" href="/webhooks/${id}">${words.back[locale]}</a></div>`,
  )}`
}

function columns(locale: Locale): Column<Webhook>[] {
  return [
    {
      id: 'name',
      title: words.name[locale],
      by: ({ name }) => name,
      cell: ({ id, name }) => html`<a href="/webhooks/${id}">${name}</a>`,
    },
    { id: 'host', title: words.host[locale], by: ({ host }) => host, cell: ({ host }) => host },
    { id: 'preset', title: words.preset[locale], cell: ({ preset }) => presets[preset].title[locale] },
    {
      id: 'events',
      title: words.events[locale],
      cell: ({ events }) => html`<span class="mono">${events.join(' ')}</span>`,
    },
    { id: 'state', title: words.state[locale], cell: webhook => stateBadge(webhook, locale) },
  ]
}
