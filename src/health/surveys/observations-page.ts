import { html } from 'hono/html'
import { findAccounts } from '../../access/accounts/service.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { readField } from '../../platform/http/multipart.ts'
import { requireFit } from '../../platform/require-fit.ts'
import { badge, card, disclosure, facts, postButton } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { day, formatNumber } from '../../platform/web/format.ts'
import type { Form, FormInput, Markup, Page } from '../../platform/web/page.ts'
import { humanMetricNames } from './human-metrics/human-metrics.ts'
import { words } from './messages.ts'
import { CorrectionForm, NewObservation, type Observation, ReportForm } from './model.ts'
import {
  correctObservation,
  getObservations,
  getRevisions,
  largestReport,
  observe,
  observeCoverage,
} from './observations/service.ts'
import { subjectFields } from './subject-fields-page.ts'
import { aboutText } from './surveys-page.ts'

const above = [
  { title: words.surveys, href: '/surveys' },
  { title: words.observations, href: '/observations' },
]

export const observationsPage: Page = {
  path: '/observations',
  permission: 'office.read',
  async render(ctx, { query }) {
    const { locale } = ctx
    const metric = query.get('metric')?.slice(0, 60) || undefined
    const rows = await getObservations(ctx, { metric })
    const caption = words.observations[locale]
    const table = dataTable({
      ...{ rows, columns: columns(locale), locale, query, caption },
      none: words.noObservations[locale],
    })
    return {
      title: words.observations,
      lead: words.surveysLead[locale],
      above: above.slice(0, 1),
      content: html`${ctx.actor.permissions.has('office.change') && writing(locale, metric)}${card(caption, table)}`,
    }
  },
}

function columns(locale: Locale): Column<Observation>[] {
  return [
    {
      id: 'metric',
      title: words.metric[locale],
      cell: ({ id, metric }) =>
        html`<a class="strong" href="/observations/${id}">${humanMetricNames[metric]?.[locale] ?? metric}</a>`,
      by: ({ metric }) => metric,
    },
    { id: 'about', title: words.about[locale], cell: ({ subject }) => aboutText(subject, locale) },
    {
      id: 'value',
      title: words.value[locale],
      numeric: true,
      cell: ({ value }) => formatNumber(value, locale, 3),
      by: ({ value }) => value,
    },
    { id: 'day', title: words.day[locale], cell: ({ date }) => day(date, locale), by: ({ date }) => date },
    { id: 'source', title: words.source[locale], cell: ({ source }) => source },
  ]
}

function writing(locale: Locale, metric: string | undefined): Markup {
  const options = Object.entries(humanMetricNames).map(
    ([id, name]) => html`<option value="${id}"${id === metric && html` selected`}>${name[locale]}</option>`,
  )
  const observing = html`<form class="stack wide" method="post" action="/observations">
    <label>${words.metric[locale]} <select class="form-select" name="metric">${options}</select></label>
    ${subjectFields(locale)}${valueFields(locale)}
    <button class="btn btn-primary">${words.observe[locale]}</button></form>`
  const report = html`<form class="stack wide" method="post" action="/observations/test-coverage" enctype="multipart/form-data">
    <label>${words.project[locale]} <input class="form-control" name="project" required maxlength="200"></label>
    <label>${words.day[locale]} <input class="form-control" type="date" name="date"></label>
    <label>${words.source[locale]} <input class="form-control" name="source" required maxlength="500"></label>
    <label>${words.uploadReport[locale]} <input class="form-control" type="file" name="report" required></label>
    <button class="btn">${words.uploadReport[locale]}</button></form>`
  return card(words.observe[locale], [
    disclosure(words.observe[locale], observing),
    disclosure(words.uploadReport[locale], report),
  ])
}

function valueFields(locale: Locale, known?: Observation): Markup {
  return html`<label>${words.value[locale]} <input class="form-control" type="number" step="any" name="value" value="${known?.value ?? ''}" required></label>
    <label>${words.day[locale]} <input class="form-control" type="date" name="date" value="${known?.date ?? ''}"></label>
    <label>${words.source[locale]} <input class="form-control" name="source" value="${known?.source ?? ''}" maxlength="500" required></label>
    <label>${words.evidence[locale]} <input class="form-control" type="url" name="evidence" value="${known?.evidence ?? ''}" maxlength="2000"></label>
    <label>${words.note[locale]} <textarea class="form-control" name="note" rows="2" maxlength="2000">${known?.note ?? ''}</textarea></label>`
}

