import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { verbatim } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { alert, badge, card, disclosure, facts, postButton } from '../../platform/web/card.ts'
import { ago, day } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import type { Answers, Field } from '../forms/model.ts'
import { isEmpty } from '../forms/service.ts'
import { grantStates } from '../grants/model.ts'
import { writeSubject } from '../subjects/model.ts'
import { factTable, tickList } from './ask-page.ts'
import { deeds, words } from './messages.ts'
import { endStates, requestStates } from './model.ts'
import { dueText, stateTones } from './request-list-page.ts'
import { answerForms, reviewCards } from './review-page.ts'
import { getRequestView, type RequestView, replay } from './service.ts'

export const requestPage: Page = {
  path: '/requests/{number}',
  permission: 'requests.ask',
  async render(ctx, { params: { number = '' }, query }) {
    const view = await getRequestView(ctx, Number(number) || 0)
    const { request, form } = view
    const { locale } = ctx
    const replayed = query.has('replay') ? await replay(ctx, request.number) : undefined
    return {
      title: verbatim(request.title),
      lead: html`${badge(requestStates[request.state][locale], stateTones[request.state])} ${form.title[locale]} · ${words.number[locale]} ${request.number} · ${view.names.get(request.requester) ?? '–'}${request.askedBy !== request.requester && html` (${view.names.get(request.askedBy) ?? '–'})`} · ${ago(request.submittedAt, ctx.now(), locale)}`,
      above: [{ title: words.requests, href: '/requests' }],
      actions: actions(view, ctx),
      content: html`${replayed && alert((replayed.isSame ? words.replayed : words.replayDiffers)[locale], replayed.isSame ? 'good' : 'bad')}
        ${waitingCard(view, ctx)}${answerForms(view, ctx)}${decisionCard(view, locale)}${grantCard(view, locale)}${owedCard(view, ctx)}
        ${answersCard(view, locale)}${Object.keys(request.facts).length > 0 && card(words.known[locale], factTable(request.facts, locale))}
        ${closeBox(view, ctx)}${reviewCards(view, ctx)}${commentCard(view, ctx)}${ratingCard(view, locale)}${historyCard(view, ctx)}`,
    }
  },
}

function actions({ request, isParty, form }: RequestView, { locale, actor }: Context): Markup {
  const isRunning = request.state === 'open' || request.state === 'returned'
  const base = `/requests/${request.number}`
  const like = `/requests/new/${form.id}?subject=${encodeURIComponent(writeSubject(request.subject))}&like=${request.number}`
  return html`${isParty && isRunning && html`<a class="btn" href="${base}/amend">${words.amend[locale]}</a>${postButton(`${base}/withdraw`, words.withdraw[locale])}`}
    ${isParty && !isRunning && html`<a class="btn" href="${like}">${words.again[locale]}</a>`}
    ${request.state === 'held' && actor.permissions.has('requests.manage') && postButton(`${base}/announce`, words.announce[locale], { primary: true })}`
}

/** Whoever runs the desk ends what the one who asked does not. */
function closeBox({ request, isParty }: RequestView, { locale, actor }: Context): Markup | string {
  if (isParty || endStates.includes(request.state) || !actor.permissions.has('requests.manage')) return ''
  return disclosure(
    words.close[locale],
    html`<form class="filters" method="post" action="/requests/${request.number}/withdraw">
      <label>${words.reason[locale]} <input class="form-control" name="why" required maxlength="2000"></label><button class="btn">${words.close[locale]}</button></form>`,
  )
}

/** On whom it waits, by name, and until when. */
function waitingCard(
  { request, reviews, reviewers, names, comments }: RequestView,
  { locale, now }: Context,
): Markup | string {
  if (request.state === 'held') return alert(words.announceHint[locale], 'info')
  if (request.state === 'returned') {
    const question = comments.at(-1)
    return card(
      words.waitingOn[locale],
      html`<p><strong>${names.get(request.requester) ?? '–'}</strong>${question && html`: ${question.text}`}</p>`,
    )
  }
  const open = reviews.filter(({ id }) => reviewers.has(id))
  if (request.state !== 'open' || open.length === 0) return ''
  return card(
    words.waitingOn[locale],
    facts(
      open.map(review => {
        const people = (reviewers.get(review.id) ?? []).map(account => names.get(account) ?? '–')
        const who = people.length > 0 ? people.join(', ') : badge(words.nobodyThere[locale], 'bad')
        return [review.step.title[locale], html`${review.group}: ${who} · ${dueText(review.dueAt, now(), locale)}`]
      }),
    ),
  )
}

function decisionCard({ request }: RequestView, locale: Locale): Markup {
  const { decision, state } = request
  const { by, heard } = decision
  const rule = by?.rule ? words.rule(by.rule)[locale] : words.otherwise[locale]
  const source = by && words.decidedByRule(by.policy, String(by.version), rule)[locale]
  const others = heard.filter(({ mode }) => mode !== 'block')
  return card(
    words.decision[locale],
    html`<p>${decision.reason[locale]}</p><p class="small text-secondary">${source}${decision.verdict === 'review' && endStates.includes(state) && html` · ${words.byPeople[locale]}`}</p>
      ${others.map(({ policy, mode, outcome, reason }) => alert(html`${policy}: ${mode === 'warn' ? words.warns[locale] : `${words.would[locale]} ${outcome}`}: ${reason[locale]}`, mode === 'warn' ? 'warn' : 'info'))}`,
    html`<a href="?replay=1">${words.replay[locale]}</a>`,
  )
}

