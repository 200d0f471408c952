import { html } from 'hono/html'
import { either } from '../../../lib/text/either.ts'
import { alert, card, facts, postButton } from '../../../platform/web/card.ts'
import { day } from '../../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../../platform/web/page.ts'
import { listSeries } from '../series/service.ts'
import { words } from './messages.ts'
import { findPrivateFeedTime, renewPrivateFeed } from './service.ts'

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

function feedLink(path: string): Markup {
  return html`<a class="mono" href="${path}">${path}</a>`
}
