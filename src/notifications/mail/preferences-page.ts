import { html } from 'hono/html'
import { getAccount } from '../../access/accounts/service.ts'
import { type Locale, verbatim } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, card } from '../../platform/web/card.ts'
import { tags } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import * as letters from './letters/service.ts'
import { deliveries, kinds, words } from './messages.ts'
import { Delivery, MailPreferences } from './model.ts'

const path = '/inbox/preferences'
const above = [{ title: words.inbox, href: '/inbox' }]
const daysOfTheWeek = [1, 2, 3, 4, 5, 6, 7]

export const preferencesPage: Page = {
  path,
  permission: 'requests.ask',
  async render(ctx, { query }) {
    const { locale } = ctx
    const [preferences, account] = await Promise.all([letters.getPreferences(ctx), getAccount(ctx, ctx.actor.id)])
    return {
      title: words.preferences,
      lead: words.preferencesLead[locale],
      above,
      content: html`${query.has('saved') && alert(words.saved[locale], 'good')}
        ${account.email === null && alert(words.noAddress[locale], 'warn')}
        <form method="post" action="${path}">
          ${card(words.usually[locale], usual(preferences, locale))}
          ${card(words.quietHours[locale], quietHours(preferences, account.timeZone ?? 'UTC', locale))}
          ${card(words.exceptions[locale], exceptions(preferences, locale))}
          <div class="actions"><button class="btn btn-primary">${words.save[locale]}</button></div>
        </form>`,
    }
  },
}

export const preferencesForm: Form = {
  path,
  permission: 'requests.ask',
  async submit(ctx, { form }) {
    const preferences = MailPreferences.safeParse(preferencesIn(form))
    if (!preferences.success) throw badInput
    await letters.setPreferences(ctx, preferences.data)
    return { redirect: `${path}?saved` }
  },
}

/** An exception is a field of its own: `kind:request.assigned`. */
function preferencesIn(form: FormData) {
  const exceptions = [...form].flatMap(([name, value]) =>
    name.startsWith('kind:') && value !== '' ? [[name.slice('kind:'.length), value]] : [],
  )
  const [from, to] = [form.get('quietFrom'), form.get('quietTo')]
  return {
    mail: form.get('mail'),
    kinds: Object.fromEntries(exceptions),
    quietHours: from || to ? { from, to } : null,
    digestHour: Number(form.get('digestHour') ?? Number.NaN),
    digestDay: Number(form.get('digestDay') ?? Number.NaN),
  }
}

function usual({ mail, digestHour, digestDay }: MailPreferences, locale: Locale): Markup {
  const hours = Array.from({ length: 24 }, (_, hour): [string, string] => [
    String(hour),
    `${String(hour).padStart(2, '0')}:00`,
  ])
  return html`<div class="filters">
    ${select('mail', words.usually[locale], options(locale), mail)}
    ${select('digestHour', words.digestHour[locale], hours, String(digestHour))}
    ${select(
      'digestDay',
      words.digestDay[locale],
      daysOfTheWeek.map(day => [String(day), nameOfDay(day, locale)]),
      String(digestDay),
    )}</div>`
}

function quietHours({ quietHours }: MailPreferences, zone: string, locale: Locale): Markup {
  return html`<p>${words.quiet[locale]}</p><div class="filters">
    <label>${words.from[locale]} <input class="form-control" type="time" name="quietFrom" value="${quietHours?.from ?? ''}"></label>
    <label>${words.to[locale]} <input class="form-control" type="time" name="quietTo" value="${quietHours?.to ?? ''}"></label></div>
    <p class="text-secondary">${words.zone(zone)[locale]}</p>`
}

function exceptions(preferences: MailPreferences, locale: Locale): Markup {
  const names = new Set([...Object.keys(kinds), ...Object.keys(preferences.kinds)])
  const choices: [string, string][] = [['', words.asUsual[locale]], ...options(locale)]
  return html`<div class="filters">${[...names].map(kind =>
    select(`kind:${kind}`, (kinds[kind] ?? verbatim(kind))[locale], choices, preferences.kinds[kind] ?? ''),
  )}</div>`
}

function options(locale: Locale) {
  return Delivery.options.map((delivery): [string, string] => [delivery, deliveries[delivery][locale]])
}

function select(name: string, label: string, choices: [string, string][], chosen: string): Markup {
  return html`<label>${label} <select class="form-select" name="${name}">${choices.map(
    ([value, text]) => html`<option value="${value}"${value === chosen && ' selected'}>${text}</option>`,
  )}</select></label>`
}

/** The first of January 2024 was a Monday. */
function nameOfDay(day: number, locale: Locale) {
  return new Intl.DateTimeFormat(tags[locale], { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, day)),
  )
}

const badInput = new Failure('invalid-input', {
  en: 'Quiet hours take two times, or none; choose the rest from the lists',
  zh: '免打扰时段需填写两个时间，或都不填；其余项请从列表中选择',
})
