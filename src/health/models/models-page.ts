import { html } from 'hono/html'
import { getProjects } from '../../catalog/projects/service.ts'
import type { Locale } from '../../lib/text/text.ts'
import { badge, card, disclosure, empty, postButton } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import { day } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { evaluationCards, readWish, wishForm } from './evaluation-page.ts'
import { words } from './messages.ts'
import type { KeptModel, ModelVersion } from './model.ts'
import * as service from './service.ts'

const mostSource = 200_000

export const modelsPage: Page = {
  path: '/health-models',
  permission: 'office.read',
  navigation: { title: words.models, icon: 'policy', area: 'office', order: 6 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const project = query.get('project') ?? ''
    const kept = project ? `?project=${encodeURIComponent(project)}` : ''
    const table = dataTable({
      rows: await service.getModels(ctx),
      columns: [
        {
          id: 'name',
          title: words.model[locale],
          by: ({ model }) => model.name[locale],
          cell: ({ model, origin }) =>
            html`<a class="strong" href="/health-models/${model.id}${kept}">${model.name[locale]}</a> ${model.beside && badge(words.beside[locale], 'info')} ${origin === 'office' && badge(words.office[locale])}`,
        },
        { id: 'question', title: words.question[locale], cell: ({ model }) => model.question[locale] },
        { id: 'parts', title: words.metrics[locale], numeric: true, cell: ({ model }) => model.parts.length },
      ],
      ...{ locale, query, size: 200, caption: words.models[locale], none: empty(words.none[locale]) },
    })
    return { title: words.models, lead: words.lead[locale], content: card(words.models[locale], table) }
  },
}

export const modelPage: Page = {
  path: '/health-models/{model}',
  permission: 'office.read',
  async render(ctx, { params: { model: id = '' }, query }) {
    const { locale, actor } = ctx
    const [kept, versions, projects] = await Promise.all([
      service.getModel(ctx, id),
      service.getVersions(ctx, id),
      getProjects(ctx),
    ])
    const project = query.get('project') ?? ''
    const wish = readWish(query)
    const evaluation = project ? await service.runModel(ctx, id, project, wish) : undefined
    return {
      title: kept.model.name,
      lead: kept.model.question[locale],
      above: [{ title: words.models, href: '/health-models' }],
      content: html`${wishForm(`/health-models/${id}`, { projects, query }, locale)}
        ${evaluation && evaluationCards(evaluation, { locale, query, mayAct: actor.permissions.has('office.change') })}
        ${about(kept, locale)}${card(words.versions[locale], versionTable(versions, query, locale))}
        ${actor.permissions.has('office.change') && editor(kept, locale)}`,
    }
  },
}

export const saveModelForm: Form = {
  path: '/health-models/{model}',
  permission: 'office.change',
  async submit(ctx, { params: { model: id = '' }, form }) {
    const source = String(form.get('source') ?? '').slice(0, mostSource)
    await service.saveModel(ctx, id, form.get('reset') === 'yes' ? null : source)
    return { redirect: `/health-models/${id}` }
  },
}

function about({ model }: KeptModel, locale: Locale): Markup {
  const { caveats, source } = model
  return card(
    words.source[locale],
    html`<p><a href="${source.url}" rel="noreferrer">${source.name}</a></p>
    ${caveats.length > 0 && html`<p><strong>${words.mind[locale]}</strong></p><ul>${caveats.map(caveat => html`<li>${caveat[locale]}</li>`)}</ul>`}`,
  )
}

function editor({ model: { id }, source, origin }: KeptModel, locale: Locale): Markup {
  const form = html`<form class="stack wide" method="post" action="/health-models/${id}"><label><span class="visually-hidden">${words.write[locale]}</span>
    <textarea class="form-control mono" name="source" rows="24" spellcheck="false" maxlength="${mostSource}" required>${source}</textarea></label>
    <div class="actions"><button class="btn btn-primary">${words.save[locale]}</button></div></form>`
  const reset =
    origin === 'office' && postButton(`/health-models/${id}`, words.reset[locale], { fields: { reset: 'yes' } })
  return card(words.write[locale], disclosure(words.write[locale], [form, reset]))
}

function versionTable(versions: ModelVersion[], query: URLSearchParams, locale: Locale): Markup {
  return dataTable({
    rows: versions,
    columns: [
      { id: 'version', title: words.version[locale], cell: ({ version }) => String(version) },
      {
        id: 'origin',
        title: words.source[locale],
        cell: ({ origin }) => (origin === 'office' ? words.office : words.ships)[locale],
      },
      { id: 'changed', title: words.changed[locale], cell: ({ changedAt }) => day(changedAt, locale) },
      { id: 'by', title: words.by[locale], cell: ({ changedBy }) => changedBy ?? '–' },
    ],
    ...{ locale, query, size: 200, caption: words.versions[locale], none: empty(words.none[locale]) },
  })
}
