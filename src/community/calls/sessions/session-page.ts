import { html } from 'hono/html'
import { either } from '../../../lib/text/either.ts'
import type { Locale } from '../../../lib/text/text.ts'
import type { Context } from '../../../platform/context.ts'
import { alert, badge, card, disclosure, facts, postButton } from '../../../platform/web/card.ts'
import { formatNumber } from '../../../platform/web/format.ts'
import type { Markup, Page } from '../../../platform/web/page.ts'
import { confidentialities, type Occurrence } from '../series/model.ts'
import { getPlaceTimes, getRsvps, linkTo } from '../series/service.ts'
import { statementKinds, words } from './messages.ts'
import type { Action, Statement } from './model.ts'
import { organizerCards } from './organizer-page.ts'
import { getSession, requireId, type SessionView } from './service.ts'

/** One meeting: when it is for everybody, what it is about, who comes, and what came of it. */
export const sessionPage: Page = {
  path: '/sessions/{id}',
  permission: 'community.read',
  async render(ctx, { params: { id = '' } }) {
    const { locale } = ctx
    const of = requireId(id)
    const view = await getSession(ctx, of)
    const { series, occurrence } = view
    return {
      title: { en: either(occurrence.title, 'en'), zh: either(occurrence.title, 'zh') },
      lead: `${occurrence.start.replace('T', ' ')} ${occurrence.zone}`,
      above: [
        { title: words.calls, href: '/series' },
        { title: { en: either(series.title, 'en'), zh: either(series.title, 'zh') }, href: `/series/${series.id}` },
      ],
      content: html`${occurrence.status === 'cancelled' && alert(html`${words.cancelled[locale]} ${occurrence.note && either(occurrence.note, locale)}`, 'warn')}
        ${await comingCard(ctx, view)}${placesCard(ctx, occurrence)}${agendaCard(view, locale)}${notesCard(view, locale)}
        ${actionsCard(view, ctx)}${nameCard(view, locale)}${view.isOrganizer ? await organizerCards(ctx, view) : ''}`,
    }
  },
}

async function comingCard(ctx: Context, { series, occurrence }: SessionView): Promise<Markup | string> {
  if (series.registration === 'none' && !series.link) return ''
  const { locale } = ctx
  const { mine, coming } = await getRsvps(ctx, occurrence)
  const isOpen = occurrence.status === 'planned' && occurrence.endAt > ctx.now().toISOString()
  const mayJoin = series.link && (mine === 'yes' || series.registration === 'none')
  return card(
    words.you[locale],
    html`${mine === 'yes' && html`<p>${words.youCome[locale]}</p>`}
      ${mayJoin && html`<p><a class="btn btn-primary" href="${series.link}" rel="noreferrer noopener">${words.join[locale]}</a> <span class="small">${words.joinHint[locale]}</span></p>`}
      ${isOpen && series.registration !== 'none' && html`<div class="actions">${postButton(`${linkTo(occurrence)}/rsvp`, words.come[locale], { primary: mine !== 'yes', fields: { answer: 'yes' } })}${postButton(`${linkTo(occurrence)}/rsvp`, words.stayAway[locale], { fields: { answer: 'no' } })}</div>`}`,
    words.coming(formatNumber(coming, locale))[locale],
  )
}

/** What that is for Beijing, Paris, Baltimore. */
export function placesCard(ctx: Context, occurrence: Occurrence): Markup {
  const rows = getPlaceTimes(ctx, occurrence).map(({ zone, day, clock, abbreviation }): [string, string] => [
    zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone,
    `${day} ${clock} ${abbreviation}`,
  ])
  return card(words.inPlaces[ctx.locale], facts(rows))
}

