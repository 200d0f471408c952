import { html } from 'hono/html'
import { getNames } from '../../access/accounts/service.ts'
import type { Locale } from '../../lib/text/text.ts'
import { verbatim } from '../../lib/text/text.ts'
import { badge, card, disclosure, empty, facts, postButton } from '../../platform/web/card.ts'
import { type Column, dataTable, sliceIn } from '../../platform/web/data-table.ts'
import { choice, filterForm } from '../../platform/web/filter.ts'
import { day, formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { type Holding, shortKey } from '../inventory/holdings/model.ts'
import { relationNames } from '../inventory/model.ts'
import { listNamedFormats } from '../sbom-formats/convert.ts'
import type { SbomLoss } from '../sbom-formats/sbom-format.ts'
import { sbomFormats } from '../sbom-formats/sbom-formats.ts'
import * as service from './documents/service.ts'
import { words } from './messages.ts'
import { numberOf, type Sbom } from './model.ts'
import { sbomTable, size, subjectOf } from './tables-page.ts'
import { uploadCard } from './upload-page.ts'

export const sbomsPage: Page = {
  path: '/sboms',
  permission: 'office.read',
  navigation: { title: words.sboms, icon: 'file', area: 'supply-chain', order: 3 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const text = query.get('text')?.slice(0, 200) ?? ''
    const format = query.get('format') || undefined
    const { sboms, total } = await service.listSboms(ctx, { text: text || undefined, format, ...sliceIn(query, size) })
    const formats = sbomFormats.map(({ name }) => [name, name] as const)
    const choices = [choice('format', words.anyFormat[locale], formats, query)]
    const form = filterForm('/sboms', { text, label: words.findSbom[locale], choices }, locale)
    const table = sbomTable({ rows: sboms, total, query, locale })
    const mayChange = ctx.actor.permissions.has('office.change')
    return {
      title: words.sboms,
      lead: words.sbomsLead[locale],
      content: html`${card(words.sboms[locale], [form, table], formatNumber(total, locale))}${mayChange && uploadCard({ action: '/sboms' }, locale)}`,
    }
  },
}

export const sbomPage: Page = {
  path: '/sboms/{sbom}',
  permission: 'office.read',
  async render(ctx, { params: { sbom: id = '' }, query }) {
    const { locale } = ctx
    const sbom = await service.getSbom(ctx, numberOf(id))
    const to = listNamedFormats().find(({ name }) => name === query.get('to'))?.name
    const losses = to === undefined ? undefined : (await service.writeDocument(ctx, sbom.id, to)).losses
    const holdings = await service.readKept(ctx, sbom.id)
    const by = (await getNames(ctx, [sbom.receivedBy])).get(sbom.receivedBy) ?? sbom.receivedBy
    return {
      title: verbatim(`${sbom.name} ${sbom.version}`.trim()),
      lead: subjectOf(sbom, locale),
      above: [{ title: words.sboms, href: '/sboms' }],
      actions: html`<a class="btn" href="/sboms/${sbom.id}/quality">${words.quality[locale]}</a>`,
      content: html`${card(words.what[locale], factsOf(sbom, by, locale))}
        ${downloadCard(sbom, to, losses, locale)}
        ${card(words.problems[locale], problemTable(sbom, query, locale), formatNumber(sbom.problems, locale))}
        ${sbom.losses.length > 0 && card(words.losses[locale], [html`<p>${words.lossesLead[locale]}</p>`, lossList(sbom, locale)])}
        ${card(words.components[locale], holdingTable(holdings, query, locale), formatNumber(holdings.length, locale))}
        ${ctx.actor.permissions.has('office.change') && disclosure(words.remove[locale], postButton(`/sboms/${sbom.id}/remove`, words.remove[locale]))}`,
    }
  },
}

function factsOf(sbom: Sbom, by: string, locale: Locale): Markup {
  const number = (value: number) => formatNumber(value, locale)
  return facts([
    [words.format[locale], `${sbom.format} ${sbom.formatVersion}`],
    [words.state[locale], badge(words[sbom.current ? 'current' : 'replaced'][locale], sbom.current ? 'good' : 'plain')],
    [words.supplier[locale], sbom.supplier ?? '–'],
    [words.serial[locale], html`<span class="mono">${sbom.serial ?? '–'}</span>`],
    [words.createdAt[locale], sbom.createdAt ?? '–'],
    [words.receivedAt[locale], day(sbom.receivedAt, locale)],
    [words.receivedBy[locale], by],
    [words.file[locale], sbom.fileName ?? '–'],
    [words.size[locale], words.bytes(number(sbom.size))[locale]],
    ['SHA-256', html`<span class="mono">${sbom.sha256}</span>`],
    [words.listed[locale], number(sbom.components)],
    [words.packages[locale], number(sbom.packages)],
    [words.fileParts[locale], number(sbom.files)],
  ])
}

/** What another format has no place for is shown before anybody takes it along. */
function downloadCard({ id }: Sbom, to: string | undefined, losses: SbomLoss[] | undefined, locale: Locale): Markup {
  const options = listNamedFormats().map(
    ({ name }) => html`<option value="${name}"${name === to && ' selected'}>${name}</option>`,
  )
  const choose = html`<form class="filters" method="get" action="/sboms/${id}">
    <select class="form-select" name="to" aria-label="${words.downloadAs[locale]}">${options}</select>
    <button class="btn">${words.showLosses[locale]}</button></form>`
  const shown =
    to !== undefined &&
    losses &&
    html`<h3>${words.lostIn(to)[locale]}</h3>${
      losses.length === 0
        ? html`<p>${words.nothingLost[locale]}</p>`
        : html`<ul>${losses.map(loss => html`<li>${loss.text[locale]} (${formatNumber(loss.count, locale)})</li>`)}</ul>`
    }<p><a class="btn btn-primary" href="/sbom-documents/${id}?format=${to}" download>${words.downloadNow(to)[locale]}</a></p>`
  const original = html`<p><a class="btn" href="/sbom-documents/${id}" download>${words.downloadOriginal[locale]}</a></p>`
  return card(words.download[locale], [original, choose, shown])
}

function problemTable({ problemList }: Sbom, query: URLSearchParams, locale: Locale): Markup {
  const columns: Column<Sbom['problemList'][number]>[] = [
    {
      id: 'where',
      title: words.where[locale],
      cell: ({ line, path = '' }) => html`<span class="mono">${line === undefined ? '' : `:${line} `}${path}</span>`,
    },
    { id: 'what', title: words.what[locale], cell: ({ text }) => text[locale] },
  ]
  const none = empty(words.noProblems[locale])
  return dataTable({ rows: problemList, columns, locale, query, size: 100, caption: words.problems[locale], none })
}

function lossList({ losses }: Sbom, locale: Locale): Markup {
  return html`<ul>${losses.map(({ what, count }) => html`<li><span class="mono">${what}</span>: ${formatNumber(count, locale)}</li>`)}</ul>`
}

function holdingTable(holdings: Holding[], query: URLSearchParams, locale: Locale): Markup {
  const columns: Column<Holding>[] = [
    {
      id: 'component',
      title: words.component[locale],
      by: row => row.purl,
      cell: row =>
        html`<a class="mono" href="/components/${encodeURIComponent(row.package)}">${shortKey(row.package)}</a>`,
    },
    { id: 'version', title: words.version[locale], by: row => row.version, cell: row => row.version },
    {
      id: 'license',
      title: words.license[locale],
      by: row => row.license,
      cell: row => row.concluded ?? row.license ?? '–',
    },
    { id: 'supplier', title: words.supplier[locale], by: row => row.supplier, cell: row => row.supplier ?? '–' },
    {
      id: 'relation',
      title: words.relation[locale],
      by: row => row.relation,
      cell: row => relationNames[row.relation][locale],
    },
  ]
  const none = empty(words.none[locale])
  return dataTable({
    rows: holdings,
    columns,
    locale,
    query,
    caption: words.components[locale],
    sortedBy: 'component',
    none,
  })
}

export const removeSbomForm: Form = {
  path: '/sboms/{sbom}/remove',
  permission: 'office.read',
  async submit(ctx, { params: { sbom = '' } }) {
    await service.removeSbom(ctx, numberOf(sbom))
    return { redirect: '/sboms' }
  },
}
