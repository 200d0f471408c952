import { html } from 'hono/html'
import type { Locale } from '../../../lib/text/text.ts'
import { renderChart } from '../../../platform/charts/render-chart.ts'
import { Failure } from '../../../platform/failure.ts'
import { alert, badge, card, disclosure, empty, postButton, stat, stats } from '../../../platform/web/card.ts'
import { type Column, dataTable } from '../../../platform/web/data-table.ts'
import { day, formatNumber, formatShare } from '../../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../../platform/web/page.ts'
import { words as influenceWords } from '../messages.ts'
import type { Share } from '../model.ts'
import { spanFields } from '../span-fields-page.ts'
import { countFixes } from './find-fixes.ts'
import { contributionNames, shortNames, words } from './messages.ts'
import {
  Contribution,
  NewUpstreamLink,
  type Upstream,
  type UpstreamFix,
  type UpstreamProject,
  UpstreamWish,
} from './model.ts'
import { getUpstream, linkFix, unlinkFix } from './service.ts'

export const upstreamPage: Page = {
  path: '/upstream',
  permission: 'office.read',
  navigation: { title: words.title, icon: 'refresh', area: 'office', order: 6.5 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const wish = UpstreamWish.safeParse(Object.fromEntries([...query].filter(([, value]) => value !== '')))
    if (!wish.success) throw badWish
    const upstream = await getUpstream(ctx, wish.data)
    const mayChange = ctx.actor.permissions.has('office.change')
    const form = html`<form class="filters" method="get" action="/upstream">${spanFields(wish.data, locale)}<button class="btn btn-primary align-self-end">${influenceWords.show[locale]}</button></form>`
    return {
      title: words.title,
      lead: words.lead[locale],
      ...(mayChange && { actions: html`<a class="btn" href="/dependency-settings">${words.settings[locale]}</a>` }),
      content: html`${form}${standing(upstream, locale)}${await body(upstream, { query, locale, mayChange })}`,
    }
  },
}

interface View {
  query: URLSearchParams
  locale: Locale
  mayChange: boolean
}

function standing({ names }: Upstream, locale: Locale): Markup {
  if (names.length === 0) return alert(words.nobody[locale], 'warn')
  return html`<p class="small">${words.ours(names.join(', '))[locale]}</p>`
}

async function body(upstream: Upstream, view: View): Promise<Markup> {
  const { locale, query } = view
  const { projects, contributions, fixes } = upstream
  if (projects.length === 0)
    return card(
      influenceWords.byProject[locale],
      empty(influenceWords.noProjects[locale], influenceWords.noProjectsHint[locale]),
    )
  const csv = (table: string) =>
    html`<a href="/health-tables/${table}.csv${query.size > 0 && `?${query}`}">${influenceWords.csv[locale]}</a>`
  return html`${stats(
    ...Contribution.options.map(one => countTile(one, contributions[one] ?? null, locale)),
    fixTile(countFixes(upstream), locale),
  )}${card(influenceWords.overTime[locale], await timeCharts(upstream, locale), csv('upstream-over-time'))}
    ${card(influenceWords.byProject[locale], [projectTable(projects, view), disclosure(influenceWords.meaning[locale], words.meaning[locale])], csv('upstream'))}
    ${card(words.fixes[locale], [fixTable(fixes, view), view.mayChange && disclosure(words.link[locale], linkForm(projects, locale))], csv('fixes'))}`
}

function countTile(one: Contribution, share: Share | null, locale: Locale): Markup {
  if (share === null) return stat(contributionNames[one][locale], '–', { note: influenceWords.notCollected[locale] })
  return stat(contributionNames[one][locale], formatNumber(share.own, locale), { note: noteOf(share, locale) })
}

function fixTile(count: number | null, locale: Locale): Markup {
  if (count === null) return stat(words.fixes[locale], '–', { note: influenceWords.notCollected[locale] })
  return stat(words.fixes[locale], formatNumber(count, locale))
}

function noteOf({ own, total, coverage }: Share, locale: Locale): string {
  const n = (value: number) => formatNumber(value, locale)
  const known = coverage === null ? [] : [influenceWords.known(formatShare(coverage, locale))[locale]]
  return [influenceWords.shareOf(n(own), n(total))[locale], ...known].join(' · ')
}

/** Commits are so many that beside them all else would be flat. */
async function timeCharts({ series }: Upstream, locale: Locale): Promise<Markup> {
  const categories = series.map(({ at }) => at)
  const bars = [
    ...Contribution.options.map(one => ({
      name: shortNames[one][locale],
      values: series.map(({ contributions }) => contributions[one]?.own ?? null),
    })),
    { name: words.fixesShort[locale], values: series.map(({ fixes }) => fixes) },
  ]
  const [commits, ...others] = bars
  const draw = (some: typeof bars, title: string) =>
    renderChart({ kind: 'bars', categories, series: some }, { title, locale })
  return html`<h3>${contributionNames.commits[locale]}</h3>${commits && (await draw([commits], contributionNames.commits[locale]))}
    <h3>${words.others[locale]}</h3>${await draw(others, words.others[locale])}`
}

