import { html } from 'hono/html'
import { getHistoryProgress, getMergeProgress } from '../../health/history/service.ts'
import { MetricParameters } from '../../health/metrics/model.ts'
import { evidenceFor } from '../../health/metrics/picture/service.ts'
import type { Locale } from '../../lib/text/text.ts'
import { verbatim } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import type { Job } from '../../platform/jobs/job.ts'
import { alert, card, empty, facts, postButton, stat, stats, tabs } from '../../platform/web/card.ts'
import { evidence } from '../../platform/web/evidence.ts'
import { ago, day, formatNumber, formatShare } from '../../platform/web/format.ts'
import { icon } from '../../platform/web/icon.ts'
import type { Markup, Page, PageBody } from '../../platform/web/page.ts'
import { getProjectLicense } from '../../supply-chain/licenses/service.ts'
import { getJobs } from '../jobs/service.ts'
import type { KeyFile } from '../key-files/model.ts'
import { KeyFileKind } from '../key-files/model.ts'
import { getKeyFiles } from '../key-files/service.ts'
import { keyFileKinds, projectKinds, words } from './messages.ts'
import type { Finding, HistorySummary, OfficeEntry } from './model.ts'
import { activityBadge, licenseBadge, severityBadge } from './office-page.ts'
import { overviewCharts } from './project-charts-page.ts'
import { getEntry } from './service.ts'

export const projectPage: Page = {
  path: '/projects/{project}',
  permission: 'office.read',
  async render(ctx, { params: { project: id = '' } }) {
    const { locale } = ctx
    const entry = await getEntry(ctx, id)
    const [keyFiles, license] = await Promise.all([getKeyFiles(ctx, id), getProjectLicense(ctx, id)])
    const { summary } = entry
    return projectBody(
      ctx,
      entry,
      'overview',
      summary === null
        ? pending(id, locale)
        : html`${await linesNote(ctx, entry)}
          ${tiles(ctx, entry)}
          <div class="grid">
            ${card(words.findings[locale], findingList(summary.findings, locale), formatNumber(summary.findings.length, locale))}
            ${card(words.keyFiles[locale], keyFileList(keyFiles, locale))}
          </div>
          ${summary.history ? await overviewCharts(ctx, id) : card(words.commits[locale], empty(words.noHistory[locale]))}
          <div class="grid">
            ${card(words.license[locale], licenseFacts(license, locale))}
            ${card(words.project[locale], await about(ctx, entry))}
          </div>`,
    )
  },
}

export type ProjectTab = 'overview' | 'components' | 'sbom' | 'contributors' | 'releases' | 'metrics' | 'forge'

/** What all pages of a project share: its name, and the way between them. */
export function projectBody({ locale }: Context, entry: OfficeEntry, here: ProjectTab, content: Markup): PageBody {
  const { id, name, path, summary } = entry
  const counts: Partial<Record<ProjectTab, number | undefined>> = {
    components: summary?.components,
    contributors: summary?.history?.contributors,
    releases: summary?.history?.releases,
  }
  const items = (['overview', 'components', 'sbom', 'contributors', 'releases', 'metrics', 'forge'] as const)
    .filter(tab => entry.kind !== 'folder' || ['overview', 'components', 'sbom'].includes(tab))
    .map(tab => ({
      href: tab === 'overview' ? `/projects/${id}` : `/projects/${id}/${tab}`,
      text: words[tab][locale],
      here: tab === here,
      ...(counts[tab] !== undefined && { count: formatNumber(counts[tab], locale) }),
    }))
  return {
    title: verbatim(name),
    lead: html`<span class="mono">${path}</span>`,
    above: [{ title: words.office, href: '/' }],
    actions: html`${entry.kind !== 'folder' && html`<a class="btn" href="/reports/project/${id}">${words.report[locale]}</a>`}${postButton(`/projects/${id}/scan`, words.analyseAgain[locale])}${postButton(`/projects/${id}/remove`, words.remove[locale])}`,
    content: html`${tabs(words.project[locale], items)}${content}`,
  }
}

function pending(id: string, locale: Locale): Markup {
  return html`<div hx-get="/projects/${id}" hx-trigger="every 2s" hx-target="#content" hx-select="#content" hx-swap="outerHTML">${alert(
    html`${words.notYet[locale]} · <a href="/jobs">${words.seeJobs[locale]}</a>`,
  )}</div>`
}

async function linesNote(ctx: Context, { id, kind }: OfficeEntry): Promise<Markup | false> {
  if (kind === 'folder') return false
  const { counted, total } = await getHistoryProgress(ctx, id)
  if (counted >= total) return false
  const isCounting = (await getJobs(ctx, { subject: id })).some(isUnderWay)
  const text = isCounting ? words.linesPending : words.linesUnknown
  return alert(text(formatShare(counted / total, ctx.locale))[ctx.locale])
}

