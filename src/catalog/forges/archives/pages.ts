import { html } from 'hono/html'
import type { Context } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { readField } from '../../../platform/http/multipart.ts'
import { alert, card, empty, facts } from '../../../platform/web/card.ts'
import { formatNumber } from '../../../platform/web/format.ts'
import type { Form, FormInput, Markup, Page } from '../../../platform/web/page.ts'
import { getProjects } from '../../projects/service.ts'
import { inLine, kinds, moreProblems, sumUp, words } from './messages.ts'
import { ArchiveRequest, type ArchiveSummary, largestArchive } from './model.ts'
import { importArchive } from './service.ts'

export const archivesPage: Page = {
  path: '/forge-archives',
  permission: 'office.change',
  navigation: { title: words.title, icon: 'file', area: 'administration', order: 9 },
  render: async ctx => ({ title: words.title, lead: words.lead[ctx.locale], content: await form(ctx) }),
}

/** Fields come before the file: they are read while it has not begun. */
export const importArchiveForm: Form = {
  path: '/forge-archives',
  permission: 'office.change',
  upload: { limit: largestArchive },
  async submit(ctx, { parts }) {
    const { project, summary } = await readParts(ctx, parts)
    return {
      title: words.title,
      lead: words.lead[ctx.locale],
      content: html`${summaryCard(ctx, summary)}<p><a href="/projects/${project}/forge">${words.known[ctx.locale]}</a></p>${await form(ctx)}`,
    }
  },
}

async function readParts(ctx: Context, parts: FormInput['parts']) {
  const fields: Record<string, string> = {}
  // Not with for … of: that would close the body after the first file.
  for (let part = await parts.next(); !part.done; part = await parts.next()) {
    const { name, fileName, content } = part.value
    if (fileName !== undefined) {
      const request = ArchiveRequest.safeParse({ ...fields, name: fileName })
      if (!request.success) throw unfit
      const { project } = request.data
      return { project, summary: await importArchive(ctx, request.data, content) }
    }
    const value = (await readField(part.value)).trim()
    if (value !== '') fields[name] = value
  }
  throw unfit
}

const unfit = new Failure('invalid-input', {
  en: 'Choose a project and a file; a host is written like github.com',
  zh: '请选择项目和文件；主机的写法如 github.com',
})

async function form(ctx: Context): Promise<Markup> {
  const { locale } = ctx
  const projects = await getProjects(ctx)
  if (projects.length === 0) return empty(words.noProjects[locale])
  return card(
    words.import[locale],
    html`<form class="stack wide" method="post" action="/forge-archives" enctype="multipart/form-data">
      <label>${words.project[locale]} <select class="form-select" name="project">${projects.map(
        ({ id }) => html`<option>${id}</option>`,
      )}</select></label>
      <label>${words.repository[locale]} <input class="form-control" name="repository"></label>
      <label>${words.host[locale]} <input class="form-control" name="host"></label>
      <label>${words.file[locale]} <input class="form-control" type="file" name="file" required></label>
      <button class="btn btn-primary">${words.import[locale]}</button></form>`,
  )
}

function summaryCard(
  { locale }: Context,
  { archive, host, read, added, problems, problemCount, unreadable, hints }: ArchiveSummary,
) {
  const sum = Object.values(read).reduce((sum, count) => sum + count, 0)
  const rows = Object.entries(read).map(([kind, count]): [string, string] => [
    kinds[kind]?.[locale] ?? kind,
    formatNumber(count, locale),
  ])
  const more = problemCount - problems.length + unreadable
  return html`${alert(sumUp(archive, host, sum, added)[locale], 'good')}${hints.map(hint => alert(hint[locale], 'warn'))}${card(words.read[locale], facts(rows))}${
    problems.length + more > 0 &&
    card(
      words.problems[locale],
      html`<ul>${problems.map(({ line, text }) => html`<li>${inLine(line ?? undefined, text)[locale]}</li>`)}${more > 0 && html`<li>${moreProblems(more)[locale]}</li>`}</ul>`,
    )
  }`
}
