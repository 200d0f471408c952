import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, badge, card, empty, type Tone } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { importFiles, type Outcome } from './import/service.ts'
import { outcomes as names, words } from './messages.ts'
import { pathOf } from './model.ts'

const mostFiles = 500
const mostText = 4_000_000
const tones: Record<Outcome['what'], Tone> = {
  added: 'good',
  changed: 'info',
  same: 'plain',
  translated: 'good',
  problem: 'bad',
}

export const importPage: Page = {
  path: '/library/import',
  permission: 'community.manage',
  async render({ locale }) {
    return {
      title: words.import,
      lead: words.importLead[locale],
      above: [{ title: words.library, href: '/library' }],
      content: card(words.import[locale], importForm(locale)),
    }
  },
}

export const importFormPost: Form = {
  path: '/library/import',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    const { locale } = ctx
    const preview = form.get('how') === 'preview'
    const files = await readFiles(form)
    const outcomes = await importFiles(ctx, { files, preview, publish: form.get('publish') === 'yes' })
    return {
      title: words.import,
      above: [
        { title: words.library, href: '/library' },
        { title: words.import, href: '/library/import' },
      ],
      content: html`${preview && alert(words.preview[locale])}
        ${card(words.outcome[locale], outcomeTable(outcomes, preview, locale))}${card(words.import[locale], importForm(locale))}`,
    }
  },
}

async function readFiles(form: FormData): Promise<{ path: string; text: string }[]> {
  const files = form.getAll('files').filter(file => typeof file !== 'string' && file.size > 0)
  if (files.length > mostFiles) throw tooMany
  const read = []
  let size = 0
  for (const file of files) {
    if (typeof file === 'string') continue
    size += file.size
    if (size > mostText) throw tooMany
    read.push({ path: file.name.slice(0, 400), text: await file.text() })
  }
  const text = String(form.get('text') ?? '')
  if (text.trim() !== '')
    read.push({
      path:
        String(form.get('name') ?? '')
          .trim()
          .slice(0, 400) || 'pasted.md',
      text,
    })
  if (read.length === 0) throw nothingGiven
  return read
}

function outcomeTable(rows: Outcome[], preview: boolean, locale: Locale): Markup {
  return dataTable({
    rows,
    columns: [
      { id: 'what', title: words.outcome[locale], cell: ({ what }) => badge(names[what][locale], tones[what]) },
      {
        id: 'title',
        title: words.title[locale],
        cell: ({ id, title, problem }) =>
          problem?.[locale] ?? (id && !preview ? html`<a class="strong" href="${pathOf(id)}">${title}</a>` : title),
      },
      { id: 'path', title: words.file[locale], cell: ({ path }) => html`<span class="mono">${path}</span>` },
    ],
    locale,
    query: new URLSearchParams(),
    caption: words.outcome[locale],
    size: 1000,
    none: empty(words.none[locale]),
  })
}

function importForm(locale: Locale): Markup {
  return html`<form class="stack wide" method="post" action="/library/import" enctype="multipart/form-data">
    <label>${words.files[locale]} <input class="form-control" type="file" name="files" multiple accept=".md,.markdown,.csv"></label>
    <label>${words.orText[locale]} <textarea class="form-control mono" name="text" rows="8"></textarea></label>
    <label>${words.fileName[locale]} <input class="form-control mono" name="name" maxlength="400" placeholder="references.csv"><span class="small">${words.fileNameHint[locale]}</span></label>
    <label class="row-line"><input type="checkbox" name="publish" value="yes"> ${words.publishAll[locale]}</label>
    <div class="row-line"><button class="btn" name="how" value="preview">${words.tryIt[locale]}</button>
    <button class="btn btn-primary" name="how" value="import">${words.importNow[locale]}</button></div></form>`
}

const nothingGiven = new Failure('invalid-input', {
  en: 'Choose files that end in .md or .csv, or paste the text of one',
  zh: '请选择以 .md 或 .csv 结尾的文件，或粘贴文本',
})
const tooMany = new Failure('too-large', {
  en: 'That is more than 500 files or 4 MB at once: use ospo library import for a folder',
  zh: '一次最多 500 个文件或 4 MB：请用 ospo library import 导入文件夹',
})
