import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import { type Locale, locales, type Text } from '../../lib/text/text.ts'
import { wallTimeAt } from '../../lib/wall-clock/wall-clock.ts'
import type { Zone } from '../../lib/zones/zone.ts'
import type { Markup } from '../../platform/web/page.ts'
import { attributions, languages, levels, slideRules, words } from './messages.ts'
import { type About, Attribution, type Call, type Content, type Format, Level, type Question } from './model.ts'

const awayRows = 3

/** What is proposed, to be written in one language or in both. */
export function contentFields(
  { plan }: Call,
  format: Format | undefined,
  questions: readonly Question[],
  content: Content | undefined,
  locale: Locale,
): Markup {
  const topics = new Set(content?.topics)
  const answered = new Set(content?.questions)
  return html`<p class="text-secondary">${words.oneLanguage[locale]}</p>
    ${inputs('title', words.title, content?.title, locale)}
    ${areas('abstract', words.abstract, content?.abstract, 5000, locale)}
    <p class="text-secondary">${words.abstractHint[locale]}</p>
    ${areas('benefit', words.benefit, content?.benefit, 2000, locale)}
    <label>${words.language[locale]} <select class="form-select" name="language">${locales.map(
      language =>
        html`<option value="${language}"${(content?.language ?? locale) === language && ' selected'}>${languages[language][locale]}</option>`,
    )}</select></label>
    <label>${words.level[locale]} <select class="form-select" name="level">${Level.options.map(
      level =>
        html`<option value="${level}"${(content?.level ?? 'intermediate') === level && ' selected'}>${levels[level][locale]}</option>`,
    )}</select></label>
    ${format?.slides === 'forbidden' ? html`<p>${slideRules.forbidden[locale]}</p>` : slidesBox(format, content, locale)}
    ${boxes(
      'topics',
      words.topics,
      plan.topics.map(({ id, name }) => ({ id, text: name })),
      topics,
      locale,
    )}
    ${boxes('questions', words.answers, questions, answered, locale)}`
}

/** One's own name, consent and times: what only a speaker may say of themselves. */
export function aboutFields(about: Partial<About>, prefix: string, zone: Zone, locale: Locale): Markup {
  const line = (name: string, label: Text, value = '', required = false) =>
    html`<label>${label[locale]} <input class="form-control" name="${prefix}${name}" maxlength="200" value="${value}"${required && ' required'}></label>`
  return html`${line('name', words.name, about.name, true)}${line('employer', words.employer, about.employer)}${line('handle', words.handle, about.handle)}
    ${areas(`${prefix}bio`, words.bio, about.bio, 2000, locale)}
    <label>${words.attribution[locale]} <select class="form-select" name="${prefix}attribution">${Attribution.options.map(
      way =>
        html`<option value="${way}"${(about.attribution ?? 'name') === way && ' selected'}>${attributions[way][locale]}</option>`,
    )}</select></label>
    ${line('pen-name', words.penName, about.penName)}
    <label><span><input class="form-check-input" type="checkbox" name="${prefix}record"${about.mayRecord && ' checked'}> ${words.mayRecord[locale]}</span></label>
    ${Array.from({ length: awayRows }, (_, at) => {
      const away = about.away?.[at]
      return html`<div class="row-line"><label>${words.awayFrom[locale]} <input class="form-control" type="datetime-local" name="${prefix}away${at}-from" value="${away ? wallTimeAt(away.from, zone).text.slice(0, 16) : ''}"></label>
        <label>${words.awayTo[locale]} <input class="form-control" type="datetime-local" name="${prefix}away${at}-to" value="${away ? wallTimeAt(away.to, zone).text.slice(0, 16) : ''}"></label></div>`
    })}<p class="small">${zone.name}</p>`
}

/** As many rows as the format has places. */
export function speakerRows(format: Format, locale: Locale): Markup {
  const places = format.roles.flatMap(({ id, name, min, max }) =>
    Array.from({ length: max }, (_, at) => ({ id, name, isNeeded: at < min })),
  )
  const field = (name: string, label: Text, type: string, required: boolean) =>
    html`<label>${label[locale]} <input class="form-control" type="${type}" name="${name}" maxlength="200"${required && ' required'}></label>`
  return html`${places.map(
    ({ id, name, isNeeded }, at) => html`<fieldset class="filters"><legend>${either(name, locale)}</legend>
      <input type="hidden" name="s${at}-role" value="${id}">
      ${field(`s${at}-name`, words.name, 'text', isNeeded)}${field(`s${at}-email`, words.email, 'email', isNeeded)}
      ${field(`s${at}-employer`, words.employer, 'text', false)}${field(`s${at}-handle`, words.handle, 'text', false)}</fieldset>`,
  )}${places.some(({ isNeeded }) => !isNeeded) && html`<p class="text-secondary">${words.emptyRow[locale]}</p>`}
    ${
      format.roles.length > 1 &&
      html`<label>${words.you[locale]} <select class="form-select" name="own">${format.roles.map(
        ({ id, name }) => html`<option value="${id}">${either(name, locale)}</option>`,
      )}</select></label>`
    }`
}

function slidesBox(format: Format | undefined, content: Content | undefined, locale: Locale): Markup {
  const isOn = content?.slides ?? format?.slides === 'required'
  return html`<label><span><input class="form-check-input" type="checkbox" name="slides"${isOn && ' checked'}> ${words.slides[locale]}</span></label>`
}

function inputs(name: string, label: Text, value: Text | undefined, locale: Locale): Markup {
  return html`${locales.map(
    language =>
      html`<label>${label[locale]} (${languages[language][locale]}) <input class="form-control" name="${name}-${language}" lang="${language}" maxlength="200" value="${value?.[language] ?? ''}"></label>`,
  )}`
}

function areas(name: string, label: Text, value: Text | undefined, most: number, locale: Locale): Markup {
  return html`${locales.map(
    language =>
      html`<label>${label[locale]} (${languages[language][locale]}) <textarea class="form-control" name="${name}-${language}" lang="${language}" rows="4" maxlength="${most}">${value?.[language] ?? ''}</textarea></label>`,
  )}`
}

function boxes(
  name: string,
  label: Text,
  options: readonly { id: string; text: Text }[],
  chosen: ReadonlySet<string>,
  locale: Locale,
): Markup | false {
  if (options.length === 0) return false
  return html`<fieldset class="choices"><legend>${label[locale]}</legend>${options.map(
    ({ id, text }) =>
      html`<label><input class="form-check-input" type="checkbox" name="${name}" value="${id}"${chosen.has(id) && ' checked'}> ${either(text, locale)}</label>`,
  )}</fieldset>`
}
