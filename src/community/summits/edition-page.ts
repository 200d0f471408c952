import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale, Text } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { card, disclosure, facts } from '../../platform/web/card.ts'
import { day } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import { readWritten, writtenFields } from '../../platform/web/written.ts'
import { words } from './messages.ts'
import { type Asked, type Edition, EditionState, NewEdition, NewNomination, stateNames } from './model.ts'

export function aboutCard({ about }: Edition, locale: Locale): Markup {
  const said = (name: Text, text: Text): [string, Markup][] =>
    either(text, locale) ? [[name[locale], html`<span class="lines">${either(text, locale)}</span>`]] : []
  return card(
    words.about[locale],
    facts([
      ...said(words.purpose, about.purpose),
      [words.day[locale], day(about.day, locale)],
      ...said(words.place, about.place),
      [words.capacity[locale], about.capacity],
      [words.nominateUntil[locale], day(about.nominateUntil, locale)],
    ]),
  )
}

export function criteriaCard({ about }: Edition, locale: Locale): Markup {
  const items = about.criteria.map(
    ({ title, why }) =>
      html`<li><b>${either(title, locale)}</b><br><span class="small">${either(why, locale)}</span></li>`,
  )
  return card(words.criteria[locale], html`<ol>${items}</ol>`)
}

/** Evidence by criterion, folded so that one sees all that is asked. */
export function nominationForm(action: string, { about }: Edition, locale: Locale): Markup {
  return html`<form class="stack wide" method="post" action="${action}">
    <label><span><input class="form-check-input" type="checkbox" name="self" value="yes" checked> ${words.isSelf[locale]}</span></label>
    <label>${words.person[locale]} <input class="form-control" name="name" required maxlength="200"></label>
    <label>${words.email[locale]} <input class="form-control" type="email" name="email" required maxlength="320"></label>
    <label>${words.organization[locale]} <input class="form-control" name="organization" maxlength="300"></label>
    <fieldset class="stack wide"><legend class="strong">${words.evidence[locale]} · ${words.minimum[locale]}: ${about.minimum}</legend>${about.criteria.map(
      ({ id, title, why }) =>
        html`<label>${either(title, locale)} <span class="small">${either(why, locale)}</span> <textarea class="form-control" name="evidence-${id}" rows="2" maxlength="2000"></textarea></label>`,
    )}</fieldset>
    <p class="small">${words.kept(String(about.keepMonths))[locale]}</p>
    <button class="btn btn-primary">${words.nominate[locale]}</button></form>`
}

export function readNomination(form: FormData, { about }: Edition): NewNomination {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const input = NewNomination.safeParse({
    ...{ name: text('name'), email: text('email'), organization: text('organization'), isSelf: text('self') === 'yes' },
    evidence: Object.fromEntries(about.criteria.map(({ id }) => [id, text(`evidence-${id}`)])),
  })
  if (input.success) return input.data
  throw new Failure('invalid-input', {
    en: 'A nomination needs a name and an e-mail, and at most 2,000 characters for a criterion',
    zh: '提名需要姓名和邮箱，每项标准最多 2000 个字符',
  })
}

export function editionForm(action: string, edition: Edition | undefined, locale: Locale): Markup {
  const about = edition?.about
  return html`<form class="stack wide" method="post" action="${action}">
    ${!edition && html`<label>${words.id[locale]} <input class="form-control mono" name="id" required pattern="[a-z][a-z0-9\\-]{0,39}" autocomplete="off"><span class="small">${words.idHint[locale]}</span></label>`}
    ${writtenFields('name', words.name[locale], edition?.name, { max: 300, locale })}
    <label>${words.state[locale]} <select class="form-select" name="state">${EditionState.options.map(
      id => html`<option value="${id}"${edition?.state === id && ' selected'}>${stateNames[id][locale]}</option>`,
    )}</select></label>
    <label><span><input class="form-check-input" type="checkbox" name="published" value="yes"${edition?.published && ' checked'}> ${words.published[locale]}</span></label>
    <label>${words.committee[locale]} <input class="form-control mono" name="committee" maxlength="60" value="${about?.committee ?? ''}"></label>
    ${writtenFields('purpose', words.purpose[locale], about?.purpose, { rows: 2, locale })}
    ${writtenFields('place', words.place[locale], about?.place, { locale })}
    <label>${words.day[locale]} <input class="form-control" type="date" name="day" value="${about?.day ?? ''}"></label>
    <label>${words.nominateUntil[locale]} <input class="form-control" type="date" name="nominateUntil" value="${about?.nominateUntil ?? ''}"></label>
    ${numberField('capacity', words.capacity[locale], about?.capacity ?? 50, 1000)}
    ${numberField('answerDays', words.answerDays[locale], about?.answerDays ?? 14, 90)}
    ${numberField('keepMonths', words.keepMonths[locale], about?.keepMonths ?? 24, 120)}
    ${numberField('minimum', words.minimum[locale], about?.minimum ?? 3, 30)}
    ${edition && asked('criteria', words.criteria, edition.about.criteria, locale)}
    ${edition && asked('tasks', words.tasks, edition.about.tasks, locale)}
    <button class="btn btn-primary">${(edition ? words.save : words.create)[locale]}</button></form>`
}

function numberField(name: string, label: string, value: number, max: number): Markup {
  return html`<label>${label} <input class="form-control" type="number" name="${name}" min="${name === 'minimum' ? 0 : 1}" max="${max}" value="${value}" required></label>`
}

function asked(name: string, title: Text, items: Asked[], locale: Locale): Markup {
  const lines = items.map(({ id, title, why }) => [id, title.en, title.zh, why.en, why.zh].join(' | '))
  return disclosure(
    title[locale],
    html`<label class="small">${words.criteriaFormat[locale]} <textarea class="form-control" name="${name}" rows="10" aria-label="${title[locale]}">${lines.join('\n')}</textarea></label>`,
  )
}

export function readEdition(form: FormData, id: string): NewEdition {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const lists = Object.fromEntries(
    ['criteria', 'tasks'].flatMap(name => (form.has(name) ? [[name, readAsked(text(name))]] : [])),
  )
  const input = NewEdition.safeParse({
    id,
    name: readWritten(form, 'name'),
    state: text('state') || undefined,
    published: text('published') === 'yes',
    about: {
      ...{ purpose: readWritten(form, 'purpose'), place: readWritten(form, 'place') },
      ...{ day: text('day') || null, nominateUntil: text('nominateUntil') || null, committee: text('committee') },
      ...{
        capacity: Number(text('capacity')),
        answerDays: Number(text('answerDays')),
        minimum: Number(text('minimum')),
        keepMonths: Number(text('keepMonths')),
      },
      ...lists,
    },
  })
  if (input.success) return input.data
  throw new Failure('invalid-input', {
    en: 'A summit needs a short name, a name in one language at least, and each criterion and task an id and a title',
    zh: '峰会需要短名称、至少一种语言的名称；每项标准和任务需要编号与标题',
  })
}

function readAsked(lines: string): unknown[] {
  return lines.split('\n').flatMap(line => {
    const [id = '', en = '', zh = '', whyEn = '', whyZh = ''] = line.split('|').map(part => part.trim())
    return line.trim() === '' ? [] : [{ id, title: { en, zh }, why: { en: whyEn, zh: whyZh } }]
  })
}
