import { html } from 'hono/html'
import { either } from '../../../lib/text/either.ts'
import type { Context } from '../../../platform/context.ts'
import { alert, badge, card, empty, facts, postButton } from '../../../platform/web/card.ts'
import { day } from '../../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../../platform/web/page.ts'
import { listSeries } from '../series/service.ts'
import { words } from './messages.ts'
import {
  findForeignEvents,
  findPrivateFeedTime,
  getSubscriptions,
  renewPrivateFeed,
  subscribe,
  unsubscribe,
} from './service.ts'

export const calendarsPage: Page = {
  path: '/calendars',
  permission: 'community.read',
  navigation: { title: words.calendars, icon: 'calendar', area: 'community', order: 2 },
  async render(ctx) {
    const { locale, zones } = ctx
    const open = (await listSeries(ctx)).filter(({ visibility }) => visibility === 'public')
    const since = await findPrivateFeedTime(ctx)
    const rows: [string, Markup][] = [
      [words.all[locale], feedLink('/public/calendars/all.ics')],
      ...open.map(({ id, title }): [string, Markup] => [
        either(title, locale),
        feedLink(`/public/calendars/series/${id}.ics`),
      ]),
    ]
    return {
      title: words.calendars,
      lead: words.lead[locale],
      content: html`${card(words.public[locale], facts(rows))}
        ${card(words.private[locale], html`<p>${words.privateLead[locale]}</p>${since && html`<p class="small">${words.since[locale]} ${day(since, locale)}</p>`}${postButton('/calendars/renew', words.renew[locale])}`)}
        ${await othersCard(ctx)}
        <p class="small text-secondary">${words.zones[locale]}: IANA ${zones.version}</p>`,
    }
  },
}

export const renewForm: Form = {
  path: '/calendars/renew',
  permission: 'community.read',
  async submit(ctx) {
    const { locale } = ctx
    const address = await renewPrivateFeed(ctx)
    return {
      title: words.renewed,
      above: [{ title: words.calendars, href: '/calendars' }],
      content: html`${alert(words.copyNow[locale], 'good')}${card(words.private[locale], html`<p class="mono lines">${address}</p><button class="btn" type="button" data-copy="${address}">${words.copy[locale]}</button>`)}`,
    }
  },
}

const month = 30 * 86_400_000

async function othersCard(ctx: Context): Promise<Markup> {
  const { locale } = ctx
  const subscriptions = await getSubscriptions(ctx)
  const from = ctx.now()
  const events = await findForeignEvents(ctx, from, new Date(from.getTime() + month))
  const mayManage = ctx.actor.permissions.has('community.manage')
  return html`${card(words.others[locale], [
    html`<p>${words.othersLead[locale]}</p>`,
    facts(
      subscriptions.map(({ id, name, problem, fetchedAt }): [string, Markup] => [
        name,
        html`${problem ? badge(problem[locale], 'warn') : html`<span class="small">${words.fetched[locale]} ${day(fetchedAt, locale)}</span>`} ${mayManage && postButton('/calendars/leave', words.leave[locale], { fields: { id } })}`,
      ]),
    ),
    mayManage &&
      html`<form class="filters" method="post" action="/calendars/follow"><label>${words.name[locale]} <input class="form-control" name="name" required maxlength="200"></label><label>${words.address[locale]} <input class="form-control" type="url" name="url" required maxlength="1000"></label><button class="btn">${words.follow[locale]}</button></form>`,
  ])}${subscriptions.length > 0 ? card(words.upcoming[locale], events.length === 0 ? empty(words.none[locale]) : facts(events.slice(0, 100).map(({ title, startAt, calendar, url }): [string, Markup] => [`${startAt.slice(0, 16).replace('T', ' ')} UTC`, html`${url ? html`<a href="${url}" rel="noreferrer noopener">${title}</a>` : title} <span class="small">${calendar}</span>`]))) : ''}`
}

export const subscribeForm: Form = {
  path: '/calendars/follow',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    await subscribe(ctx, String(form.get('name') ?? ''), String(form.get('url') ?? '').slice(0, 1000))
    return { redirect: '/calendars' }
  },
}

export const unsubscribeForm: Form = {
  path: '/calendars/leave',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    await unsubscribe(ctx, String(form.get('id') ?? ''))
    return { redirect: '/calendars' }
  },
}

function feedLink(path: string): Markup {
  return html`<a class="mono" href="${path}">${path}</a>`
}