export function agendaCard({ occurrence }: Pick<SessionView, 'occurrence'>, locale: Locale): Markup {
  const isClosed = occurrence.agenda.some(({ confidentiality }) => confidentiality === 'chatham-house')
  return card(words.agenda[locale], [
    isClosed && alert(html`${words.rule[locale]} ${words.antitrust[locale]}`, 'info'),
    html`<div class="table-scroll"><table class="table data keep"><tbody>${occurrence.agenda.map(
      ({ title, minutes, confidentiality, speaker }) =>
        html`<tr><td class="num">${minutes}′</td><th scope="row">${either(title, locale)}${speaker && html` <span class="small">${speaker}</span>`}</th><td>${badge(confidentialities[confidentiality][locale], confidentiality === 'chatham-house' ? 'warn' : 'plain')}</td></tr>`,
    )}</tbody></table></div>`,
  ])
}

function notesCard({ occurrence, statements, isOrganizer }: SessionView, locale: Locale): Markup | string {
  if (statements.length === 0)
    return isOrganizer ? card(words.notes[locale], html`<p>${words.noNotes[locale]}</p>`) : ''
  return card(
    words.notes[locale],
    html`${occurrence.agenda.map(({ id, title, confidentiality }) => {
      const own = statements.filter(({ segment }) => segment === id)
      return (
        own.length > 0 &&
        html`<h3>${either(title, locale)} ${confidentiality === 'chatham-house' && badge(confidentialities[confidentiality][locale], 'warn')}</h3><ul>${own.map(statement => statementLine(statement, occurrence, isOrganizer, locale))}</ul>`
      )
    })}`,
  )
}

function statementLine(
  { id, kind, text, attributedTo }: Statement,
  occurrence: Occurrence,
  isOrganizer: boolean,
  locale: Locale,
): Markup {
  return html`<li>${kind !== 'note' && badge(statementKinds[kind][locale], kind === 'decision' ? 'good' : 'info')} <span class="lines">${text}</span>${attributedTo && html` <span class="small">– ${attributedTo}</span>`}
    ${isOrganizer && postButton(`${linkTo(occurrence)}/statements/remove`, words.remove[locale], { fields: { statement: id } })}</li>`
}

function actionsCard({ occurrence, actions, isOrganizer }: SessionView, { locale, actor }: Context): Markup | string {
  if (actions.length === 0 && !isOrganizer) return ''
  const address = `${linkTo(occurrence)}/actions`
  return card(words.actions[locale], [
    html`<ul>${actions.map(action => actionLine(action, address, { isOrganizer, isOwn: action.owner === actor.id }, locale))}</ul>`,
    isOrganizer &&
      disclosure(
        words.add[locale],
        html`<form class="filters" method="post" action="${address}"><label>${words.action[locale]} <input class="form-control" name="text" required maxlength="1000"></label>
          <label>${words.owner[locale]} <input class="form-control" name="owner" maxlength="320" autocomplete="off"></label><label>${words.due[locale]} <input class="form-control" type="date" name="dueOn"></label><button class="btn">${words.add[locale]}</button></form>`,
      ),
  ])
}

function actionLine(
  { id, text, dueOn, doneAt }: Action,
  address: string,
  { isOrganizer, isOwn }: { isOrganizer: boolean; isOwn: boolean },
  locale: Locale,
): Markup {
  return html`<li>${doneAt ? '☑' : '☐'} ${text}${dueOn && html` <span class="small">${words.due[locale]} ${dueOn}</span>`} ${(isOrganizer || isOwn) && postButton(`${address}/done`, (doneAt ? words.undo : words.done)[locale], { fields: { action: id, done: doneAt ? 'no' : 'yes' } })}
    ${isOrganizer && postButton(`${address}/remove`, words.remove[locale], { fields: { action: id } })}</li>`
}

function nameCard({ occurrence, attributed }: SessionView, locale: Locale): Markup | string {
  if (!occurrence.agenda.some(({ confidentiality }) => confidentiality === 'chatham-house')) return ''
  const [path, label] = attributed ? (['withdraw', words.withdraw] as const) : (['allow', words.allow] as const)
  return card(
    words.names[locale],
    html`<p>${words.namesLead[locale]}</p>${postButton(`${linkTo(occurrence)}/name/${path}`, label[locale])}`,
  )
}
