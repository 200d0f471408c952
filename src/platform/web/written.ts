import { html } from 'hono/html'
import type { Locale, Text } from '../../lib/text/text.ts'
import { tags } from './format.ts'
import { words } from './messages.ts'
import type { Markup } from './page.ts'

const languages = ['en', 'zh'] as const

/** Two fields for what somebody may write in either language, or both: `mission-en`, `mission-zh`. */
export function writtenFields(
  name: string,
  label: string,
  value: Text | undefined,
  { rows = 1, max = 5000, locale }: { rows?: number; max?: number; locale: Locale },
): Markup {
  return html`<fieldset class="stack wide"><legend class="small strong">${label}</legend>${languages.map(language => {
    const said = value?.[language] ?? ''
    const field = `${name}-${language}`
    return html`<label><span class="small">${words.languages[language][locale]}</span> ${
      rows > 1
        ? html`<textarea class="form-control" name="${field}" rows="${rows}" maxlength="${max}" lang="${tags[language]}">${said}</textarea>`
        : html`<input class="form-control" name="${field}" maxlength="${max}" value="${said}" lang="${tags[language]}">`
    }</label>`
  })}</fieldset>`
}

export function readWritten(form: FormData, name: string): Text {
  const read = (language: string) => String(form.get(`${name}-${language}`) ?? '').trim()
  return { en: read('en'), zh: read('zh') }
}
