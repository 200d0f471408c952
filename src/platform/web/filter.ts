import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { words } from './messages.ts'
import type { Markup } from './page.ts'

/** A box for words and whatever further choices; what is asked stands in the address. */
export function filterForm(
  action: string,
  {
    text,
    label,
    choices = [],
    keep = {},
  }: {
    text: string
    label: string
    choices?: Markup[]
    /** Of the query, what is to stay as it is. */
    keep?: Record<string, string | null>
  },
  locale: Locale,
): Markup {
  return html`<form class="filters" method="get" action="${action}" role="search">
    <input class="form-control" type="search" name="text" value="${text}" placeholder="${label}" aria-label="${label}" maxlength="200">
    ${choices}${Object.entries(keep).map(([name, value]) => value && html`<input type="hidden" name="${name}" value="${value}">`)}
    <button class="btn">${words.filter[locale]}</button></form>`
}

/** One of several; the first stands for any. */
export function choice(
  name: string,
  any: string,
  options: (readonly [string, string])[],
  query: URLSearchParams,
): Markup {
  return html`<select class="form-select" name="${name}" aria-label="${any}"><option value="">${any}</option>${options.map(
    ([value, text]) => html`<option value="${value}"${query.get(name) === value && ' selected'}>${text}</option>`,
  )}</select>`
}
