import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { everybody } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, badge, card, disclosure, facts } from '../../platform/web/card.ts'
import { day } from '../../platform/web/format.ts'
import type { Form, Markup, Page, PageBody } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import { antitrustNotice, type Code, consequenceNames, Report, stateNames } from './model.ts'
import { addToReport, appeal, type Following, follow, report } from './reporting/service.ts'
import { getCodes } from './service.ts'

const above = [{ title: words.conduct, href: '/public/conduct' }]

export const publicConductPage: Page = {
  path: '/public/conduct',
  permission: everybody,
  async render(ctx) {
    const { locale } = ctx
    return {
      title: words.conduct,
      lead: words.lead[locale],
      actions: html`<a class="btn btn-primary" href="/public/conduct/report">${words.report[locale]}</a><a class="btn" href="/public/conduct/follow">${words.follow[locale]}</a>`,
      content: html`${codeCard(await getCodes(ctx), locale)}
        ${card(words.antitrust[locale], html`<p>${antitrustNotice[locale]}</p>`)}`,
    }
  },
}

export function codeCard([newest, ...earlier]: [Code, ...Code[]], locale: Locale): Markup {
  const head = ({ version, adoptedAt }: Code) =>
    html`${words.version(String(version))[locale]} ${adoptedAt && html`· ${day(adoptedAt, locale)}`}`
  const older = html`${earlier.map(code => html`<p class="small">${head(code)}</p><div class="lines">${either(code.body, locale)}</div>`)}`
  return card(
    words.conduct[locale],
    [
      html`<div class="lines">${either(newest.body, locale)}</div>
      <p class="small text-secondary">${words.licensed(newest.license)[locale]} ${newest.attribution && `· ${newest.attribution}`}</p>`,
      earlier.length > 0 && disclosure(words.earlier[locale], older),
    ],
    head(newest),
  )
}

export const reportPage: Page = {
  path: '/public/conduct/report',
  permission: everybody,
  render: async ({ locale }) => ({
    title: words.report,
    lead: words.reportLead[locale],
    above,
    content: card(words.report[locale], [alert(words.confidential[locale]), reportForm(locale)]),
  }),
}

function reportForm(locale: Locale): Markup {
  return html`<form class="stack" method="post" action="/public/conduct/report" autocomplete="off">
    <label>${words.what[locale]} <textarea class="form-control" name="what" rows="8" maxlength="10000" required></textarea></label>
    <label>${words.where[locale]} <input class="form-control" name="where" maxlength="1000"></label>
    <label>${words.concerned[locale]} <input class="form-control" name="concerned" maxlength="1000"><span class="small">${words.concernedHint[locale]}</span></label>
    <label>${words.contact[locale]} <input class="form-control" name="contact" maxlength="500"></label>
    <button class="btn btn-primary">${words.send[locale]}</button></form>`
}

export const sendReportForm: Form = {
  path: '/public/conduct/report',
  permission: everybody,
  async submit(ctx, { form }) {
    const { locale } = ctx
    const content = Report.safeParse(Object.fromEntries(form))
    if (!content.success) throw nothingSaid
    const receipt = await report(ctx, content.data, ctx.actor.id === '' ? 'stranger' : 'member')
    return {
      title: words.sent,
      above,
      content: html`${alert(words.keepReceipt[locale], 'good')}${card(words.receipt[locale], secret(receipt, locale))}`,
    }
  },
}

export function secret(code: string, locale: Locale): Markup {
  return html`<p class="mono lines">${code}</p><div class="actions"><button class="btn" type="button" data-copy="${code}">${words.copy[locale]}</button></div>`
}

export const followPage: Page = {
  path: '/public/conduct/follow',
  permission: everybody,
  render: async ({ locale }) => ({
    title: words.follow,
    above,
    content: card(
      words.follow[locale],
      html`<form class="stack" method="post" action="/public/conduct/follow" autocomplete="off">
      <label>${words.code[locale]} <input class="form-control mono" name="code" required maxlength="200"></label>
      <button class="btn btn-primary">${words.open[locale]}</button></form>`,
    ),
  }),
}

/** The code is in the form, never in an address: those are kept in many places. */
export const followForm: Form = {
  path: '/public/conduct/follow',
  permission: everybody,
  async submit(ctx, { form }) {
    const text = (name: string) => String(form.get(name) ?? '')
    const code = text('code')
    if (text('do') === 'add') await addToReport(ctx, code, text('body'))
    if (text('do') === 'appeal') await appeal(ctx, code, text('body'))
    return followed(await follow(ctx, code), code, ctx.locale)
  },
}

function followed(found: Following, code: string, locale: Locale): PageBody {
  const state = badge(stateNames[found.state][locale], found.state === 'closed' ? 'plain' : 'info')
  return {
    title: words.follow,
    above,
    content: html`${card(words.state[locale], facts([[words.state[locale], state], ...received(found, locale)]))}
      ${found.decisions.map(decision => card(words.decision[locale], decisionFacts(decision, locale)))}
      ${found.by === 'receipt' && card(words.messages[locale], messages(found, code, locale))}
      ${found.mayAppeal && card(words.appeal[locale], [html`<p class="small">${words.appealLead[locale]}</p>`, writing(code, 'appeal', words.appeal[locale])])}`,
  }
}

function received({ by, receivedAt }: Following, locale: Locale): [string, Markup][] {
  return by === 'receipt' ? [[words.received[locale], day(receivedAt, locale)]] : []
}

function decisionFacts({ consequence, until, told, at }: Following['decisions'][0], locale: Locale): Markup {
  return facts([
    [words.consequence[locale], consequenceNames[consequence][locale]],
    ...(until ? [[words.until[locale], until] satisfies [string, string]] : []),
    [words.decision[locale], day(at, locale)],
    [words.told[locale], html`<span class="lines">${told}</span>`],
  ])
}

function messages({ messages, state }: Following, code: string, locale: Locale): Markup {
  return html`${messages.map(
    ({ mine, body, at }) =>
      html`<div class="said"><p class="small">${(mine ? words.you : words.panel)[locale]} · ${day(at, locale)}</p><p class="lines">${body}</p></div>`,
  )}${messages.length === 0 && html`<p class="text-secondary">${words.noMessages[locale]}</p>`}
  ${state !== 'closed' && writing(code, 'add', words.add[locale])}`
}

function writing(code: string, what: string, label: string): Markup {
  return html`<form class="stack" method="post" action="/public/conduct/follow" autocomplete="off">
    <input type="hidden" name="code" value="${code}"><input type="hidden" name="do" value="${what}">
    <textarea class="form-control" name="body" rows="4" maxlength="10000" required aria-label="${label}"></textarea>
    <button class="btn btn-primary">${label}</button></form>`
}

const nothingSaid = new Failure('invalid-input', {
  en: 'Say what happened, in at most 10,000 characters',
  zh: '请说明发生了什么，最多 10000 个字符',
})
