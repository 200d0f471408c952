import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { readField } from '../../platform/http/multipart.ts'
import { badge, card } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import type { Form, FormInput, Markup, PageBody } from '../../platform/web/page.ts'
import { importSbom, largestUpload } from './documents/service.ts'
import { words } from './messages.ts'
import { type ImportOutcome, SbomSubject } from './model.ts'
import { getProduct, getRelease } from './products/service.ts'

/** Of all files of one form. */
const upload = { limit: 3 * largestUpload }

/** Several documents at once; each is read as it comes in. */
export function uploadCard(
  { action, product = false, release = false }: { action: string; product?: boolean; release?: boolean },
  locale: Locale,
): Markup {
  const field = (name: string, label: string) =>
    html`<label>${label} <input class="form-control" name="${name}" maxlength="300"></label>`
  return card(
    words.upload[locale],
    html`<form class="stack wide" method="post" action="${action}" enctype="multipart/form-data">
      <p class="text-secondary">${words.uploadHint[locale]}</p>
      ${!release && field('version', words.versionHint[locale])}
      ${(product || release) && field('name', words.part[locale])}
      ${!product && !release && [field('project', words.ofProject[locale]), field('supplier', words.ofSupplier[locale])]}
      <label><span><input class="form-check-input" type="checkbox" name="lenient" value="true"> ${words.lenient[locale]}</span></label>
      <label>${words.files[locale]} <input class="form-control" type="file" name="file" multiple required></label>
      <button class="btn btn-primary">${words.send[locale]}</button></form>`,
  )
}

export const sendSbomForm: Form = {
  path: '/sboms',
  permission: 'office.change',
  upload,
  submit: (ctx, input) => takeParts(ctx, input, {}, '/sboms'),
}

export const sendProductSbomForm: Form = {
  path: '/products/{product}/sboms',
  permission: 'office.read',
  upload,
  async submit(ctx, input) {
    const { id: product } = await getProduct(ctx, input.params['product'] ?? '')
    return takeParts(ctx, input, { product }, `/products/${product}`)
  },
}

export const sendReleaseSbomForm: Form = {
  path: '/releases/{release}/sboms',
  permission: 'office.read',
  upload,
  async submit(ctx, input) {
    const { id: release } = await getRelease(ctx, Number(input.params['release']) || 0)
    return takeParts(ctx, input, { release }, `/releases/${release}`)
  },
}

type Told = { file: string } & (ImportOutcome | { what: 'refused'; problem: string })

/** One that is refused holds up no other. */
async function takeParts(ctx: Context, { parts }: FormInput, of: SbomSubject, back: string): Promise<PageBody> {
  const fields: Record<string, string> = {}
  const told: Told[] = []
  for (let part = await parts.next(); !part.done; part = await parts.next()) {
    const { name, fileName, content } = part.value
    if (fileName === undefined) fields[name] = (await readField(part.value)).trim()
    else if (fileName !== '') told.push({ file: fileName, ...(await take(ctx, { content, fileName }, fields, of)) })
  }
  if (told.length === 0) throw noFile
  return { title: words.outcome, above: [{ title: words.sboms, href: back }], content: outcomeCard(told, ctx.locale) }
}

async function take(
  ctx: Context,
  file: { content: AsyncIterable<Uint8Array>; fileName: string },
  fields: Record<string, string>,
  of: SbomSubject,
): Promise<ImportOutcome | { what: 'refused'; problem: string }> {
  const said = SbomSubject.safeParse({ ...withoutEmpty(fields), ...of })
  try {
    if (!said.success) throw badFields
    return await importSbom(ctx, { ...file, of: said.data, lenient: fields['lenient'] === 'true' })
  } catch (error) {
    // Whoever may not send one may send none.
    if (!(error instanceof Failure) || ['not-allowed', 'not-signed-in'].includes(error.code)) throw error
    return { what: 'refused', problem: error.text[ctx.locale] }
  }
}

function withoutEmpty(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
}

function outcomeCard(told: Told[], locale: Locale): Markup {
  const table = dataTable({
    rows: told,
    columns: [
      {
        id: 'file',
        title: words.file[locale],
        cell: row => ('sbom' in row ? html`<a class="strong" href="/sboms/${row.sbom.id}">${row.file}</a>` : row.file),
      },
      {
        id: 'what',
        title: words.outcome[locale],
        cell: row =>
          'sbom' in row ? badge(words.outcomes[row.what][locale], 'good') : badge(words.refused[locale], 'bad'),
      },
      { id: 'why', title: words.problems[locale], cell: row => ('sbom' in row ? row.sbom.problems : row.problem) },
      { id: 'packages', title: words.packages[locale], cell: row => ('sbom' in row ? row.sbom.packages : '–') },
    ],
    locale,
    query: new URLSearchParams(),
    size: 1000,
    caption: words.outcome[locale],
    none: '',
  })
  return card(words.outcome[locale], table)
}

const noFile = new Failure('invalid-input', {
  en: 'No file was sent: choose at least one',
  zh: '没有上传文件：请至少选择一个',
})
const badFields = new Failure('invalid-input', {
  en: 'The form cannot be read: names and versions have at most 200 characters',
  zh: '无法读取表单：名称和版本不超过 200 个字符',
})
