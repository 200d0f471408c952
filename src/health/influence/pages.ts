import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { renderChart } from '../../platform/charts/render-chart.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { badge, card, disclosure, empty, facts, stat, stats } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { formatNumber, formatShare } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import type { Organization } from '../affiliations/model.ts'
import { getHouse, getOrganizations } from '../affiliations/organizations/service.ts'
import type { DependencySettings } from '../dependencies/model.ts'
import { getSettings } from '../dependencies/settings/service.ts'
import { deedMeanings, deedNames, quadrantNames, words } from './messages.ts'
import { Deed, type Influence, InfluenceWish, type ProjectInfluence, type Share, TimedDeed } from './model.ts'
import * as service from './service.ts'
import { choices, spanFields } from './span-fields-page.ts'

export const influencePage: Page = {
  path: '/influence',
  permission: 'office.read',
  navigation: { title: words.title, icon: 'group', area: 'office', order: 6.3 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const organizations = await getOrganizations(ctx)
    const chosen = query.get('organization') || (await usualOrganization(ctx, organizations))
    if (chosen === undefined)
      return {
        title: words.title,
        lead: words.lead[locale],
        content: card(
          words.title[locale],
          empty(words.noOrganization[locale], html`<a href="/organizations">${words.organization[locale]}</a>`),
        ),
      }
    const wish = InfluenceWish.safeParse(Object.fromEntries([...query].filter(([, value]) => value !== '')))
    if (!wish.success) throw badWish
    const [influence, { settings }] = await Promise.all([
      service.getInfluence(ctx, chosen, wish.data),
      getSettings(ctx),
    ])
    return {
      title: words.title,
      lead: words.lead[locale],
      content: html`${wishForm(influence, wish.data, organizations, locale)}${await body(influence, settings, { query, locale })}`,
    }
  },
}

/** That whose office this is, or the first. */
async function usualOrganization(ctx: Context, organizations: readonly Organization[]): Promise<string | undefined> {
  return (await getHouse(ctx)) ?? organizations[0]?.id
}

function wishForm(
  { organization }: Influence,
  wish: InfluenceWish,
  organizations: readonly Organization[],
  locale: Locale,
): Markup {
  const all = organizations.map(({ id, name }) => [id, name] as const)
  const deeds = Deed.options.map(deed => [deed, deedNames[deed][locale]] as const)
  return html`<form class="filters" method="get" action="/influence">
    ${choices('organization', words.organization[locale], all, organization.id)}${spanFields(wish, locale)}
    ${choices('by', words.by[locale], deeds, wish.by)}<button class="btn btn-primary align-self-end">${words.show[locale]}</button></form>`
}

interface View {
  query: URLSearchParams
  locale: Locale
}

async function body(influence: Influence, settings: DependencySettings, view: View): Promise<Markup> {
  const { locale, query } = view
  if (influence.projects.length === 0)
    return card(words.byProject[locale], empty(words.noProjects[locale], words.noProjectsHint[locale]))
  const asked = new URLSearchParams(query)
  // An address may name none, or twice.
  asked.set('organization', influence.organization.id)
  const csv = (table: string) => html`<a href="/health-tables/${table}.csv?${String(asked)}">${words.csv[locale]}</a>`
  const teams = new Set(influence.projects.flatMap(({ teams }) => teams.map(team => team.toLowerCase()))).size
  return html`${stats(...Deed.options.map(deed => shareTile(deed, influence.shares[deed] ?? null, { teams: deed === 'named-seats' ? teams : 0, locale })))}
    ${influence.names.length > 1 && html`<p class="small">${words.countsAs(influence.names.join(', '))[locale]}</p>`}
    ${card(words.overTime[locale], await timeChart(influence, locale), csv('influence-over-time'))}
    ${card(words.quadrants[locale], await quadrantChart(influence, settings, locale))}
    ${card(words.byProject[locale], [projectTable(influence, view), meaning(locale)], csv('influence'))}`
}

/** A share never stands without how much is known. */
function shareTile(deed: Deed, share: Share | null, { teams, locale }: { teams: number; locale: Locale }): Markup {
  if (share === null) return stat(deedNames[deed][locale], '–', { note: words.notCollected[locale] })
  const beside = teams === 0 ? [] : [words.teams(formatNumber(teams, locale))[locale]]
  const note = [shareNote(share, locale), ...beside].join(' · ')
  return stat(deedNames[deed][locale], shareText(share.share, locale), { note })
}

function shareText(share: number | null, locale: Locale): string {
  return share === null ? '–' : formatShare(share, locale)
}

