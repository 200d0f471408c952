import { html } from 'hono/html'
import { getNames } from '../../access/accounts/service.ts'
import { type Locale, verbatim } from '../../lib/text/text.ts'
import { renderChart } from '../../platform/charts/render-chart.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { badge, card, empty, facts, stat, stats, type Tone, tabs } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { evidence } from '../../platform/web/evidence.ts'
import { day, formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { MetricParameters } from '../metrics/model.ts'
import { evidenceFor } from '../metrics/picture/service.ts'
import { addDays } from './compare.ts'
import { states, words } from './messages.ts'
import { type Action, ActionChange, ActionState, type Effect, NewAction } from './model.ts'
import * as service from './service.ts'

const tones: Record<ActionState, Tone> = { open: 'info', doing: 'warn', done: 'good', dropped: 'plain' }
const above = [{ title: words.actions, href: '/health-actions' }]

export const actionsPage: Page = {
  path: '/health-actions',
  permission: 'office.read',
  navigation: { title: words.actions, icon: 'check', area: 'office', order: 7 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const mine = query.get('whose') === 'mine'
    const project = query.get('project') || undefined
    const actions = await service.getActions(ctx, { mine, project })
    const names = await getNames(
      ctx,
      actions.map(({ owner }) => owner),
    )
    const table = dataTable({
      rows: actions,
      columns: columnsOf(names, locale),
      ...{ locale, query, caption: words.actions[locale], none: empty(words.none[locale]) },
    })
    const choice = tabs(words.actions[locale], [
      { href: '/health-actions', text: words.all[locale], here: !mine },
      { href: '/health-actions?whose=mine', text: words.mine[locale], here: mine },
    ])
    return {
      title: words.actions,
      lead: words.lead[locale],
      content: html`${choice}${card(words.actions[locale], table)}`,
    }
  },
}

export const newActionPage: Page = {
  path: '/health-actions/new',
  permission: 'office.change',
  async render(ctx, { query }) {
    const { locale } = ctx
    const [project = '', model = '', part = ''] = ['project', 'model', 'part'].map(name => query.get(name) ?? '')
    if (!project || !model || !part) throw noReading
    const asked = NewAction.shape.asOf.safeParse(query.get('asOf') || undefined)
    if (!asked.success) throw badInput
    const asOf = asked.data
    await service.findReading(ctx, { project, model, part, asOf })
    const form = html`<form class="stack wide" method="post" action="/health-actions">
      ${Object.entries({ project, model, part, asOf: asOf ?? '' }).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
      <label>${words.what[locale]} <input class="form-control" name="title" required maxlength="200"></label>
      <label>${words.why[locale]} <textarea class="form-control" name="why" rows="4" maxlength="5000"></textarea></label>
      <label>${words.owner[locale]} <input class="form-control" name="owner" maxlength="200" placeholder="${words.ownerHint[locale]}"></label>
      <label>${words.due[locale]} <input class="form-control" type="date" name="due" required></label>
      <div class="actions"><button class="btn btn-primary">${words.newAction[locale]}</button></div></form>`
    return {
      title: words.newAction,
      lead: html`${project} · <a href="/health-models/${model}?${String(new URLSearchParams({ project, ...(asOf && { asOf }) }))}">${model}</a> · ${part}${asOf && ` · ${words.asOf[locale]} ${asOf}`}`,
      above,
      content: card(words.newAction[locale], form),
    }
  },
}

export const actionPage: Page = {
  path: '/health-actions/{id}',
  permission: 'office.read',
  async render(ctx, { params: { id = '' } }) {
    const { locale } = ctx
    const action = await service.getAction(ctx, id)
    const effect = await service.getEffect(ctx, action)
    const names = await getNames(ctx, [action.owner])
    const mayChange = action.owner === ctx.actor.id || ctx.actor.permissions.has('office.change')
    return {
      title: verbatim(action.title),
      lead: badge(states[action.state][locale], tones[action.state]),
      above,
      content: html`${card(words.action[locale], about(action, names, locale))}${await effectCard(action, effect, locale)}
        ${mayChange && card(words.state[locale], changeForm(action, locale))}`,
    }
  },
}

export const openActionForm: Form = {
  path: '/health-actions',
  permission: 'office.change',
  async submit(ctx, { form }) {
    const wish = NewAction.safeParse(filled(form))
    if (!wish.success) throw badInput
    const { id } = await service.openAction(ctx, wish.data)
    return { redirect: `/health-actions/${id}` }
  },
}

export const changeActionForm: Form = {
  path: '/health-actions/{id}',
  permission: 'office.read',
  async submit(ctx: Context, { params: { id = '' }, form }) {
    const change = ActionChange.safeParse({ ...filled(form), outcome: String(form.get('outcome') ?? '') })
    if (!change.success) throw badInput
    await service.changeAction(ctx, id, change.data)
    return { redirect: `/health-actions/${id}` }
  },
}

/** What a form left empty was not said. */
function filled(form: FormData) {
  return Object.fromEntries([...form].filter(([, value]) => value !== ''))
}

function columnsOf(names: ReadonlyMap<string, string>, locale: Locale): Column<Action>[] {
  return [
    {
      id: 'title',
      title: words.action[locale],
      by: ({ title }) => title,
      cell: ({ id, title }) => html`<a class="strong" href="/health-actions/${id}">${title}</a>`,
    },
    { id: 'project', title: words.project[locale], by: ({ project }) => project, cell: ({ project }) => project },
    { id: 'metric', title: words.metric[locale], cell: ({ measure }) => html`<code>${measure.metric}</code>` },
    { id: 'owner', title: words.owner[locale], cell: ({ owner }) => names.get(owner) ?? '–' },
    { id: 'due', title: words.due[locale], by: ({ due }) => due, cell: ({ due }) => day(due, locale) },
    { id: 'state', title: words.state[locale], cell: ({ state }) => badge(states[state][locale], tones[state]) },
  ]
}

function about(action: Action, names: ReadonlyMap<string, string>, locale: Locale): Markup {
  const { project, model, measure, owner, due, createdAt, startedOn, finishedOn, why, outcome } = action
  return html`${why && html`<p class="lines">${why}</p>`}${facts([
    [words.project[locale], html`<a href="/health-models/${model}?project=${project}">${project}</a>`],
    [words.metric[locale], measured(measure)],
    [words.owner[locale], names.get(owner) ?? '–'],
    [words.due[locale], day(due, locale)],
    [words.opened[locale], day(createdAt, locale)],
    [words.started[locale], day(startedOn, locale)],
    [words.finished[locale], day(finishedOn, locale)],
  ])}${outcome && html`<p class="lines"><strong>${words.outcome[locale]}:</strong> ${outcome}</p>`}`
}

/** What the value is of: a metric, what it is divided by. */
function measured({ metric, over, per }: Action['measure']): Markup {
  return html`<code>${metric}</code>${over !== null && html` ÷ <code>${over}</code>`}${per !== 1 && ` ÷ ${Number(per.toFixed(2))}`}`
}

/** As the newest value was measured, with the rows that were counted. */
function behind({ project, measure }: Action, asOf: string, locale: Locale): Markup | false {
  const { metric, parameters, days } = measure
  const used = MetricParameters.safeParse({
    ...parameters,
    to: asOf,
    ...(days !== null && { from: addDays(asOf, -days) }),
  })
  const found = used.success && evidenceFor({ locale }, metric, used.data, [project])
  return found ? evidence(found, locale) : false
}

/** The line changes its color on the day on which the action was opened. */
async function effectCard(action: Action, effect: Effect, locale: Locale): Promise<Markup> {
  const { before, after, change, better, overlaps, asOf, points } = effect
  const n = (value: number | null) => (value === null ? '–' : formatNumber(value, locale, 2))
  const chart = await renderChart(
    {
      kind: 'lines',
      categories: points.map(({ to }) => to),
      series: [
        { name: words.beforeSeries[locale], values: points.map(({ value, isAfter }) => (isAfter ? null : value)) },
        {
          name: words.afterSeries[locale],
          values: points.map(point => (sinceThen(point, points) ? point.value : null)),
        },
      ],
    },
    { title: action.measure.metric, locale },
  )
  const said = better === null ? '' : (better ? words.better : words.worse)[locale]
  return card(words.effect[locale], [
    stats(
      stat(words.valueThen[locale], n(before)),
      stat(words.valueNow[locale], n(after)),
      stat(words.change[locale], n(change), { note: said }),
    ),
    chart,
    html`<p class="small">${overlaps && words.overlaps[locale]} ${words.notCause[locale]}</p>`,
    behind(action, asOf, locale),
  ])
}

/** The second line begins where the first one ends. */
function sinceThen({ to, isAfter }: Effect['points'][number], points: Effect['points']): boolean {
  return isAfter || to === points.findLast(point => !point.isAfter)?.to
}

function changeForm({ id, state, due, outcome }: Action, locale: Locale): Markup {
  return html`<form class="stack wide" method="post" action="/health-actions/${id}">
    <label>${words.state[locale]} <select class="form-select" name="state">${ActionState.options.map(
      option => html`<option value="${option}"${option === state && ' selected'}>${states[option][locale]}</option>`,
    )}</select></label>
    <label>${words.due[locale]} <input class="form-control" type="date" name="due" value="${due}" required></label>
    <label>${words.owner[locale]} <input class="form-control" name="owner" maxlength="200"></label>
    <label>${words.outcome[locale]} <textarea class="form-control" name="outcome" rows="3" maxlength="5000">${outcome}</textarea></label>
    <div class="actions"><button class="btn btn-primary">${words.save[locale]}</button></div></form>`
}

const badInput = new Failure('invalid-input', words.badInput)
const noReading = new Failure('invalid-input', words.noReading)
