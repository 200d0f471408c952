import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { alert, badge, card, disclosure, empty } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { choice } from '../../platform/web/filter.ts'
import { formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { findAccountCalled, getNames } from '../accounts/service.ts'
import { findDifferences } from './difference.ts'
import { problems, verbs, words } from './messages.ts'
import type { LedgerEntry } from './model.ts'
import * as service from './service.ts'

const entriesOnPage = 100

export const ledgerPage: Page = {
  path: '/ledger',
  permission: 'ledger.read',
  navigation: { title: words.ledger, icon: 'ledger', area: 'administration', order: 4 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const entries = await service.findEntries(ctx, await searchOf(ctx, query))
    const names = await namesIn(ctx, entries)
    const table = dataTable({
      rows: entries,
      columns: columns(names, locale),
      locale,
      query: new URLSearchParams(),
      caption: words.entries[locale],
      size: entriesOnPage,
      none: empty(words.none[locale]),
    })
    const count = words.count(formatNumber(await service.countEntries(ctx), locale))[locale]
    return {
      title: words.ledger,
      lead: words.lead[locale],
      content: html`${card(words.entries[locale], [filters(query, locale), table, turning(entries, query, locale)], count)}
        ${card(words.verify[locale], verifyForm(locale))}
        ${ctx.actor.permissions.has('ledger.erase') && card(words.erase[locale], eraseForm(query, locale))}`,
    }
  },
}

export const verifyLedgerForm: Form = {
  path: '/ledger/verify',
  permission: 'ledger.read',
  async submit(ctx, { form }) {
    const { locale } = ctx
    const anchor = String(form.get('anchor') ?? '')
      .trim()
      .toLowerCase()
    const { entries, erased, hash, broken } = await service.verifyLedger(ctx, anchor || undefined)
    const [all, gone] = [formatNumber(entries, locale), formatNumber(erased, locale)]
    const result = broken
      ? alert(problems[broken.problem](String(broken.seq))[locale], 'bad')
      : alert(words.intact(all, gone)[locale], 'good')
    return {
      title: words.result,
      above: [{ title: words.ledger, href: '/ledger' }],
      content: html`${result}${card(
        words.newestHash[locale],
        html`<p class="mono">${hash}</p><div class="actions"><button class="btn" type="button" data-copy="${hash}">${words.copy[locale]}</button><a class="btn" href="/ledger">${words.back[locale]}</a></div>`,
      )}`,
    }
  },
}

/** Of what is asked, only what can be a search: a wrong day or number finds what none finds. */
async function searchOf(ctx: Context, query: URLSearchParams) {
  const text = (name: string) => query.get(name)?.trim().slice(0, 320) || undefined
  const day = (name: string) => (/^\d{4}-\d\d-\d\d$/.test(text(name) ?? '') ? text(name) : undefined)
  const who = text('who')
  const before = Number(text('before'))
  return {
    verb: text('verb'),
    actor: who && ((await findAccountCalled(ctx, who))?.id ?? who),
    subject: { kind: text('kind'), id: text('id') },
    from: day('from'),
    to: day('to'),
    before: Number.isSafeInteger(before) && before > 0 ? before : undefined,
    limit: entriesOnPage,
    newestFirst: true,
  }
}

function namesIn(ctx: Context, entries: readonly LedgerEntry[]) {
  const subjects = entries.flatMap(({ subject }) => (subject.kind === 'account' ? [subject.id] : []))
  const actors = entries.flatMap(({ actor, actingFor }) => (actingFor ? [actor, actingFor] : [actor]))
  return getNames(ctx, [...actors, ...subjects])
}

function columns(names: Map<string, string>, locale: Locale): Column<LedgerEntry>[] {
  const named = (id: string) => (id === 'system' ? words.office[locale] : (names.get(id) ?? id))
  return [
    { id: 'seq', title: words.number[locale], numeric: true, cell: ({ seq }) => seq },
    {
      id: 'at',
      title: words.when[locale],
      cell: ({ at }) => html`<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time>`,
    },
    {
      id: 'who',
      title: words.who[locale],
      cell: ({ actor, actingFor }) =>
        html`${named(actor)}${actingFor && html` <span class="small">${words.inPlaceOf(named(actingFor))[locale]}</span>`}`,
    },
    { id: 'what', title: words.what[locale], cell: ({ verb }) => service.nameVerb(verb)[locale] },
    { id: 'subject', title: words.subject[locale], cell: entry => subjectOf(entry, names) },
    { id: 'details', title: words.details[locale], cell: entry => detailOf(entry, locale) },
  ]
}

const homes: Record<string, string> = { account: '/accounts/', group: '/groups/' }

function subjectOf({ subject: { kind, id } }: LedgerEntry, names: Map<string, string>): Markup {
  const home = homes[kind]
  const name = names.get(id) ?? id
  return html`<span class="small">${kind}</span> ${home ? html`<a href="${home}${encodeURIComponent(id)}">${name}</a>` : name}`
}

function detailOf({ detail, erasedAt }: LedgerEntry, locale: Locale): Markup | string {
  if (erasedAt) return badge(words.erased[locale], 'plain', erasedAt)
  const differences = findDifferences(detail?.before, detail?.after)
  const why = detail?.why && html`<p>${words.why[locale]}: ${detail.why}</p>`
  if (differences.length === 0) return why || '–'
  return disclosure(
    differences
      .map(({ path }) => path)
      .slice(0, 4)
      .join(', '),
    [
      html`<table class="table data keep"><thead><tr><th scope="col">${words.field[locale]}</th><th scope="col">${words.before[locale]}</th><th scope="col">${words.after[locale]}</th></tr></thead>
      <tbody>${differences.map(
        ({ path, before, after }) =>
          html`<tr><th scope="row" class="mono">${path}</th><td>${before === undefined ? '–' : html`<del>${before}</del>`}</td><td>${after === undefined ? '–' : html`<ins>${after}</ins>`}</td></tr>`,
      )}</tbody></table>`,
      why,
    ],
  )
}

function filters(query: URLSearchParams, locale: Locale): Markup {
  const box = (name: string, label: string) =>
    html`<input class="form-control" name="${name}" value="${query.get(name) ?? ''}" placeholder="${label}" aria-label="${label}" maxlength="320">`
  const date = (name: string, label: string) =>
    html`<label>${label} <input class="form-control" type="date" name="${name}" value="${query.get(name) ?? ''}"></label>`
  const known = Object.entries(verbs).map(([verb, text]) => [verb, text[locale]] as const)
  return html`<form class="filters" method="get" action="/ledger" role="search">
    ${choice('verb', words.anything[locale], known, query)}${box('who', words.whoHint[locale])}${box('kind', words.kindHint[locale])}${box('id', words.idHint[locale])}
    ${date('from', words.from[locale])}${date('to', words.to[locale])}<button class="btn align-self-end">${words.filter[locale]}</button></form>`
}

/** By number and not by page: what is added meanwhile shifts nothing. */
function turning(entries: readonly LedgerEntry[], query: URLSearchParams, locale: Locale): Markup {
  const last = entries.at(-1)
  const isMore = entries.length === entriesOnPage && last && last.seq > 1
  const next = new URLSearchParams(query)
  next.set('before', String(last?.seq ?? 0))
  const first = new URLSearchParams(query)
  first.delete('before')
  return html`<nav class="paging" aria-label="${words.entries[locale]}">${query.has('before') && html`<a class="btn" href="/ledger?${first}">${words.newest[locale]}</a>`}${isMore && html`<a class="btn" href="/ledger?${next}">${words.older[locale]}</a>`}</nav>`
}

function verifyForm(locale: Locale): Markup {
  return html`<form class="stack" method="post" action="/ledger/verify"><p class="text-secondary">${words.verifyLead[locale]}</p>
    <label>${words.anchor[locale]} <input class="form-control mono" name="anchor" maxlength="64" pattern="[0-9a-fA-F]{64}" autocomplete="off"></label>
    <button class="btn btn-primary">${words.verify[locale]}</button></form>`
}

function eraseForm(query: URLSearchParams, locale: Locale): Markup {
  return html`<form class="stack" method="post" action="/ledger/erase"><p class="text-secondary">${words.eraseLead[locale]}</p>
    <label>${words.entry[locale]} <input class="form-control" name="seq" type="number" min="1"></label>
    <label>${words.account[locale]} <input class="form-control" name="account" maxlength="320" value="${query.get('erase') ?? ''}"></label>
    <label>${words.why[locale]} <input class="form-control" name="why" required maxlength="1000"></label>
    <button class="btn">${words.eraseNow[locale]}</button></form>`
}