export const observationPage: Page = {
  path: '/observations/{observation}',
  permission: 'office.read',
  async render(ctx, { params: { observation = '' } }) {
    const { locale } = ctx
    const [newest, ...earlier] = await getRevisions(ctx, observation)
    const names = new Map(
      (
        await findAccounts(
          ctx,
          [newest, ...earlier].map(one => one.recordedBy),
        )
      ).map(one => [one.id, one.name]),
    )
    const show = (one: Observation) => revisionFacts(one, names.get(one.recordedBy) ?? one.recordedBy, locale)
    const correcting = html`<form class="stack wide" method="post" action="/observations/${observation}">${valueFields(locale, newest)}
      <button class="btn btn-primary">${words.correct[locale]}</button></form>`
    const withdraw = postButton(`/observations/${observation}`, words.withdraw[locale], {
      fields: { withdrawn: 'yes' },
    })
    return {
      title: humanMetricNames[newest.metric] ?? words.observations,
      lead: aboutText(newest.subject, locale),
      above,
      content: html`${card(words.value[locale], show(newest), newest.withdrawn && badge(words.withdrawn[locale], 'warn'))}
        ${ctx.actor.permissions.has('office.change') && card(words.correct[locale], [disclosure(words.correct[locale], correcting), !newest.withdrawn && withdraw])}
        ${earlier.length > 0 && card(words.history[locale], earlier.map(show))}`,
    }
  },
}

function revisionFacts(one: Observation, who: string, locale: Locale): Markup {
  const evidence = one.evidence === null ? '–' : html`<a href="${one.evidence}" rel="noreferrer">${one.evidence}</a>`
  return facts([
    [words.value[locale], formatNumber(one.value, locale, 3)],
    [words.day[locale], day(one.date, locale)],
    [words.source[locale], one.source],
    [words.evidence[locale], evidence],
    [words.note[locale], html`<span class="lines">${one.note}</span>`],
    [words.who[locale], html`${who} · ${day(one.recordedAt, locale)}`],
  ])
}

function readForm(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return {
    ...{ metric: text('metric'), project: text('project'), organization: text('organization'), event: text('event') },
    ...{ value: text('value') === '' ? Number.NaN : Number(text('value')), date: text('date') || undefined },
    ...{ source: text('source'), evidence: text('evidence') || null, note: text('note') },
  }
}

export const observeForm: Form = {
  path: '/observations',
  permission: 'office.change',
  async submit(ctx, { form }) {
    const wanted = requireFit(NewObservation, readForm(form))
    const { id } = await observe(ctx, wanted)
    return { redirect: `/observations/${id}` }
  },
}

export const correctForm: Form = {
  path: '/observations/{observation}',
  permission: 'office.change',
  async submit(ctx, { params: { observation = '' }, form }) {
    await correctObservation(
      ctx,
      observation,
      form.get('withdrawn') === 'yes' ? { withdrawn: true } : readCorrection(form),
    )
    return { redirect: `/observations/${observation}` }
  },
}

function readCorrection(form: FormData) {
  const read = requireFit(CorrectionForm, readForm(form))
  const { date, ...same } = read
  return { ...same, ...(date !== undefined && { date }), withdrawn: false }
}

export const coverageForm: Form = {
  path: '/observations/test-coverage',
  permission: 'office.change',
  upload: { limit: largestReport },
  submit: async (ctx, input) => ({ redirect: `/observations/${(await takeReport(ctx, input)).id}` }),
}

async function takeReport(ctx: Context, { parts }: FormInput): Promise<Observation> {
  const fields = new FormData()
  for await (const part of parts) {
    if (part.fileName === undefined) fields.set(part.name, await readField(part))
    else {
      const wanted = requireFit(ReportForm, readForm(fields))
      return observeCoverage(ctx, wanted, part.content)
    }
  }
  throw noFile
}

const noFile = new Failure('invalid-input', { en: 'Choose a file', zh: '请选择文件' })
