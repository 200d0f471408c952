import { randomUUID } from 'node:crypto'
import { html } from 'hono/html'
import type { Locale, Text } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, card } from '../../platform/web/card.ts'
import type { Form, FormInput, Markup, Page, PageBody } from '../../platform/web/page.ts'
import type { Facts } from '../evidence/model.ts'
import { factNames } from '../evidence/model.ts'
import type { Answers } from '../forms/model.ts'
import { type AskedField, getFormCalled, getForms, type VersionedForm } from '../forms/service.ts'
import { writeSubject } from '../subjects/model.ts'
import { amend, ask, type Draft, draftRequest } from './asking/service.ts'
import { words } from './messages.ts'
import { nameOf, readAnswers } from './read-request-form.ts'
import { findAnswered, getRequestView } from './service.ts'

/** What one can ask for. */
export const askPage: Page = {
  path: '/requests/new',
  permission: 'requests.ask',
  async render(ctx) {
    const { locale } = ctx
    const forms = (await getForms(ctx)).filter(({ active }) => active)
    return {
      title: words.askWhat,
      above: [{ title: words.requests, href: '/requests' }],
      content: html`<div class="tiles">${forms.map(
        ({ id, title, summary }) =>
          html`<a class="card tile" href="/requests/new/${id}"><h2>${title[locale]}</h2><p>${summary[locale]}</p></a>`,
      )}</div>`,
    }
  },
}

/** First the subject, then what is not known of it. An address with a subject can be shared. */
export const askFormPage: Page = {
  path: '/requests/new/{form}',
  permission: 'requests.ask',
  async render(ctx, { params: { form: name = '' }, query }) {
    const form = await getFormCalled(ctx, name)
    const subject = query.get('subject') ?? ''
    const like = Number(query.get('like')) || undefined
    const answers = like ? (await getRequestView(ctx, like)).request.answers : givenIn(query)
    if (form.subject !== 'none' && subject.trim() === '') return body(form, ctx.locale, subjectForm(form, ctx.locale))
    const drafted = await draftRequest(ctx, { form: form.id, subject, answers: fitting(form, answers), ticks: [] })
    const precedents = form.outcome === 'answer' ? await precedentList(ctx, form.id) : ''
    return body(form, ctx.locale, html`${questionForm(drafted, ctx, { subject })}${precedents}`)
  },
}

/** `product=web` in the address answers a question beforehand. */
function givenIn(query: URLSearchParams): Answers {
  return Object.fromEntries([...query].filter(([name]) => name !== 'subject' && name !== 'like' && name !== 'lang'))
}

function fitting(form: VersionedForm, answers: Answers): Answers {
  const ids = new Set(form.sections.flatMap(({ fields }) => fields.map(({ id }) => id)))
  return Object.fromEntries(Object.entries(answers).filter(([id]) => ids.has(id)))
}

/** Sends it; or, asked to go on, or where something is missing, shows it again with what has come to apply. */
export const askForm: Form = {
  path: '/requests/new/{form}',
  permission: 'requests.ask',
  async submit(ctx, input) {
    const form = await getFormCalled(ctx, input.params['form'] ?? '')
    const sent = readSent(form, input)
    return sendOrAgain(ctx, form, input, { sent, send: () => ask(ctx, sent) })
  },
}

export const amendPage: Page = {
  path: '/requests/{number}/amend',
  permission: 'requests.ask',
  async render(ctx, { params: { number = '' } }) {
    const { request, form } = await getRequestView(ctx, Number(number) || 0)
    const subject = writeSubject(request.subject)
    const answers = fitting(form, request.answers)
    const drafted = await draftRequest(ctx, { form: form.id, subject, answers, ticks: [] })
    return body(form, ctx.locale, questionForm(drafted, ctx, { subject, action: `/requests/${number}/amend` }))
  },
}

export const amendForm: Form = {
  path: '/requests/{number}/amend',
  permission: 'requests.ask',
  async submit(ctx, input) {
    const number = Number(input.params['number']) || 0
    const { form } = await getRequestView(ctx, number)
    const sent = readSent(form, input)
    return sendOrAgain(ctx, form, input, {
      sent,
      send: () => amend(ctx, number, sent),
      action: `/requests/${number}/amend`,
    })
  },
}

interface Sending {
  sent: Sent
  send: () => Promise<{ number: number }>
  action?: string
}

/** What does not fit is shown again with what was written, and why. */
async function sendOrAgain(ctx: Context, form: VersionedForm, { form: given }: FormInput, sending: Sending) {
  const { sent, send, action } = sending
  if (!given.has('send')) return again(ctx, form, sent, undefined, action)
  try {
    const { number } = await send()
    return { redirect: `/requests/${number}` }
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'invalid-input') throw error
    return again(ctx, form, sent, error, action)
  }
}

