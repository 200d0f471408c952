import { html } from 'hono/html'
import { getProjects } from '../../catalog/projects/service.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { card, disclosure, empty, postButton, badge as tag } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { getDefinitions } from '../metrics/service.ts'
import { words } from './messages.ts'
import { addressOfBadge, type Badge, BadgeId, badgeParameters, NewBadge } from './model.ts'
import * as service from './service.ts'

const path = '/badges'

export const badgesPage: Page = {
  path,
  permission: 'office.read',
  async render(ctx, { query }) {
    const { locale } = ctx
    const mayChange = ctx.actor.permissions.has('office.change')
    const table = dataTable<Badge>({
      rows: await service.getBadges(ctx),
      columns: columnsOf(ctx, mayChange),
      ...{ locale, query, sortedBy: 'id', caption: words.badges[locale], none: empty(words.none[locale]) },
    })
    const form = mayChange && (await badgeForm(ctx, query))
    const isAsked = form && query.has('metric')
    const more = form && !isAsked && disclosure(words.add[locale], form)
    return {
      title: words.badges,
      lead: words.lead[locale],
      content: html`${isAsked && card(words.add[locale], form)}${card(words.badges[locale], [table, html`<p class="small">${words.copies[locale]}</p>`, more])}`,
    }
  },
}

export const addBadgeForm: Form = {
  path,
  permission: 'office.change',
  async submit(ctx, { form }) {
    const filled = Object.fromEntries([...form].filter(([, value]) => value !== ''))
    const [id, wish] = [
      BadgeId.safeParse(filled['id']),
      NewBadge.safeParse({ ...filled, parameters: parametersIn(unprefixed(filled)), isPublic: form.has('isPublic') }),
    ]
    if (!id.success || !wish.success) throw new Failure('invalid-input', words.badBadge)
    await service.addBadge(ctx, id.data, wish.data)
    return { redirect: path }
  },
}

/** What else the number was asked with, by the names that addresses have for it. */
function parametersIn(asked: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(asked).filter(([name]) => badgeParameters.includes(name)))
}

/** In the form they have names of their own: a badge has a label, and so has an issue. */
const prefix = 'asked.'

function unprefixed(filled: Record<string, unknown>): Record<string, unknown> {
  const own = Object.entries(filled).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]))
}

export const publishBadgeForm: Form = {
  path: `${path}/{badge}/public`,
  permission: 'office.change',
  async submit(ctx, { params: { badge: id = '' }, form }) {
    await service.publishBadge(ctx, id, form.get('isPublic') === 'true')
    return { redirect: path }
  },
}

export const removeBadgeForm: Form = {
  path: `${path}/{badge}/remove`,
  permission: 'office.change',
  async submit(ctx, { params: { badge = '' } }) {
    await service.removeBadge(ctx, badge)
    return { redirect: path }
  },
}

function columnsOf({ locale, reach }: Context, mayChange: boolean): Column<Badge>[] {
  const change: Column<Badge> = {
    id: 'change',
    title: words.change[locale],
    cell: ({ id, isPublic }) =>
      html`<div class="row-line">${postButton(`${path}/${id}/public`, (isPublic ? words.hide : words.publish)[locale], { fields: { isPublic: String(!isPublic) } })}${postButton(`${path}/${id}/remove`, words.remove[locale])}</div>`,
  }
  return [
    {
      id: 'badge',
      title: words.badge[locale],
      cell: badge =>
        html`<img src="${addressOfBadge(badge)}?lang=${locale}" alt="${badge.id}" height="20" class="badge-picture">`,
    },
    { id: 'id', title: words.id[locale], by: ({ id }) => id, cell: ({ id }) => html`<span class="mono">${id}</span>` },
    {
      id: 'metric',
      title: words.metric[locale],
      by: ({ metric }) => metric,
      cell: ({ metric, parameters }) =>
        html`<code>${metric}</code>${Object.entries(parameters).map(([name, value]) => html`<br><span class="small">${name} = ${value}</span>`)}`,
    },
    {
      id: 'project',
      title: words.project[locale],
      by: ({ project }) => project ?? '',
      cell: ({ project }) => project ?? words.allProjects[locale],
    },
    {
      id: 'who',
      title: words.who[locale],
      cell: ({ isPublic }) => (isPublic ? tag(words.public[locale], 'warn') : tag(words.private[locale])),
    },
    {
      id: 'embed',
      title: words.embed[locale],
      cell: badge =>
        html`<span class="mono">![${badge.id}](${new URL(addressOfBadge(badge), reach.origin).href})</span>`,
    },
    ...(mayChange ? [change] : []),
  ]
}

async function badgeForm(ctx: Context, query: URLSearchParams): Promise<Markup> {
  const { locale } = ctx
  const [projects, metrics] = [await getProjects(ctx), getDefinitions(ctx)]
  const [metric, project] = [query.get('metric') ?? 'commits', query.get('project') ?? '']
  const proposed = [project, metric]
    .filter(Boolean)
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
  const asked = Object.entries(parametersIn(Object.fromEntries(query)))
  return html`<form class="stack" method="post" action="${path}">
    <label>${words.metric[locale]} <select class="form-select" name="metric">${options(metrics, metric)}</select></label>
    <label>${words.project[locale]} <select class="form-select" name="project"><option value="">${words.allProjects[locale]}</option>${options(projects, project)}</select></label>
    <label>${words.id[locale]} <input class="form-control mono" name="id" required maxlength="80" value="${proposed}" placeholder="${words.idHint[locale]}"></label>
    ${asked.length > 0 && html`<p class="small">${words.parameters[locale]}: ${asked.map(pair => pair.join(' = ')).join(' · ')}</p>`}
    ${asked.map(([name, value]) => html`<input type="hidden" name="${prefix}${name}" value="${value}">`)}${numberField('days', words.period[locale], words.allTime[locale])}
    <label>${words.label[locale]} <input class="form-control" name="label" maxlength="60" placeholder="${words.labelHint[locale]}"></label>
    ${numberField('good', words.good[locale], words.limitsHint[locale])}${numberField('poor', words.poor[locale], words.limitsHint[locale])}
    <label class="row-line"><input class="form-check-input" type="checkbox" name="isPublic" value="true"> ${words.isPublic[locale]}</label>
    <button class="btn btn-primary">${words.save[locale]}</button></form>`
}

function options(all: readonly { id: string; name: string }[], chosen: string): Markup[] {
  return all.map(({ id, name }) => html`<option value="${id}"${id === chosen && ' selected'}>${name}</option>`)
}

function numberField(name: string, label: string, hint: string): Markup {
  return html`<label>${label} <input class="form-control" name="${name}" inputmode="decimal" placeholder="${hint}"></label>`
}
