import { html } from 'hono/html'
import { type Locale, locales } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { badge } from '../../platform/web/card.ts'
import { words as shellWords } from '../../platform/web/messages.ts'
import type { Markup } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import type { Webhook } from './model.ts'

export const above = [{ title: words.webhooks, href: '/webhooks' }]

/** Words of a text field; undefined of an empty one. */
export function wordsIn(field: unknown): string[] | undefined {
  const found = typeof field === 'string' ? field.split(/[\s,]+/).filter(Boolean) : []
  return found.length > 0 ? found : undefined
}

export function stateBadge({ active, failingSince, disabledAt }: Webhook, locale: Locale): Markup {
  if (disabledAt) return badge(words.disabled[locale], 'bad')
  if (!active) return badge(words.paused[locale])
  return failingSince ? badge(words.failing[locale], 'warn') : badge(words.active[locale], 'good')
}

export function languageSelect(chosen: Locale, locale: Locale): Markup {
  return html`<label>${words.language[locale]} <select class="form-select" name="locale">${locales.map(
    option =>
      html`<option value="${option}"${option === chosen && ' selected'}>${shellWords.languages[option][locale]}</option>`,
  )}</select></label>`
}

export const badWebhook = new Failure('invalid-input', {
  en: 'A webhook needs a name, an address that starts with https:// or http://, and events such as request.* or *',
  zh: 'Webhook 需要名称、以 https:// 或 http:// 开头的地址，以及事件（如 request.* 或 *）',
})
