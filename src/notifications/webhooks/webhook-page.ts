import { html } from 'hono/html'
import { type Locale, verbatim } from '../../lib/text/text.ts'
import { badge, card, disclosure, empty, facts, postButton, type Tone } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { ago, formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import * as deliveries from './deliveries/service.ts'
import { above, badWebhook, languageSelect, stateBadge, wordsIn } from './fields-page.ts'
import { states, words } from './messages.ts'
import { type DeliveryState, type Webhook, WebhookChange, type WebhookDelivery } from './model.ts'
import { presets } from './presets.ts'
import * as service from './service.ts'

const permission = 'notifications.manage'

export const webhookPage: Page = {
  path: '/webhooks/{id}',
  permission,
  async render(ctx, { params: { id = '' }, query }) {
    const { locale } = ctx
    const webhook = await service.getWebhook(ctx, id)
    const log = dataTable({
      rows: await deliveries.getDeliveries(ctx, id, 500),
      columns: columns(locale, ctx.now()),
      locale,
      query,
      caption: words.log[locale],
      none: empty(words.noLog[locale]),
    })
    return {
      title: verbatim(webhook.name),
      above,
      actions: actions(webhook, locale),
      content: html`${card(words.webhook[locale], about(webhook, locale))}${card(words.log[locale], log)}
        ${card(words.change[locale], changeForm(webhook, locale))}`,
    }
  },
}

export const changeWebhookForm: Form = {
  path: '/webhooks/{id}/change',
  permission,
  async submit(ctx, { params: { id = '' }, form }) {
    const { events, url, ...fields } = Object.fromEntries(form)
    const active = 'active' in fields ? { active: fields['active'] === 'true' } : {}
    const listed = wordsIn(events)
    const change = { ...fields, ...active, ...(listed && { events: listed }), ...(url && { url }) }
    const input = WebhookChange.safeParse(change)
    if (!input.success) throw badWebhook
    await service.changeWebhook(ctx, id, input.data)
    return { redirect: `/webhooks/${id}` }
  },
}

export const testWebhookForm: Form = {
  path: '/webhooks/{id}/test',
  permission,
  async submit(ctx, { params: { id = '' } }) {
    await deliveries.testWebhook(ctx, (await service.getWebhook(ctx, id)).id)
    return { redirect: `/webhooks/${id}` }
  },
}

export const deleteWebhookForm: Form = {
  path: '/webhooks/{id}/delete',
  permission,
  async submit(ctx, { params: { id = '' } }) {
    await service.deleteWebhook(ctx, id)
    return { redirect: '/webhooks' }
  },
}

export const replayForm: Form = {
  path: '/webhook-deliveries/{id}/replay',
  permission,
  async submit(ctx, { params: { id = '' } }) {
    const { webhook } = await deliveries.replayDelivery(ctx, id)
    return { redirect: `/webhooks/${webhook}` }
  },
}

function actions({ id, active }: Webhook, locale: Locale): Markup {
  const label = words[active ? 'switchOff' : 'switchOn'][locale]
  return html`${postButton(`/webhooks/${id}/test`, words.test[locale], { primary: true })}
    ${postButton(`/webhooks/${id}/change`, label, { fields: { active: String(!active) } })}`
}

function about(webhook: Webhook, locale: Locale): Markup {
  return facts([
    [words.state[locale], stateBadge(webhook, locale)],
    [words.preset[locale], presets[webhook.preset].title[locale]],
    [words.host[locale], webhook.host],
    [words.events[locale], html`<span class="mono">${webhook.events.join(' ')}</span>`],
    [words.signed[locale], words[webhook.signed ? 'yes' : 'no'][locale]],
  ])
}

function changeForm({ id, name, events, locale: language, preset }: Webhook, locale: Locale): Markup {
  const whose = presets[preset].secret
  const secretField =
    whose === 'theirs' &&
    html`<label>${words.secret[locale]} <input class="form-control" name="secret" type="password" required minlength="8" maxlength="200" autocomplete="off"></label>`
  return html`<form class="filters" method="post" action="/webhooks/${id}/change">
    <label>${words.name[locale]} <input class="form-control" name="name" required maxlength="100" value="${name}"></label>
    <label>${words.url[locale]} <input class="form-control" name="url" type="url" maxlength="2000" placeholder="${words.unchanged[locale]}" autocomplete="off"></label>
    <label>${words.events[locale]} <input class="form-control" name="events" required value="${events.join(' ')}" title="${words.eventsHint[locale]}" maxlength="2000"></label>
    ${languageSelect(language, locale)}
    <button class="btn btn-primary align-self-end">${words.save[locale]}</button></form>
    ${
      whose !== 'none' &&
      html`<form class="filters" method="post" action="/webhooks/${id}/secret">${secretField}<button class="btn align-self-end">${words.rotate[locale]}</button></form>`
    }
    ${disclosure(words.remove[locale], postButton(`/webhooks/${id}/delete`, words.remove[locale]))}`
}

const tones: Record<DeliveryState, Tone> = { waiting: 'plain', sending: 'info', delivered: 'good', failed: 'bad' }

function columns(locale: Locale, now: Date): Column<WebhookDelivery>[] {
  return [
    {
      id: 'event',
      title: words.event[locale],
      by: ({ event }) => event,
      cell: ({ event }) => html`<span class="mono">${event}</span>`,
    },
    { id: 'state', title: words.state[locale], cell: ({ state }) => badge(states[state][locale], tones[state]) },
    { id: 'answer', title: words.answer[locale], cell: delivery => answer(delivery, locale) },
    {
      id: 'duration',
      title: words.duration[locale],
      numeric: true,
      cell: ({ duration }) => duration !== null && `${formatNumber(duration, locale)} ms`,
    },
    { id: 'attempts', title: words.attempts[locale], numeric: true, cell: ({ attempts }) => attempts },
    {
      id: 'when',
      title: words.when[locale],
      by: ({ createdAt }) => createdAt,
      cell: delivery => when(delivery, now, locale),
    },
    {
      id: 'replay',
      title: words.replay[locale],
      cell: ({ id, state }) =>
        state !== 'sending' && postButton(`/webhook-deliveries/${id}/replay`, words.replay[locale]),
    },
  ]
}

function answer({ status, answer, problem }: WebhookDelivery, locale: Locale): Markup {
  const said = problem?.[locale] ?? status ?? '–'
  return answer ? disclosure(said, html`<pre tabindex="0">${answer}</pre>`) : html`${said}`
}

function when({ createdAt, state, attempts, dueAt }: WebhookDelivery, now: Date, locale: Locale): Markup {
  const next = state === 'waiting' && attempts > 0
  return html`${ago(createdAt, now, locale)}${next && html`<div class="small">${words.next[locale]}: ${ago(dueAt, now, locale)}</div>`}`
}
