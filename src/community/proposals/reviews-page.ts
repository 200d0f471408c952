import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import { type Locale, type Text, verbatim } from '../../lib/text/text.ts'
import { badge, card, empty, facts } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { bothOfTitle } from './call-page.ts'
import { languages, levels, words } from './messages.ts'
import { type Call, type Content, mostScore } from './model.ts'
import { textOf } from './read-forms-page.ts'
import * as reviewing from './reviewing/service.ts'
import { getCall } from './service.ts'
import { isReviewer } from './who-may.ts'

export const reviewsPage: Page = {
  path: '/cfp/{call}/reviews',
  permission: 'community.read',
  async render(ctx, { params: { call: id = '' }, query }) {
    const { locale } = ctx
    const call = await getCall(ctx, id)
    const rows = await reviewing.getOwnReviews(ctx, id)
    const columns: Column<reviewing.ReviewItem>[] = [
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
        cell: ({ proposal }) =>
          html`<a class="strong" href="/proposals/${proposal.id}/review">${either(proposal.content.title, locale)}</a>`,
      },
      {
        id: 'state',
        title: words.state[locale],
        cell: ({ review }) => (review.doneAt ? badge(words.done[locale], 'good') : badge(words.toDo[locale], 'warn')),
      },
    ]
    const caption = words.reviews[locale]
    const none = empty(words.noReviews[locale])
    return {
      title: words.reviews,
      lead: words.reviewsLead[locale],
      above: [{ title: bothOfTitle(call.plan), href: `/cfp/${id}` }],
      content: html`${card(caption, dataTable({ rows, columns, locale, query, caption, none }))}
        ${isReviewer(call, ctx.actor) && card(words.profile[locale], profileForm(id, await reviewing.findOwnProfile(ctx, id), locale))}`,
    }
  },
}

export const profileSaveForm: Form = {
  path: '/cfp/{call}/reviews',
  permission: 'community.read',
  async submit(ctx, { params: { call: id = '' }, form }) {
    const most = Math.trunc(Number(textOf(form, 'most')))
    const employer = textOf(form, 'employer').slice(0, 200)
    await reviewing.saveOwnProfile(ctx, id, { employer, most: most >= 1 && most <= 1000 ? most : null })
    return { redirect: `/cfp/${id}/reviews` }
  },
}

export const reviewPage: Page = {
  path: '/proposals/{proposal}/review',
  permission: 'community.read',
  async render(ctx, { params: { proposal: id = '' } }) {
    const { locale } = ctx
    const { review, proposal, call } = await reviewing.getOwnReview(ctx, id)
    return {
      title: verbatim(either(proposal.content.title, locale)),
      lead: words.reviewsLead[locale],
      above: [{ title: words.reviews, href: `/cfp/${call.id}/reviews` }],
      content: html`${contentCard(call, proposal, locale)}
        ${card(words.review[locale], scoreForm(call, review, locale))}
        ${card(
          words.declare[locale],
          html`<p>${words.declareHint[locale]}</p><form method="post" action="/proposals/${id}/conflict"><button class="btn">${words.declare[locale]}</button></form>`,
        )}`,
    }
  },
}

export const reviewForm: Form = {
  path: '/proposals/{proposal}/review',
  permission: 'community.read',
  async submit(ctx, { params: { proposal: id = '' }, form }) {
    const { call } = await reviewing.getOwnReview(ctx, id)
    const given = call.plan.criteria.map(({ id }) => [id, Number(textOf(form, `score-${id}`))] as const)
    const scores = Object.fromEntries(
      given.filter(([, score]) => Number.isInteger(score) && score >= 1 && score <= mostScore),
    )
    await reviewing.giveReview(ctx, id, { scores, comment: textOf(form, 'comment').slice(0, 5000) })
    return { redirect: `/cfp/${call.id}/reviews` }
  },
}

export const conflictForm: Form = {
  path: '/proposals/{proposal}/conflict',
  permission: 'community.read',
  async submit(ctx, { params: { proposal: id = '' } }) {
    const { call } = await reviewing.getOwnReview(ctx, id)
    await reviewing.declareConflict(ctx, id)
    return { redirect: `/cfp/${call.id}/reviews` }
  },
}

/** What is proposed, without whoever proposes it. */
export function contentCard(
  call: Call,
  { track, format, content }: { track: string; format: string; content: Content },
  locale: Locale,
): Markup {
  const nameOf = (list: readonly { id: string; name: Text }[], id: string) =>
    either(list.find(each => each.id === id)?.name ?? verbatim(id), locale)
  const topics = content.topics.map(topic => nameOf(call.plan.topics, topic))
  return card(words.proposal[locale], [
    facts([
      [words.track[locale], nameOf(call.plan.tracks, track)],
      [words.format[locale], nameOf(call.plan.formats, format)],
      ...(topics.length > 0 ? ([[words.topics[locale], topics.join(', ')]] satisfies [string, string][]) : []),
      [words.level[locale], levels[content.level][locale]],
      [words.language[locale], languages[content.language][locale]],
    ]),
    bilingual(words.title[locale], content.title),
    bilingual(words.abstract[locale], content.abstract),
    bilingual(words.benefit[locale], content.benefit),
  ])
}

function bilingual(name: string, { en, zh }: Text): Markup | false {
  if (en === '' && zh === '') return false
  return html`<h3>${name}</h3>${en && html`<p class="lines" lang="en">${en}</p>`}${zh && html`<p class="lines" lang="zh-CN">${zh}</p>`}`
}

function scoreForm(
  call: Call,
  review: { scores: Record<string, number> | null; comment: string; proposal: string },
  locale: Locale,
): Markup {
  const points = Array.from({ length: mostScore }, (_, at) => at + 1)
  return html`<form class="stack" method="post" action="/proposals/${review.proposal}/review">
    ${call.plan.criteria.map(
      ({ id, name }) =>
        html`<fieldset class="row-line"><legend>${either(name, locale)}</legend>${points.map(
          point =>
            html`<label><input class="form-check-input" type="radio" name="score-${id}" value="${point}" required${review.scores?.[id] === point && ' checked'}> ${point}</label>`,
        )}</fieldset>`,
    )}
    <label>${words.comment[locale]} <textarea class="form-control" name="comment" rows="4" maxlength="5000">${review.comment}</textarea></label>
    <button class="btn btn-primary">${words.giveReview[locale]}</button></form>`
}

function profileForm(
  id: string,
  profile: { employer: string; most: number | null } | undefined,
  locale: Locale,
): Markup {
  return html`<p>${words.profileHint[locale]}</p><form class="filters" method="post" action="/cfp/${id}/reviews">
    <label>${words.employer[locale]} <input class="form-control" name="employer" maxlength="200" value="${profile?.employer ?? ''}"></label>
    <label>${words.most[locale]} <input class="form-control" name="most" type="number" min="1" max="1000" value="${profile?.most ?? ''}"></label>
    <button class="btn align-self-end">${words.save[locale]}</button></form>`
}
