import { html } from 'hono/html'
import { either } from '../../../lib/text/either.ts'
import type { Locale } from '../../../lib/text/text.ts'
import type { Context } from '../../../platform/context.ts'
import { requireFit } from '../../../platform/require-fit.ts'
import { alert, badge, card, empty, facts } from '../../../platform/web/card.ts'
import { dataTable } from '../../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../../platform/web/page.ts'
import { agree, checkTimes } from './check-announcement.ts'
import { words } from './messages.ts'
import { confidentialities, Series } from './model.ts'
import { occurrenceTable } from './occurrences-page.ts'
import { readSeriesForm } from './read-series-form.ts'
import { seriesForm } from './series-form-page.ts'
import * as service from './service.ts'

const quarter = 92 * 86_400_000

export const callsPage: Page = {
  path: '/series',
  permission: 'community.read',
  navigation: { title: words.calls, icon: 'calendar', area: 'community', order: 1 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const from = ctx.now()
    const occurrences = await service.findOccurrences(ctx, { from, to: new Date(from.getTime() + quarter) })
    const series = await service.listSeries(ctx)
    return {
      title: words.calls,
      lead: words.lead[locale],
      ...(ctx.actor.permissions.has('community.manage') && {
        actions: html`<a class="btn btn-primary" href="/series/new">${words.newSeries[locale]}</a>`,
      }),
      content: html`${card(words.upcoming[locale], occurrenceTable(ctx, occurrences, query, '/sessions'), html`<a href="/public/calendars/all.ics">${words.feed[locale]}</a>`)}
        ${card(words.series[locale], seriesTable(series, query, locale))}
        ${announcementCard(ctx, query)}`,
    }
  },
}

function seriesTable(rows: Series[], query: URLSearchParams, locale: Locale): Markup {
  return dataTable({
    rows,
    columns: [
      {
        id: 'name',
        title: words.name[locale],
        cell: ({ id, title }) => html`<a class="strong" href="/series/${id}">${either(title, locale)}</a>`,
      },
      { id: 'hosts', title: words.hosts[locale], cell: ({ hosts }) => hosts.join(', ') },
      {
        id: 'rule',
        title: words.slots[locale],
        cell: ({ slots }) =>
          html`${slots.map(slot => html`<div class="small">${either(slot.name, locale)}: ${slot.start.slice(11)} ${slot.zone}, ${slot.rule ?? words.once[locale]}</div>`)}`,
      },
      {
        id: 'visibility',
        title: words.visibility[locale],
        cell: ({ visibility }) => words.visibilities[visibility][locale],
      },
    ],
    locale,
    query,
    caption: words.series[locale],
    none: empty(words.none[locale]),
  })
}

export const seriesPage: Page = {
  path: '/series/{id}',
  permission: 'community.read',
  async render(ctx, { params: { id = '' }, query }) {
    const { locale } = ctx
    const series = await service.getSeries(ctx, id)
    const from = ctx.now()
    const occurrences = await service.findOccurrences(ctx, {
      from,
      to: new Date(from.getTime() + 4 * quarter),
      series: [series],
    })
    return {
      title: { en: either(series.title, 'en'), zh: either(series.title, 'zh') },
      lead: either(series.summary, locale),
      above: [{ title: words.calls, href: '/series' }],
      ...((await service.mayRun(ctx, series)) && {
        actions: html`<a class="btn" href="/series/${id}/edit">${words.edit[locale]}</a>`,
      }),
      content: html`${card(words.upcoming[locale], occurrenceTable(ctx, occurrences, query, '/sessions'), html`<a href="/public/calendars/series/${id}.ics">${words.feed[locale]}</a>`)}
        ${card(words.agenda[locale], agendaTable(series.agenda, locale))}
        ${card(words.series[locale], seriesFacts(series, locale))}
        ${await fairnessCard(ctx, series)}`,
    }
  },
}

function agendaTable(agenda: Series['agenda'], locale: Locale): Markup {
  return html`<div class="table-scroll"><table class="table data keep"><tbody>${agenda.map(
    ({ title, minutes, confidentiality, speaker }) =>
      html`<tr><td class="num">${minutes}′</td><th scope="row">${either(title, locale)}${speaker && html` <span class="small">${speaker}</span>`}</th>
        <td>${badge(confidentialities[confidentiality][locale], confidentiality === 'chatham-house' ? 'warn' : 'plain')}</td></tr>`,
  )}</tbody></table></div>`
}

