import { html } from 'hono/html'
import { getNames } from '../../access/accounts/service.ts'
import type { Project } from '../../catalog/projects/model.ts'
import { getProjects } from '../../catalog/projects/service.ts'
import { type Locale, verbatim } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { card, disclosure, empty, postButton } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { day } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { ownAddress } from '../../platform/web/serve-pages.ts'
import { words } from './messages.ts'
import { type Annotation, AnnotationChange, NewAnnotation } from './model.ts'
import * as service from './service.ts'

const path = '/annotations'

export const annotationsPage: Page = {
  path,
  permission: 'office.read',
  async render(ctx, { query }) {
    const { locale } = ctx
    const project = query.get('project') || undefined
    const annotations = await service.getAnnotations(ctx, project === undefined ? {} : { project })
    const names = await getNames(
      ctx,
      annotations.map(({ createdBy }) => createdBy),
    )
    const mayChange = ctx.actor.permissions.has('office.change')
    const table = dataTable({
      rows: annotations,
      columns: columnsOf(names, mayChange, locale),
      ...{ locale, query, sortedBy: 'day', caption: words.notes[locale], none: empty(words.none[locale]) },
    })
    const form = mayChange && disclosure(words.add[locale], addForm(await getProjects(ctx), project, locale))
    return {
      title: words.notes,
      lead: words.lead[locale],
      content: card(words.notes[locale], [table, form]),
    }
  },
}

export const annotationPage: Page = {
  path: `${path}/{annotation}`,
  permission: 'office.change',
  async render(ctx, { params: { annotation: id = '' } }) {
    const { locale } = ctx
    const { title, day, body } = await service.getAnnotation(ctx, id)
    const form = html`<form class="stack" method="post" action="${path}/${id}">${fields({ title, day, body }, locale)}
      <button class="btn btn-primary">${words.save[locale]}</button></form>`
    return {
      title: verbatim(title),
      above: [{ title: words.notes, href: path }],
      content: card(words.change[locale], [form, postButton(`${path}/${id}/remove`, words.remove[locale])]),
    }
  },
}

export const addAnnotationForm: Form = {
  path,
  permission: 'office.change',
  async submit(ctx, { form }) {
    const wish = NewAnnotation.safeParse({ ...Object.fromEntries(form), project: form.get('project') || null })
    if (!wish.success) throw badNote
    await service.addAnnotation(ctx, wish.data)
    return { redirect: form.has('back') ? ownAddress(form.get('back')) : path }
  },
}

export const changeAnnotationForm: Form = {
  path: `${path}/{annotation}`,
  permission: 'office.change',
  async submit(ctx, { params: { annotation = '' }, form }) {
    const change = AnnotationChange.safeParse(Object.fromEntries(form))
    if (!change.success) throw badNote
    await service.changeAnnotation(ctx, annotation, change.data)
    return { redirect: path }
  },
}

export const removeAnnotationForm: Form = {
  path: `${path}/{annotation}/remove`,
  permission: 'office.change',
  async submit(ctx, { params: { annotation = '' } }) {
    await service.removeAnnotation(ctx, annotation)
    return { redirect: path }
  },
}

function addForm(projects: readonly Project[], chosen: string | undefined, locale: Locale): Markup {
  return html`<form class="stack" method="post" action="${path}">
    <label>${words.project[locale]} <select class="form-select" name="project"><option value="">${words.wholeOffice[locale]}</option>${projects.map(
      ({ id, name }) => html`<option value="${id}"${id === chosen && ' selected'}>${name}</option>`,
    )}</select></label>${fields({ title: '', day: '', body: '' }, locale)}
    <button class="btn btn-primary">${words.add[locale]}</button></form>`
}

function fields({ title, day, body }: Pick<Annotation, 'title' | 'day' | 'body'>, locale: Locale): Markup {
  return html`<label>${words.day[locale]} <input class="form-control" type="date" name="day" required value="${day}"></label>
    <label>${words.what[locale]} <input class="form-control" name="title" required maxlength="200" value="${title}"></label>
    <label>${words.more[locale]} <textarea class="form-control" name="body" rows="3" maxlength="2000">${body}</textarea></label>`
}

function columnsOf(names: ReadonlyMap<string, string>, mayChange: boolean, locale: Locale): Column<Annotation>[] {
  const change: Column<Annotation> = {
    id: 'change',
    title: words.change[locale],
    cell: ({ id }) => html`<a href="${path}/${id}">${words.change[locale]}</a>`,
  }
  return [
    { id: 'day', title: words.day[locale], first: 'desc', by: one => one.day, cell: one => day(one.day, locale) },
    {
      id: 'title',
      title: words.what[locale],
      by: ({ title }) => title,
      cell: ({ title, body }) =>
        html`<span class="strong">${title}</span>${body && html`<br><span class="small lines">${body}</span>`}`,
    },
    {
      id: 'project',
      title: words.project[locale],
      by: ({ project }) => project ?? '',
      cell: ({ project }) =>
        project === null ? words.wholeOffice[locale] : html`<a href="/reports/project/${project}">${project}</a>`,
    },
    { id: 'by', title: words.by[locale], cell: ({ createdBy }) => names.get(createdBy) ?? '–' },
    ...(mayChange ? [change] : []),
  ]
}

const badNote = new Failure('invalid-input', words.badNote)
