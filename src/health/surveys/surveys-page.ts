import { html } from 'hono/html'
import { nameOfGroup } from '../../access/groups/model.ts'
import { getGroups } from '../../access/groups/service.ts'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { requireFit } from '../../platform/require-fit.ts'
import { alert, badge, card, disclosure, facts, postButton } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { day, formatNumber, formatShare } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { closeCampaign, createBallots, createCampaign, getCampaign, getCampaigns } from './campaigns/service.ts'
import { getQuestionnaire, getQuestionnaires } from './forms/service.ts'
import { stateNames, subjectNames, words } from './messages.ts'
import { BallotCount, type Campaign, NewCampaign, type Subject } from './model.ts'
import { getResults } from './results/service.ts'
import { resultsMarkup } from './results-page.ts'
import { subjectFields } from './subject-fields-page.ts'

const above = [{ title: words.surveys, href: '/surveys' }]

export const surveysPage: Page = {
  path: '/surveys',
  permission: 'office.read',
  navigation: { title: words.surveys, icon: 'inbox', area: 'office', order: 6 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const mayStart = ctx.actor.permissions.has('office.change')
    return {
      title: words.surveys,
      lead: words.surveysLead[locale],
      actions: html`${mayStart && html`<a class="btn btn-primary" href="/surveys/new">${words.start[locale]}</a>`}
        <a class="btn" href="/surveys/metrics">${words.metrics[locale]}</a><a class="btn" href="/surveys/forms">${words.questionnaires[locale]}</a><a class="btn" href="/observations">${words.observations[locale]}</a>`,
      content: card(
        words.surveys[locale],
        dataTable({
          ...{ rows: await getCampaigns(ctx), columns: columns(locale), locale, query },
          caption: words.surveys[locale],
          none: words.noSurveys[locale],
        }),
      ),
    }
  },
}

function columns(locale: Locale): Column<Campaign>[] {
  return [
    {
      id: 'title',
      title: words.questionnaire[locale],
      cell: ({ id, title }) => html`<a class="strong" href="/surveys/${id}">${either(title, locale)}</a>`,
    },
    { id: 'about', title: words.about[locale], cell: ({ subject }) => aboutText(subject, locale) },
    { id: 'state', title: words.state[locale], cell: ({ state }) => stateBadge(state, locale) },
    { id: 'from', title: words.from[locale], cell: ({ from }) => day(from, locale), by: ({ from }) => from },
    { id: 'to', title: words.to[locale], cell: ({ to }) => day(to, locale), by: ({ to }) => to },
  ]
}

function stateBadge(state: Campaign['state'], locale: Locale): Markup {
  return badge(stateNames[state][locale], state === 'open' ? 'good' : 'plain')
}

export function aboutText({ kind, id }: Subject, locale: Locale): string {
  return id === '' ? subjectNames[kind][locale] : `${subjectNames[kind][locale]} ${id}`
}

export const newSurveyPage: Page = {
  path: '/surveys/new',
  permission: 'office.change',
  async render(ctx, { query }) {
    const { locale } = ctx
    const forms = (await getQuestionnaires(ctx)).filter(({ active }) => active)
    const chosen = forms.find(({ id }) => id === query.get('form'))
    if (!chosen) {
      const items = forms.map(
        ({ id, title, summary }) =>
          html`<p><a class="strong" href="/surveys/new?form=${id}">${either(title, locale)}</a><br><span class="small">${either(summary, locale)}</span></p>`,
      )
      return { title: words.start, above, content: card(words.questionnaires[locale], items) }
    }
    const cohorts = chosen.questions.filter(({ kind }) => kind === 'choice')
    return {
      title: words.start,
      lead: either(chosen.title, locale),
      above,
      content: card(
        words.start[locale],
        html`<form class="stack wide" method="post" action="/surveys"><input type="hidden" name="form" value="${chosen.id}">
        ${audienceFields(await getGroups(ctx), locale)}
        ${subjectFields(locale)}
        <label>${words.from[locale]} <input class="form-control" type="date" name="from"></label>
        <label>${words.to[locale]} <input class="form-control" type="date" name="to" required></label>
        <label>${words.least[locale]} <input class="form-control" type="number" name="least" min="3" max="100" value="5"></label>
        <label>${words.cohort[locale]} <select class="form-select" name="cohort"><option value="">${words.undivided[locale]}</option>${cohorts.map(
          ({ id, text }) => html`<option value="${id}">${either(text, locale)}</option>`,
        )}</select></label>
        <label>${words.textsFor[locale]} <select class="form-select" name="textsFor">${(
          ['nobody', 'office', 'group'] as const
        ).map(one => html`<option value="${one}">${words.readers[one][locale]}</option>`)}</select></label>
        <label>${words.remind[locale]} <input class="form-control" name="remindBefore" value="3" pattern="[0-9, ]*"></label>
        <button class="btn btn-primary">${words.start[locale]}</button></form>`,
      ),
    }
  },
}

function audienceFields(groups: readonly { id: string; name: string }[], locale: Locale): Markup {
  return html`<label>${words.audience[locale]} <select class="form-select" name="audience">${(
    ['group', 'ballots', 'everybody'] as const
  ).map(one => html`<option value="${one}">${words.audiences[one][locale]}</option>`)}</select></label>
  <label>${words.group[locale]} <select class="form-select" name="group">${groups.map(
    group => html`<option value="${group.id}">${nameOfGroup(group)[locale]}</option>`,
  )}</select></label>`
}

