import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { requireFit } from '../../platform/require-fit.ts'
import { badge, card, disclosure, empty, type Tone } from '../../platform/web/card.ts'
import { dataTable, sliceIn } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { readWritten, writtenFields } from '../../platform/web/written.ts'
import { getAgreements } from './agreements/service.ts'
import { words } from './messages.ts'
import { type Partner, pathOf } from './model.ts'
import { idField, options, partnerBoxes, partnerLinks, partTabs, textIn } from './parts-page.ts'
import { type Goal, type GoalState, goalStateNames, NewActivity, NewGoal } from './plans/model.ts'
import * as plans from './plans/service.ts'
import { getPartners } from './service.ts'

const size = 50
const goalTones: Record<GoalState, Tone> = { proposed: 'info', shared: 'good', reached: 'good', dropped: 'plain' }

export function goalTable(rows: Goal[], partners: readonly Partner[], query: URLSearchParams, locale: Locale): Markup {
  return dataTable({
    rows,
    columns: [
      {
        id: 'title',
        title: words.goal[locale],
        cell: ({ id, title, description, measure }) =>
          html`<div><span class="strong">${either(title, locale)}</span> <span class="mono small">${id}</span><div class="small">${either(description, locale)}</div>
            ${either(measure, locale) && html`<div class="small">${words.measure[locale]}: ${either(measure, locale)}</div>`}</div>`,
      },
      { id: 'partners', title: words.partners[locale], cell: goal => partnerLinks(goal.partners, partners, locale) },
      { id: 'due', title: words.due[locale], cell: ({ dueOn }) => dueOn ?? '–' },
      {
        id: 'state',
        title: words.state[locale],
        cell: ({ state }) => badge(goalStateNames[state][locale], goalTones[state]),
      },
    ],
    locale,
    query,
    caption: words.goals[locale],
    none: empty(words.none[locale]),
  })
}

export const goalsPage: Page = {
  path: '/partner-goals',
  permission: 'community.read',
  async render(ctx, { query }) {
    const { locale } = ctx
    const partners = await getPartners(ctx)
    const form = html`<form class="stack" method="post" action="/partner-goals">
      ${writtenFields('title', words.title[locale], undefined, { max: 200, locale })}
      ${idField(locale)}
      ${writtenFields('description', words.description[locale], undefined, { rows: 3, locale })}
      ${writtenFields('measure', words.measure[locale], undefined, { max: 1000, locale })}
      <label>${words.state[locale]} <select class="form-select" name="state">${options(goalStateNames, undefined, locale)}</select></label>
      <label>${words.due[locale]} <input class="form-control" type="date" name="due"></label>
      ${partnerBoxes(partners, [], words.partners[locale], locale)}
      <button class="btn btn-primary">${words.save[locale]}</button></form>`
    return {
      title: words.goals,
      above: [{ title: words.partners, href: '/partners' }],
      content: html`${partTabs('/partner-goals', locale)}
        ${card(words.goals[locale], goalTable(await plans.getGoals(ctx), partners, query, locale))}
        ${ctx.actor.permissions.has('community.manage') && card(words.addGoal[locale], disclosure(words.addGoal[locale], form))}`,
    }
  },
}

export const saveGoalForm: Form = {
  path: '/partner-goals',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    const goal = requireFit(NewGoal, {
      id: textIn(form, 'id') || undefined,
      title: readWritten(form, 'title'),
      description: readWritten(form, 'description'),
      measure: readWritten(form, 'measure'),
      state: textIn(form, 'state') || undefined,
      dueOn: textIn(form, 'due') || null,
      partners: form.getAll('partner').map(String),
    })
    await plans.saveGoal(ctx, goal)
    return { redirect: '/partner-goals' }
  },
}

export const activitiesPage: Page = {
  path: '/partner-activities',
  permission: 'community.read',
  async render(ctx, { query }) {
    const { locale } = ctx
    const partners = await getPartners(ctx)
    const { activities, total } = await plans.getActivities(ctx, sliceIn(query, size, 20_000))
    const table = dataTable({
      rows: activities,
      columns: [
        { id: 'held', title: words.held[locale], cell: ({ heldOn }) => html`<span class="nowrap">${heldOn}</span>` },
        {
          id: 'title',
          title: words.title[locale],
          cell: ({ title, description, address }) =>
            html`<div>${address ? html`<a class="strong" href="${address}" rel="noopener noreferrer">${either(title, locale)}</a>` : html`<span class="strong">${either(title, locale)}</span>`}<div class="small">${either(description, locale)}</div></div>`,
        },
        { id: 'place', title: words.place[locale], cell: ({ place }) => place || '–' },
        { id: 'partners', title: words.partners[locale], cell: row => partnerLinks(row.partners, partners, locale) },
        {
          id: 'agreement',
          title: words.agreement[locale],
          cell: ({ agreement }) => agreement && html`<a href="${pathOf.agreement(agreement)}">${agreement}</a>`,
        },
      ],
      locale,
      query,
      caption: words.activities[locale],
      size,
      total,
      none: empty(words.none[locale]),
    })
    const agreements = await getAgreements(ctx)
    const form = html`<form class="stack" method="post" action="/partner-activities">
      ${writtenFields('title', words.title[locale], undefined, { max: 200, locale })}
      <label>${words.held[locale]} <input class="form-control" type="date" name="held" required></label>
      <label>${words.place[locale]} <input class="form-control" name="place" maxlength="200"></label>
      <label>${words.address[locale]} <input class="form-control" type="url" name="address" maxlength="2000"></label>
      ${writtenFields('description', words.description[locale], undefined, { rows: 3, locale })}
      <label>${words.agreement[locale]} <select class="form-select" name="agreement"><option value="">–</option>${agreements.map(
        ({ id, title }) => html`<option value="${id}">${either(title, locale)}</option>`,
      )}</select></label>
      ${partnerBoxes(partners, [], words.partners[locale], locale)}
      <button class="btn btn-primary">${words.save[locale]}</button></form>`
    return {
      title: words.activities,
      above: [{ title: words.partners, href: '/partners' }],
      content: html`${partTabs('/partner-activities', locale)}${card(words.activities[locale], table)}
        ${ctx.actor.permissions.has('community.manage') && card(words.addActivity[locale], disclosure(words.addActivity[locale], form))}`,
    }
  },
}

export const saveActivityForm: Form = {
  path: '/partner-activities',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    const activity = requireFit(NewActivity, {
      title: readWritten(form, 'title'),
      description: readWritten(form, 'description'),
      heldOn: textIn(form, 'held'),
      place: textIn(form, 'place'),
      address: textIn(form, 'address') || null,
      agreement: textIn(form, 'agreement') || null,
      partners: form.getAll('partner').map(String),
    })
    await plans.saveActivity(ctx, activity)
    return { redirect: '/partner-activities' }
  },
}
