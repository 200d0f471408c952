import { html } from 'hono/html'
import { getNames } from '../../access/accounts/service.ts'
import { either } from '../../lib/text/either.ts'
import type { Context } from '../../platform/context.ts'
import { requireFit } from '../../platform/require-fit.ts'
import { badge, card, disclosure, empty, facts, postButton, type Tone } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { readWritten, writtenFields } from '../../platform/web/written.ts'
import {
  type Agreement,
  agreementStateNames,
  type Commitment,
  type CommitmentState,
  commitmentStateNames,
  NewCommitment,
} from './agreements/model.ts'
import * as service from './agreements/service.ts'
import { agreementForm, agreementTones } from './agreements-page.ts'
import { words } from './messages.ts'
import { type Partner, pathOf } from './model.ts'
import { nameOf, partnerLinks, textIn } from './parts-page.ts'
import { getGoals } from './plans/service.ts'
import { getPartners, getSpeakers } from './service.ts'

const tones: Record<CommitmentState, Tone> = { open: 'info', done: 'good', dropped: 'plain' }

export const agreementPage: Page = {
  path: '/partner-agreements/{id}',
  permission: 'community.read',
  async render(ctx, { params: { id = '' }, query }) {
    const { locale } = ctx
    const agreement = await service.getAgreement(ctx, id)
    const partners = await getPartners(ctx)
    const goals = await getGoals(ctx)
    const commitments = await service.getCommitments(ctx, { agreement: id })
    const mayManage = ctx.actor.permissions.has('community.manage')
    const isLive = !['over', 'ended'].includes(agreement.state)
    const named = goals.filter(goal => agreement.goals.includes(goal.id)).map(({ title }) => either(title, locale))
    return {
      title: { en: either(agreement.title, 'en'), zh: either(agreement.title, 'zh') },
      lead: either(agreement.purpose, locale),
      above: [
        { title: words.partners, href: '/partners' },
        { title: words.agreements, href: '/partner-agreements' },
      ],
      ...(mayManage &&
        agreement.state === 'draft' && {
          actions: postButton(`${pathOf.agreement(id)}/offer`, words.offer[locale], { primary: true }),
        }),
      content: html`${card(
        words.agreement[locale],
        facts([
          [words.since[locale], agreement.since],
          [words.until[locale], agreement.until ?? words.open[locale]],
          [words.review[locale], agreement.reviewOn ?? '–'],
          [words.goals[locale], named.join(' · ') || '–'],
          [words.documents[locale], documentLinks(agreement)],
          ...(agreement.whyEnded ? ([[words.why[locale], agreement.whyEnded]] satisfies [string, string][]) : []),
        ]),
        badge(agreementStateNames[agreement.state][locale], agreementTones[agreement.state]),
      )}
      ${await partiesCard(ctx, agreement, partners, query)}
      ${card(words.commitments[locale], [
        commitmentTable(ctx, commitments, partners, query),
        mayManage && isLive && disclosure(words.addCommitment[locale], commitmentForm(ctx, agreement, partners)),
      ])}
      ${
        mayManage &&
        isLive &&
        card(words.change[locale], [
          disclosure(words.change[locale], agreementForm(pathOf.agreement(id), agreement, { partners, goals }, locale)),
          disclosure(
            words.end[locale],
            html`<form class="stack" method="post" action="${pathOf.agreement(id)}/end"><label>${words.why[locale]} <input class="form-control" name="why" required maxlength="1000"></label><button class="btn">${words.end[locale]}</button></form>`,
          ),
        ])
      }`,
    }
  },
}

function documentLinks({ documents }: Agreement): Markup | string {
  if (documents.length === 0) return '–'
  return html`${documents.map(({ title, address }, i) => html`${i > 0 && ' · '}<a href="${address}" rel="noopener noreferrer">${title}</a>`)}`
}

async function partiesCard(
  ctx: Context,
  { id, state, parties }: Agreement,
  partners: readonly Partner[],
  query: URLSearchParams,
): Promise<Markup> {
  const { locale } = ctx
  const ids = parties.map(({ partner }) => partner)
  const speakers = await getSpeakers(ctx, ids)
  const names = await getNames(
    ctx,
    parties.flatMap(({ signedBy }) => signedBy ?? []),
  )
  const maySign = (partner: string) =>
    state === 'offered' &&
    (ctx.actor.permissions.has('community.manage') || (speakers.get(partner) ?? []).includes(ctx.actor.id))
  const table = dataTable({
    rows: parties,
    columns: [
      { id: 'partner', title: words.partner[locale], cell: ({ partner }) => partnerLinks([partner], partners, locale) },
      {
        id: 'signed',
        title: words.signed[locale],
        cell: ({ signedOn, signedBy }) =>
          signedOn
            ? html`<span>${signedOn} · ${(signedBy && names.get(signedBy)) || words.byLink[locale]}</span>`
            : words.notSigned[locale],
      },
      {
        id: 'sign',
        title: words.sign[locale],
        cell: ({ partner, signedOn }) =>
          signedOn === null &&
          maySign(partner) &&
          postButton(`${pathOf.agreement(id)}/sign`, words.sign[locale], { fields: { partner } }),
      },
    ],
    locale,
    query,
    caption: words.parties[locale],
    none: empty(words.none[locale]),
  })
  return card(words.parties[locale], table)
}