function readSent(form: VersionedForm, { form: sent }: FormInput) {
  const text = (name: string) => String(sent.get(name) ?? '').trim()
  return {
    form: form.id,
    subject: text('subject').slice(0, 500),
    answers: readAnswers(form, sent),
    ticks: sent.getAll('tick').map(String).slice(0, 500),
    ...(text('onBehalfOf') && { onBehalfOf: text('onBehalfOf') }),
    ...(text('key') && { idempotencyKey: text('key').slice(0, 200) }),
  }
}

type Sent = ReturnType<typeof readSent>

async function again(
  ctx: Context,
  form: VersionedForm,
  sent: Sent,
  error?: Failure,
  action?: string,
): Promise<PageBody> {
  try {
    const drafted = await draftRequest(ctx, sent)
    const said = error && alert(error.text[ctx.locale], 'warn')
    return body(form, ctx.locale, html`${said}${questionForm(drafted, ctx, { ...sent, action })}`)
  } catch (worse) {
    if (!(worse instanceof Failure) || worse.code !== 'invalid-input') throw worse
    return body(
      form,
      ctx.locale,
      html`${alert(worse.text[ctx.locale], 'warn')}${subjectForm(form, ctx.locale, sent.subject)}`,
    )
  }
}

function body(form: VersionedForm, locale: Locale, content: Markup): PageBody {
  return {
    title: form.title,
    lead: form.summary[locale],
    above: [
      { title: words.requests, href: '/requests' },
      { title: words.ask, href: '/requests/new' },
    ],
    content,
  }
}

function subjectForm({ id, subjectHelp }: VersionedForm, locale: Locale, subject = ''): Markup {
  return card(
    words.subject[locale],
    html`<form class="stack" method="get" action="/requests/new/${id}">
      <label>${words.subject[locale]} <input class="form-control" name="subject" value="${subject}" required maxlength="500" autocomplete="off" autofocus>
        ${subjectHelp && html`<span class="small text-secondary">${subjectHelp[locale]}</span>`}</label>
      <button class="btn btn-primary">${words.continue[locale]}</button></form>`,
  )
}

interface Shown {
  subject: string
  onBehalfOf?: string | undefined
  idempotencyKey?: string | undefined
  ticks?: readonly string[]
  action?: string | undefined
}

function questionForm(drafted: Draft, { locale }: Context, shown: Shown): Markup {
  const { form, subject, questions, facts, lists, answers } = drafted
  const { action = `/requests/new/${form.id}`, ticks = [], onBehalfOf, idempotencyKey = randomUUID() } = shown
  const open = questions.filter(({ isKnown }) => !isKnown)
  const sections = Map.groupBy(open, question => question.section[locale])
  return html`<form id="ask" class="stack" method="post" action="${action}">
    <input type="hidden" name="subject" value="${shown.subject}"><input type="hidden" name="key" value="${idempotencyKey}"><input type="hidden" name="sent" value="1">
    ${subject.kind !== 'none' && card(words.subject[locale], html`<p class="mono">${shown.subject}</p>`)}
    ${knownCard(facts, locale)}
    ${[...sections].map(([title, fields]) => card(title, html`<div class="stack">${fields.map(field => question(field, answers, locale))}</div>`))}
    ${soFar(drafted, locale)}
    ${lists.map(({ title, items }) => card(title[locale], tickList(items, new Set(ticks), locale)))}
    ${!shown.action && html`<details class="fold"><summary>${words.onBehalfOf[locale]} …</summary><label>${words.onBehalfHint[locale]} <input class="form-control" name="onBehalfOf" value="${onBehalfOf ?? ''}" maxlength="320" autocomplete="off"></label></details>`}
    <div class="actions"><button class="btn" name="continue" value="1">${words.continue[locale]}</button><button class="btn btn-primary" name="send" value="1">${words.send[locale]}</button></div></form>`
}

/**
 * Before anything is sent, what would come of it, unless that is to be announced; of answers that are not whole yet, only
 * that it would be refused.
 */
function soFar({ verdict, problems }: Draft, locale: Locale): Markup | string {
  const { outcome, reason, steps, hold } = verdict
  if (hold) return ''
  if (problems.length > 0 && outcome !== 'refuse') return ''
  const asked = steps.map(({ title, from }) => `${title[locale]} (${from})`).join(' · ')
  return alert(
    html`<strong>${words.soFar[locale]}: ${words.outcomes[outcome][locale]}.</strong> ${reason[locale]}${asked && html`<div class="small">${asked}</div>`}`,
    ({ approve: 'good', refuse: 'bad', review: 'info' } as const)[outcome],
  )
}

function knownCard(facts: Facts, locale: Locale): Markup | string {
  const rows = Object.entries(facts)
  if (rows.length === 0) return ''
  return card(words.known[locale], factTable(facts, locale))
}

