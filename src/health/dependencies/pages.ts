import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import {
  badge,
  card,
  disclosure,
  empty,
  facts,
  postButton,
  stat,
  stats,
  type Tone,
  tabs,
} from '../../platform/web/card.ts'
import { type Column, dataTable, sliceIn } from '../../platform/web/data-table.ts'
import { filterForm } from '../../platform/web/filter.ts'
import { formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { repositorySources } from '../../supply-chain/inventory/repositories/model.ts'
import { adviceOf, criticalityFormula, priorityFormula } from './judge-priority.ts'
import { advices, standings, words } from './messages.ts'
import {
  type Advice,
  type ComponentHealth,
  ComponentStanding,
  type Dependence,
  type DependencyHealth,
  type DependencySettings,
  type HealthReading,
  type Range,
} from './model.ts'
import * as service from './service.ts'
import { getSettings } from './settings/service.ts'

const tones: Record<Advice, Tone> = { invest: 'bad', watch: 'warn', ignore: 'good', unknown: 'plain' }
const pageSize = 50

export const dependencyHealthPage: Page = {
  path: '/dependency-health',
  permission: 'office.read',
  navigation: { title: words.title, icon: 'component', area: 'office', order: 6.4 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const mayChange = ctx.actor.permissions.has('office.change')
    const [dependencies, counts, { settings }] = await Promise.all([
      service.getDependencyHealth(ctx),
      service.countStandings(ctx),
      getSettings(ctx),
    ])
    const standing = ComponentStanding.optional()
      .catch(undefined)
      .parse(query.get('standing') || undefined)
    const text = (query.get('text') ?? '').trim().slice(0, 200)
    const wish = { standing, text: text || undefined, ...sliceIn(query, pageSize) }
    const found = await service.listComponents(ctx, wish)
    const number = (value: number) => formatNumber(value, locale)
    return {
      title: words.title,
      lead: words.lead[locale],
      ...(mayChange && { actions: actions(locale) }),
      content: html`${stats(
        stat(words.dependencies[locale], number(dependencies.length)),
        stat(standings.measured[locale], number(counts.measured)),
        stat(standings['not-measured'][locale], number(counts.notMeasured)),
        stat(standings['unknown-repository'][locale], number(counts.unknown)),
      )}${card(words.dependencies[locale], [dependencyTable(dependencies, settings, query, locale), how(settings, locale)], csvLink('dependencies', locale))}
      ${card(words.components[locale], [componentTabs(query, locale), searchBox(text, query, locale), componentTable(found, { query, locale, mayChange })], csvLink('components', locale, query))}`,
    }
  },
}

function actions(locale: Locale): Markup {
  return html`<a class="btn" href="/dependency-settings">${words.change[locale]}</a>${postButton('/dependency-readings', words.again[locale])}`
}

export const readDependenciesForm: Form = {
  path: '/dependency-readings',
  permission: 'office.change',
  async submit(ctx) {
    await service.requestReadings(ctx)
    return { redirect: '/dependency-health' }
  },
}

/** The same rows as a file. */
function csvLink(table: string, locale: Locale, query = new URLSearchParams()): Markup {
  const kept = new URLSearchParams([...query].filter(([name]) => name === 'standing' || name === 'text'))
  return html`<a href="/health-tables/${table}.csv${kept.size > 0 && `?${kept}`}">${words.csv[locale]}</a>`
}

function dependencyTable(
  rows: DependencyHealth[],
  settings: DependencySettings,
  query: URLSearchParams,
  locale: Locale,
): Markup {
  // Two tables are on the page: what pages and sorts the other is not for this one.
  const own = new URLSearchParams([...query].filter(([name]) => name !== 'page'))
  return dataTable({
    rows,
    columns: dependencyColumns(settings, locale),
    ...{ locale, query: own, size: 200, caption: words.dependencies[locale] },
    none: empty(words.noDependencies[locale], words.noDependenciesHint[locale]),
  })
}

function dependencyColumns(settings: DependencySettings, locale: Locale): Column<DependencyHealth>[] {
  return [
    {
      id: 'project',
      title: words.project[locale],
      by: ({ name }) => name.toLowerCase(),
      cell: ({ project, name, address, reading }) =>
        html`<a class="strong" href="${reading ? `/health-models/${reading.model}?project=${project}` : `/projects/${project}`}">${name}</a><br><span class="small mono">${address}</span>`,
    },
    {
      id: 'users',
      title: words.users[locale],
      cell: ({ dependence }) => dependence && html`<span class="small">${usersOf(dependence, locale)}</span>`,
    },
    {
      id: 'criticality',
      title: words.criticality[locale],
      numeric: true,
      first: 'desc',
      by: ({ criticality }) => criticality ?? undefined,
      cell: ({ criticality }) => (criticality === null ? '–' : formatNumber(criticality, locale, 2)),
    },
    {
      id: 'risk',
      title: words.risk[locale],
      numeric: true,
      first: 'desc',
      by: ({ reading }) => reading?.risk?.most,
      cell: ({ reading }) => riskCell(reading, locale),
    },
    {
      id: 'priority',
      title: words.priority[locale],
      numeric: true,
      first: 'desc',
      by: ({ priority }) => priority?.most,
      cell: ({ priority }) => rangeCell(priority, locale),
    },
    {
      id: 'advice',
      title: words.advice[locale],
      by: ({ advice }) => advice,
      cell: one => adviceCell(one, settings, locale),
    },
  ]
}

/** Where it is not the same over the whole range, between what it lies. */
function adviceCell({ advice, priority }: DependencyHealth, settings: DependencySettings, locale: Locale): Markup {
  if (advice !== 'unknown' || priority === null) return badge(advices[advice][locale], tones[advice])
  const ends = [priority.least, priority.most].map(at => adviceOf({ least: at, most: at }, settings))
  const [low, high] = ends.map(end => advices[end][locale])
  return html`${badge(advices.unknown[locale])}<br><span class="small text-secondary">${low} – ${high}</span>`
}

function usersOf(dependence: Dependence, locale: Locale): Markup {
  const { products, releases, projects, deliveries, direct, indirect, development } = dependence
  const n = (value: number) => formatNumber(value, locale)
  return html`${words.who(n(products), n(releases), n(projects), n(deliveries))[locale]}<br>${words.parts(n(direct), n(indirect), n(development))[locale]}`
}

function riskCell(reading: HealthReading | null, locale: Locale): Markup | string {
  if (reading === null) return words.waiting[locale]
  return html`${rangeCell(reading.risk, locale)}<br><span class="small text-secondary">${words.readOn(reading.asOf)[locale]}</span>`
}

/** What is not known is told as the range in which it lies. */
function rangeCell(range: Range | null, locale: Locale): Markup | string {
  if (range === null) return words.nothingMeasured[locale]
  const [least, most] = [range.least, range.most].map(value => formatNumber(value, locale, 2))
  if (least === most) return least ?? ''
  return html`<span class="small">${words.range(least ?? '', most ?? '')[locale]}</span>`
}

function how(settings: DependencySettings, locale: Locale): Markup {
  const n = (value: number) => formatNumber(value, locale, 3)
  const kind = (weight: number, enough: number) =>
    `${words.weightOf[locale]} ${n(weight)} · ${words.enoughOf[locale]} ${n(enough)}`
  return disclosure(words.how[locale], [
    html`<p>${words.criticality[locale]} = <code>${criticalityFormula}</code></p><p>${words.howCriticality[locale]}</p>
      <p>${words.priority[locale]} = <code>${priorityFormula[locale]}</code></p><p>${words.howRisk[locale]}</p>
      <p>${words.howAdvice(n(settings.investFrom), n(settings.watchFrom))[locale]}</p>`,
    facts([
      [words.direct[locale], kind(settings.directWeight, settings.directEnough)],
      [words.indirect[locale], kind(settings.indirectWeight, settings.indirectEnough)],
      [words.development[locale], kind(settings.developmentWeight, settings.developmentEnough)],
      [words.model[locale], html`<a href="/health-models/${settings.model}">${settings.model}</a>`],
    ]),
  ])
}

function componentTabs(query: URLSearchParams, locale: Locale): Markup {
  const here = query.get('standing') ?? ''
  const to = (standing: string) => `/dependency-health${standing && `?standing=${standing}`}`
  return tabs(words.components[locale], [
    { href: to(''), text: words.all[locale], here: here === '' },
    ...ComponentStanding.options.map(one => ({ href: to(one), text: standings[one][locale], here: here === one })),
  ])
}

function searchBox(text: string, query: URLSearchParams, locale: Locale): Markup {
  const keep = { standing: query.get('standing') }
  return filterForm('/dependency-health', { text, label: words.component[locale], keep }, locale)
}

interface View {
  query: URLSearchParams
  locale: Locale
  mayChange: boolean
}

function componentTable({ components, total }: { components: ComponentHealth[]; total: number }, view: View): Markup {
  const { query, locale } = view
  return dataTable({
    rows: components,
    columns: componentColumns(view),
    ...{ locale, query, total, size: pageSize, caption: words.components[locale] },
    none: empty(words.noComponents[locale]),
  })
}

function componentColumns({ locale, mayChange }: View): Column<ComponentHealth>[] {
  const n = (value: number) => formatNumber(value, locale)
  return [
    {
      id: 'component',
      title: words.component[locale],
      cell: ({ package: key, name, type }) =>
        html`<a class="strong" href="/components/${encodeURIComponent(key)}">${name}</a> <span class="small">${type}</span>`,
    },
    {
      id: 'held',
      title: words.users[locale],
      cell: ({ projects, documents }) => words.held(n(projects), n(documents))[locale],
    },
    {
      id: 'address',
      title: words.address[locale],
      cell: ({ address, source, evidence }) =>
        address === null
          ? standings['unknown-repository'][locale]
          : html`<span class="mono small">${address}</span> ${source && badge(repositorySources[source][locale], 'plain', evidence ?? '')}`,
    },
    { id: 'health', title: words.health[locale], cell: row => healthCell(row, locale, mayChange) },
  ]
}

function healthCell({ package: key, address, project, reading }: ComponentHealth, locale: Locale, mayChange: boolean) {
  if (project !== null)
    return html`<a href="/projects/${project}">${project}</a><br>${words.risk[locale]}: ${riskCell(reading, locale)}`
  const word = (address === null ? words.sayWhere : words.addIt)[locale]
  return mayChange ? html`<a href="/dependency-repositories?package=${encodeURIComponent(key)}">${word}</a>` : word
}