function grantCard({ grants }: RequestView, locale: Locale): Markup | string {
  if (grants.length === 0) return ''
  return card(
    words.grant[locale],
    html`${grants.map(({ id, permits, state, stateReason, validUntil, conditions, obligations }) => {
      const tone = state === 'active' ? 'good' : state === 'reopened' ? 'warn' : 'plain'
      return html`<div class="grant"><p>${badge(grantStates[state][locale], tone)} <a class="strong" href="/grants/${id}">${permits}</a>${validUntil && html` · ${words.due[locale]} ${day(validUntil, locale)}`}${stateReason && html` · ${stateReason[locale]}`}</p>
        ${conditions.length + obligations.length > 0 && html`<ul>${[...conditions, ...obligations].map(text => html`<li>${text[locale]}</li>`)}</ul>`}</div>`
    })}`,
  )
}

/** What is owed once it is approved; whoever asked ticks it. */
function owedCard({ request, checklists, ticks, isParty }: RequestView, { locale, actor }: Context): Markup | string {
  const lists = checklists.filter(({ list }) => list.by === 'after')
  if (request.state !== 'approved' || lists.length === 0) return ''
  const done = new Set(ticks.map(({ item }) => item))
  const mayTick = isParty || actor.permissions.has('requests.manage')
  return html`${lists.map(({ list, items }) =>
    card(
      list.title[locale],
      mayTick
        ? html`<form class="stack" method="post" action="/requests/${request.number}/ticks"><input type="hidden" name="list" value="${list.id}">${tickList(items, done, locale)}<button class="btn">${words.tick[locale]}</button></form>`
        : html`<ul>${items.map(({ key, text }) => html`<li>${done.has(key) ? '☑' : '☐'} ${text[locale]}</li>`)}</ul>`,
      words.owed[locale],
    ),
  )}`
}

function answersCard({ request, form }: RequestView, locale: Locale): Markup {
  const fields = form.sections.flatMap(section => section.fields)
  const given = fields.filter(({ id }) => !isEmpty(request.answers[id]))
  const subject: [string, Markup][] =
    request.subject.kind === 'none'
      ? []
      : [
          [
            words.subject[locale],
            html`<span class="mono">${request.subject.id}</span>${request.subject.range && html` <span class="mono">${request.subject.range}</span>`}`,
          ],
        ]
  return card(
    words.answers[locale],
    facts([
      ...subject,
      ...given.map((field): [string, Markup | string] => [
        field.label[locale],
        shown(field, request.answers[field.id] ?? null, locale),
      ]),
    ]),
  )
}

function shown({ type, options = [] }: Field, answer: Answers[string], locale: Locale): Markup | string {
  const named = (id: string) => options.find(option => option.id === id)?.label[locale] ?? id
  if (typeof answer === 'boolean') return (answer ? words.yes : words.no)[locale]
  if (Array.isArray(answer)) return answer.map(named).join(', ')
  const text = String(answer ?? '')
  if (type === 'link' && /^https?:/.test(text)) return html`<a href="${text}" rel="noreferrer noopener">${text}</a>`
  if (type === 'long-text') return html`<span class="lines">${text}</span>`
  return type === 'choice' ? named(text) : text
}

function commentCard({ request, comments, names }: RequestView, { locale, now }: Context): Markup {
  return card(words.comments[locale], [
    html`${comments.map(
      ({ account, at, text }) =>
        html`<div class="said"><p class="small"><strong>${names.get(account) ?? '–'}</strong> · ${ago(at, now(), locale)}</p><p class="lines">${text}</p></div>`,
    )}`,
    html`<form class="stack" method="post" action="/requests/${request.number}/comments"><label><span class="visually-hidden">${words.comment[locale]}</span><textarea class="form-control" name="text" rows="2" required maxlength="20000"></textarea></label><button class="btn">${words.comment[locale]}</button></form>`,
  ])
}

function ratingCard({ request, isParty }: RequestView, locale: Locale): Markup | string {
  if (request.rating !== null)
    return card(
      words.satisfaction[locale],
      html`<p>${words.rated(String(request.rating))[locale]}${request.ratingNote && html`: ${request.ratingNote}`}</p>`,
    )
  if (!isParty || !endStates.includes(request.state)) return ''
  return card(
    words.rate[locale],
    html`<form class="filters" method="post" action="/requests/${request.number}/rating">
      <label>${words.satisfaction[locale]} <select class="form-select" name="stars">${[5, 4, 3, 2, 1].map(stars => html`<option value="${stars}">${stars}</option>`)}</select></label>
      <label>${words.ratingNote[locale]} <input class="form-control" name="note" maxlength="2000"></label><button class="btn">${words.rateButton[locale]}</button></form>`,
  )
}

/** As the ledger has it. */
function historyCard({ history, names }: RequestView, { locale, now }: Context): Markup {
  return card(
    words.history[locale],
    disclosure(
      `${words.history[locale]} (${history.length})`,
      html`<ol class="history">${history.map(
        ({ seq, actor, actingFor, verb, at, detail }) =>
          html`<li><span class="small text-secondary">#${seq}</span> <strong>${names.get(actor) ?? (actor === 'system' ? 'ospo' : '–')}</strong>${actingFor && html` (${words.actingFor[locale]} ${names.get(actingFor) ?? '–'})`} ${deeds[verb]?.[locale] ?? verb} · ${ago(at, now(), locale)}${detail?.why && html`<div class="lines small">${detail.why}</div>`}</li>`,
      )}</ol>`,
    ),
  )
}
