import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale, Text } from '../../lib/text/text.ts'
import { type Context, everybody } from '../../platform/context.ts'
import { alert, card } from '../../platform/web/card.ts'
import type { Form, Markup, Page, PageBody } from '../../platform/web/page.ts'
import { answerSurvey, checkAnswers, getOpenSurvey, isBallotGood, type OpenSurvey } from './answering/service.ts'
import { findOwnBallot } from './campaigns/service.ts'
import { settleAnswers } from './forms/settle-answers.ts'
import { scales, words } from './messages.ts'
import { type Answers, daysOfAnswers, longestText, type Question } from './model.ts'
import { readAnswers } from './read-answers.ts'

/** For members of a group that is asked: here they are known, and what they send from here does not say who they are. */
export const takePage: Page = {
  path: '/surveys/{survey}/take',
  permission: 'requests.ask',
  async render(ctx, { params: { survey = '' } }) {
    const own = await findOwnBallot(ctx, survey)
    const open = await getOpenSurvey(ctx, survey)
    if (!own?.isUnused) return { title: open.form.title, content: alert(words.used[ctx.locale]) }
    return surveyBody(ctx.locale, survey, open, own.ballot, firstSight(open))
  },
}

export const publicSurveyPage: Page = {
  path: '/public/surveys/{survey}',
  permission: everybody,
  async render(ctx, { params: { survey = '' }, query }) {
    const open = await getOpenSurvey(ctx, survey)
    const ballot = query.get('ballot') ?? ''
    if (await isBallotGood(ctx, survey, ballot)) return surveyBody(ctx.locale, survey, open, ballot, firstSight(open))
    return {
      title: open.form.title,
      content: html`${ballot !== '' && alert(words.used[ctx.locale], 'warn')}${card(words.enterBallot[ctx.locale], ballotForm(survey, ctx.locale))}`,
    }
  },
}

function ballotForm(survey: string, locale: Locale): Markup {
  return html`<form class="stack" method="get" action="/public/surveys/${survey}" autocomplete="off">
    <label>${words.enterBallot[locale]} <input class="form-control mono" name="ballot" required maxlength="200"></label>
    <button class="btn btn-primary">${words.open[locale]}</button></form>`
}

interface Sight {
  shown: Question[]
  answers: Answers
  problems: { question: string; problem: Text }[]
  note?: Text
}

function firstSight({ form }: OpenSurvey): Sight {
  const { asked, answers } = settleAnswers(form, {})
  return { shown: asked, answers, problems: [] }
}

/** Questions that follow from the answers are shown before anything is kept; without a script, too. */
export const answerForm: Form = {
  path: '/public/surveys/{survey}',
  permission: everybody,
  async submit(ctx, { params: { survey = '' }, form }) {
    const open = await getOpenSurvey(ctx, survey)
    const ballot = String(form.get('ballot') ?? '')
    const given = readAnswers(open.form.questions, form)
    const { asked, answers } = settleAnswers(open.form, given)
    const seen = new Set(form.getAll('seen').map(String))
    const problems = checkAnswers(open.form, given)
    const hasMore = asked.some(({ id }) => !seen.has(id))
    if (!hasMore && problems.length === 0) return keep(ctx, survey, ballot, answers)
    const told = problems.filter(({ question }) => seen.has(question))
    return surveyBody(ctx.locale, survey, open, ballot, {
      ...{ shown: asked, answers: given, problems: told },
      ...(hasMore && { note: words.more }),
    })
  },
}

async function keep(ctx: Context, survey: string, ballot: string, answers: Answers): Promise<PageBody> {
  await answerSurvey({ db: ctx.db, now: ctx.now }, survey, ballot, answers)
  return { title: words.thanks, content: alert(words.thanksBody[ctx.locale], 'good') }
}

