import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { badge, card, empty, stat, stats } from '../../platform/web/card.ts'
import { type Column, dataTable, sliceIn } from '../../platform/web/data-table.ts'
import { filterForm } from '../../platform/web/filter.ts'
import { day, formatNumber, formatShare } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { requestStates } from '../desk/model.ts'
import type { Answers, Form } from '../forms/model.ts'
import { getForms } from '../forms/service.ts'
import { grantStates } from '../grants/model.ts'
import { words } from './messages.ts'
import type { FormTimes, GroupTimes, RegisterRow } from './model.ts'
import * as service from './service.ts'

const size = 50

export const registersPage: Page = {
  path: '/registers',
  permission: 'requests.ask',
  navigation: { title: words.registers, icon: 'ledger', area: 'desk', order: 3 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const forms = (await getForms(ctx)).filter(({ register }) => register.length > 0)
    const here = forms.find(({ id }) => id === query.get('form')) ?? forms[0]
    const text = query.get('text')?.slice(0, 200) ?? ''
    if (!here) return { title: words.registers, content: empty(words.none[locale]) }
    const { form, rows, total, names } = await service.getRegister(ctx, here.id, {
      text: text || undefined,
      ...sliceIn(query, size),
    })
    const table = dataTable({
      rows,
      columns: registerColumns(form, names, locale),
      locale,
      query,
      caption: form.title[locale],
      size,
      total,
      none: empty(words.none[locale]),
    })
    return {
      title: words.registers,
      lead: words.lead[locale],
      content: card(
        form.title[locale],
        [
          filterForm(
            '/registers',
            { text, label: words.find[locale], choices: [kindChoice(forms, form.id, locale)] },
            locale,
          ),
          table,
        ],
        formatNumber(total, locale),
      ),
    }
  },
}

function kindChoice(forms: readonly Form[], here: string, locale: Locale): Markup {
  return html`<select class="form-select" name="form" aria-label="${words.form[locale]}">${forms.map(
    ({ id, title }) => html`<option value="${id}"${id === here && ' selected'}>${title[locale]}</option>`,
  )}</select>`
}

function registerColumns(form: Form, names: Map<string, string>, locale: Locale): Column<RegisterRow>[] {
  const fields = form.sections.flatMap(section => section.fields)
  const own = form.register.flatMap(id => fields.find(field => field.id === id) ?? [])
  return [
    {
      id: 'title',
      title: words.request[locale],
      cell: ({ number, title }) => html`<a class="strong" href="/requests/${number}">${title}</a>`,
    },
    ...own.map(
      ({ id, label, options = [] }): Column<RegisterRow> => ({
        id,
        title: label[locale],
        cell: ({ answers }) =>
          shown(answers[id] ?? null, new Map(options.map(option => [option.id, option.label[locale]])), locale),
      }),
    ),
    { id: 'state', title: words.state[locale], cell: row => html`${requestStates[row.state][locale]}${waiting(row)}` },
    { id: 'grant', title: words.grant[locale], cell: ({ grant }) => grantCell(grant, locale) },
    { id: 'requester', title: words.requester[locale], cell: ({ requester }) => names.get(requester) ?? '–' },
    { id: 'submitted', title: words.submitted[locale], cell: ({ submittedAt }) => day(submittedAt, locale) },
  ]
}

/** On whom it waits. */
function waiting({ waitingOn }: RegisterRow): Markup | string {
  return waitingOn.length === 0 ? '' : html`<div class="small">${waitingOn.join(', ')}</div>`
}

function shown(answer: Answers[string], options: Map<string, string>, locale: Locale): string {
  if (answer === null) return '–'
  if (typeof answer === 'boolean') return (answer ? words.yes : words.no)[locale]
  if (Array.isArray(answer)) return answer.map(one => options.get(one) ?? one).join(', ')
  return options.get(String(answer)) ?? String(answer)
}

function grantCell(grant: RegisterRow['grant'], locale: Locale): Markup | string {
  if (!grant) return '–'
  const until =
    grant.validUntil && html` <span class="small">${words.until[locale]} ${day(grant.validUntil, locale)}</span>`
  return html`<a href="/grants/${grant.id}">${badge(grantStates[grant.state][locale], grant.state === 'active' ? 'good' : 'plain')}</a>${until}`
}

export const numbersPage: Page = {
  path: '/numbers',
  permission: 'requests.read',
  navigation: { title: words.numbers, icon: 'job', area: 'desk', order: 5 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const { all, forms, groups } = await service.getNumbers(ctx)
    const titles = new Map((await getForms(ctx)).map(({ id, title }) => [id, title[locale]]))
    const table = <Row>(rows: Row[], columns: Column<Row>[], caption: string) =>
      card(caption, dataTable({ rows, columns, locale, query, caption, none: empty(words.none[locale]) }))
    return {
      title: words.numbers,
      lead: words.numbersLead[locale],
      content: html`${stats(
        stat(words.handled[locale], formatNumber(all.handled, locale)),
        stat(words.open[locale], formatNumber(all.open, locale)),
        stat(words.byRule[locale], all.handled === 0 ? '–' : formatShare(all.byRule / all.handled, locale)),
        stat(words.median[locale], duration(all.medianHours, locale)),
        stat(words.p90[locale], duration(all.p90Hours, locale)),
        stat(words.satisfaction[locale], all.satisfaction === null ? '–' : formatNumber(all.satisfaction, locale, 1)),
      )}${table(forms, formColumns(titles, locale), words.form[locale])}${table(groups, groupColumns(locale), words.group[locale])}`,
    }
  },
}

function formColumns(titles: Map<string, string>, locale: Locale): Column<FormTimes>[] {
  return [
    {
      id: 'form',
      title: words.form[locale],
      by: row => row.form,
      cell: ({ form }) => html`<a href="/requests?view=all&form=${form}">${titles.get(form) ?? form}</a>`,
    },
    numeric('handled', words.handled[locale], row => row.handled),
    numeric('open', words.open[locale], row => row.open),
    numeric('byRule', words.byRule[locale], row => row.byRule),
    timed('median', words.median[locale], row => row.medianHours, locale),
    timed('p90', words.p90[locale], row => row.p90Hours, locale),
    {
      id: 'satisfaction',
      title: words.satisfaction[locale],
      numeric: true,
      cell: row => (row.satisfaction === null ? '–' : formatNumber(row.satisfaction, locale, 1)),
    },
  ]
}

function groupColumns(locale: Locale): Column<GroupTimes>[] {
  return [
    { id: 'group', title: words.group[locale], by: row => row.group, cell: ({ group }) => group },
    numeric('answered', words.answered[locale], row => row.answered),
    numeric('late', words.late[locale], row => row.late),
    timed('median', words.median[locale], row => row.medianHours, locale),
  ]
}

function numeric<Row>(id: string, title: string, value: (row: Row) => number): Column<Row> {
  return { id, title, numeric: true, first: 'desc', by: value, cell: value }
}

function timed<Row>(id: string, title: string, hours: (row: Row) => number | null, locale: Locale): Column<Row> {
  return {
    id,
    title,
    numeric: true,
    first: 'desc',
    by: row => hours(row) ?? undefined,
    cell: row => duration(hours(row), locale),
  }
}

/** In the unit that says it shortest. */
function duration(hours: number | null, locale: Locale): string {
  if (hours === null) return '–'
  if (hours < 1) return words.minutes(formatNumber(hours * 60, locale))[locale]
  if (hours < 48) return words.hours(formatNumber(hours, locale, 1))[locale]
  return words.days(formatNumber(hours / 24, locale, 1))[locale]
}