export const startSurveyForm: Form = {
  path: '/surveys',
  permission: 'office.change',
  async submit(ctx, { form }) {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const group = text('group')
    const wanted = requireFit(NewCampaign, {
      ...{ form: text('form'), to: text('to'), audience: text('audience'), group: group || null },
      ...{ project: text('project'), organization: text('organization'), event: text('event') },
      ...{ from: text('from') || undefined, cohort: text('cohort') || null, least: Number(text('least')) },
      textsFor: text('textsFor') === 'group' ? `group:${group}` : text('textsFor'),
      remindBefore: text('remindBefore')
        .split(/[\s,]+/)
        .filter(Boolean)
        .map(Number),
    })
    const { id } = await createCampaign(ctx, wanted)
    return { redirect: `/surveys/${id}` }
  },
}

export const surveyPage: Page = {
  path: '/surveys/{survey}',
  permission: 'office.read',
  async render(ctx, { params: { survey = '' }, origin }) {
    const { locale } = ctx
    const campaign = await getCampaign(ctx, survey)
    const form = await getQuestionnaire(ctx, campaign.form, campaign.version)
    const isOver = campaign.state === 'closed'
    return {
      title: campaign.title,
      lead: either(form.summary, locale),
      above,
      actions: html`${campaign.state === 'open' && answerLink(campaign, locale)}${isOver && html`<a class="btn" href="/api/surveys/${survey}/results">JSON</a>`}`,
      content: html`${card(words.state[locale], factsOf(campaign, origin, locale))}
        ${!isOver && alert(words.notBefore[locale])}
        ${!isOver && ctx.actor.permissions.has('office.change') && management(campaign, locale)}
        ${isOver && (await resultsMarkup(ctx, await getResults(ctx, survey)))}`,
    }
  },
}

function answerLink({ id, audience }: Campaign, locale: Locale): Markup {
  const href = audience === 'group' ? `/surveys/${id}/take` : `/public/surveys/${id}`
  return html`<a class="btn btn-primary" href="${href}">${words.answerNow[locale]}</a>`
}

function factsOf(campaign: Campaign, origin: string, locale: Locale): Markup {
  const { id, form, version, subject, state, from, to, audience, group, least, asked, answered } = campaign
  const number = (value: number | null) => (value === null ? '–' : formatNumber(value, locale))
  const rate = asked && answered !== null ? formatShare(answered / asked, locale) : '–'
  return facts([
    [words.state[locale], stateBadge(state, locale)],
    [words.questionnaire[locale], html`<a href="/surveys/forms/${form}">${form}</a> ${version}`],
    [words.about[locale], aboutText(subject, locale)],
    [words.from[locale], day(from, locale)],
    [words.to[locale], day(to, locale)],
    [words.audience[locale], `${words.audiences[audience][locale]}${group === null ? '' : ` · ${group}`}`],
    [words.least[locale], least],
    [words.asked[locale], number(asked)],
    ...(state === 'closed'
      ? ([
          [words.answered[locale], answered === null ? words.hidden[locale] : number(answered)],
          [words.responseRate[locale], rate],
        ] satisfies [string, string][])
      : []),
    ...(audience === 'group' || state === 'closed'
      ? []
      : ([[words.link[locale], html`<span class="mono">${origin}/public/surveys/${id}</span>`]] satisfies [
          string,
          Markup,
        ][])),
  ])
}

function management({ id, audience }: Campaign, locale: Locale): Markup {
  const ballots = html`<p class="small">${words.ballotsLead[locale]}</p><form class="filters" method="post" action="/surveys/${id}/ballots">
    <label>${words.count[locale]} <input class="form-control" type="number" name="count" min="1" max="1000" value="20"></label>
    <button class="btn align-self-end">${words.ballots[locale]}</button></form>`
  return html`${audience === 'ballots' && card(words.ballots[locale], ballots)}
    ${card(words.close[locale], disclosure(words.close[locale], postButton(`/surveys/${id}/close`, words.close[locale])))}`
}

export const closeSurveyForm: Form = {
  path: '/surveys/{survey}/close',
  permission: 'office.change',
  async submit(ctx, { params: { survey = '' } }) {
    await closeCampaign(ctx, survey)
    return { redirect: `/surveys/${survey}` }
  },
}

export const makeBallotsForm: Form = {
  path: '/surveys/{survey}/ballots',
  permission: 'office.change',
  async submit(ctx: Context, { params: { survey = '' }, form, origin }) {
    const count = requireFit(BallotCount, Number(form.get('count')))
    const ballots = await createBallots(ctx, survey, count)
    const links = ballots.map(ballot => `${origin}/public/surveys/${survey}?ballot=${ballot}`).join('\n')
    return {
      title: words.ballots,
      above: [...above, { title: (await getCampaign(ctx, survey)).title, href: `/surveys/${survey}` }],
      content: html`${alert(words.ballotsLead[ctx.locale], 'warn')}${card(words.ballots[ctx.locale], html`<textarea class="form-control mono" rows="20" readonly aria-label="${words.ballots[ctx.locale]}">${links}</textarea>`)}`,
    }
  },
}
