import { html } from 'hono/html'
import { type Locale, verbatim } from '../../lib/text/text.ts'
import { card, facts, postButton } from '../../platform/web/card.ts'
import { ago, formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { countNames, words } from './messages.ts'
import type { ForgeCounts, ForgeState } from './model.ts'
import * as service from './service.ts'

export const projectForgePage: Page = {
  path: '/projects/{project}/forge',
  permission: 'office.read',
  async render(ctx, { params: { project = '' } }) {
    const { locale } = ctx
    const { state, counts } = await service.getProjectForge(ctx, project)
    return {
      title: words.forge,
      above: [{ title: verbatim(project), href: `/projects/${project}` }],
      actions: actions(state, ctx.actor.permissions.has('office.change'), locale),
      content: html`${card(words.forge[locale], about(state, ctx.now(), locale))}${card(words.known[locale], known(counts, locale))}`,
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
