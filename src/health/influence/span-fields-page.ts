import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import type { Markup } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import { InfluenceInterval, InfluenceWish } from './model.ts'

type Span = Pick<InfluenceWish, 'from' | 'to' | 'interval' | 'scope' | 'projects'>

/** Fields of the period, the interval and the projects. */
export function spanFields({ from, to, interval, scope, projects }: Span, locale: Locale): Markup {
  const intervals = InfluenceInterval.options.map(one => [one, words.intervals[one][locale]] as const)
  const scopes = InfluenceWish.shape.scope.unwrap().options.map(one => [one, words.scopes[one][locale]] as const)
  return html`<label>${words.from[locale]} <input class="form-control" type="date" name="from" value="${from ?? ''}"></label>
    <label>${words.to[locale]} <input class="form-control" type="date" name="to" value="${to ?? ''}"></label>
    ${choices('interval', words.interval[locale], intervals, interval)}${choices('scope', words.scope[locale], scopes, scope)}
    ${projects && html`<input type="hidden" name="projects" value="${projects}">`}`
}

/** One of several. */
export function choices(
  name: string,
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
): Markup {
  return html`<label>${label} <select class="form-select" name="${name}">${options.map(
    ([value, text]) => html`<option value="${value}"${value === chosen && ' selected'}>${text}</option>`,
  )}</select></label>`
}
