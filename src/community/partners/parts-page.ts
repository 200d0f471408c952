import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale, Text } from '../../lib/text/text.ts'
import { tabs } from '../../platform/web/card.ts'
import type { Markup } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import { type Partner, pathOf } from './model.ts'

const places = [
  ['/partners', words.partners],
  ['/partner-goals', words.goals],
  ['/partner-agreements', words.agreements],
  ['/partner-activities', words.activities],
  ['/partner-cases', words.cases],
] as const

/** The parts of this feature, each a page. */
export function partTabs(here: (typeof places)[number][0], locale: Locale): Markup {
  return tabs(
    words.partners[locale],
    places.map(([href, text]) => ({ href, text: text[locale], here: href === here })),
  )
}

export function partnerLinks(ids: readonly string[], partners: readonly Partner[], locale: Locale): Markup | string {
  if (ids.length === 0) return '–'
  return html`${ids.map((id, i) => html`${i > 0 && ' · '}<a href="${pathOf.partner(id)}">${nameOf(id, partners, locale)}</a>`)}`
}

export function nameOf(id: string, partners: readonly Partner[], locale: Locale): string {
  const partner = partners.find(each => each.id === id)
  return partner ? either(partner.name, locale) : id
}

/** A box for each partner; those chosen are posted as `partner`. */
export function partnerBoxes(
  partners: readonly Partner[],
  chosen: readonly string[],
  label: string,
  locale: Locale,
): Markup {
  return html`<fieldset class="choices"><legend>${label}</legend>${
    partners.length === 0 ? html`<p class="small">${words.noPartners[locale]}</p>` : ''
  }${partners.map(
    ({ id, name }) =>
      html`<label class="row-line"><input type="checkbox" name="partner" value="${id}"${chosen.includes(id) && ' checked'}> ${either(name, locale)}</label>`,
  )}</fieldset>`
}

export function options<Id extends string>(
  names: Record<Id, Text>,
  chosen: string | undefined,
  locale: Locale,
): Markup {
  return html`${(Object.entries(names) as [Id, Text][]).map(
    ([id, name]) => html`<option value="${id}"${id === chosen && ' selected'}>${name[locale]}</option>`,
  )}`
}

export function idField(locale: Locale): Markup {
  return html`<label>${words.id[locale]} <input class="form-control mono" name="id" maxlength="80" autocomplete="off"><span class="small">${words.idHint[locale]}</span></label>`
}

export function textIn(form: FormData, name: string): string {
  return String(form.get(name) ?? '')
    .replaceAll('\r\n', '\n')
    .trim()
}