/** Lines are counted once the history is read. */
function isUnderWay({ kind, state }: Job) {
  const isOpen = state === 'queued' || state === 'running'
  return isOpen && (kind === 'analysis' || kind === 'line-count')
}

function tiles(ctx: Context, { id, summary }: OfficeEntry): Markup {
  const { locale } = ctx
  const n = (value: number) => formatNumber(value, locale)
  const history: HistorySummary | null = summary?.history ?? null
  const yearAgo = new Date((summary ? Date.parse(summary.summarizedAt) : ctx.now().getTime()) - 365 * 86_400_000)
  const ever = MetricParameters.parse({})
  const about = (metric: string, parameters: MetricParameters) => {
    const behind = evidenceFor(ctx, metric, parameters, [id])
    return behind && evidence(behind, locale)
  }
  return stats(
    summary &&
      stat(words.health[locale], activityBadge(summary.activity, locale), {
        note: history && ago(history.lastCommitAt, ctx.now(), locale),
      }),
    history &&
      stat(words.commits[locale], n(history.commits), {
        note: `${n(history.commitsThisYear)} ${words.commitsThisYear[locale]}`,
        about: about('commits', ever),
      }),
    history &&
      stat(words.contributors[locale], n(history.contributors), {
        note: words.ofYear(n(history.contributorsThisYear))[locale],
        about: about('contributors', ever),
      }),
    history &&
      stat(words.absenceFactor[locale], history.absenceFactor === null ? '–' : n(history.absenceFactor), {
        note: words.absenceNote[locale],
        about: about('contributor-absence-factor', { ...ever, from: yearAgo.toISOString().slice(0, 10) }),
      }),
    summary && stat(words.license[locale], licenseBadge(summary, locale)),
    summary &&
      stat(words.components[locale], n(summary.components), {
        note: words.direct(n(summary.directComponents))[locale],
      }),
  )
}

function findingList(findings: Finding[], locale: Locale): Markup {
  if (findings.length === 0) return empty(words.noFindings[locale])
  return html`<ul class="find-list">${findings.map(
    ({ severity, text, advice }) =>
      html`<li>${severityBadge(severity, locale)}<div>${text[locale]}</div><div class="advice">${advice[locale]}</div></li>`,
  )}</ul>`
}

function keyFileList(files: KeyFile[], locale: Locale): Markup {
  return facts(
    KeyFileKind.options.map(kind => {
      const paths = files.filter(file => file.kind === kind).map(file => file.path)
      const there = html`<span class="tag tag-good">${icon('check')}</span> <span class="mono">${paths.join(', ')}</span>`
      const missing = html`<span class="text-secondary">${words.missing[locale]}</span>`
      return [keyFileKinds[kind][locale], paths.length > 0 ? there : missing]
    }),
  )
}

function licenseFacts({ evidence }: Awaited<ReturnType<typeof getProjectLicense>>, locale: Locale): Markup {
  if (evidence.length === 0) return empty(words.unknownLicense[locale])
  return facts(
    evidence.map(({ path, kind, license, score, remarks = [] }) => [
      path,
      html`${license}
        <span class="small">${words.evidenceKinds[kind][locale]}${kind === 'text' && ` · ${formatShare(score, locale)}`}</span>
        ${remarks.map(remark => html`<div class="small">${remark[locale]}</div>`)}`,
    ]),
  )
}

async function about(ctx: Context, { id, path, kind, summary, addedAt }: OfficeEntry): Promise<Markup> {
  const { locale } = ctx
  const history = summary?.history
  return facts([
    [words.kind[locale], projectKinds[kind][locale]],
    [words.path[locale], html`<span class="mono">${path}</span>`],
    [words.head[locale], html`<span class="mono">${history?.head.slice(0, 12) ?? '–'}</span>`],
    [words.firstCommit[locale], day(history?.firstCommitAt, locale)],
    [words.lastCommit[locale], day(history?.lastCommitAt, locale)],
    [words.summarizedAt[locale], day(summary?.summarizedAt ?? addedAt, locale)],
    ...(kind === 'folder' ? [] : await mergeLines(ctx, id)),
  ])
}

/** Of merges lines are counted where somebody asks for them. */
async function mergeLines(ctx: Context, id: string): Promise<[string, Markup][]> {
  const { locale, actor } = ctx
  const { isAsked, counted, total } = await getMergeProgress(ctx, id)
  if (total === 0 && !isAsked) return []
  const known = isAsked
    ? words.mergesCounted(formatNumber(counted, locale), formatNumber(total, locale))
    : words.mergesNotCounted
  const label = isAsked ? words.forgetMerges : words.countMerges
  const button =
    actor.permissions.has('office.change') &&
    postButton(`/projects/${id}/merge-lines`, label[locale], { fields: { isAsked: String(!isAsked) } })
  return [[words.mergeLines[locale], html`${known[locale]} ${button}`]]
}
