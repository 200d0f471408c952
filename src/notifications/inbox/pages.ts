import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { badge, card, empty, postButton, tabs } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { ago, formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import type { Notification } from './model.ts'
import * as service from './service.ts'

export const inboxPage: Page = {
  path: '/inbox',
  permission: 'requests.ask',
  navigation: { title: words.inbox, icon: 'inbox', area: 'desk', order: 2 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const unread = query.get('show') === 'unread'
    const [rows, count] = await Promise.all([service.getInbox(ctx, { unread, limit: 1000 }), service.countUnread(ctx)])
    const shownCount = formatNumber(count, locale)
    return {
      title: count > 0 ? words.inboxWith(shownCount) : words.inbox,
      lead: words.lead[locale],
      actions: html`${count > 0 && postButton('/inbox/read', words.markAll[locale])}<a class="btn" href="/inbox/preferences">${words.preferences[locale]}</a>`,
      content: html`${tabs(words.show[locale], [
        { href: '/inbox', text: words.all[locale], here: !unread },
        { href: '/inbox?show=unread', text: words.unread[locale], here: unread, count: shownCount },
      ])}${card(
        words.inbox[locale],
        dataTable({
          rows,
          columns: columns(locale, ctx.now()),
          locale,
          query,
          caption: words.inbox[locale],
          none: empty(words[unread ? 'noneUnread' : 'none'][locale]),
        }),
      )}`,
    }
  },
}

/** Reads it, and goes where it leads. */
export const openForm: Form = {
  path: '/inbox/{id}/open',
  permission: 'requests.ask',
  async submit(ctx, { params: { id = '' } }) {
    const { link } = await service.markRead(ctx, id)
    return { redirect: link }
  },
}

export const readForm: Form = {
  path: '/inbox/{id}/read',
  permission: 'requests.ask',
  async submit(ctx, { params: { id = '' } }) {
    await service.markRead(ctx, id)
    return { redirect: '/inbox' }
  },
}

export const readAllForm: Form = {
  path: '/inbox/read',
  permission: 'requests.ask',
  async submit(ctx) {
    await service.markAllRead(ctx)
    return { redirect: '/inbox' }
  },
}

function columns(locale: Locale, now: Date): Column<Notification>[] {
  return [
    { id: 'what', title: words.what[locale], cell: notification => what(notification, locale) },
    {
      id: 'when',
      title: words.when[locale],
      by: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => ago(createdAt, now, locale),
    },
    { id: 'open', title: words.open[locale], cell: notification => actions(notification, locale) },
  ]
}

function what({ subject, body, link, urgent, readAt }: Notification, locale: Locale): Markup {
  return html`<div><a href="${link}">${subject[locale]}</a> ${!readAt && badge(words.new[locale], 'info')} ${urgent && badge(words.urgent[locale], 'warn')}</div>
    <div class="small text-secondary">${body[locale]}</div>`
}

function actions({ id, readAt }: Notification, locale: Locale): Markup | string {
  if (readAt) return ''
  return html`<div class="actions">${postButton(`/inbox/${id}/open`, words.open[locale])}${postButton(`/inbox/${id}/read`, words.markRead[locale])}</div>`
}
