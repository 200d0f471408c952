import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { gather } from '../../platform/files/packed.ts'
import { readField } from '../../platform/http/multipart.ts'
import { alert, badge, card, empty } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import { formatNumber } from '../../platform/web/format.ts'
import type { Form, FormInput, Markup, Page } from '../../platform/web/page.ts'
import { changesCard } from './changes-page.ts'
import { words } from './messages.ts'
import type { SbomLoss, SbomProblem, Validation } from './model.ts'
import { formatChoice } from './project-sbom-page.ts'
import { qualityCard } from './quality-page.ts'
import { compareDocuments, convertDocument, largestDocument, scoreDocument, validateDocument } from './service.ts'

const upload = { limit: 2 * largestDocument }

export const sbomToolsPage: Page = {
  path: '/sbom-tools',
  permission: 'office.read',
  navigation: { title: words.tools, icon: 'tag', area: 'supply-chain', order: 9 },
  render: async ({ locale }) => ({
    title: words.tools,
    lead: words.toolsLead[locale],
    content: html`<div class="grid">${oneForm(locale)}${twoForm(locale)}</div>`,
  }),
}

export const checkSbomForm: Form = {
  path: '/sbom-tools/check',
  permission: 'office.read',
  upload,
  async submit(ctx, input) {
    const { locale } = ctx
    const { files, fields } = await readParts(input)
    const [file] = files
    if (!file) throw noFile
    const validation = await validateDocument(streamOf(file), fields.get('file name'))
    const rest = validation.format === null ? '' : await judge(ctx, file, fields.get('to') ?? '')
    return {
      title: words.tools,
      above: [{ title: words.tools, href: '/sbom-tools' }],
      content: html`${validationCard(validation, locale)}${rest}<div class="grid">${oneForm(locale)}${twoForm(locale)}</div>`,
    }
  },
}

export const compareSbomsForm: Form = {
  path: '/sbom-tools/compare',
  permission: 'office.read',
  upload,
  async submit(ctx, input) {
    const { locale } = ctx
    const { files } = await readParts(input)
    const [before, after] = files
    if (!before || !after) throw noFile
    const both = Buffer.concat([before, after])
    const changes = await compareDocuments(streamOf(both), before.length)
    return {
      title: words.tools,
      above: [{ title: words.tools, href: '/sbom-tools' }],
      content: html`${changesCard(changes, locale)}<div class="grid">${oneForm(locale)}${twoForm(locale)}</div>`,
    }
  },
}

/** What breaks rules may still be read far enough to be judged; what is not read at all was told of already. */
async function judge(ctx: Context, file: Buffer, to: string): Promise<Markup | string> {
  try {
    const { quality } = await scoreDocument(streamOf(file), {})
    const converted = to === '' ? undefined : await convertDocument(streamOf(file), to)
    return html`${converted && lossesCard(converted.format, converted.losses, ctx.locale)}${qualityCard(quality, ctx.locale)}`
  } catch (error) {
    if (error instanceof Failure) return alert(error.text[ctx.locale], 'bad')
    throw error
  }
}

async function readParts({ parts }: FormInput): Promise<{ files: Buffer[]; fields: Map<string, string> }> {
  const files: Buffer[] = []
  const fields = new Map<string, string>()
  for (let part = await parts.next(); !part.done; part = await parts.next()) {
    const { name, fileName, content } = part.value
    if (fileName === undefined) fields.set(name, await readField(part.value))
    else {
      const bytes = await gather(content, largestDocument)
      if (bytes.length > 0) files.push(bytes)
      fields.set(`${name} name`, fileName)
    }
  }
  return { files, fields }
}

async function* streamOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}

function oneForm(locale: Locale): Markup {
  return card(
    words.oneFile[locale],
    html`<form class="stack wide" method="post" action="/sbom-tools/check" enctype="multipart/form-data">
      <label>${words.convertTo[locale]} ${formatChoice('to', locale)}</label>
      <label>${words.file[locale]} <input class="form-control" type="file" name="file" required></label>
      <div class="row-line"><button class="btn btn-primary">${words.check[locale]}</button>
      <button class="btn" formaction="/sbom-files/converted">${words.convert[locale]}</button></div></form>`,
  )
}

function twoForm(locale: Locale): Markup {
  const file = (name: 'before' | 'after') =>
    html`<label>${words[name][locale]} <input class="form-control" type="file" name="${name}" required></label>`
  return card(
    words.twoFiles[locale],
    html`<form class="stack wide" method="post" action="/sbom-tools/compare" enctype="multipart/form-data">
      ${file('before')}${file('after')}<button class="btn btn-primary">${words.compare[locale]}</button></form>`,
  )
}

function validationCard({ format, version, components, problems, notes }: Validation, locale: Locale): Markup {
  const what = format === null ? '' : words.valid(`${format} ${version}`, components)[locale].replace(/^\S+ /, '')
  const odd = notes.length > 0 && html`<p>${words.odd[locale]}</p>${placesTable(notes, locale)}`
  if (problems.length === 0)
    return card(words.validation[locale], html`${alert(words.isValid[locale], 'good')}${odd}`, what)
  const badly = what || badge(words.problem[locale], 'bad')
  return card(words.validation[locale], html`${placesTable(problems, locale)}${odd}`, badly)
}

function placesTable(rows: SbomProblem[], locale: Locale): Markup {
  return dataTable({
    rows,
    columns: [
      { id: 'line', title: words.line[locale], numeric: true, cell: ({ line }) => line },
      { id: 'problem', title: words.problem[locale], cell: ({ text }) => text[locale] },
      { id: 'path', title: words.what[locale], cell: ({ path }) => path && html`<span class="mono">${path}</span>` },
    ],
    locale,
    query: new URLSearchParams(),
    caption: words.validation[locale],
    size: 1000,
    none: empty(words.isValid[locale]),
  })
}

function lossesCard(format: string, losses: readonly SbomLoss[], locale: Locale): Markup {
  const table = dataTable({
    rows: [...losses],
    columns: [
      { id: 'what', title: words.what[locale], cell: ({ what }) => html`<span class="mono">${what}</span>` },
      { id: 'count', title: words.count[locale], numeric: true, cell: ({ count }) => count },
      { id: 'why', title: words.why[locale], cell: ({ text }) => text[locale] },
      {
        id: 'examples',
        title: words.such[locale],
        cell: ({ examples }) => html`<span class="small mono">${examples.join(', ')}</span>`,
      },
    ],
    locale,
    query: new URLSearchParams(),
    caption: words.losses(format)[locale],
    size: 1000,
    none: empty(words.nothingLost[locale]),
  })
  return card(words.losses(format)[locale], table, formatNumber(losses.length, locale))
}

const noFile = new Failure('invalid-input', {
  en: 'A file is missing: choose a bill of materials in CycloneDX or SPDX',
  zh: '缺少文件：请选择 CycloneDX 或 SPDX 物料清单',
})
