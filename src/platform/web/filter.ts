import { html } from 'hono/html'
import type { Locale, Text } from '../../lib/text/text.ts'
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

/** One of what may be asked for: a choice, a day, or a word. What is usual stands in its place while nothing is asked. */
export function askedField(
  {
    name,
    label,
    choices,
    usual,
  }: { name: string; label: Text; choices?: Readonly<Record<string, Text>> | undefined; usual?: string | undefined },
  query: URLSearchParams,
  locale: Locale,
): Markup {
  const value = query.get(name) ?? ''
  if (!choices) {
    const type = name === 'from' || name === 'to' ? 'date' : 'text'
    return html`<label>${label[locale]} <input class="form-control" type="${type}" name="${name}" value="${value}" placeholder="${usual ?? ''}"></label>`
  }
  const nameOf = (choice: string) => choices[choice]?.[locale] ?? choice
  const options = Object.keys(choices)
    .filter(choice => choice !== usual)
    .map(choice => html`<option value="${choice}"${value === choice && ' selected'}>${nameOf(choice)}</option>`)
  return html`<label>${label[locale]} <select class="form-select" name="${name}"><option value="">${usual === undefined ? '–' : nameOf(usual)}</option>${options}</select></label>`
}
