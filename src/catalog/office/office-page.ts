import { html } from 'hono/html'
import { MetricParameters } from '../../health/metrics/model.ts'
import { evidenceFor } from '../../health/metrics/picture/service.ts'
import type { Locale } from '../../lib/text/text.ts'
import { sparkline } from '../../platform/charts/render-chart.ts'
import type { Context } from '../../platform/context.ts'
import { badge, card, empty, stat, stats, type Tone } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { evidence } from '../../platform/web/evidence.ts'
import { choice, filterForm } from '../../platform/web/filter.ts'
import { ago, formatNumber } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { countJobs } from '../jobs/service.ts'
import { attentionOf } from './findings.ts'
import { activities, activityMeanings, projectKinds, severities, words } from './messages.ts'
import {
  Activity,
  type Finding,
  type OfficeEntry,
  type OfficeTotals,
  type ProjectSummary,
  type Severity,
} from './model.ts'
import { getOffice } from './service.ts'

const mostUrgent = 6

export const officePage: Page = {
  path: '/',
  permission: 'office.read',
  navigation: { title: words.office, icon: 'office', area: 'office', order: 1 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const { totals, projects } = await getOffice(ctx)
    const { queued, running } = await countJobs(ctx)
    const shown = projects.filter(matching(query))
    return {
      title: words.office,
      lead: words.lead[locale],
      actions: addFolder(locale),
      content: html`${queued + running > 0 && working(queued + running, locale)}
        ${totalTiles(ctx, totals)}
        ${card(words.needsAttention[locale], urgent(projects, locale))}
        ${card(
          words.projects[locale],
          [
            filters(projects, query, locale),
            dataTable({
              rows: shown,
              columns: columns(locale, ctx.now()),
              locale,
              query,
              caption: words.projects[locale],
              sortedBy: 'findings',
              none: empty((projects.length > 0 ? words.noMatch : words.noProjects)[locale], words.addHint[locale]),
            }),
          ],
          formatNumber(shown.length, locale),
        )}`,
    }
  },
}

function matching(query: URLSearchParams) {
  const text = (query.get('text') ?? '').trim().toLowerCase()
  const activity = query.get('activity')
  const license = query.get('license')
  const only = query.get('only')
  return ({ id, name, path, summary }: OfficeEntry) =>
    (!text || `${id} ${name} ${path}`.toLowerCase().includes(text)) &&
    (!activity || summary?.activity === activity) &&
    (!license || (summary?.license ?? '-') === license) &&
    (only !== 'high' || summary?.findings.some(finding => finding.severity === 'high')) &&
    (only !== 'denied' || (summary?.verdicts.deny ?? 0) > 0)
}

/** Asks again until there is nothing under way, and then for the page as it is by then. */
function working(jobs: number, locale: Locale): Markup {
  return html`<div class="note note-info" role="status" hx-get="/" hx-trigger="every 3s" hx-target="#content" hx-select="#content" hx-swap="outerHTML"><span class="spinner-border spinner-border-sm text-primary" aria-hidden="true"></span>
    <div>${words.analysing(formatNumber(jobs, locale))[locale]} · <a href="/jobs">${words.seeJobs[locale]}</a></div></div>`
}

function totalTiles({ locale }: Context, totals: OfficeTotals): Markup {
  const ever = MetricParameters.parse({})
  const about = (metric: string) => {
    const behind = evidenceFor({ locale }, metric, ever)
    return behind && evidence(behind, locale)
  }
  const n = (value: number) => formatNumber(value, locale)
  return stats(
    stat(words.projects[locale], n(totals.projects)),
    stat(words.people[locale], html`<a href="/people">${n(totals.people)}</a>`, { about: about('contributors') }),
    stat(words.commits[locale], n(totals.commits), {
      note: `${n(totals.commitsThisYear)} ${words.commitsThisYear[locale]}`,
      about: about('commits'),
    }),
    stat(words.packages[locale], html`<a href="/components">${n(totals.packages)}</a>`),
    stat(words.denied[locale], n(totals.denied)),
  )
}

