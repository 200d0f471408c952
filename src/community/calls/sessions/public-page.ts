import { html } from 'hono/html'
import { either } from '../../../lib/text/either.ts'
import { anonymous, type Context, everybody } from '../../../platform/context.ts'
import { alert, badge, card } from '../../../platform/web/card.ts'
import type { Markup, Page } from '../../../platform/web/page.ts'
import { confidentialities, type OccurrenceId } from '../series/model.ts'
import { occurrenceTable } from '../series/occurrences-page.ts'
import { findOccurrences, getOccurrence } from '../series/service.ts'
import { statementKinds, words } from './messages.ts'
import { findMinutes, requireId } from './service.ts'
import { agendaCard, placesCard } from './session-page.ts'

const quarter = 92 * 86_400_000

/** Seen as somebody who has not signed in sees it, whoever looks: a public page shows the same to all. */
function inPublic(ctx: Context): Context {
  return { ...ctx, actor: anonymous }
}

export const publicCallsPage: Page = {
  path: '/public/calls',
  permission: everybody,
  async render(ctx, { query }) {
    const open = inPublic(ctx)
    const from = ctx.now()
    const occurrences = await findOccurrences(open, { from, to: new Date(from.getTime() + quarter) })
    return {
      title: words.public,
      lead: words.publicLead[ctx.locale],
      content: card(
        words.public[ctx.locale],
        occurrenceTable(open, occurrences, query, '/public/calls'),
        html`<a href="/public/calendars/all.ics">iCalendar</a>`,
      ),
    }
  },
}

export const publicCallPage: Page = {
  path: '/public/calls/{id}',
  permission: everybody,
  async render(ctx, { params: { id = '' } }) {
    const { locale } = ctx
    const open = inPublic(ctx)
    const of = requireId(id)
    const { occurrence } = await getOccurrence(open, of)
    return {
      title: { en: either(occurrence.title, 'en'), zh: either(occurrence.title, 'zh') },
      lead: `${occurrence.start.replace('T', ' ')} ${occurrence.zone}`,
      above: [{ title: words.public, href: '/public/calls' }],
      content: html`${occurrence.status === 'cancelled' && alert(words.cancelled[locale], 'warn')}${placesCard(open, occurrence)}${agendaCard({ occurrence }, locale)}${await minutesCard(open, of)}`,
    }
  },
}

/** What was published, with its license and in whose words. */
async function minutesCard(ctx: Context, id: OccurrenceId): Promise<Markup | string> {
  const { locale } = ctx
  const minutes = await findMinutes(ctx, id)
  if (!minutes) return ''
  return card(
    words.minutes[locale],
    html`${minutes.segments.map(
      ({ title, confidentiality, statements }) =>
        statements.length > 0 &&
        html`<h3>${either(title, locale)} ${confidentiality === 'chatham-house' && badge(confidentialities[confidentiality][locale], 'warn')}</h3><ul>${statements.map(
          ({ kind, text, attributedTo }) =>
            html`<li>${kind !== 'note' && badge(statementKinds[kind][locale])} <span class="lines">${text}</span>${attributedTo && html` <span class="small">– ${attributedTo}</span>`}</li>`,
        )}</ul>`,
    )}${minutes.segments.some(({ confidentiality }) => confidentiality === 'chatham-house') && html`<p class="small">${words.ofTheRule[locale]}</p>`}
      <p class="small text-secondary">${minutes.license} · ${minutes.attribution}</p>`,
  )
}