function projectTable(rows: UpstreamProject[], { query, locale }: View): Markup {
  const columns: Column<UpstreamProject>[] = [
    {
      id: 'project',
      title: influenceWords.project[locale],
      by: ({ name }) => name.toLowerCase(),
      cell: ({ project, name }) => html`<a class="strong" href="/projects/${project}">${name}</a>`,
    },
    ...Contribution.options.map(
      (one): Column<UpstreamProject> => ({
        id: one,
        title: contributionNames[one][locale],
        numeric: true,
        first: 'desc',
        by: ({ contributions }) => contributions[one]?.own,
        cell: ({ contributions }) => countCell(contributions[one] ?? null, locale),
      }),
    ),
    {
      id: 'fixes',
      title: words.fixes[locale],
      numeric: true,
      first: 'desc',
      by: ({ fixes }) => fixes ?? undefined,
      cell: ({ fixes }) => fixes ?? influenceWords.notTold[locale],
    },
    {
      id: 'criticality',
      title: influenceWords.criticality[locale],
      numeric: true,
      first: 'desc',
      by: ({ criticality }) => criticality ?? undefined,
      cell: ({ criticality }) => (criticality === null ? '–' : formatNumber(criticality, locale, 2)),
    },
  ]
  const listing = { locale, query, size: 200, caption: influenceWords.byProject[locale] }
  return dataTable({ rows, columns, ...listing, none: empty(influenceWords.noProjects[locale]) })
}

function countCell(share: Share | null, locale: Locale): Markup | string {
  if (share === null) return influenceWords.notTold[locale]
  return html`<span title="${noteOf(share, locale)}">${formatNumber(share.own, locale)}</span>`
}

function fixTable(rows: UpstreamFix[], { query, locale, mayChange }: View): Markup {
  const columns: Column<UpstreamFix>[] = [
    { id: 'fix-project', title: influenceWords.project[locale], cell: ({ project }) => project },
    {
      id: 'fix',
      title: words.fix[locale],
      cell: ({ number, title, url }) => {
        const text = `#${number} ${title}`
        return url && /^https?:\/\//.test(url) ? html`<a href="${url}" rel="noreferrer">${text}</a>` : text
      },
    },
    { id: 'merged-at', title: words.merged[locale], cell: ({ mergedAt }) => day(mergedAt, locale) },
    { id: 'why', title: words.why[locale], cell: fix => reasons(fix, locale, mayChange) },
  ]
  return dataTable({
    rows,
    columns,
    locale,
    query,
    size: 100,
    caption: words.fixes[locale],
    none: empty(words.noFixes[locale]),
  })
}

function reasons({ labels, links }: UpstreamFix, locale: Locale, mayChange: boolean): Markup {
  return html`${labels.map(label => html`${badge(label)} `)}${links.map(
    ({ target, id }) =>
      html`<span class="small">${linkTo(target)}</span> ${mayChange && id !== null && postButton(`/upstream-links/${id}/delete`, words.unlink[locale])}`,
  )}`
}

function linkTo(target: string): Markup | string {
  if (target.startsWith('#')) return html`<a href="/requests/${target.slice(1)}">${target}</a>`
  return /^https?:\/\//.test(target) ? html`<a href="${target}" rel="noreferrer">${target}</a>` : target
}

function linkForm(projects: readonly UpstreamProject[], locale: Locale): Markup {
  return html`<form class="stack wide" method="post" action="/upstream-links">
    <label>${influenceWords.project[locale]} <select class="form-select" name="project">${projects.map(({ project, name }) => html`<option value="${project}">${name}</option>`)}</select></label>
    <label>${words.number[locale]} <input class="form-control" name="number" required maxlength="100"></label>
    <label>${words.target[locale]} <span class="small">${words.targetHint[locale]}</span> <input class="form-control" name="target" required maxlength="1000"></label>
    <div class="actions"><button class="btn btn-primary">${words.doLink[locale]}</button></div></form>`
}

export const linkForms: Form = {
  path: '/upstream-links',
  permission: 'office.change',
  async submit(ctx, { form }) {
    const link = NewUpstreamLink.safeParse(Object.fromEntries(form))
    if (!link.success) throw badLink
    await linkFix(ctx, link.data)
    return { redirect: '/upstream' }
  },
}

export const unlinkForm: Form = {
  path: '/upstream-links/{id}/delete',
  permission: 'office.change',
  async submit(ctx, { params: { id = '' } }) {
    await unlinkFix(ctx, id)
    return { redirect: '/upstream' }
  },
}

const badWish = new Failure('invalid-input', influenceWords.badWish)
const badLink = new Failure('invalid-input', words.badLink)