export function commitmentTable(
  ctx: Context,
  rows: Commitment[],
  partners: readonly Partner[],
  query: URLSearchParams,
): Markup {
  const { locale } = ctx
  const today = ctx.now().toISOString().slice(0, 10)
  return dataTable({
    rows,
    columns: [
      {
        id: 'promise',
        title: words.promise[locale],
        cell: ({ promise, note }) =>
          html`<div>${either(promise, locale)}${note && html`<div class="small">${note}</div>`}</div>`,
      },
      { id: 'partner', title: words.partner[locale], cell: ({ partner }) => partnerLinks([partner], partners, locale) },
      { id: 'owner', title: words.owner[locale], cell: ({ ownerName }) => ownerName },
      {
        id: 'due',
        title: words.due[locale],
        by: row => row.dueOn,
        cell: row => html`<span class="nowrap">${row.dueOn}</span>`,
      },
      {
        id: 'state',
        title: words.state[locale],
        cell: ({ state, dueOn }) =>
          state === 'open' && dueOn < today
            ? badge(words.overdue[locale], 'bad')
            : badge(commitmentStateNames[state][locale], tones[state]),
      },
      {
        id: 'settle',
        title: words.done[locale],
        cell: ({ id, state, owner }) =>
          state === 'open' &&
          (owner === ctx.actor.id || ctx.actor.permissions.has('community.manage')) &&
          html`<form class="row-line" method="post" action="/partner-commitments/${id}">
            <input class="form-control" name="note" maxlength="2000" placeholder="${words.note[locale]}" aria-label="${words.note[locale]}">
            <button class="btn" name="state" value="done">${words.done[locale]}</button>
            <button class="btn" name="state" value="dropped">${words.drop[locale]}</button></form>`,
      },
    ],
    locale,
    query,
    caption: words.commitments[locale],
    none: empty(words.none[locale]),
  })
}

function commitmentForm({ locale }: Context, { id, parties }: Agreement, partners: readonly Partner[]): Markup {
  return html`<form class="stack" method="post" action="${pathOf.agreement(id)}/commitments">
    ${writtenFields('promise', words.promise[locale], undefined, { max: 1000, locale })}
    <label>${words.partner[locale]} <select class="form-select" name="partner">${parties.map(
      ({ partner }) => html`<option value="${partner}">${nameOf(partner, partners, locale)}</option>`,
    )}</select></label>
    <label>${words.owner[locale]} <input class="form-control" name="owner" required maxlength="320"></label>
    <label>${words.due[locale]} <input class="form-control" type="date" name="due" required></label>
    <button class="btn btn-primary">${words.save[locale]}</button></form>`
}

export const addCommitmentForm: Form = {
  path: '/partner-agreements/{id}/commitments',
  permission: 'community.manage',
  async submit(ctx, { params: { id = '' }, form }) {
    const commitment = requireFit(NewCommitment, {
      partner: textIn(form, 'partner'),
      promise: readWritten(form, 'promise'),
      owner: textIn(form, 'owner'),
      dueOn: textIn(form, 'due'),
    })
    await service.addCommitment(ctx, id, commitment)
    return { redirect: pathOf.agreement(id) }
  },
}

export const settleForm: Form = {
  path: '/partner-commitments/{commitment}',
  permission: 'community.read',
  async submit(ctx, { params: { commitment = '' }, form }) {
    const state = form.get('state') === 'dropped' ? 'dropped' : 'done'
    const { agreement } = await service.settleCommitment(ctx, commitment, {
      state,
      note: textIn(form, 'note').slice(0, 2000),
    })
    return { redirect: pathOf.agreement(agreement) }
  },
}

export const offerForm: Form = {
  path: '/partner-agreements/{id}/offer',
  permission: 'community.manage',
  async submit(ctx, { params: { id = '' } }) {
    await service.offerAgreement(ctx, id)
    return { redirect: pathOf.agreement(id) }
  },
}

export const signForm: Form = {
  path: '/partner-agreements/{id}/sign',
  permission: 'community.read',
  async submit(ctx, { params: { id = '' }, form }) {
    await service.signAgreement(ctx, id, textIn(form, 'partner'))
    return { redirect: pathOf.agreement(id) }
  },
}

export const endForm: Form = {
  path: '/partner-agreements/{id}/end',
  permission: 'community.manage',
  async submit(ctx, { params: { id = '' }, form }) {
    await service.endAgreement(ctx, id, textIn(form, 'why').slice(0, 1000))
    return { redirect: pathOf.agreement(id) }
  },
}
