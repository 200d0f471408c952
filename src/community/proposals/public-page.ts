import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { showIn } from '../../lib/wall-clock/wall-clock.ts'
import { type Context, everybody } from '../../platform/context.ts'
import { card, empty, facts } from '../../platform/web/card.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { bothOfTitle, callFacts, formatList } from './call-page.ts'
import { getQuestions } from './demand/service.ts'
import { words } from './messages.ts'
import type { Call, Format } from './model.ts'
import { contentFields, speakerRows } from './proposal-fields-page.ts'
import * as proposing from './proposing/service.ts'
import { readProposal } from './read-forms-page.ts'
import { contentCard } from './reviews-page.ts'
import { doSpeakerDeed, leakNote, speakerPart } from './speaker-part-page.ts'
import { isAccepting } from './who-may.ts'

/** What is open to proposals, for everybody. */
export const publicCallsPage: Page = {
  path: '/public/cfp',
  permission: everybody,
  async render(ctx) {
    const { locale } = ctx
    const open = await proposing.getOpenCalls(ctx)
    const row = ({ id, plan, deadlineAt }: Call) =>
      html`<li><a class="strong" href="/public/cfp/${id}">${either(plan.title, locale)}</a><span class="advice">${deadlineAt ? showIn(deadlineAt, ctx.zones.getZone(plan.zone), locale) : words.noDeadline[locale]}</span></li>`
    const list = open.length > 0 ? html`<ul class="find-list">${open.map(row)}</ul>` : empty(words.noCalls[locale])
    return { title: words.calls, content: card(words.calls[locale], list) }
  },
}

export const publicCallPage: Page = {
  path: '/public/cfp/{call}',
  permission: everybody,
  async render(ctx, { params: { call: id = '' } }) {
    const { locale } = ctx
    const call = await proposing.getOpenCall(ctx, id)
    return {
      title: bothOfTitle(call.plan),
      lead: either(call.plan.description, locale),
      above: [{ title: words.calls, href: '/public/cfp' }],
      actions: html`${isAccepting(call, ctx.now()) && html`<a class="btn btn-primary" href="/public/cfp/${id}/propose">${words.propose[locale]}</a>`}`,
      content: html`${card(words.call[locale], facts(callFacts(ctx, call)))}
        ${card(words.formats[locale], formatList(call.plan.formats, locale))}`,
    }
  },
}

export const proposePage: Page = {
  path: '/public/cfp/{call}/propose',
  permission: everybody,
  async render(ctx, { params: { call: id = '' }, query }) {
    const { locale } = ctx
    const call = await proposing.getOpenCall(ctx, id)
    return {
      title: words.propose,
      above: [{ title: bothOfTitle(call.plan), href: `/public/cfp/${id}` }],
      content: await proposeContent(ctx, call, query.get('format') ?? '', locale),
    }
  },
}

export const proposeForm: Form = {
  path: '/public/cfp/{call}/propose',
  permission: everybody,
  async submit(ctx, { params: { call: id = '' }, form, origin }) {
    const { locale } = ctx
    const { plan } = await proposing.getOpenCall(ctx, id)
    const { links, leaks } = await proposing.propose(ctx, id, readProposal(form, ctx.zones.getZone(plan.zone)))
    const rows = links.map(({ name, secret }): [string, Markup] => [
      name,
      html`<a class="mono" href="/public/speakers/${secret}">${origin}/public/speakers/${secret}</a>`,
    ])
    return {
      title: words.handedIn,
      above: [{ title: bothOfTitle(plan), href: `/public/cfp/${id}` }],
      content: html`${leakNote(leaks, locale)}${card(words.speakers[locale], [html`<p>${words.links[locale]}</p>`, facts(rows)])}`,
    }
  },
}

/** What a speaker comes to by their link: no account is needed. */
export const speakerPage: Page = {
  path: '/public/speakers/{secret}',
  permission: everybody,
  async render(ctx, { params: { secret = '' } }) {
    const { call, proposal } = await proposing.getOwnView(ctx, { secret })
    return {
      title: bothOfTitle(proposal.content),
      above: [{ title: bothOfTitle(call.plan), href: `/public/cfp/${call.id}` }],
      content: html`${await speakerPart(ctx, { secret }, `/public/speakers/${secret}`)}${contentCard(call, proposal, ctx.locale)}`,
    }
  },
}

export const speakerForm: Form = {
  path: '/public/speakers/{secret}/{deed}',
  permission: everybody,
  async submit(ctx, { params: { secret = '', deed = '' }, form }) {
    await doSpeakerDeed(ctx, { secret }, deed, form)
    return { redirect: `/public/speakers/${secret}` }
  },
}

async function proposeContent(ctx: Context, call: Call, formatId: string, locale: Locale): Promise<Markup> {
  if (!isAccepting(call, ctx.now())) return card(words.propose[locale], empty(words.over[locale]))
  if (!call.plan.openToAll && !ctx.actor.permissions.has('community.read')) {
    const back = encodeURIComponent(`/public/cfp/${call.id}/propose`)
    return card(
      words.propose[locale],
      html`<a class="btn btn-primary" href="/sign-in?back=${back}">${words.signIn[locale]}</a>`,
    )
  }
  const format = call.plan.formats.find(({ id }) => id === formatId)
  if (!format) return chooser(call, locale)
  const questions = await getQuestions(ctx, call.id)
  return card(
    either(format.name, locale),
    html`<form class="stack" method="post" action="/public/cfp/${call.id}/propose">
      <input type="hidden" name="format" value="${format.id}">
      <p>${either(format.description, locale)}</p>
      <label>${words.track[locale]} <select class="form-select" name="track">${call.plan.tracks.map(
        ({ id, name }) => html`<option value="${id}">${either(name, locale)}</option>`,
      )}</select></label>
      ${contentFields(call, format, questions, undefined, locale)}
      <h3>${words.speakers[locale]}</h3>${speakerRows(format, locale)}
      <p class="small">${words.license[locale]}: ${call.plan.license}. ${words.licenseNote[locale]}</p>
      <button class="btn btn-primary">${words.handIn[locale]}</button></form>`,
  )
}

function chooser({ id, plan }: Call, locale: Locale): Markup {
  const tile = ({ id: format, name, description }: Format) =>
    html`<a class="card tile" href="/public/cfp/${id}/propose?format=${format}"><h2>${either(name, locale)}</h2><p>${either(description, locale)}</p></a>`
  return html`<h2>${words.chooseFormat[locale]}</h2><div class="tiles">${plan.formats.map(tile)}</div>`
}
