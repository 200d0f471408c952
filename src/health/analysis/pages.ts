import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, badge, card, disclosure, empty, postButton } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import { type Answer, mostRows, NewQuery, type ResultFormat, type SavedQuery, type TableDescription } from './model.ts'
import { getQueries, getQuery, removeQuery, saveQuery } from './queries/service.ts'
import { askFacts, getDictionary } from './service.ts'

const permission = 'facts.query'
/** Longer ones do not fit into an address, and are saved instead. */
const longest = 6000

export const factsPage: Page = {
  path: '/facts',
  permission,
  navigation: { title: words.title, icon: 'api', area: 'office', order: 8 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const saved = query.get('saved')
    const sql = (saved === null ? query.get('sql') : (await getQuery(ctx, saved)).sql) ?? ''
    const answer = sql.trim() === '' ? undefined : await askFacts(ctx, sql, mostRows).catch(sentenceOf)
    const mayRemoveAll = ctx.actor.permissions.has('access.manage')
    const mayRemove = ({ owner }: SavedQuery) => owner !== null && (owner === ctx.actor.id || mayRemoveAll)
    return {
      title: words.title,
      lead: words.lead[locale],
      content: html`<div class="grid">${editor(sql, locale)}${dictionaryCard(ctx)}</div>
        <div id="answer">${answer && answerCard(answer, { sql, query, locale })}</div>
        ${sql.trim() !== '' && card(words.saveThis[locale], saveForm(sql, locale))}
        ${card(words.saved[locale], savedTable(await getQueries(ctx), { me: ctx.actor.id, mayRemove, locale }))}
        ${exportCard(locale)}`,
    }
  },
}

export const saveQueryForm: Form = {
  path: '/facts',
  permission,
  async submit(ctx, { form }) {
    const input = NewQuery.safeParse({ ...Object.fromEntries(form), shared: form.get('shared') === 'true' })
    if (!input.success) throw badInput
    const { id } = await saveQuery(ctx, input.data)
    return { redirect: `/facts?saved=${id}` }
  },
}

export const removeQueryForm: Form = {
  path: '/facts/{query}/remove',
  permission,
  async submit(ctx, { params: { query = '' } }) {
    await removeQuery(ctx, query)
    return { redirect: '/facts' }
  },
}

/** A mistake in the question is answered beside it. */
function sentenceOf(error: unknown): Failure {
  if (error instanceof Failure) return error
  throw error
}

function editor(sql: string, locale: Locale): Markup {
  const form = html`<form class="stack wide" method="get" action="/facts#answer">
    <label><span class="visually-hidden">${words.question[locale]}</span>
    <textarea class="form-control mono" name="sql" rows="12" spellcheck="false" autocapitalize="off" autocomplete="off" maxlength="${Math.max(longest, sql.length)}" required>${sql}</textarea></label>
    <p class="text-secondary small">${words.hint[locale]}</p>
    <button class="btn btn-primary">${words.run[locale]}</button></form>`
  return card(words.question[locale], form)
}

function dictionaryCard(ctx: Pick<Context, 'locale'>): Markup {
  const { locale } = ctx
  return card(
    words.dictionary[locale],
    getDictionary(ctx).map(table => describeTable(table, locale)),
  )
}

function exportCard(locale: Locale): Markup {
  const link = html`<a class="btn" href="/facts-files/facts.zip" download>${words.exportZip[locale]}</a>`
  return card(words.takeAway[locale], html`<p>${words.exportLead[locale]}</p><div class="actions">${link}</div>`)
}

interface Asked {
  sql: string
  query: URLSearchParams
  locale: Locale
}

function answerCard(answer: Answer | Failure, { sql, query, locale }: Asked): Markup {
  if (answer instanceof Failure)
    return card(words.answer[locale], alert(html`<span class="lines mono">${answer.text[locale]}</span>`, 'bad'))
  const { columns, rows, isCut } = answer
  const count = formatNumber(rows.length, locale)
  const table = dataTable({
    rows,
    columns: columns.map(({ name, type }, at) => columnOf(name, type, at)),
    ...{ locale, query, size: 100, caption: words.answer[locale], none: empty(words.noRows[locale]) },
  })
  const links = (['csv', 'json', 'parquet'] satisfies ResultFormat[]).map(
    format =>
      html`<a class="btn" href="/facts-files/answer.${format}?sql=${encodeURIComponent(sql)}" download>${words.download(format === 'parquet' ? 'Parquet' : format.toUpperCase())[locale]}</a>`,
  )
  return card(
    words.answer[locale],
    [table, html`<div class="filters">${links}</div>`],
    (isCut ? words.cut(count) : words.rows(count))[locale],
  )
}

