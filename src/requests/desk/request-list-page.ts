import { html } from 'hono/html'
import type { Locale, Text } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { badge, card, empty, type Tone, tabs } from '../../platform/web/card.ts'
import { type Column, dataTable, sliceIn } from '../../platform/web/data-table.ts'
import { choice, filterForm } from '../../platform/web/filter.ts'
import { ago, day, formatNumber } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { getForms, type VersionedForm } from '../forms/service.ts'
import { words } from './messages.ts'
import { RequestState, type RequestSummary, requestStates } from './model.ts'
import * as service from './service.ts'

const size = 50

/** What waits for whoever looks, what they asked, and all that they may see. */
export const requestsPage: Page = {
  path: '/requests',
  permission: 'requests.ask',
  navigation: { title: words.requests, icon: 'request', area: 'desk', order: 1 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const view = views.find(name => name === query.get('view')) ?? 'mine'
    const forms = await getForms(ctx)
    const { waiting, names } = await service.listWaitingForMe(ctx)
    const content =
      view === 'waiting'
        ? card(words.forMe[locale], waitingTable(waiting, forms, { names, query, locale, now: ctx.now() }))
        : await listing(ctx, view, query, forms)
    return {
      title: words.requests,
      lead: words.lead[locale],
      actions: html`<a class="btn btn-primary" href="/requests/new">${words.ask[locale]}</a>`,
      content: html`${tabs(words.requests[locale], [
        {
          href: '/requests?view=waiting',
          text: words.forMe[locale],
          here: view === 'waiting',
          count: formatNumber(waiting.length, locale),
        },
        { href: '/requests', text: words.mine[locale], here: view === 'mine' },
        { href: '/requests?view=all', text: words.all[locale], here: view === 'all' },
      ])}${content}`,
    }
  },
}

const views = ['waiting', 'mine', 'all'] as const

async function listing(ctx: Context, view: 'mine' | 'all', query: URLSearchParams, forms: VersionedForm[]) {
  const { locale } = ctx
  const text = query.get('text')?.slice(0, 200) ?? ''
  const { requests, total, names } = await service.listRequests(ctx, {
    requester: view === 'mine' ? ctx.actor.id : undefined,
    form: query.get('form') || undefined,
    state: RequestState.options.find(state => state === query.get('state')),
    subjectKey: query.get('subject') || undefined,
    text: text || undefined,
    ...sliceIn(query, size),
  })
  const table = dataTable({
    rows: requests,
    columns: requestColumns(forms, { names, locale, now: ctx.now() }),
    locale,
    query,
    caption: words.requests[locale],
    size,
    total,
    none: empty(words.none[locale], html`<a href="/requests/new">${words.ask[locale]}</a>`),
  })
  const choices = [
    choice(
      'form',
      words.anyForm[locale],
      forms.map(({ id, title }) => [id, title[locale]] as const),
      query,
    ),
    choice(
      'state',
      words.anyState[locale],
      RequestState.options.map(state => [state, requestStates[state][locale]] as const),
      query,
    ),
  ]
  const filters = filterForm('/requests', { text, label: words.find[locale], choices, keep: { view } }, locale)
  return card(words[view][locale], [filters, table], formatNumber(total, locale))
}

export const stateTones: Record<RequestSummary['state'], Tone> = {
  open: 'info',
  returned: 'warn',
  held: 'info',
  approved: 'good',
  answered: 'good',
  refused: 'bad',
  withdrawn: 'plain',
}

interface Setting {
  names: Map<string, string>
  locale: Locale
  now: Date
}

function requestColumns(forms: VersionedForm[], { names, locale, now }: Setting): Column<RequestSummary>[] {
  return [
    {
      id: 'number',
      title: words.number[locale],
      cell: ({ number }) => html`<a href="/requests/${number}">${number}</a>`,
    },
    {
      id: 'title',
      title: words.title[locale],
      cell: ({ number, title, form }) =>
        html`<a class="strong" href="/requests/${number}">${title}</a><div class="small text-secondary">${titleOf(forms, form, locale)}</div>`,
    },
    {
      id: 'state',
      title: words.state[locale],
      cell: ({ state }) => badge(requestStates[state][locale], stateTones[state]),
    },
    { id: 'waiting', title: words.waitingOn[locale], cell: request => waitingOn(request, names, now, locale) },
    { id: 'requester', title: words.requester[locale], cell: ({ requester }) => names.get(requester) ?? '–' },
    { id: 'submitted', title: words.submitted[locale], cell: ({ submittedAt }) => ago(submittedAt, now, locale) },
  ]
}

/** Nobody should have to ask on whom it waits. */
function waitingOn(
  { waitingOn, requester, state }: RequestSummary,
  names: Map<string, string>,
  now: Date,
  locale: Locale,
) {
  if (state === 'returned') return names.get(requester) ?? words.requester[locale]
  return html`${waitingOn.map(
    ({ group, account, dueAt }) =>
      html`<div class="nowrap">${account ? (names.get(account) ?? group) : group} <span class="small">${dueText(dueAt, now, locale)}</span></div>`,
  )}`
}

export function dueText(dueAt: string | null, now: Date, locale: Locale): Markup | string {
  if (!dueAt) return ''
  if (dueAt < now.toISOString()) return badge(words.overdue[locale], 'bad', dueAt)
  return html`${words.due[locale]} ${day(dueAt, locale)}`
}

function titleOf(forms: readonly { id: string; title: Text }[], id: string, locale: Locale) {
  return forms.find(form => form.id === id)?.title[locale] ?? id
}

type Waiting = Awaited<ReturnType<typeof service.listWaitingForMe>>['waiting'][number]

function waitingTable(
  rows: Waiting[],
  forms: VersionedForm[],
  { names, locale, now, query }: Setting & { query: URLSearchParams },
) {
  const columns: Column<Waiting>[] = [
    {
      id: 'title',
      title: words.title[locale],
      cell: ({ request }) =>
        html`<a class="strong" href="/requests/${request.number}">${request.title}</a><div class="small text-secondary">${titleOf(forms, request.form, locale)}</div>`,
    },
    {
      id: 'step',
      title: words.step[locale],
      by: row => row.step,
      cell: ({ step, group }) => html`${step} <span class="small">(${group})</span>`,
    },
    {
      id: 'due',
      title: words.due[locale],
      by: row => row.dueAt ?? undefined,
      cell: ({ dueAt }) => dueText(dueAt, now, locale),
    },
    { id: 'requester', title: words.requester[locale], cell: ({ request }) => names.get(request.requester) ?? '–' },
    {
      id: 'submitted',
      title: words.submitted[locale],
      by: row => row.request.submittedAt,
      cell: ({ request }) => ago(request.submittedAt, now, locale),
    },
  ]
  return dataTable({
    rows,
    columns,
    locale,
    query,
    caption: words.forMe[locale],
    sortedBy: 'due',
    none: empty(words.nothingForYou[locale]),
  })
}
