import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { cities, showIn } from '../../lib/wall-clock/wall-clock.ts'
import { readYaml } from '../../lib/yaml/read-yaml.ts'
import { writeYaml } from '../../lib/yaml/write-yaml.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { badge, card, empty, facts, postButton } from '../../platform/web/card.ts'
import { type Column, dataTable, sliceIn } from '../../platform/web/data-table.ts'
import { choice, filterForm } from '../../platform/web/filter.ts'
import { formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { stateBadge } from './calls-page.ts'
import { decisions, proposalStates, slideRules, words } from './messages.ts'
import { type Call, CallPlan, CallState, type Format, type Proposal, ProposalState } from './model.ts'
import { textOf } from './read-forms-page.ts'
import { assignAll, startReviewing } from './reviewing/service.ts'
import * as service from './service.ts'
import { isOnCommittee, isReviewer, manages } from './who-may.ts'

const pageSize = 50

export const callPage: Page = {
  path: '/cfp/{call}',
  permission: 'community.read',
  async render(ctx, { params: { call: id = '' }, query }) {
    const { locale } = ctx
    const call = await service.getCall(ctx, id)
    return {
      title: call.plan.title.zh && call.plan.title.en ? call.plan.title : bothAlike(call),
      lead: either(call.plan.description, locale),
      above: [{ title: words.calls, href: '/cfp' }],
      actions: links(ctx, call),
      content: html`${manages(ctx.actor) && runCard(call, locale)}
        ${card(words.call[locale], facts(callFacts(ctx, call)))}
        ${card(words.formats[locale], formatList(call.plan.formats, locale))}
        ${isOnCommittee(call, ctx.actor) && (await proposalCard(ctx, call, query))}`,
    }
  },
}

export const editCallPage: Page = {
  path: '/cfp/{call}/edit',
  permission: 'community.manage',
  async render(ctx, { params: { call: id = '' } }) {
    const { locale } = ctx
    const { plan } = await service.getCall(ctx, id)
    return {
      title: words.edit,
      lead: words.planHint[locale],
      above: [{ title: bothOfTitle(plan), href: `/cfp/${id}` }],
      content: card(
        words.plan[locale],
        html`<form class="stack wide" method="post" action="/cfp/${id}/edit">
          <label>${words.plan[locale]} <textarea class="form-control mono" name="plan" rows="30" spellcheck="false">${writeYaml(plan)}</textarea></label>
          <button class="btn btn-primary">${words.save[locale]}</button></form>`,
      ),
    }
  },
}

export const editCallForm: Form = {
  path: '/cfp/{call}/edit',
  permission: 'community.manage',
  async submit(ctx, { params: { call: id = '' }, form }) {
    await service.getCall(ctx, id)
    const read = readYaml(textOf(form, 'plan'), `${id}.yaml`, CallPlan)
    if ('problem' in read) throw new Failure('invalid-input', read.problem)
    await service.saveCall(ctx, id, read.value)
    return { redirect: `/cfp/${id}` }
  },
}

/** Opens, closes, gives out reviews: whatever is the next step. */
export const moveCallForm: Form = {
  path: '/cfp/{call}/move',
  permission: 'community.manage',
  async submit(ctx, { params: { call: id = '' }, form }) {
    const to = textOf(form, 'to')
    const state = CallState.safeParse(to)
    if (to === 'fill-up') return tellAssigned(ctx, id, await assignAll(ctx, id))
    if (state.data === 'reviewing') return tellAssigned(ctx, id, await startReviewing(ctx, id))
    if (!state.success || state.data === 'announced') throw noStep
    await service.moveCall(ctx, id, state.data)
    return { redirect: `/cfp/${id}` }
  },
}

async function tellAssigned(ctx: Context, id: string, { short }: Awaited<ReturnType<typeof assignAll>>) {
  if (short.length === 0) return { redirect: `/cfp/${id}` }
  const { locale } = ctx
  const numbers = short.map(({ number }) => number).join(', ')
  return {
    title: words.reviews,
    content: card(
      words.reviews[locale],
      html`<p>${words.short(numbers)[locale]}</p><a class="btn" href="/cfp/${id}">${words.call[locale]}</a>`,
    ),
  }
}

export function bothOfTitle({ title }: Pick<CallPlan, 'title'>) {
  return { en: either(title, 'en'), zh: either(title, 'zh') }
}

function bothAlike({ plan }: Call) {
  return bothOfTitle(plan)
}

function links(ctx: Context, call: Call): Markup {
  const { locale } = ctx
  const link = (path: string, text: string) => html`<a class="btn" href="/cfp/${call.id}/${path}">${text}</a>`
  return html`${call.state !== 'draft' && html`<a class="btn" href="/public/cfp/${call.id}">${words.publicPage[locale]}</a>`}
    ${link('demand', words.demand[locale])}
    ${isReviewer(call, ctx.actor) && link('reviews', words.reviews[locale])}
    ${isOnCommittee(call, ctx.actor) && link('ranking', words.ranking[locale])}
    ${isOnCommittee(call, ctx.actor) && call.plan.rolling && link('pool', words.pool[locale])}
    ${manages(ctx.actor) && link('edit', words.edit[locale])}
    ${call.state === 'open' && html`<a class="btn btn-primary" href="/public/cfp/${call.id}/propose">${words.propose[locale]}</a>`}`
}

function runCard(call: Call, locale: Locale): Markup | false {
  const move = (to: string, label: string, primary = false) =>
    postButton(`/cfp/${call.id}/move`, label, { primary, fields: { to } })
  const steps: Record<Call['state'], Markup | false> = {
    draft: move('open', words.open[locale], true),
    open: html`${move('reviewing', words.startReviews[locale], true)}${move('closed', words.close[locale])}`,
    reviewing: html`${move('fill-up', words.fillUp[locale], true)}${move('open', words.reopen[locale])}`,
    announced: move('closed', words.close[locale]),
    closed: false,
  }
  const open = call.plan.rolling
    ? html`${move('fill-up', words.fillUp[locale])}${move('closed', words.close[locale])}`
    : steps.open
  const step = call.state === 'open' ? open : steps[call.state]
  return step && card(words.state[locale], html`<div class="row-line">${stateBadge(call.state, locale)}${step}</div>`)
}

export function callFacts({ locale, zones }: Context, call: Call): [string, Markup | string][] {
  const { plan, deadlineAt } = call
  const names = (list: readonly { name: { en: string; zh: string } }[]) =>
    list.map(({ name }) => either(name, locale)).join(locale === 'zh' ? '、' : ', ')
  return [
    [words.state[locale], stateBadge(call.state, locale)],
    [
      words.deadline[locale],
      deadlineAt ? deadlines(deadlineAt, plan.zone, { locale, zones }) : words.noDeadline[locale],
    ],
    [words.tracks[locale], names(plan.tracks)],
    ...(plan.topics.length > 0 ? ([[words.topics[locale], names(plan.topics)]] satisfies [string, string][]) : []),
    [words.license[locale], html`${plan.license} <span class="small">${words.licenseNote[locale]}</span>`],
  ]
}

/** In the zone of the call, and for the cities where people are. */
function deadlines(at: string, zone: string, { locale, zones }: Pick<Context, 'locale' | 'zones'>): Markup {
  const others = cities.filter(city => city.zone !== zone)
  return html`<time datetime="${at}"><strong>${showIn(at, zones.getZone(zone), locale)}</strong> ${zone}</time>${others.map(
    city => html`<br>${city.name[locale]}: ${showIn(at, zones.getZone(city.zone), locale)}`,
  )}`
}

export function formatList(formats: readonly Format[], locale: Locale): Markup {
  return html`<ul class="find-list">${formats.map(({ name, description, minutes, slides, roles }) => {
    const who = roles.map(({ name, min, max }) => `${min === max ? min : `${min}–${max}`} × ${either(name, locale)}`)
    return html`<li><strong>${either(name, locale)}</strong><span>${words.minutes(formatNumber(minutes, locale))[locale]} · ${who.join(' + ')} · ${slideRules[slides][locale]}</span>
      <span class="advice">${either(description, locale)}</span></li>`
  })}</ul>`
}

async function proposalCard(ctx: Context, call: Call, query: URLSearchParams): Promise<Markup> {
  const { locale } = ctx
  const { proposals, total } = await service.searchProposals(ctx, {
    call: call.id,
    text: query.get('text')?.slice(0, 200) || undefined,
    track: query.get('track') || undefined,
    format: query.get('format') || undefined,
    state: ProposalState.safeParse(query.get('state')).data,
    ...sliceIn(query, pageSize),
  })
  const named = (list: readonly { id: string; name: { en: string; zh: string } }[]) =>
    list.map(({ id, name }) => [id, either(name, locale)] as const)
  const choices = [
    choice('track', words.track[locale], named(call.plan.tracks), query),
    choice('format', words.format[locale], named(call.plan.formats), query),
    choice(
      'state',
      words.state[locale],
      ProposalState.options.map(state => [state, proposalStates[state][locale]]),
      query,
    ),
  ]
  const filter = { text: query.get('text') ?? '', label: words.search[locale], choices }
  const caption = words.proposals[locale]
  const columns = proposalColumns(call, locale)
  const none = empty(words.none[locale])
  const table = dataTable({ rows: proposals, columns, locale, query, caption, size: pageSize, total, none })
  const aside = formatNumber(total, locale)
  return card(caption, [filterForm(`/cfp/${call.id}`, filter, locale), table], aside)
}

export function proposalColumns({ plan }: Call, locale: Locale): Column<Proposal>[] {
  const nameOf = (list: readonly { id: string; name: { en: string; zh: string } }[], wanted: string) => {
    const found = list.find(({ id }) => id === wanted)
    return found ? either(found.name, locale) : wanted
  }
  return [
    { id: 'number', title: words.number[locale], numeric: true, cell: ({ number }) => number },
    {
      id: 'title',
      title: words.title[locale],
      cell: ({ id, content }) => html`<a class="strong" href="/proposals/${id}">${either(content.title, locale)}</a>`,
    },
    { id: 'track', title: words.track[locale], cell: ({ track }) => nameOf(plan.tracks, track) },
    { id: 'format', title: words.format[locale], cell: ({ format }) => nameOf(plan.formats, format) },
    { id: 'state', title: words.state[locale], cell: proposal => outcome(proposal, locale) },
  ]
}

export function outcome({ state, decision }: Proposal, locale: Locale): Markup {
  const good = state === 'accepted' || state === 'confirmed'
  const held =
    state === 'submitted' && decision !== null && badge(decisions[decision][locale], 'info', words.noDecision[locale])
  return html`${badge(proposalStates[state][locale], good ? 'good' : 'plain')} ${held}`
}

const noStep = new Failure('invalid-input', { en: 'The call has no such step', zh: '征稿没有这一步骤' })
