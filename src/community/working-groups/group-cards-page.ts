import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { badge, card, disclosure, empty, postButton, type Tone } from '../../platform/web/card.ts'
import { type Column, dataTable, sliceIn } from '../../platform/web/data-table.ts'
import { day } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import { writtenFields } from '../../platform/web/written.ts'
import { getDecisions } from './decisions/service.ts'
import { getDeliverables } from './deliverables/service.ts'
import { getNotes } from './imports/service.ts'
import { choiceNames, decisionStates, deliverableKinds, deliverableStates, words } from './messages.ts'
import {
  Choice,
  type Decision,
  type Deliverable,
  DeliverableKind,
  DeliverableState,
  Rung,
  roleName,
  rungNames,
  Seat,
  seatNames,
  type Term,
} from './model.ts'
import type { Standing } from './service.ts'

const size = 50
const asItComes = new URLSearchParams()

export async function deliverablesCard(
  ctx: Context,
  group: string,
  standing: Standing,
  query: URLSearchParams,
): Promise<Markup> {
  const { locale } = ctx
  const { deliverables, total } = await getDeliverables(ctx, group, sliceIn(query, size))
  const caption = words.deliverables[locale]
  const columns: Column<Deliverable>[] = [
    { id: 'title', title: words.title[locale], cell: ({ title }) => either(title, locale) },
    { id: 'kind', title: words.kind[locale], cell: ({ kind }) => deliverableKinds[kind][locale] },
    { id: 'owner', title: words.owner[locale], cell: ({ ownerName }) => ownerName || '–' },
    { id: 'due', title: words.due[locale], cell: ({ dueOn }) => day(dueOn, locale) },
    {
      id: 'state',
      title: words.state[locale],
      cell: one => stateCell(group, one, standing.manages || one.owner === ctx.actor.id, locale),
    },
  ]
  const table = dataTable({
    rows: deliverables,
    columns,
    locale,
    query,
    caption,
    size,
    total,
    none: words.noDeliverables[locale],
  })
  return card(caption, [table, standing.manages && disclosure(words.add[locale], deliverableForm(group, locale))])
}

const stateTones: Record<DeliverableState, Tone> = { planned: 'plain', doing: 'info', done: 'good', dropped: 'plain' }

function stateCell(group: string, { id, state }: Deliverable, mayChange: boolean, locale: Locale): Markup {
  if (!mayChange) return badge(deliverableStates[state][locale], stateTones[state])
  return html`<form class="filters" method="post" action="/working-groups/${group}/deliverables/${id}">
    <select class="form-select" name="state" aria-label="${words.state[locale]}">${DeliverableState.options.map(
      option =>
        html`<option value="${option}"${option === state && ' selected'}>${deliverableStates[option][locale]}</option>`,
    )}</select> <button class="btn">${words.save[locale]}</button></form>`
}

function deliverableForm(group: string, locale: Locale): Markup {
  return html`<form class="stack wide" method="post" action="/working-groups/${group}/deliverables">
    ${writtenFields('title', words.title[locale], undefined, { max: 300, locale })}
    <label>${words.kind[locale]} <select class="form-select" name="kind">${DeliverableKind.options.map(
      id => html`<option value="${id}">${deliverableKinds[id][locale]}</option>`,
    )}</select></label>
    <label>${words.owner[locale]} <input class="form-control" name="owner" maxlength="200"></label>
    <label>${words.due[locale]} <input class="form-control" type="date" name="due"></label>
    <button class="btn btn-primary">${words.add[locale]}</button></form>`
}

const decisionTones: Record<Decision['state'], Tone> = { open: 'info', adopted: 'good', rejected: 'plain' }

export async function decisionsCard(ctx: Context, group: string, { votes, manages }: Standing): Promise<Markup> {
  const { locale } = ctx
  const now = ctx.now().toISOString()
  const caption = words.decisions[locale]
  const columns: Column<Decision>[] = [
    { id: 'question', title: words.question[locale], cell: ({ question }) => either(question, locale) },
    {
      id: 'state',
      title: words.state[locale],
      cell: ({ state }) => badge(decisionStates[state][locale], decisionTones[state]),
    },
    {
      id: 'result',
      title: words.result[locale],
      cell: ({ votes: { yes, no, abstain } }) => `${yes} · ${no} · ${abstain}`,
    },
    { id: 'closes', title: words.closes[locale], cell: ({ closedAt, closesAt }) => day(closedAt ?? closesAt, locale) },
    {
      id: 'vote',
      title: words.vote[locale],
      cell: ({ id, closedAt, closesAt }) => votes && closedAt === null && closesAt > now && voteForm(group, id, locale),
    },
  ]
  const rows = await getDecisions(ctx, group)
  const table = dataTable({ rows, columns, locale, query: asItComes, caption, none: words.noDecisions[locale] })
  const mayAsk = votes || manages
  return card(caption, [
    html`<p class="small text-secondary">${words.majority[locale]}</p>`,
    table,
    mayAsk && disclosure(words.openOne[locale], decisionForm(group, locale)),
  ])
}

