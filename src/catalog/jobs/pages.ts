import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { type Job, JobState } from '../../platform/jobs/job.ts'
import { badge, card, empty, postButton, progressBar, type Tone, tabs } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { ago, formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { kinds, states, words } from './messages.ts'
import * as service from './service.ts'

export const jobsPage: Page = {
  path: '/jobs',
  permission: 'office.read',
  navigation: { title: words.jobs, icon: 'job', area: 'administration', order: 5 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const state = JobState.safeParse(query.get('state')).data
    const [jobs, counts] = await Promise.all([service.getJobs(ctx, state ? { state } : {}), service.countJobs(ctx)])
    const busy = counts.running + counts.queued > 0
    const refresh = busy && html` hx-get="/jobs?${query}" hx-trigger="every 2s" hx-select="#jobs" hx-swap="outerHTML"`
    return {
      title: words.jobs,
      lead: words.lead[locale],
      content: html`${tabs(words.state[locale], stateTabs(counts, state, locale))}
        <div id="jobs"${refresh}>${card(
          words.jobs[locale],
          dataTable({
            rows: jobs,
            columns: columns(locale, ctx.now()),
            locale,
            query,
            caption: words.jobs[locale],
            none: empty(words.none[locale]),
          }),
        )}</div>`,
    }
  },
}

export const retryForm: Form = {
  path: '/jobs/{id}/retry',
  permission: 'office.change',
  async submit(ctx, { params: { id = '' } }) {
    await service.retryJob(ctx, id)
    return { redirect: '/jobs' }
  },
}

function stateTabs(counts: Record<JobState, number>, here: JobState | undefined, locale: Locale) {
  const all = { href: '/jobs', text: words.all[locale], here: here === undefined }
  const each = JobState.options.map(state => ({
    href: `/jobs?state=${state}`,
    text: states[state][locale],
    here: state === here,
    count: formatNumber(counts[state], locale),
  }))
  return [all, ...each]
}

const tones: Record<JobState, Tone> = { queued: 'plain', running: 'info', done: 'good', failed: 'bad' }

function columns(locale: Locale, now: Date): Column<Job>[] {
  return [
    {
      id: 'job',
      title: words.job[locale],
      cell: ({ kind }) => html`<span class="nowrap">${kinds[kind]?.[locale] ?? kind}</span>`,
    },
    {
      id: 'project',
      title: words.project[locale],
      by: job => job.subject,
      cell: ({ subject }) =>
        subject === 'office'
          ? words.wholeOffice[locale]
          : subject.startsWith('pkg:')
            ? subject
            : html`<a href="/projects/${subject}">${subject}</a>`,
    },
    { id: 'state', title: words.state[locale], cell: ({ state }) => badge(states[state][locale], tones[state]) },
    { id: 'progress', title: words.progress[locale], cell: job => progress(job, locale) },
    {
      id: 'when',
      title: words.when[locale],
      cell: job => ago(job.finishedAt ?? job.startedAt ?? job.createdAt, now, locale),
    },
    { id: 'problem', title: words.problem[locale], cell: job => problem(job, locale) },
  ]
}

function progress({ state, done, total, step }: Job, locale: Locale): Markup | string {
  if (state !== 'running') return ''
  const text = step?.[locale] ?? states.running[locale]
  const count = total ? `${formatNumber(done, locale)} / ${formatNumber(total, locale)}` : ''
  return html`<div class="small">${text} ${count}</div>${progressBar(total ? done / total : undefined, text)}`
}

function problem({ id, state, problem, attempts }: Job, locale: Locale): Markup | string {
  if (state !== 'failed') return problem?.[locale] ?? ''
  return html`<div>${problem?.[locale]} <span class="small">${words.attempt(formatNumber(attempts, locale))[locale]}</span></div>
    ${postButton(`/jobs/${id}/retry`, words.retry[locale])}`
}
