import { html } from 'hono/html'
import { findAccounts } from '../../../access/accounts/service.ts'
import { type Context, everybody } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { alert, card, empty, postButton } from '../../../platform/web/card.ts'
import { dataTable } from '../../../platform/web/data-table.ts'
import { day } from '../../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../../platform/web/page.ts'
import { words } from '../messages.ts'
import { addressOfReport } from '../report-address.ts'
import { NewSubscription, type Subscription, stopReportPath } from './model.ts'
import * as service from './service.ts'

const path = '/report-subscriptions'

export const subscriptionsPage: Page = {
  path,
  permission: 'office.read',
  async render(ctx, { query }) {
    const { locale } = ctx
    const table = dataTable<Subscription>({
      rows: await service.getSubscriptions(ctx),
      columns: [
        {
          id: 'report',
          title: words.report[locale],
          cell: one =>
            one.name === null
              ? html`${words.kinds[one.kind][locale]} ${one.subject} <span class="small">${words.gone[locale]}</span>`
              : html`<a class="strong" href="${addressOfReport(one)}">${words.kinds[one.kind][locale]} ${one.name}</a>`,
        },
        { id: 'every', title: words.everyLabel[locale], cell: ({ every }) => words.every[every][locale] },
        { id: 'since', title: words.since[locale], cell: ({ createdAt }) => day(createdAt, locale) },
        {
          id: 'stop',
          title: words.unsubscribe[locale],
          cell: ({ id }) => postButton(`${path}/${id}/remove`, words.unsubscribe[locale]),
        },
      ],
      ...{ locale, query, caption: words.subscriptions[locale], none: empty(words.noSubscriptions[locale]) },
    })
    return {
      title: words.subscriptions,
      lead: words.mailLead[locale],
      above: [{ title: words.reports, href: '/reports' }],
      content: html`${await unsent(ctx)}${card(words.subscriptions[locale], table)}`,
    }
  },
}

/** Why no mail will come, where none will. */
async function unsent(ctx: Context): Promise<Markup | undefined> {
  const { locale } = ctx
  if (!ctx.reach.sendMail) return alert(words.noServer[locale], 'warn')
  const [account] = await findAccounts(ctx, [ctx.actor.id])
  if (account?.email) return undefined
  return alert(html`${words.noAddress[locale]} <a href="/account">${words.toAccount[locale]}</a>`, 'warn')
}

export const subscribeForm: Form = {
  path,
  permission: 'office.read',
  async submit(ctx, { form }) {
    const wish = NewSubscription.safeParse(Object.fromEntries(form))
    if (!wish.success) throw new Failure('invalid-input', words.badSubscription)
    await service.subscribe(ctx, wish.data)
    return { redirect: path }
  },
}

export const unsubscribeForm: Form = {
  path: `${path}/{subscription}/remove`,
  permission: 'office.read',
  async submit(ctx, { params: { subscription = '' } }) {
    await service.unsubscribe(ctx, subscription)
    return { redirect: path }
  },
}

const stopPath = `${stopReportPath}/{token}`

/** For whoever has the mail, without signing in. */
export const stopReportPage: Page = {
  path: stopPath,
  permission: everybody,
  async render(ctx, { params: { token = '' } }) {
    const { locale } = ctx
    const here = `${stopReportPath}/${encodeURIComponent(token)}`
    const isSent = await service.isSent(ctx, token)
    const stop = html`<p>${words.unsubscribeLead[locale]}</p>${postButton(here, words.unsubscribe[locale], { primary: true })}`
    return {
      title: words.subscriptions,
      content: isSent ? card(words.subscriptions[locale], stop) : alert(words.unsubscribed[locale], 'good'),
    }
  },
}

export const stopReportForm: Form = {
  path: stopPath,
  permission: everybody,
  async submit(ctx, { params: { token = '' } }) {
    await service.stopByMail(ctx, token)
    return { redirect: `${stopReportPath}/${encodeURIComponent(token)}` }
  },
}
