import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { alert, card, postButton } from '../../platform/web/card.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { bothOfTitle, outcome } from './call-page.ts'
import { answerFor } from './deciding/service.ts'
import { reasons, words } from './messages.ts'
import type { Speaker } from './model.ts'
import { renewLink } from './proposing/service.ts'
import { decideButtons } from './ranking-page.ts'
import { textOf } from './read-forms-page.ts'
import { findOwnConflict } from './reviewing/service.ts'
import { contentCard } from './reviews-page.ts'
import * as service from './service.ts'
import { doSpeakerDeed, speakerFacts, speakerPart } from './speaker-part-page.ts'
import { isOnCommittee, isSpeaker, manages } from './who-may.ts'

export const proposalPage: Page = {
  path: '/proposals/{proposal}',
  permission: 'community.read',
  async render(ctx, { params: { proposal: id = '' } }) {
    const { locale } = ctx
    const view = await service.getProposalView(ctx, id)
    const { call, proposal, speakers } = view
    const isOwn = isSpeaker(speakers ?? [], ctx.actor)
    const title = proposal.content.title
    return {
      title: { en: either(title, 'en'), zh: either(title, 'zh') },
      lead: html`${call.id} ${proposal.number} · ${outcome(proposal, locale)}`,
      above: [
        { title: words.calls, href: '/cfp' },
        { title: bothOfTitle(call.plan), href: `/cfp/${call.id}` },
      ],
      content: html`${view.lacks.map(({ text }) => alert(text[locale], 'warn'))}${contentCard(call, proposal, locale)}
        ${card(words.speakers[locale], speakers ? speakerFacts(speakers, locale) : alert(words.hidden[locale]))}
        ${isOwn ? await speakerPart(ctx, { proposal: id }, `/proposals/${id}`) : isOnCommittee(call, ctx.actor) && (await committeeCard(ctx, view))}`,
    }
  },
}

export const speakerDeedForm: Form = {
  path: '/proposals/{proposal}/{deed}',
  permission: 'community.read',
  async submit(ctx, { params: { proposal: id = '', deed = '' }, form }) {
    await doSpeakerDeed(ctx, { proposal: id }, deed, form)
    return { redirect: `/proposals/${id}` }
  },
}

/** For one who said elsewhere whether they come. */
export const answerForForm: Form = {
  path: '/proposals/{proposal}/answer',
  permission: 'community.read',
  async submit(ctx, { params: { proposal: id = '' }, form }) {
    await answerFor(ctx, id, textOf(form, 'answer') === 'yes')
    return { redirect: `/proposals/${id}` }
  },
}

export const renewLinkForm: Form = {
  path: '/proposals/{proposal}/link',
  permission: 'community.manage',
  async submit(ctx, { params: { proposal: id = '' }, form, origin }) {
    const { locale } = ctx
    const secret = await renewLink(ctx, id, textOf(form, 'speaker'))
    return {
      title: words.renewLink,
      above: [{ title: words.proposal, href: `/proposals/${id}` }],
      content: card(words.newLink[locale], html`<p class="mono">${origin}/public/speakers/${secret}</p>`),
    }
  },
}

/** For one without an account here who asks for it; whoever has one is erased with it. */
export const eraseSpeakerForm: Form = {
  path: '/proposals/{proposal}/erase',
  permission: 'ledger.erase',
  async submit(ctx, { params: { proposal: id = '' }, form }) {
    await service.forgetOneSpeaker(ctx, id, textOf(form, 'speaker'), textOf(form, 'why').slice(0, 500))
    return { redirect: `/proposals/${id}` }
  },
}

function eraseForm(id: string, speakers: readonly Speaker[], locale: Locale): Markup {
  return html`<form class="filters" method="post" action="/proposals/${id}/erase">
    <label>${words.speakers[locale]} <select class="form-select" name="speaker">${speakers.map(
      ({ id, about }) => html`<option value="${id}">${about.name}</option>`,
    )}</select></label>
    <label>${words.why[locale]} <input class="form-control" name="why" required maxlength="500"></label>
    <button class="btn align-self-end">${words.erase[locale]}</button></form>`
}

async function committeeCard(ctx: Context, { proposal, speakers }: service.ProposalView): Promise<Markup> {
  const { locale } = ctx
  const { id, state } = proposal
  const conflict = await findOwnConflict(ctx, id)
  const answers = html`<div class="row-line">${postButton(`/proposals/${id}/answer`, words.come[locale], { fields: { answer: 'yes' } })}
    ${postButton(`/proposals/${id}/answer`, words.notCome[locale], { fields: { answer: 'no' } })}</div>`
  return html`${
    state === 'submitted' &&
    card(words.decision[locale], [
      html`<p>${words.noDecision[locale]}</p>`,
      conflict
        ? alert(html`${words.conflict[locale]}: ${reasons[conflict][locale]}`, 'warn')
        : decideButtons(id, locale, true),
    ])
  }
    ${(state === 'accepted' || state === 'confirmed') && card(words.state[locale], answers)}
    ${
      manages(ctx.actor) &&
      speakers &&
      card(
        words.renewLink[locale],
        html`<div class="row-line">${speakers.map(({ id: speaker, about }) => postButton(`/proposals/${id}/link`, about.name, { fields: { speaker } }))}</div>`,
      )
    }
    ${
      speakers &&
      ctx.actor.permissions.has('ledger.erase') &&
      card(words.erase[locale], eraseForm(id, speakers, locale))
    }`
}