function seriesFacts({ hosts, visibility, registration, slots, license }: Series, locale: Locale): Markup {
  return facts([
    [
      words.hosts[locale],
      hosts
        .map((id, i) => html`${i > 0 && ', '}<a href="/groups/${id}">${id}</a>`)
        .reduce((all, link) => html`${all}${link}`, html``),
    ],
    [words.visibility[locale], words.visibilities[visibility][locale]],
    [words.registration[locale], words.registrations[registration][locale]],
    ...slots.map((slot): [string, string] => [
      either(slot.name, locale),
      `${slot.start.replace('T', ' ')} ${slot.zone}, ${slot.rule ?? words.once[locale]}`,
    ]),
    [words.license[locale], license],
  ])
}

async function fairnessCard(ctx: Context, series: Series): Promise<Markup | string> {
  const { locale } = ctx
  const advice = await service.adviseOnTimes(ctx, series)
  if (advice.places.length === 0) return ''
  const table = dataTable({
    rows: advice.places,
    columns: [
      { id: 'place', title: words.where[locale], cell: ({ zone }) => zone },
      { id: 'people', title: words.people[locale], numeric: true, cell: ({ people }) => people },
      ...series.slots.map((slot, i) => ({
        id: slot.id,
        title: either(slot.name, locale),
        numeric: true,
        cell: (row: (typeof advice.places)[number]) => row.burdens[i] ?? 0,
      })),
      { id: 'total', title: words.burden[locale], numeric: true, cell: ({ total }) => total },
    ],
    locale,
    query: new URLSearchParams(),
    caption: words.fairness[locale],
    none: '',
  })
  const hours = advice.fairest.map(hour => `${String(hour).padStart(2, '0')}:00`).join(', ')
  return card(words.fairness[locale], [
    html`<p>${words.fairnessLead[locale]}</p>`,
    table,
    html`<p>${words.fairest(hours)[locale]}</p>`,
  ])
}

function announcementCard(ctx: Context, query: URLSearchParams): Markup {
  const { locale } = ctx
  const text = query.get('announcement')?.slice(0, 500) ?? ''
  const day = query.get('on') ?? ctx.now().toISOString().slice(0, 10)
  return card(words.announcement[locale], [
    html`<p>${words.announcementLead[locale]}</p><form class="filters" method="get" action="/series">
      <input class="form-control" name="announcement" value="${text}" maxlength="500" aria-label="${words.announcement[locale]}">
      <label>${words.day[locale]} <input class="form-control" type="date" name="on" value="${day}"></label><button class="btn">${words.check[locale]}</button></form>`,
    text && announcementAnswer(ctx, text, day),
    html`<p class="small text-secondary">${words.zonesVersion(ctx.zones.version)[locale]}</p>`,
  ])
}

function announcementAnswer(ctx: Context, text: string, day: string): Markup {
  const { locale } = ctx
  const times = checkTimes(text, day, name => ctx.zones.findZone(name))
  if (times.length === 0) return alert(words.noTimes[locale], 'info')
  const isOne = agree(times)
  return html`<ul>${times.map(
    ({ written, zone, abbreviation, at, remark }) =>
      html`<li><strong>${written}</strong> = ${new Date(at * 1000).toISOString().slice(11, 16)} UTC, ${zone} (${abbreviation}): ${remark ? badge(remark[locale], 'warn') : words.fits[locale]}</li>`,
  )}</ul>${alert((isOne ? words.agree : words.disagree)[locale], isOne ? 'good' : 'bad')}`
}

export const newSeriesPage: Page = {
  path: '/series/new',
  permission: 'community.manage',
  async render({ locale, zones }) {
    return {
      title: words.newSeries,
      above: [{ title: words.calls, href: '/series' }],
      content: seriesForm(undefined, zones.names(), locale),
    }
  },
}

export const editSeriesPage: Page = {
  path: '/series/{id}/edit',
  permission: 'community.read',
  async render(ctx, { params: { id = '' } }) {
    const series = await service.getSeries(ctx, id)
    await service.requireRunner(ctx, series)
    return {
      title: words.edit,
      above: [
        { title: words.calls, href: '/series' },
        { title: { en: either(series.title, 'en'), zh: either(series.title, 'zh') }, href: `/series/${id}` },
      ],
      content: seriesForm(series, ctx.zones.names(), ctx.locale),
    }
  },
}

const Given = Series.omit({ sequence: true, changedAt: true })
const theSeries = { en: 'The series', zh: '系列会议' }

export const saveSeriesForm: Form = {
  path: '/series',
  permission: 'community.read',
  async submit(ctx, { form }) {
    const { id } = await service.saveSeries(ctx, requireFit(Given, readSeriesForm(form), theSeries))
    return { redirect: `/series/${id}` }
  },
}
