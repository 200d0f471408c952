import { html } from 'hono/html'
import { getNames } from '../../access/accounts/service.ts'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { badge, card, disclosure, empty, postButton } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { formatNumber, formatShare } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { bothOfTitle, outcome } from './call-page.ts'
import * as deciding from './deciding/service.ts'
import { decisions, words } from './messages.ts'
import { Decision } from './model.ts'
import { textOf } from './read-forms-page.ts'
import { getProgress } from './reviewing/service.ts'
import { getCall } from './service.ts'

export const rankingPage: Page = {
  path: '/cfp/{call}/ranking',
  permission: 'community.read',
  async render(ctx, { params: { call: id = '' }, query }) {
    const { locale } = ctx
    const call = await getCall(ctx, id)
    const rows = await deciding.getRanking(ctx, id)
    const progress = await getProgress(ctx, id)
    const names = await getNames(
      ctx,
      progress.map(({ account }) => account),
    )
    const caption = words.ranking[locale]
    const none = empty(words.none[locale])
    const listing = { rows, columns: columns(locale), locale, query, caption, sortedBy: 'total', none }
    const waits = rows.some(
      ({ proposal }) => proposal.state === 'submitted' && (call.plan.rolling === null || proposal.decision),
    )
    return {
      title: words.ranking,
      lead: words.rankingLead[locale],
      above: [{ title: bothOfTitle(call.plan), href: `/cfp/${id}` }],
      content: html`${card(caption, dataTable(listing))}
        ${waits && card(words.announce[locale], [html`<p>${words.announceHint[locale]}</p>`, postButton(`/cfp/${id}/announce`, words.announce[locale], { primary: true })])}
        ${
          progress.length > 0 &&
          card(
            words.progress[locale],
            html`<ul class="find-list">${progress.map(
              ({ account, done, all }) =>
                html`<li><span>${names.get(account) ?? '–'}</span><span>${done} / ${all}</span></li>`,
            )}</ul>`,
          )
        }`,
    }
  },
}

export const decideForm: Form = {
  path: '/proposals/{proposal}/decide',
  permission: 'community.read',
  async submit(ctx, { params: { proposal: id = '' }, form }) {
    const decision = Decision.safeParse(textOf(form, 'decision'))
    if (!decision.success) throw noDecision
    const { call } = await deciding.decide(ctx, id, decision.data, textOf(form, 'why').slice(0, 2000))
    return { redirect: form.has('back') ? `/proposals/${id}` : `/cfp/${call}/ranking` }
  },
}

export const announceForm: Form = {
  path: '/cfp/{call}/announce',
  permission: 'community.read',
  async submit(ctx, { params: { call: id = '' } }) {
    await deciding.announce(ctx, id)
    return { redirect: `/cfp/${id}` }
  },
}

function columns(locale: Locale): Column<deciding.Ranked>[] {
  const share = (value: number | undefined) => (value === undefined ? '–' : formatShare(value, locale))
  return [
    {
      id: 'number',
      title: words.number[locale],
      numeric: true,
      by: ({ proposal }) => proposal.number,
      cell: ({ proposal }) => proposal.number,
    },
    {
      id: 'title',
      title: words.title[locale],
      cell: ({ id, proposal, unsure }) =>
        html`<a class="strong" href="/proposals/${id}">${either(proposal.content.title, locale)}</a> ${unsure > 0 && badge(words.unsure(String(unsure))[locale], 'warn')}`,
    },
    {
      id: 'total',
      title: words.total[locale],
      numeric: true,
      first: 'desc',
      by: ({ total }) => total,
      cell: ({ total }) => share(total),
    },
    {
      id: 'score',
      title: words.points[locale],
      numeric: true,
      first: 'desc',
      by: ({ score }) => score,
      cell: ({ score }) => share(score),
    },
    {
      id: 'count',
      title: words.count[locale],
      numeric: true,
      by: ({ reviews }) => reviews,
      cell: ({ reviews }) => reviews,
    },
    {
      id: 'spread',
      title: words.spread[locale],
      numeric: true,
      first: 'desc',
      by: ({ spread }) => spread,
      cell: ({ spread }) => `± ${formatNumber(spread, locale, 1)}`,
    },
    {
      id: 'demand',
      title: words.wanted[locale],
      numeric: true,
      first: 'desc',
      by: ({ demand }) => demand,
      cell: ({ demand }) => share(demand),
    },
    { id: 'state', title: words.state[locale], cell: ({ proposal }) => outcome(proposal, locale) },
    {
      id: 'decide',
      title: words.decide[locale],
      cell: ({ id, proposal }) =>
        proposal.state === 'submitted' && disclosure(words.decide[locale], decideButtons(id, locale)),
    },
  ]
}

/** One button a decision; why stands in the field beside them. */
export function decideButtons(id: string, locale: Locale, back = false): Markup {
  return html`<form class="filters" method="post" action="/proposals/${id}/decide">${back && html`<input type="hidden" name="back" value="1">`}
    <input class="form-control" name="why" maxlength="2000" placeholder="${words.why[locale]}" aria-label="${words.why[locale]}">
    ${Decision.options.map(decision => html`<button class="btn" name="decision" value="${decision}">${decisions[decision][locale]}</button>`)}</form>`
}

const noDecision = new Failure('invalid-input', {
  en: 'A decision is accept, waitlist or refuse',
  zh: '决定只能是录用、候补或不录用',
})
