import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import type { Markup } from '../../platform/web/page.ts'
import { words } from './messages.ts'

/** What it is about, for forms and filters. */
export function subjectFields(locale: Locale, query = new URLSearchParams()): Markup {
  return html`${(['project', 'organization', 'event'] as const).map(
    name =>
      html`<label>${words[name][locale]} <input class="form-control" name="${name}" maxlength="200" value="${query.get(name) ?? ''}"></label>`,
  )}<p class="small">${words.aboutHint[locale]}</p>`
}