function surveyBody(locale: Locale, survey: string, open: OpenSurvey, ballot: string, sight: Sight): PageBody {
  const { form, least, to, textsFor } = open
  const hasText = form.questions.some(({ kind }) => kind === 'text')
  return {
    title: form.title,
    lead: either(form.summary, locale),
    content: html`${alert(words.promise(String(least), to)[locale])}
      ${hasText && html`<p class="small">${words.whoReads[textsFor === 'nobody' ? 'nobody' : 'some'][locale]}</p>`}
      ${sight.note && alert(sight.note[locale])}
      ${sight.problems.map(({ problem }) => alert(problem[locale], 'bad'))}
      ${card(
        either(form.title, locale),
        html`<form class="stack survey" method="post" action="/public/surveys/${survey}" autocomplete="off">
        <input type="hidden" name="ballot" value="${ballot}">
        ${sight.shown.map(question => field(question, sight, locale))}
        <button class="btn btn-primary">${words.send[locale]}</button></form>`,
      )}`,
  }
}

function field(question: Question, { answers, problems }: Sight, locale: Locale): Markup {
  const { id, text, help, required } = question
  const isWrong = problems.some(problem => problem.question === id)
  const note = help && html`<p class="small" id="help-${id}">${either(help, locale)}</p>`
  return html`<fieldset class="stack"${isWrong && html` aria-invalid="true"`}${help && html` aria-describedby="help-${id}"`}>
    <legend class="strong">${either(text, locale)}${required && html` <span class="small text-secondary">(${words.required[locale]})</span>`}</legend>${note}
    <input type="hidden" name="seen" value="${id}">${control(question, answers[id] ?? null, locale)}</fieldset>`
}

function control(question: Question, answer: Answers[string], locale: Locale): Markup {
  const { kind, options = [] } = question
  switch (kind) {
    case 'likert':
      return radios(
        question,
        scales[question.scale].map((label, i) => ({ id: String(i + 1), label })),
        answer,
        locale,
      )
    case 'nps': {
      const points = Array.from({ length: 11 }, (_, i) => ({ id: String(i), label: { en: String(i), zh: String(i) } }))
      return html`<p class="small">${words.likely[locale]}</p>${radios(question, points, answer, locale)}`
    }
    case 'choice':
      return radios(question, options, answer, locale)
    case 'choices':
      return html`<div class="choices">${options.map(
        option =>
          html`<label><input class="form-check-input" type="checkbox" name="answer.${question.id}" value="${option.id}"${Array.isArray(answer) && answer.includes(option.id) && html` checked`}> ${either(option.label, locale)}</label>`,
      )}</div>`
    default:
      return typed(question, answer, locale)
  }
}

function radios(
  { id, required }: Question,
  options: readonly { id: string; label: Text }[],
  answer: Answers[string],
  locale: Locale,
): Markup {
  const radio = (value: string, label: string, isChecked: boolean) =>
    html`<label><input class="form-check-input" type="radio" name="answer.${id}" value="${value}"${required && html` required`}${isChecked && html` checked`}> ${label}</label>`
  return html`<div class="choices">${options.map(option => radio(option.id, either(option.label, locale), String(answer) === option.id))}
    ${!required && radio('', words.noAnswer[locale], answer === null)}</div>`
}

function typed({ id, kind, text, required, least, most }: Question, answer: Answers[string], locale: Locale): Markup {
  const label = either(text, locale)
  const need = required && html` required`
  if (kind === 'text')
    return html`<textarea class="form-control" name="answer.${id}" rows="4" maxlength="${longestText}" aria-label="${label}"${need}>${answer}</textarea>`
  if (kind === 'date')
    return html`<input class="form-control" type="date" name="answer.${id}" value="${answer}" min="${daysOfAnswers.first}" max="${daysOfAnswers.last}" aria-label="${label}"${need}>`
  return html`<input class="form-control" type="number" step="any" name="answer.${id}" value="${answer}" aria-label="${label}"${least !== undefined && html` min="${least}"`}${most !== undefined && html` max="${most}"`}${need}>`
}