/** Each fact with what it is, and where and when it was seen. */
export function factTable(facts: Facts, locale: Locale): Markup {
  return html`<div class="table-scroll"><table class="table data keep"><tbody>${Object.entries(facts).map(
    ([name, { value, evidence }]) =>
      html`<tr><th scope="row">${(factNames as Record<string, Text>)[name]?.[locale] ?? name}</th><td>${factValue(value, locale)}</td>
        <td class="small">${words.seenIn[locale]} ${evidence.href ? html`<a href="${evidence.href}">${evidence.source[locale]}</a>` : evidence.source[locale]}, <time datetime="${evidence.at}">${evidence.at.slice(0, 10)}</time></td></tr>`,
  )}</tbody></table></div>`
}

function factValue(value: Facts[string]['value'], locale: Locale): Markup | string {
  if (typeof value === 'boolean') return (value ? words.yes : words.no)[locale]
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.join(', ')
  return String(value)
}

/** Points to tick. */
export function tickList(
  items: readonly { key: string; text: Text; help?: Text | undefined; required: boolean; answers: readonly string[] }[],
  ticked: ReadonlySet<string>,
  locale: Locale,
): Markup {
  return html`<fieldset class="choices"><legend class="visually-hidden">${words.confirm[locale]}</legend>${items.map(
    ({ key, text, help, required, answers }) =>
      html`<label><input class="form-check-input" type="checkbox" name="tick" value="${key}"${ticked.has(key) && ' checked'}> ${text[locale]}${!required && html` <span class="small text-secondary">(${words.optional[locale]})</span>`}
        ${help && html`<span class="small text-secondary d-block">${help[locale]}</span>`}${answers.length > 0 && html`<span class="small text-secondary d-block">${answers.join(' · ')}</span>`}</label>`,
  )}</fieldset>`
}

/** Choosing may bring further questions: where scripts run, the form is drawn anew with what is answered so far. */
const asksMore = html` hx-post="" hx-trigger="change" hx-include="closest form" hx-select="#ask" hx-target="#ask" hx-swap="outerHTML"`

function question(field: AskedField, answers: Answers, locale: Locale): Markup {
  const { label, help, required } = field
  const mark = required ? '' : html` <span class="small text-secondary">(${words.optional[locale]})</span>`
  const hint = help && html`<span class="small text-secondary">${help[locale]}</span>`
  if (field.type === 'choices')
    return html`<fieldset class="choices"><legend>${label[locale]}${mark}</legend>${hint}${options(field, answers, locale)}</fieldset>`
  return html`<label>${html`<span>${label[locale]}${mark}</span>`}${hint}${control(field, answers[field.id] ?? null, locale)}</label>`
}

function options({ id, options: offered = [] }: AskedField, answers: Answers, locale: Locale): Markup {
  const chosen = answers[id]
  const has = (option: string) => Array.isArray(chosen) && chosen.includes(option)
  return html`${offered.map(
    option =>
      html`<label><input class="form-check-input" type="checkbox" name="${nameOf(id)}" value="${option.id}" ${asksMore}${has(option.id) && ' checked'}> ${option.label[locale]}</label>`,
  )}`
}

const inputTypes = {
  text: 'text',
  number: 'number',
  date: 'date',
  link: 'url',
  email: 'email',
  license: 'text',
} as const

function control({ id, type, options: offered = [] }: AskedField, answer: Answers[string], locale: Locale): Markup {
  const name = nameOf(id)
  if (type === 'long-text' || type === 'people') {
    const text = Array.isArray(answer) ? answer.join('\n') : (answer ?? '')
    const hint = type === 'people' ? words.oneALine[locale] : ''
    return html`<textarea class="form-control" id="${name}" name="${name}" rows="3" maxlength="20000" placeholder="${hint}">${String(text)}</textarea>`
  }
  if (type === 'yes-no') {
    const yesNo = [
      ['yes', words.yes[locale], answer === true],
      ['no', words.no[locale], answer === false],
    ] as const
    return select(name, yesNo, locale)
  }
  if (type === 'choice')
    return select(
      name,
      offered.map(option => [option.id, option.label[locale], answer === option.id] as const),
      locale,
    )
  const kind = inputTypes[type as keyof typeof inputTypes]
  return html`<input class="form-control" id="${name}" name="${name}" type="${kind}" value="${String(answer ?? '')}" maxlength="1000" ${kind === 'number' && html`step="any"`} autocomplete="off">`
}

function select(name: string, choices: readonly (readonly [string, string, boolean])[], locale: Locale): Markup {
  return html`<select class="form-select" id="${name}" name="${name}" ${asksMore}><option value="">${words.choose[locale]}</option>${choices.map(
    ([value, text, isChosen]) => html`<option value="${value}"${isChosen && ' selected'}>${text}</option>`,
  )}</select>`
}

/** What was answered before may answer this, too. */
async function precedentList(ctx: Context, form: string): Promise<Markup | string> {
  const answered = await findAnswered(ctx, form)
  if (answered.length === 0) return ''
  return card(
    words.precedents[ctx.locale],
    html`<ul>${answered.map(({ number, title }) => html`<li><a href="/requests/${number}">${title}</a></li>`)}</ul>`,
  )
}
