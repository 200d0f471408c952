import { html } from 'hono/html'
import { type Locale, verbatim } from '../../lib/text/text.ts'
import { card, facts, postButton } from '../../platform/web/card.ts'
import { ago, formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { forgetTold } from './forgetting/service.ts'
import { countNames, recordsOf, words } from './messages.ts'
import { baseSource, type ForgeCounts, type ForgeState, type ToldBy } from './model.ts'
import * as service from './service.ts'

export const projectForgePage: Page = {
  path: '/projects/{project}/forge',
  permission: 'office.read',
  async render(ctx, { params: { project = '' } }) {
    const { locale } = ctx
    const { state, counts, told } = await service.getProjectForge(ctx, project)
    const mayChange = ctx.actor.permissions.has('office.change')
    return {
      title: words.forge,
      above: [{ title: verbatim(project), href: `/projects/${project}` }],
      actions: actions(state, mayChange, locale),
      content: html`${card(words.forge[locale], about(state, ctx.now(), locale))}${card(words.known[locale], known(counts, locale))}
        ${told.length > 0 && card(words.told[locale], html`${sources(told, ctx.now(), locale)}${mayChange && forgetting(project, told, locale)}`)}`,
    }
  },
}

export const collectForm: Form = {
  path: '/projects/{project}/forge/collect',
  permission: 'office.change',
  async submit(ctx, { params: { project = '' } }) {
    await service.requestCollection(ctx, project)
    return { redirect: `/projects/${project}/forge` }
  },
}

export const replayForm: Form = {
  path: '/projects/{project}/forge/replay',
  permission: 'office.change',
  async submit(ctx, { params: { project = '' } }) {
    await service.requestReplay(ctx, project)
    return { redirect: `/projects/${project}/forge` }
  },
}

export const forgetForm: Form = {
  path: '/projects/{project}/forge/forget',
  permission: 'office.change',
  async submit(ctx, { params: { project = '' }, form }) {
    const [source = '', host] = String(form.get('told')).split(' ')
    await forgetTold(ctx, project, { source, host })
    return { redirect: `/projects/${project}/forge` }
  },
}

function actions({ project, active }: ForgeState, mayChange: boolean, locale: Locale): Markup {
  if (!mayChange) return html``
  const collect = active && postButton(`/projects/${project}/forge/collect`, words.collect[locale], { primary: true })
  return html`${collect}${postButton(`/projects/${project}/forge/replay`, words.replay[locale])}`
}

function about(state: ForgeState, now: Date, locale: Locale): Markup {
  const { host, path, active, collectedAt, waitingUntil, movedTo, problem } = state
  if (host === null) return html`<p>${words.nowhere[locale]}</p>`
  return facts([
    [words.host[locale], host],
    [words.repository[locale], path],
    [words.state[locale], words[active ? 'on' : 'off'][locale]],
    [words.collected[locale], collectedAt ? ago(collectedAt, now, locale) : words.never[locale]],
    ...(waitingUntil === null ? [] : [[words.waiting[locale], ago(waitingUntil, now, locale)] as [string, Markup]]),
    ...(movedTo === null ? [] : [[words.moved[locale], movedTo] as [string, string]]),
    ...(problem === null ? [] : [[words.problem[locale], problem[locale]] as [string, string]]),
  ])
}

function known(counts: ForgeCounts, locale: Locale): Markup {
  return facts(
    Object.entries(countNames).map(([name, label]) => [
      label[locale],
      formatNumber(counts[name as keyof ForgeCounts], locale),
    ]),
  )
}

function sources(told: readonly ToldBy[], now: Date, locale: Locale): Markup {
  return facts(
    told.map(({ source, host, records, toldAt }) => [
      `${source} · ${host}`,
      html`${recordsOf(formatNumber(records, locale))[locale]} · ${ago(toldAt, now, locale)}`,
    ]),
  )
}

function forgetting(project: string, told: readonly ToldBy[], locale: Locale): Markup {
  const all = new Set(told.map(({ source, host }) => `${baseSource(source)} ${host}`))
  return html`<form class="filters" method="post" action="/projects/${project}/forge/forget">
    <label>${words.source[locale]} <select class="form-select" name="told" required><option></option>${[...all].map(
      one => html`<option>${one}</option>`,
    )}</select></label>
    <button class="btn align-self-end">${words.forget[locale]}</button></form><p class="text-secondary">${words.forgetHint[locale]}</p>`
}
