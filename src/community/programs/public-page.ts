import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { wallTimeAt } from '../../lib/wall-clock/wall-clock.ts'
import { type Context, everybody } from '../../platform/context.ts'
import { badge, card, empty } from '../../platform/web/card.ts'
import { day, formatNumber } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { kinds, words } from './messages.ts'
import { daysOf, type Publication, type PublicSession } from './model.ts'
import { titleOf } from './programs-page.ts'
import { getPublication } from './service.ts'

/** For everybody, on a screen and on paper. */
export const publicProgramPage: Page = {
  path: '/public/programs/{program}',
  permission: everybody,
  async render(ctx, { params: { program: id = '' } }) {
    const { locale } = ctx
    const publication = await getPublication(ctx, id)
    const { plan, version, publishedAt } = publication
    return {
      title: titleOf(plan),
      lead: [either(plan.description, locale), either(plan.venue, locale), plan.zone]
        .filter(part => part !== '')
        .join(' · '),
      actions: html`<a class="btn" href="/public/schedules/${id}.ics">${words.calendar[locale]}</a>
        <a class="btn" href="/public/schedules/${id}.xml">schedule.xml</a><a class="btn" href="/public/schedules/${id}.json">schedule.json</a>`,
      content: html`${daysOf(plan).map(date => dayCard(ctx, publication, date))}
        <p class="small">${words.published(String(version))[locale]} · ${words.changed[locale]} ${day(publishedAt, locale)} · ${words.license[locale]}: ${plan.license}</p>`,
    }
  },
}

function dayCard({ locale, zones }: Context, { plan, sessions }: Publication, date: string): Markup {
  const zone = zones.getZone(plan.zone)
  const rooms = new Map(plan.rooms.map(({ id, name }) => [id, either(name, locale)]))
  const today = sessions
    .map(session => ({ session, local: wallTimeAt(session.startsAt, zone) }))
    .filter(({ local }) => local.date === date)
  const byClock = [...Map.groupBy(today, ({ local }) => local.clock)]
  if (byClock.length === 0) return card(date, empty(words.noPlace[locale]))
  return card(
    date,
    html`<dl class="program">${byClock.map(
      ([clock, list]) =>
        html`<div><dt><time datetime="${list[0]?.session.startsAt}">${clock}</time></dt><dd>${list.map(({ session }) =>
          sessionBlock(session, rooms.get(session.room ?? '') ?? words.allRooms[locale], locale),
        )}</dd></div>`,
    )}</dl>`,
  )
}

function sessionBlock(session: PublicSession, room: string, locale: Locale): Markup {
  const { number, kind, title, abstract, format, speakers, minutes, mayRecord, license } = session
  const abstractText = either(abstract, locale)
  const about = [room, either(format, locale) || kinds[kind][locale], `${formatNumber(minutes, locale)}′`]
  return html`<article id="s${number}" class="slot slot-${kind}"><strong>${either(title, locale)}</strong>
    <span class="small">${about.join(' · ')}</span>
    ${speakers.length > 0 && html`<span>${speakers.map(({ name }) => name).join(locale === 'zh' ? '、' : ', ')}</span>`}
    ${kind === 'talk' && html`<span class="small">${license} ${!mayRecord && badge(words.notRecorded[locale])}</span>`}
    ${abstractText && html`<details class="fold"><summary>${words.abstract[locale]}</summary><p class="lines">${abstractText}</p></details>`}</article>`
}
