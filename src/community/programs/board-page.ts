import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { instantAt, wallTimeAt } from '../../lib/wall-clock/wall-clock.ts'
import type { Zone } from '../../lib/zones/zone.ts'
import type { Context } from '../../platform/context.ts'
import { card, empty, postButton, tabs } from '../../platform/web/card.ts'
import { type Column, dataTable, sliceIn } from '../../platform/web/data-table.ts'
import { filterForm } from '../../platform/web/filter.ts'
import { formatNumber } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { kinds, words } from './messages.ts'
import { daysOf, type Program, type ProgramPlan, type Session, SessionKind } from './model.ts'
import { stateBadge, titleOf } from './programs-page.ts'
import * as service from './service.ts'

const pageSize = 50
const shownClashes = 100

export const boardPage: Page = {
  path: '/programs/{program}',
  permission: 'community.manage',
  async render(ctx, { params: { program: id = '' }, query }) {
    const { locale } = ctx
    const board = await service.getBoard(ctx, id)
    const { program } = board
    const days = daysOf(program.plan)
    const day = days.find(day => day === query.get('day')) ?? days[0] ?? ''
    const links = days.map(each => ({ href: `/programs/${id}?day=${each}`, text: each, here: each === day }))
    return {
      title: titleOf(program.plan),
      lead: html`${stateBadge(program, locale)} ${program.plan.zone}`,
      above: [{ title: words.programs, href: '/programs' }],
      actions: actions(program, locale),
      content: html`${clashCard(board, locale)}${tabs(words.when[locale], links)}
        ${card(day, grid(board, day, ctx), words.moveHint[locale])}
        <form method="post" action="/programs/${id}/move" id="move" hidden><input type="hidden" name="session"><input type="hidden" name="place"><input type="hidden" name="room"><input type="hidden" name="day" value="${day}"></form>
        ${await unplacedCard(ctx, program, query)}
        ${card(words.addSession[locale], addForm(program, day, ctx))}`,
    }
  },
}

function actions({ id, plan, state }: Program, locale: Locale): Markup {
  return html`${plan.call !== null && postButton(`/programs/${id}/talks`, words.takeTalks[locale])}
    <a class="btn" href="/programs/${id}/edit">${words.edit[locale]}</a>
    ${state === 'published' && html`<a class="btn" href="/public/programs/${id}">${words.publicPage[locale]}</a>`}
    ${state === 'published' && postButton(`/programs/${id}/library`, words.library[locale])}
    <form class="row-line" method="post" action="/programs/${id}/publish"><label><input class="form-check-input" type="checkbox" name="despite"> ${words.despite[locale]}</label>
    <button class="btn btn-primary">${words.publish[locale]}</button></form>`
}

function clashCard({ program, clashes }: service.Board, locale: Locale): Markup {
  const list = clashes
    .slice(0, shownClashes)
    .map(
      ({ text, sessions }) =>
        html`<li><a href="/programs/${program.id}/sessions/${sessions[0]}">${text[locale]}</a></li>`,
    )
  const content = clashes.length > 0 ? html`<ul>${list}</ul>` : html`<p>${words.noClashes[locale]}</p>`
  return card(words.clashes[locale], content, formatNumber(clashes.length, locale))
}