function urgent(projects: OfficeEntry[], locale: Locale): Markup {
  const ranked = projects
    .flatMap(project => (project.summary?.findings ?? []).map(finding => ({ project, finding })))
    .filter(({ finding }) => finding.severity !== 'low')
    .map(one => ({
      ...one,
      weight: attentionOf([one.finding]) * 1000 + attentionOf(one.project.summary?.findings ?? []),
    }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostUrgent)
  if (ranked.length === 0) return empty(words.nothingUrgent[locale])
  return html`<ul class="find-list">${ranked.map(
    ({ project, finding }) =>
      html`<li>${severityBadge(finding.severity, locale)}<div><a class="strong" href="/projects/${project.id}">${project.name}</a> · ${finding.text[locale]}</div><div class="advice">${finding.advice[locale]}</div></li>`,
  )}</ul>`
}

const severityTones: Record<Severity, Tone> = { high: 'bad', medium: 'warn', low: 'info' }

export function severityBadge(severity: Severity, locale: Locale): Markup {
  return badge(severities[severity][locale], severityTones[severity])
}

const activityTones: Record<Activity, Tone> = { active: 'good', slow: 'warn', dormant: 'plain', none: 'plain' }

export function activityBadge(activity: Activity, locale: Locale): Markup {
  return badge(activities[activity][locale], activityTones[activity], activityMeanings[activity][locale])
}

function columns(locale: Locale, now: Date): Column<OfficeEntry>[] {
  const activityRank = ({ summary }: OfficeEntry) => (summary ? Activity.options.indexOf(summary.activity) : undefined)
  return [
    {
      id: 'name',
      title: words.project[locale],
      by: entry => entry.name.toLowerCase(),
      cell: entry =>
        html`<a class="strong" href="/projects/${entry.id}">${entry.name}</a>${entry.kind !== 'repository' && html` <span class="small">${projectKinds[entry.kind][locale]}</span>`}`,
    },
    {
      id: 'health',
      title: words.health[locale],
      by: activityRank,
      cell: ({ summary }) =>
        summary ? activityBadge(summary.activity, locale) : html`<span class="small">${words.notYet[locale]}</span>`,
    },
    {
      id: 'weeks',
      title: words.weekly[locale],
      first: 'desc',
      by: entry => entry.summary?.history?.commitsThisYear,
      cell: ({ name, summary }) => summary?.history && sparkline(summary.history.weeks, words.weeklyFor(name)[locale]),
    },
    {
      id: 'people',
      title: words.people[locale],
      numeric: true,
      first: 'desc',
      by: entry => entry.summary?.history?.contributors,
      cell: ({ summary }) => summary?.history?.contributors ?? '–',
    },
    {
      id: 'fresh',
      title: words.freshness[locale],
      first: 'desc',
      by: entry => entry.summary?.history?.lastCommitAt ?? undefined,
      cell: ({ summary }) => ago(summary?.history?.lastCommitAt, now, locale),
    },
    {
      id: 'license',
      title: words.license[locale],
      by: entry => entry.summary?.license ?? undefined,
      cell: ({ summary }) => summary && licenseBadge(summary, locale),
    },
    {
      id: 'components',
      title: words.inventory[locale],
      numeric: true,
      first: 'desc',
      by: entry => entry.summary?.components,
      cell: ({ summary }) => summary?.components ?? '–',
    },
    {
      id: 'findings',
      title: words.findings[locale],
      first: 'desc',
      by: entry => (entry.summary ? attentionOf(entry.summary.findings) : undefined),
      cell: ({ summary }) => summary && findingCounts(summary.findings, locale),
    },
  ]
}

export function licenseBadge(
  { license, findings }: Pick<ProjectSummary, 'license' | 'findings'>,
  locale: Locale,
): Markup {
  if (license !== null) return badge(license, 'plain', license)
  const isThere = findings.some(({ id }) => id === 'unrecognized-license')
  return isThere ? badge(words.evidenceKinds.unrecognized[locale], 'warn') : badge(words.unknownLicense[locale], 'bad')
}

function findingCounts(findings: Finding[], locale: Locale): Markup {
  const counts = (['high', 'medium', 'low'] as const)
    .map(severity => ({ severity, count: findings.filter(finding => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
  if (counts.length === 0) return badge('0', 'good')
  return html`<span class="row-line">${counts.map(({ severity, count }) =>
    badge(`${formatNumber(count, locale)} ${severities[severity][locale]}`, severityTones[severity]),
  )}</span>`
}

function filters(projects: OfficeEntry[], query: URLSearchParams, locale: Locale): Markup {
  const licenses = [...new Set(projects.flatMap(({ summary }) => (summary ? [summary.license ?? '-'] : [])))].sort()
  const choices = [
    choice(
      'activity',
      words.anyHealth[locale],
      Activity.options.map(value => [value, activities[value][locale]]),
      query,
    ),
    choice(
      'license',
      words.anyLicense[locale],
      licenses.map(value => [value, value === '-' ? words.unknownLicense[locale] : value]),
      query,
    ),
    choice(
      'only',
      words.anyFinding[locale],
      [
        ['high', words.onlyHigh[locale]],
        ['denied', words.onlyDenied[locale]],
      ],
      query,
    ),
  ]
  const [text, keep] = [query.get('text') ?? '', { sort: query.get('sort') }]
  return filterForm('/', { text, label: words.filterText[locale], choices, keep }, locale)
}

function addFolder(locale: Locale): Markup {
  return html`<form class="actions" method="post" action="/scans">
    <input class="form-control w-auto" name="path" required maxlength="4000" placeholder="${words.folder[locale]}" aria-label="${words.folder[locale]}">
    <button class="btn btn-primary">${words.analyse[locale]}</button></form>`
}
