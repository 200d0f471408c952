import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import { Failure } from '../../platform/failure.ts'
import { card, empty, postButton } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import type { Form, Page } from '../../platform/web/page.ts'
import { bothOfTitle } from './call-page.ts'
import * as demand from './demand/service.ts'
import { words } from './messages.ts'
import { type Question, written } from './model.ts'
import { bothOf, textOf } from './read-forms-page.ts'
import { getCall } from './service.ts'
import { manages } from './who-may.ts'

export const demandPage: Page = {
  path: '/cfp/{call}/demand',
  permission: 'community.read',
  async render(ctx, { params: { call: id = '' }, query }) {
    const { locale } = ctx
    const call = await getCall(ctx, id)
    const topicOf = (wanted: string | null) => call.plan.topics.find(topic => topic.id === wanted)
    const columns: Column<Question>[] = [
      { id: 'question', title: words.question[locale], cell: ({ text }) => either(text, locale) },
      {
        id: 'topic',
        title: words.topics[locale],
        cell: ({ topic }) => either(topicOf(topic)?.name ?? words.noTopic, locale),
      },
      { id: 'votes', title: words.votes[locale], numeric: true, by: ({ votes }) => votes, cell: ({ votes }) => votes },
      {
        id: 'vote',
        title: words.vote[locale],
        cell: ({ id: question, mine }) =>
          html`<div class="row-line">${postButton(
            `/cfp/${id}/demand/${question}`,
            (mine ? words.unvote : words.vote)[locale],
            { primary: !mine, fields: { wanted: mine ? '' : 'yes' } },
          )}${manages(ctx.actor) && postButton(`/cfp/${id}/demand/${question}`, words.remove[locale], { fields: { remove: 'yes' } })}</div>`,
      },
    ]
    const rows = await demand.getQuestions(ctx, id)
    const caption = words.demand[locale]
    const none = empty(words.noQuestions[locale])
    return {
      title: words.demand,
      lead: words.demandLead[locale],
      above: [{ title: bothOfTitle(call.plan), href: `/cfp/${id}` }],
      content: html`${card(caption, dataTable({ rows, columns, locale, query, caption, none }))}
        ${card(
          words.askQuestion[locale],
          html`<form class="filters" method="post" action="/cfp/${id}/demand">
          <label>${words.question[locale]} (${words.inEnglish[locale]}) <input class="form-control" name="text-en" maxlength="300"></label>
          <label>${words.question[locale]} (${words.inChinese[locale]}) <input class="form-control" name="text-zh" maxlength="300"></label>
          <label>${words.topics[locale]} <select class="form-select" name="topic"><option value="">${words.noTopic[locale]}</option>${call.plan.topics.map(
            topic => html`<option value="${topic.id}">${either(topic.name, locale)}</option>`,
          )}</select></label>
          <button class="btn btn-primary align-self-end">${words.ask[locale]}</button></form>`,
        )}`,
    }
  },
}

export const askQuestionForm: Form = {
  path: '/cfp/{call}/demand',
  permission: 'community.read',
  async submit(ctx, { params: { call: id = '' }, form }) {
    const text = written(300).safeParse(bothOf(form, 'text'))
    if (!text.success) throw noText
    await demand.ask(ctx, id, { topic: textOf(form, 'topic') || null, text: text.data })
    return { redirect: `/cfp/${id}/demand` }
  },
}

export const voteForm: Form = {
  path: '/cfp/{call}/demand/{question}',
  permission: 'community.read',
  async submit(ctx, { params: { call: id = '', question = '' }, form }) {
    if (form.has('remove')) await demand.removeQuestion(ctx, id, question)
    else await demand.vote(ctx, id, question, textOf(form, 'wanted') !== '')
    return { redirect: `/cfp/${id}/demand` }
  },
}

const noText = new Failure('invalid-input', {
  en: 'Write the question in at least one language',
  zh: '请至少用一种语言填写问题',
})