/** Rooms beside each other, slots below each other; what begins at no slot has a row of its own. */
function grid({ program, sessions, clashes }: service.Board, day: string, { locale, zones }: Context): Markup {
  const { plan } = program
  const zone = zones.getZone(plan.zone)
  const today = sessions.flatMap(session => {
    const local = session.startsAt === null ? undefined : wallTimeAt(session.startsAt, zone)
    return local?.date === day ? [{ session, clock: local.clock }] : []
  })
  const clocks = [...new Set([...plan.slots.map(({ start }) => start), ...today.map(({ clock }) => clock)])].sort()
  const clashing = new Set(clashes.flatMap(clash => clash.sessions))
  const at = (clock: string, room: string | null) =>
    today
      .filter(each => each.clock === clock && each.session.room === room)
      .map(({ session }) => block(session, clashing, locale))
  return html`<div class="table-scroll" role="region" aria-label="${day}" tabindex="0"><table class="table keep data timetable"><thead><tr><th scope="col">${words.time[locale]}</th>${plan.rooms.map(
    ({ name, capacity }) =>
      html`<th scope="col">${either(name, locale)}${capacity !== null && html` <span class="small">${capacity}</span>`}</th>`,
  )}</tr></thead><tbody>${clocks.map(
    clock =>
      html`<tr><th scope="row">${clock}${at(clock, null)}</th>${plan.rooms.map(
        ({ id }) => html`<td data-place="${instantAt(day, clock, zone)}" data-room="${id}">${at(clock, id)}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`
}

function block(
  { id, program, kind, content, minutes }: Session,
  clashing: ReadonlySet<string>,
  locale: Locale,
): Markup {
  const names = content.speakers.map(({ name }) => name).join(', ')
  return html`<a class="slot slot-${kind}${clashing.has(id) && ' slot-bad'}" draggable="true" data-session="${id}" href="/programs/${program}/sessions/${id}"><strong>${either(content.title, locale)}</strong>
    <span class="small">${kind === 'talk' ? '' : `${kinds[kind][locale]} · `}${formatNumber(minutes, locale)}′ ${names}</span></a>`
}

async function unplacedCard(ctx: Context, { id, plan }: Program, query: URLSearchParams): Promise<Markup> {
  const { locale } = ctx
  const text = query.get('text')?.slice(0, 200) ?? ''
  const search = { program: id, text, ...sliceIn(query, pageSize) }
  const { sessions, total } = await service.searchUnplaced(ctx, search)
  const filter = filterForm(
    `/programs/${id}`,
    { text, label: words.search[locale], keep: { day: query.get('day') } },
    locale,
  )
  const caption = words.unplaced[locale]
  const columns = sessionColumns(plan, locale)
  const none = empty(words.allPlaced[locale])
  const table = dataTable({ rows: sessions, columns, locale, query, caption, size: pageSize, total, none })
  return card(caption, [filter, table], formatNumber(total, locale))
}

function sessionColumns({ tracks }: ProgramPlan, locale: Locale): Column<Session>[] {
  return [
    { id: 'number', title: words.number[locale], numeric: true, cell: ({ number }) => number },
    { id: 'session', title: words.session[locale], cell: session => block(session, new Set(), locale) },
    {
      id: 'track',
      title: words.track[locale],
      cell: ({ content }) => {
        const track = tracks.find(({ id }) => id === content.track)
        return track ? either(track.name, locale) : (content.track ?? '')
      },
    },
  ]
}

/** Of every day every slot, to choose from without a pointer. */
export function placeOptions(plan: ProgramPlan, zone: Zone, chosen: string | null): Markup {
  return html`${daysOf(plan).map(
    day =>
      html`<optgroup label="${day}">${plan.slots.map(({ start }) => {
        const at = instantAt(day, start, zone)
        return html`<option value="${at}"${at === chosen && ' selected'}>${day} ${start}</option>`
      })}</optgroup>`,
  )}`
}

export function roomOptions({ rooms }: ProgramPlan, chosen: string | null, locale: Locale): Markup {
  return html`<option value="">${words.allRooms[locale]}</option>${rooms.map(
    ({ id, name }) => html`<option value="${id}"${id === chosen && ' selected'}>${either(name, locale)}</option>`,
  )}`
}

function addForm({ id, plan }: Program, day: string, { locale, zones }: Context): Markup {
  return html`<form class="filters" method="post" action="/programs/${id}/sessions"><input type="hidden" name="day" value="${day}">
    <label>${words.kind[locale]} <select class="form-select" name="kind">${SessionKind.options.map(
      kind => html`<option value="${kind}"${kind === 'break' && ' selected'}>${kinds[kind][locale]}</option>`,
    )}</select></label>
    <label>${words.title[locale]} (${words.inEnglish[locale]}) <input class="form-control" name="title-en" maxlength="200"></label>
    <label>${words.title[locale]} (${words.inChinese[locale]}) <input class="form-control" name="title-zh" maxlength="200"></label>
    <label>${words.place[locale]} <select class="form-select" name="place"><option value="">${words.noPlace[locale]}</option>${placeOptions(plan, zones.getZone(plan.zone), null)}</select></label>
    <label>${words.room[locale]} <select class="form-select" name="room">${roomOptions(plan, null, locale)}</select></label>
    <label>${words.minutes[locale]} <input class="form-control" type="number" name="minutes" min="5" max="480" value="30" required></label>
    <button class="btn align-self-end">${words.save[locale]}</button></form>`
}
