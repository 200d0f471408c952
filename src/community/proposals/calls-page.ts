import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { showIn } from '../../lib/wall-clock/wall-clock.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { badge, card, empty } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { day } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { defaultPlan } from './default-plan.ts'
import { proposalStates, states, words } from './messages.ts'
import { type Call, CallPlan, type CallState, Id, type Proposal } from './model.ts'
import { bothOf, textOf } from './read-forms-page.ts'
import * as service from './service.ts'

export const callsPage: Page = {
  path: '/cfp',
  permission: 'community.read',
  navigation: { title: words.calls, icon: 'request', area: 'community', order: 4 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const table = dataTable({
      rows: await service.getCalls(ctx),
      columns: columns(ctx),
      locale,
      query,
      caption: words.calls[locale],
      none: empty(words.noCalls[locale]),
    })
    return {
      title: words.calls,
      lead: words.lead[locale],
      content: html`${card(words.calls[locale], table)}${await ownCard(ctx, query)}
        ${ctx.actor.permissions.has('community.manage') && card(words.newCall[locale], newForm(locale))}`,
    }
  },
}

export const createCallForm: Form = {
  path: '/cfp',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    const id = Id.safeParse(textOf(form, 'id'))
    const plan = CallPlan.safeParse({
      ...defaultPlan,
      title: bothOf(form, 'title'),
      zone: textOf(form, 'zone'),
      deadline: { day: textOf(form, 'day'), clock: textOf(form, 'clock') },
    })
    if (!id.success || !plan.success) throw incomplete
    if ((await service.getCalls(ctx)).some(call => call.id === id.data)) throw taken(id.data)
    await service.saveCall(ctx, id.data, plan.data)
    return { redirect: `/cfp/${id.data}/edit` }
  },
}

async function ownCard(ctx: Context, query: URLSearchParams): Promise<Markup | false> {
  const { locale } = ctx
  const own = await service.getOwnProposals(ctx)
  if (own.length === 0) return false
  const columns: Column<Proposal>[] = [
    {
      id: 'title',
      title: words.title[locale],
      cell: ({ id, content }) => html`<a class="strong" href="/proposals/${id}">${either(content.title, locale)}</a>`,
    },
    { id: 'state', title: words.state[locale], cell: ({ state }) => proposalStates[state][locale] },
    { id: 'at', title: words.when[locale], cell: ({ createdAt }) => day(createdAt, locale) },
  ]
  const caption = words.mine[locale]
  return card(caption, dataTable({ rows: own, columns, locale, query, caption, none: false }))
}

function columns({ locale, zones }: Context): Column<Call>[] {
  return [
    {
      id: 'call',
      title: words.call[locale],
      by: ({ plan }) => either(plan.title, locale),
      cell: ({ id, plan }) => html`<a class="strong" href="/cfp/${id}">${either(plan.title, locale)}</a>`,
    },
    {
      id: 'state',
      title: words.state[locale],
      by: ({ state }) => state,
      cell: ({ state }) => stateBadge(state, locale),
    },
    {
      id: 'deadline',
      title: words.deadline[locale],
      by: ({ deadlineAt }) => deadlineAt ?? undefined,
      cell: ({ deadlineAt, plan }) =>
        deadlineAt ? showIn(deadlineAt, zones.getZone(plan.zone), locale) : words.noDeadline[locale],
    },
  ]
}

export function stateBadge(state: CallState, locale: Locale): Markup {
  return badge(states[state][locale], state === 'open' ? 'good' : state === 'reviewing' ? 'info' : 'plain')
}

function newForm(locale: Locale): Markup {
  const { deadline, zone } = defaultPlan
  return html`<form class="filters" method="post" action="/cfp">
    <label>${words.id[locale]} <input class="form-control" name="id" required pattern="[a-z][a-z0-9\\-]*" maxlength="60"></label>
    <label>${words.title[locale]} (${words.inEnglish[locale]}) <input class="form-control" name="title-en" maxlength="200"></label>
    <label>${words.title[locale]} (${words.inChinese[locale]}) <input class="form-control" name="title-zh" maxlength="200"></label>
    <label>${words.deadline[locale]} <input class="form-control" type="date" name="day" required value="${deadline?.day}"></label>
    <label>12pm / 23:59 <input class="form-control" name="clock" required maxlength="10" value="${deadline?.clock}"></label>
    <label>IANA <input class="form-control" name="zone" required maxlength="60" value="${zone}"></label>
    <button class="btn btn-primary align-self-end">${words.newCall[locale]}</button></form>`
}

const incomplete = new Failure('invalid-input', {
  en: 'A call needs an id of lowercase letters, digits and -, a title, a day, a time and a zone such as Asia/Shanghai',
  zh: '征稿需要编号（小写字母、数字和 -）、标题、日期、时间和时区（如 Asia/Shanghai）',
})

function taken(id: string) {
  return new Failure('conflict', {
    en: `There is a call ${id} already: choose another id`,
    zh: `编号 ${id} 已存在：请换一个`,
  })
}
