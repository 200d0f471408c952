import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, badge, card } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { notesForm } from './group-cards-page.ts'
import { statusBadge } from './groups-page.ts'
import { type GroupsImport, importGroups, importNotes, type NotesImport } from './imports/service.ts'
import { words } from './messages.ts'
import type { Problem } from './model.ts'
import { getWorkingGroup } from './service.ts'

const query = new URLSearchParams()
const above = [{ title: words.groups, href: '/working-groups' }]

export const importGroupsPage: Page = {
  path: '/working-groups/import',
  permission: 'community.manage',
  render: async ({ locale }) => ({
    title: words.importGroups,
    lead: words.importLead[locale],
    above,
    content: card(words.importGroups[locale], groupsForm('', locale)),
  }),
}

export const importGroupsForm: Form = {
  path: '/working-groups/import',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    const { locale } = ctx
    const source = sourceOf(form)
    const preview = form.get('do') !== 'import'
    const found = await importGroups(ctx, { source, name: words.source[locale], preview })
    return {
      title: words.importGroups,
      above,
      content: html`${!preview && alert(words.wereImported(String(found.groups.length))[locale], 'good')}
        ${card(words.wouldCome[locale], groupsTable(found, locale))}
        ${problemsCard(found.problems, locale)}
        ${preview && card(words.importGroups[locale], groupsForm(source, locale))}`,
    }
  },
}

export const importNotesForm: Form = {
  path: '/working-groups/{id}/notes',
  permission: 'community.read',
  async submit(ctx, { params: { id = '' }, form }) {
    const { locale } = ctx
    const { name } = await getWorkingGroup(ctx, id)
    const source = sourceOf(form)
    const preview = form.get('do') !== 'import'
    const found = await importNotes(ctx, id, { source, preview })
    return {
      title: words.importNotes,
      above: [...above, { title: { en: name.en || name.zh, zh: name.zh || name.en }, href: `/working-groups/${id}` }],
      content: html`${!preview && alert(words.wereImported(String(found.meetings.length))[locale], 'good')}
        ${card(words.wouldCome[locale], meetingsTable(found, locale))}
        ${problemsCard(found.problems, locale)}
        ${preview && card(words.importNotes[locale], notesForm(id, source, locale))}`,
    }
  },
}

function groupsForm(source: string, locale: Locale): Markup {
  return html`<form class="stack wide" method="post" action="/working-groups/import">
    <label>${words.source[locale]} <textarea class="form-control mono" name="source" rows="12" required>${source}</textarea></label>
    <div class="actions"><button class="btn btn-primary" name="do" value="preview">${words.preview[locale]}</button>
    <button class="btn" name="do" value="import">${words.import[locale]}</button></div></form>`
}

function groupsTable({ groups }: GroupsImport, locale: Locale): Markup {
  return dataTable({
    rows: groups,
    columns: [
      {
        id: 'name',
        title: words.name[locale],
        cell: ({ id, name }) => html`${either(name, locale)} <span class="mono small">${id}</span>`,
      },
      {
        id: 'new',
        title: words.state[locale],
        cell: ({ isNew }) => badge((isNew ? words.isNew : words.isThere)[locale], isNew ? 'good' : 'info'),
      },
      { id: 'status', title: words.status[locale], cell: ({ status }) => statusBadge(status, locale) },
      { id: 'chairs', title: words.chairs[locale], cell: ({ about }) => (about.listedChairs ?? []).join(', ') },
    ],
    ...{ locale, query, caption: words.wouldCome[locale], size: 500, none: words.none[locale] },
  })
}

function meetingsTable({ meetings }: NotesImport, locale: Locale): Markup {
  return dataTable({
    rows: meetings,
    columns: [
      { id: 'title', title: words.title[locale], cell: ({ title }) => title },
      { id: 'day', title: words.day[locale], cell: ({ day }) => day },
      { id: 'attendees', title: words.attendees[locale], numeric: true, cell: ({ attendees }) => attendees },
      { id: 'actions', title: words.actions[locale], numeric: true, cell: ({ actions }) => actions },
    ],
    ...{ locale, query, caption: words.wouldCome[locale], size: 500, none: words.noMeetings[locale] },
  })
}

function problemsCard(problems: Problem[], locale: Locale): Markup | undefined {
  if (problems.length === 0) return undefined
  const columns = [
    { id: 'line', title: words.line[locale], numeric: true, cell: ({ line }: Problem) => line },
    { id: 'problem', title: words.problem[locale], cell: ({ text }: Problem) => text[locale] },
  ]
  const caption = words.problems[locale]
  return card(caption, dataTable({ rows: problems, columns, locale, query, caption, size: 500, none: '' }))
}

function sourceOf(form: FormData): string {
  const source = String(form.get('source') ?? '')
  if (source.trim() === '') throw nothing
  return source
}

const nothing = new Failure('invalid-input', { en: 'Paste the text of the file', zh: '请粘贴文件内容' })
