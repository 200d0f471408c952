import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { alert, badge, card, empty, postButton, type Tone, tabs } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { ago, formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { states, words } from './messages.ts'
import { type MailDelivery, MailState } from './model.ts'
import * as service from './service.ts'

export const mailsPage: Page = {
  path: '/notifications',
  permission: 'notifications.manage',
  navigation: { title: words.mails, icon: 'mail', area: 'administration', order: 6 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const state = MailState.safeParse(query.get('state')).data
    const [rows, counts] = await Promise.all([service.getMails(ctx, { state, limit: 500 }), service.countMails(ctx)])
    return {
      title: words.mails,
      lead: words.lead[locale],
      actions: postButton('/notifications/test', words.test[locale]),
      content: html`${!ctx.reach.sendMail && alert(words.noServer[locale], 'warn')}
        ${tabs(words.state[locale], stateTabs(counts, state, locale))}${card(
          words.mails[locale],
          dataTable({
            rows,
            columns: columns(locale, ctx.now()),
            locale,
            query,
            caption: words.mails[locale],
            none: empty(words.none[locale]),
          }),
        )}`,
    }
  },
}

export const retryMailForm: Form = {
  path: '/notifications/{id}/retry',
  permission: 'notifications.manage',
  async submit(ctx, { params: { id = '' } }) {
    await service.retryMail(ctx, id)
    return { redirect: '/notifications' }
  },
}

export const testMailForm: Form = {
  path: '/notifications/test',
  permission: 'notifications.manage',
  async submit(ctx) {
    const { to } = await service.sendTestMail(ctx)
    return {
      title: words.testSent,
      above: [{ title: words.mails, href: '/notifications' }],
      content: alert(to, 'good'),
    }
  },
}

function stateTabs(counts: Record<MailState, number>, here: MailState | undefined, locale: Locale) {
  const all = { href: '/notifications', text: words.all[locale], here: here === undefined }
  const each = MailState.options.map(state => ({
    href: `/notifications?state=${state}`,
    text: states[state][locale],
    here: state === here,
    count: formatNumber(counts[state], locale),
  }))
  return [all, ...each]
}

const tones: Record<MailState, Tone> = { waiting: 'plain', sending: 'info', sent: 'good', failed: 'bad' }

function columns(locale: Locale, now: Date): Column<MailDelivery>[] {
  return [
    { id: 'to', title: words.reader[locale], by: mail => mail.reader, cell: mail => mail.reader },
    { id: 'what', title: words.what[locale], cell: ({ isDigest }) => words[isDigest ? 'digest' : 'single'][locale] },
    { id: 'state', title: words.state[locale], cell: ({ state }) => badge(states[state][locale], tones[state]) },
    {
      id: 'when',
      title: words.when[locale],
      by: mail => mail.createdAt,
      cell: ({ finishedAt, createdAt }) => ago(finishedAt ?? createdAt, now, locale),
    },
    { id: 'problem', title: words.problem[locale], cell: mail => problem(mail, now, locale) },
  ]
}

function problem({ id, state, problem, attempts, dueAt }: MailDelivery, now: Date, locale: Locale): Markup | string {
  if (!problem) return ''
  const next = state === 'waiting' && html`<div class="small">${words.next[locale]}: ${ago(dueAt, now, locale)}</div>`
  const retry =
    (state === 'waiting' || state === 'failed') && postButton(`/notifications/${id}/retry`, words.retry[locale])
  return html`<div>${problem[locale]} <span class="small">${words.attempt(formatNumber(attempts, locale))[locale]}</span></div>${next}${retry}`
}
