import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { badge, card, disclosure, type Tone } from '../../platform/web/card.ts'
import { ago } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import { tickList } from './ask-page.ts'
import { takesSeveral } from './course/people.ts'
import { words } from './messages.ts'
import { AnswerKind, answerKinds, type Review, type ReviewAnswer, type ReviewState, reviewStates } from './model.ts'
import { dueText } from './request-list-page.ts'
import type { RequestView } from './service.ts'

const tones: Record<ReviewState, Tone> = {
  waiting: 'plain',
  open: 'info',
  passed: 'good',
  failed: 'bad',
  cancelled: 'plain',
}

/** Before everything else: what the reader is asked, and the form to answer it. */
export function answerForms(view: RequestView, ctx: Context): Markup {
  return html`${view.mine.map(({ review, as }) =>
    card(`${words.yourAnswer[ctx.locale]}: ${review.step.title[ctx.locale]}`, [
      answerForm(view, review, as, ctx),
      disclosure(words.return[ctx.locale], returnForm(review, ctx.locale)),
      !takesSeveral(review.step) && disclosure(words.reassign[ctx.locale], reassignForm(review, ctx.locale)),
    ]),
  )}`
}

function answerForm(
  { checklists, ticks, names }: RequestView,
  review: Review,
  as: readonly string[],
  { locale, actor }: Context,
): Markup {
  const { step, id } = review
  const done = new Set(ticks.map(({ item }) => item))
  const lists = checklists.filter(({ list }) => list.by === step.id)
  return html`<form class="stack" method="post" action="/reviews/${id}/answer">
    ${lists.map(({ list, items }) => html`<h3>${list.title[locale]}</h3>${tickList(items, done, locale)}`)}
    ${step.criteria.map(
      criterion =>
        html`<label>${criterion.label[locale]} <select class="form-select" name="score.${criterion.id}"><option value="">–</option>${[1, 2, 3, 4, 5].map(score => html`<option value="${score}">${score}</option>`)}</select></label>`,
    )}
    ${
      as.length > 1 || as[0] !== actor.id
        ? html`<label>${words.actingFor[locale]} <select class="form-select" name="actingFor">${as.map(account => html`<option value="${account}">${account === actor.id ? words.myself[locale] : (names.get(account) ?? account)}</option>`)}</select></label>`
        : ''
    }
    <label>${words.reason[locale]} <span class="small text-secondary">${words.reasonHint[locale]}</span><textarea class="form-control" name="reason" rows="3" required maxlength="20000"></textarea></label>
    <div class="actions">${AnswerKind.options.map(
      kind =>
        html`<button class="btn ${kind === 'approve' ? 'btn-primary' : ''}" name="answer" value="${kind}">${answerKinds[kind][locale]}</button>`,
    )}</div></form>`
}

function returnForm({ id }: Review, locale: Locale): Markup {
  return html`<form class="stack" method="post" action="/reviews/${id}/return"><label>${words.question[locale]} <textarea class="form-control" name="question" rows="2" required maxlength="20000"></textarea></label><button class="btn">${words.return[locale]}</button></form>`
}

function reassignForm({ id }: Review, locale: Locale): Markup {
  return html`<form class="filters" method="post" action="/reviews/${id}/reassign">
    <label>${words.reassign[locale]} <input class="form-control" name="to" required maxlength="320" autocomplete="off"></label>
    <label>${words.reason[locale]} <input class="form-control" name="why" maxlength="2000"></label><button class="btn">${words.reassignButton[locale]}</button></form>`
}

/** Every step of every round, the latest round first. */
export function reviewCards(view: RequestView, ctx: Context): Markup | string {
  const { reviews } = view
  if (reviews.length === 0) return ''
  const { locale, actor } = ctx
  const rounds = [...Map.groupBy(reviews, ({ round }) => round)].sort(([a], [b]) => b - a)
  return card(
    words.reviews[locale],
    html`${rounds.map(
      ([round, steps]) =>
        html`${rounds.length > 1 && html`<h3>${words.round(String(round))[locale]}</h3>`}${inOrder(steps).map(review => stepBlock(view, review, ctx))}`,
    )}${actor.permissions.has('requests.manage') && managing(view, locale)}`,
  )
}

/** Each step after those that it waits for. */
function inOrder(steps: readonly Review[]): Review[] {
  const depthOf = ({ step }: Review, seen: readonly string[] = []): number => {
    const before = steps.filter(other => step.after.includes(other.step.id) && !seen.includes(other.step.id))
    return Math.max(0, ...before.map(other => 1 + depthOf(other, [...seen, step.id])))
  }
  return steps.toSorted((a, b) => depthOf(a) - depthOf(b) || (a.step.id < b.step.id ? -1 : 1))
}

function stepBlock({ names }: RequestView, review: Review, { locale, now }: Context): Markup {
  const { step, state, group, assignedTo, dueAt, escalatedTo, answers } = review
  const who = assignedTo ? (names.get(assignedTo) ?? '–') : group
  const also = escalatedTo && escalatedTo !== group ? ` + ${escalatedTo}` : ''
  return html`<div class="said"><p>${badge(reviewStates[state][locale], tones[state])} <strong>${step.title[locale]}</strong> <span class="small text-secondary">${who}${also}${state === 'open' && html` · ${dueText(dueAt, now(), locale)}`}</span></p>
    ${answers.map(answer => answerLine(answer, names, locale, now()))}</div>`
}

function answerLine(
  { account, givenBy, answer, scores, reason, at }: ReviewAnswer,
  names: Map<string, string>,
  locale: Locale,
  now: Date,
): Markup {
  const deputy = givenBy === account ? '' : ` (${names.get(givenBy) ?? '–'})`
  const points = scores && Object.entries(scores).map(([id, score]) => `${id} ${score}`)
  return html`<p class="small">${names.get(account) ?? '–'}${deputy}: <strong>${answerKinds[answer][locale]}</strong>${points && html` (${points.join(', ')})`} · ${ago(at, now, locale)}</p><p class="lines">${reason}</p>`
}

/** Whoever runs the desk hands over what others leave lying. */
function managing({ reviewers, reviews, mine }: RequestView, locale: Locale): Markup {
  const own = new Set(mine.map(({ review }) => review.id))
  const isLeft = ({ id, step }: Review) => !takesSeveral(step) || reviewers.get(id)?.length === 0
  const others = reviews.filter(review => review.state === 'open' && !own.has(review.id) && isLeft(review))
  return html`${others.map(review => disclosure(`${words.reassign[locale]}: ${review.step.title[locale]}`, reassignForm(review, locale)))}`
}
