import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { findInstant, showIn } from '../../lib/wall-clock/wall-clock.ts'
import type { Zone } from '../../lib/zones/zone.ts'
import { Failure } from '../../platform/failure.ts'
import { badge, card, empty } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { bothOfTitle, proposalColumns } from './call-page.ts'
import { words } from './messages.ts'
import type { Call } from './model.ts'
import * as pool from './pool/service.ts'
import { textOf } from './read-forms-page.ts'
import { getCall } from './service.ts'
import { manages } from './who-may.ts'

export const poolPage: Page = {
  path: '/cfp/{call}/pool',
  permission: 'community.read',
  async render(ctx, { params: { call: id = '' }, query }) {
    const { locale } = ctx
    const call = await getCall(ctx, id)
    const { dates, members } = await pool.getPool(ctx, id)
    const table = <Row>(rows: Row[], columns: Column<Row>[], caption: string, none: string) =>
      card(caption, dataTable({ rows, columns, locale, query, caption, none: empty(none) }))
    return {
      title: words.pool,
      lead: words.poolLead[locale],
      above: [{ title: bothOfTitle(call.plan), href: `/cfp/${id}` }],
      content: html`${table(dates, dateColumns(ctx.zones.getZone(call.plan.zone), locale), words.dates[locale], words.noDates[locale])}
        ${manages(ctx.actor) && card(words.addDate[locale], dateForm(call, locale))}
        ${table(members, proposalColumns(call, locale), words.pool[locale], words.noPool[locale])}`,
    }
  },
}

export const addDateForm: Form = {
  path: '/cfp/{call}/pool',
  permission: 'community.manage',
  async submit(ctx, { params: { call: id = '' }, form }) {
    const { plan } = await getCall(ctx, id)
    const at = findInstant(textOf(form, 'at'), ctx.zones.getZone(plan.zone))
    if (at === undefined) throw noTime
    await pool.addDate(ctx, id, { at, title: textOf(form, 'title').slice(0, 200) })
    return { redirect: `/cfp/${id}/pool` }
  },
}

function dateColumns(zone: Zone, locale: Locale): Column<pool.PoolDate>[] {
  return [
    { id: 'when', title: words.when[locale], cell: ({ at }) => showIn(at, zone, locale) },
    { id: 'title', title: words.title[locale], cell: ({ title }) => title },
    {
      id: 'who',
      title: words.proposal[locale],
      cell: ({ proposal, ask }) =>
        proposal && ask
          ? html`<a href="/proposals/${proposal.id}">${either(proposal.content.title, locale)}</a> ${badge((ask.state === 'confirmed' ? words.comes : words.asked)[locale], ask.state === 'confirmed' ? 'good' : 'info')}`
          : badge(words.nobody[locale], 'warn'),
    },
    { id: 'passed', title: words.passed[locale], numeric: true, cell: ({ passed }) => passed },
  ]
}

function dateForm({ id, plan }: Call, locale: Locale): Markup {
  return html`<form class="filters" method="post" action="/cfp/${id}/pool">
    <label>${words.when[locale]} (${plan.zone}) <input class="form-control" type="datetime-local" name="at" required></label>
    <label>${words.title[locale]} <input class="form-control" name="title" maxlength="200"></label>
    <button class="btn btn-primary align-self-end">${words.addDate[locale]}</button></form>`
}

const noTime = new Failure('invalid-input', { en: 'Give a day and a time', zh: '请填写日期和时间' })
