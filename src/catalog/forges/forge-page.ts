import { html } from 'hono/html'
import { type Locale, verbatim } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { badge, card, empty, facts, postButton } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { ago } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import * as connections from './connections/service.ts'
import { forges } from './forges.ts'
import { words } from './messages.ts'
import { ConnectionChange, type ForgeConnection, type ForgeState } from './model.ts'
import * as service from './service.ts'

const permission = 'forges.manage'
const above = [{ title: words.forges, href: '/forges' }]

export const forgePage: Page = {
  path: '/forges/{id}',
  permission,
  async render(ctx, { params: { id = '' }, query }) {
    const { locale } = ctx
    const connection = await connections.getConnection(ctx, id)
    const states = await service.getForgeStates(ctx)
    const table = dataTable({
      rows: states.filter(state => state.connection === connection.id),
      columns: columns(locale, ctx.now()),
      locale,
      query,
      caption: words.projects[locale],
      none: empty(words.noProjects[locale]),
    })
    return {
      title: verbatim(connection.host),
      above,
      actions: actions(connection, locale),
      content: html`${card(words.connection[locale], about(connection, ctx.now(), locale))}${card(words.projects[locale], table)}
        ${card(words.change[locale], changeForm(connection, locale))}`,
    }
  },
}

export const changeForgeForm: Form = {
  path: '/forges/{id}/change',
  permission,
  async submit(ctx, { params: { id = '' }, form }) {
    const { token, active, rawMegabytes } = Object.fromEntries(form)
    const input = ConnectionChange.safeParse({
      ...(token && { token }),
      ...(active !== undefined && { active: active === 'true' }),
      ...(rawMegabytes !== undefined && { rawMegabytes }),
    })
    if (!input.success) throw new Failure('invalid-input', words.badConnection)
    await connections.changeConnection(ctx, id, input.data)
    return { redirect: `/forges/${id}` }
  },
}

export const testForgeForm: Form = {
  path: '/forges/{id}/test',
  permission,
  async submit(ctx, { params: { id = '' } }) {
    await connections.testConnection(ctx, id)
    return { redirect: `/forges/${id}` }
  },
}

export const disconnectForgeForm: Form = {
  path: '/forges/{id}/disconnect',
  permission,
  async submit(ctx, { params: { id = '' } }) {
    await connections.disconnect(ctx, id)
    return { redirect: '/forges' }
  },
}

function actions({ id, active }: ForgeConnection, locale: Locale): Markup {
  const turn = words[active ? 'turnOff' : 'turnOn'][locale]
  return html`${postButton(`/forges/${id}/test`, words.test[locale])}${postButton(`/forges/${id}/change`, turn, {
    primary: !active,
    fields: { active: String(!active) },
  })}${postButton(`/forges/${id}/disconnect`, words.disconnect[locale])}`
}

function about(connection: ForgeConnection, now: Date, locale: Locale): Markup {
  const { kind, origin, hasToken, active, testedAt, problem } = connection
  const test = problem ? badge(problem[locale], 'bad') : badge(words.works[locale], 'good')
  return facts([
    [words.kind[locale], forges.find(({ name }) => name === kind)?.title],
    [words.origin[locale], origin],
    [words.token[locale], words[hasToken ? 'withToken' : 'withoutToken'][locale]],
    [words.state[locale], badge(words[active ? 'on' : 'off'][locale], active ? 'good' : 'plain')],
    [words.tested[locale], testedAt ? html`${ago(testedAt, now, locale)} ${test}` : words.never[locale]],
  ])
}

function changeForm({ id, rawMegabytes }: ForgeConnection, locale: Locale): Markup {
  return html`<form class="filters" method="post" action="/forges/${id}/change">
    <label>${words.newToken[locale]} <input class="form-control" name="token" type="password" maxlength="2000" autocomplete="off" title="${words.tokenHint[locale]}"></label>
    <label>${words.keep[locale]} <input class="form-control" name="rawMegabytes" type="number" min="0" max="1000000" value="${rawMegabytes}"></label>
    <button class="btn align-self-end">${words.save[locale]}</button></form>`
}

function columns(locale: Locale, now: Date): Column<ForgeState>[] {
  return [
    {
      id: 'project',
      title: words.project[locale],
      by: ({ project }) => project,
      cell: ({ project }) => html`<a href="/projects/${project}/forge">${project}</a>`,
    },
    {
      id: 'repository',
      title: words.repository[locale],
      by: ({ path }) => path ?? undefined,
      cell: ({ path }) => path,
    },
    {
      id: 'collected',
      title: words.collected[locale],
      by: ({ collectedAt }) => collectedAt ?? undefined,
      cell: ({ collectedAt }) => (collectedAt ? ago(collectedAt, now, locale) : words.never[locale]),
    },
    { id: 'problem', title: words.problem[locale], cell: ({ problem }) => problem?.[locale] },
  ]
}