type Row = Answer['rows'][number]

function columnOf(name: string, type: string, at: number): Column<Row> {
  const numeric = /INT|DOUBLE|FLOAT|DECIMAL/.test(type)
  return {
    id: `c${at}`,
    title: name,
    ...(numeric && { numeric }),
    by: row => sortable(row[at]),
    cell: row => shown(row[at]),
  }
}

function sortable(cell: Row[number] | undefined) {
  if (cell === null || cell === undefined) return undefined
  return typeof cell === 'boolean' ? Number(cell) : cell
}

/** As it is: a number is not rounded, and a year has no comma. */
function shown(cell: Row[number] | undefined): Markup | string {
  if (cell === null || cell === undefined) return html`<span class="text-secondary">–</span>`
  return String(cell).replace(/ 00:00:00$/, '')
}

function saveForm(sql: string, locale: Locale): Markup {
  return html`<form class="stack" method="post" action="/facts"><input type="hidden" name="sql" value="${sql}">
    <label>${words.name[locale]} <input class="form-control" name="name" required maxlength="200"></label>
    <fieldset class="choices"><legend class="visually-hidden">${words.share[locale]}</legend><label><input class="form-check-input" type="checkbox" name="shared" value="true"> ${words.share[locale]}</label></fieldset>
    <button class="btn">${words.save[locale]}</button></form>`
}

interface Reader {
  me: string
  mayRemove(query: SavedQuery): boolean
  locale: Locale
}

function savedTable(queries: SavedQuery[], { me, mayRemove, locale }: Reader): Markup {
  const remove: Column<SavedQuery> = {
    id: 'remove',
    title: words.remove[locale],
    cell: query => mayRemove(query) && postButton(`/facts/${query.id}/remove`, words.remove[locale]),
  }
  return dataTable({
    rows: queries,
    columns: [
      {
        id: 'name',
        title: words.name[locale],
        cell: ({ id, name }) => html`<a class="strong" href="/facts?saved=${id}">${name}</a>`,
      },
      { id: 'kind', title: words.kind[locale], cell: query => whose(query, me, locale) },
      ...(queries.some(mayRemove) ? [remove] : []),
    ],
    ...{ locale, query: new URLSearchParams(), size: 1000, caption: words.saved[locale], none: '' },
  })
}

function whose({ owner, shared }: SavedQuery, me: string, locale: Locale): Markup {
  if (owner === null) return html`<span class="text-secondary">${words.ships[locale]}</span>`
  return html`${owner === me && badge(words.own[locale])} ${shared && badge(words.shared[locale], 'info')}`
}

function describeTable({ name, meaning, source, columns }: TableDescription, locale: Locale): Markup {
  const table = dataTable({
    rows: columns,
    columns: [
      { id: 'column', title: words.column[locale], cell: ({ name }) => html`<code>${name}</code>` },
      { id: 'type', title: words.type[locale], cell: ({ type }) => html`<code>${type}</code>` },
      { id: 'meaning', title: words.meaning[locale], cell: ({ meaning }) => meaning },
      { id: 'unit', title: words.unit[locale], cell: ({ unit }) => unit ?? '–' },
    ],
    ...{ locale, query: new URLSearchParams(), size: 1000, caption: name, none: '' },
  })
  const summary = html`<code>${name}</code> <span class="text-secondary">${meaning}</span>`
  return disclosure(summary, [html`<p class="text-secondary small">${words.source(source)[locale]}</p>`, table])
}

const badInput = new Failure('invalid-input', {
  en: 'A saved question needs a name of at most 200 characters, and at most 20,000 characters of SQL',
  zh: '保存查询需要不超过 200 个字符的名称，且 SQL 不超过 20,000 个字符',
})