function voteForm(group: string, id: string, locale: Locale): Markup {
  return html`<form class="row-line" method="post" action="/working-groups/${group}/decisions/${id}/vote">${Choice.options.map(
    choice => html`<button class="btn" name="choice" value="${choice}">${choiceNames[choice][locale]}</button> `,
  )}</form>`
}

function decisionForm(group: string, locale: Locale): Markup {
  return html`<form class="stack wide" method="post" action="/working-groups/${group}/decisions">
    ${writtenFields('question', words.question[locale], undefined, { max: 300, locale })}
    <label>${words.days[locale]} <input class="form-control" type="number" name="days" min="1" max="60" value="7"></label>
    <button class="btn btn-primary">${words.openOne[locale]}</button></form>`
}

export function peopleCard(ctx: Context, group: string, terms: Term[], { manages }: Standing): Markup {
  const { locale } = ctx
  const runs = ctx.actor.permissions.has('community.manage')
  const mayEnd = ({ role }: Term) => (Rung.safeParse(role).success ? manages : runs)
  const columns: Column<Term>[] = [
    { id: 'name', title: words.person[locale], cell: ({ name }) => name },
    { id: 'role', title: words.role[locale], cell: ({ role }) => roleName(role)[locale] },
    { id: 'since', title: words.since[locale], cell: ({ since }) => day(since, locale) },
    { id: 'until', title: words.until[locale], cell: ({ until }) => day(until, locale) },
    {
      id: 'end',
      title: words.end[locale],
      cell: term => mayEnd(term) && postButton(`/working-groups/${group}/terms/${term.id}/end`, words.end[locale]),
    },
  ]
  const caption = words.members[locale]
  const table = dataTable({
    rows: terms,
    columns,
    locale,
    query: asItComes,
    caption,
    size: 500,
    none: words.nobody[locale],
  })
  return card(caption, [
    table,
    manages && disclosure(words.setRung[locale], rungForm(group, locale)),
    runs && disclosure(words.appoint[locale], seatForm(group, locale)),
  ])
}

function rungForm(group: string, locale: Locale): Markup {
  return html`<form class="filters" method="post" action="/working-groups/${group}/ladder">
    <input class="form-control" name="account" required placeholder="${words.account[locale]}" aria-label="${words.account[locale]}">
    <select class="form-select" name="rung" aria-label="${words.role[locale]}">${Rung.options.map(id => html`<option value="${id}">${rungNames[id][locale]}</option>`)}</select>
    <button class="btn">${words.save[locale]}</button></form>`
}

function seatForm(group: string, locale: Locale): Markup {
  return html`<form class="filters" method="post" action="/working-groups/${group}/seats">
    <input class="form-control" name="account" required placeholder="${words.account[locale]}" aria-label="${words.account[locale]}">
    <select class="form-select" name="seat" aria-label="${words.role[locale]}">${Seat.options.map(id => html`<option value="${id}">${seatNames[id][locale]}</option>`)}</select>
    <label>${words.until[locale]} <input class="form-control" type="date" name="until"></label>
    <button class="btn">${words.save[locale]}</button></form>`
}

export async function meetingsCard(ctx: Context, group: string, { manages }: Standing): Promise<Markup> {
  const { locale } = ctx
  const notes = await getNotes(ctx, group)
  const shown = notes.map(({ title, body, attendees }) =>
    disclosure(
      title,
      html`<div class="lines">${body}</div>${attendees.length > 0 && html`<p class="small"><b>${words.wereThere[locale]}</b> ${attendees.join(', ')}<br><span class="text-secondary">${words.attendeesNote[locale]}</span></p>`}`,
    ),
  )
  return card(words.meetings[locale], [
    ...(shown.length > 0 ? shown : [empty(words.noMeetings[locale])]),
    manages && disclosure(words.importNotes[locale], notesForm(group, '', locale)),
  ])
}

export function notesForm(group: string, source: string, locale: Locale): Markup {
  return html`<form class="stack wide" method="post" action="/working-groups/${group}/notes">
    <p class="small">${words.notesLead[locale]}</p>
    <label>${words.source[locale]} <textarea class="form-control mono" name="source" rows="10" required>${source}</textarea></label>
    <div class="actions"><button class="btn btn-primary" name="do" value="preview">${words.preview[locale]}</button>
    <button class="btn" name="do" value="import">${words.import[locale]}</button></div></form>`
}