function shareNote({ own, total, bots, agents, coverage, most, share }: Share, locale: Locale): string {
  const n = (value: number) => formatNumber(value, locale)
  return [
    words.shareOf(n(own), n(total))[locale],
    ...(coverage === null ? [] : [words.known(formatShare(coverage, locale))[locale]]),
    ...(most === null || most === share ? [] : [words.atMost(formatShare(most, locale))[locale]]),
    ...(bots + agents > 0 ? [words.apart(n(bots), n(agents))[locale]] : []),
  ].join(' · ')
}

function timeChart({ series }: Influence, locale: Locale): Promise<Markup> {
  const percent = (share: Share | null | undefined) =>
    share?.share == null ? null : Math.round(1000 * share.share) / 10
  const lines = TimedDeed.options.map(deed => ({
    name: `${deedNames[deed][locale]} (%)`,
    values: series.map(({ shares }) => percent(shares[deed])),
  }))
  const chart = { kind: 'lines' as const, categories: series.map(({ at }) => at), series: lines }
  return renderChart(chart, { title: words.overTime[locale], locale })
}

async function quadrantChart({ projects, by }: Influence, s: DependencySettings, locale: Locale): Promise<Markup> {
  const points = projects.flatMap(({ name, criticality, shares }) => {
    const share = shares[by]?.share ?? null
    const isKnown = criticality !== null && share !== null
    return isKnown ? [{ name, x: Math.round(100 * criticality) / 100, y: Math.round(1000 * share) / 10 }] : []
  })
  if (points.length === 0) return empty(words.noPoints[locale])
  const x = { name: words.criticality[locale], part: s.dependenceFrom, most: 1 }
  const part = 100 * s.influenceFrom
  const y = { name: `${deedNames[by][locale]} (%)`, part, most: roundUp(Math.max(part, ...points.map(({ y }) => y))) }
  return renderChart({ kind: 'quadrants', x, y, points }, { title: words.quadrants[locale], locale, height: 360 })
}

/** The next multiple of twenty above, so that few percent can be told apart. */
function roundUp(percent: number): number {
  return Math.min(100, 20 * (Math.floor(percent / 20) + 1))
}

function projectTable({ projects }: Influence, { query, locale }: View): Markup {
  const columns: Column<ProjectInfluence>[] = [
    {
      id: 'project',
      title: words.project[locale],
      by: ({ name }) => name.toLowerCase(),
      cell: ({ project, name, isOurs }) =>
        html`<a class="strong" href="/projects/${project}">${name}</a> ${isOurs && badge(words.ours[locale])}`,
    },
    ...Deed.options.map(
      (deed): Column<ProjectInfluence> => ({
        id: deed,
        title: deedNames[deed][locale],
        numeric: true,
        first: 'desc',
        by: ({ shares }) => shares[deed]?.share ?? undefined,
        cell: one => (deed === 'named-seats' ? seatsCell(one, locale) : shareCell(one.shares[deed] ?? null, locale)),
      }),
    ),
    {
      id: 'criticality',
      title: words.criticality[locale],
      numeric: true,
      first: 'desc',
      by: ({ criticality }) => criticality ?? undefined,
      cell: ({ criticality }) => (criticality === null ? words.notTold[locale] : formatNumber(criticality, locale, 2)),
    },
    {
      id: 'quadrant',
      title: words.quadrant[locale],
      by: ({ quadrant }) => quadrant ?? undefined,
      cell: ({ quadrant }) => (quadrant === null ? words.notTold[locale] : quadrantNames[quadrant][locale]),
    },
  ]
  const listing = { locale, query, size: 200, caption: words.byProject[locale], none: empty(words.noProjects[locale]) }
  return dataTable({ rows: projects, columns, ...listing })
}

function shareCell(share: Share | null, locale: Locale): Markup | string {
  if (share === null || share.share === null) return words.notTold[locale]
  const known = share.coverage === null ? '–' : words.knownShort(formatShare(share.coverage, locale))[locale]
  return html`<span title="${shareNote(share, locale)}">${formatShare(share.share, locale)}</span><br><span class="small text-secondary">${known}</span>`
}

/** Teams stand as such beside the share of the people. */
function seatsCell({ project, shares, teams }: ProjectInfluence, locale: Locale): Markup {
  const beside =
    teams.length > 0 &&
    html`<br><span class="small text-secondary" title="${teams.map(team => `@${team}`).join(' ')}">${words.teamsShort(formatNumber(teams.length, locale))[locale]}</span>`
  return html`<a href="/projects/${project}/maintainers">${shareCell(shares['named-seats'] ?? null, locale)}</a>${beside}`
}

function meaning(locale: Locale): Markup {
  return disclosure(words.meaning[locale], [
    html`<p>${words.meaningUnknown[locale]}</p>`,
    facts(Deed.options.map(deed => [deedNames[deed][locale], deedMeanings[deed][locale]])),
  ])
}

const badWish = new Failure('invalid-input', words.badWish)
