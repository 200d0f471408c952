import { html } from 'hono/html'
import { shortName } from '../../lib/purl/package-of.ts'
import type { Locale } from '../../lib/text/text.ts'
import { verbatim } from '../../lib/text/text.ts'
import { badge, card, empty, stat, stats } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { choice, filterForm } from '../../platform/web/filter.ts'
import { formatNumber } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { sourceNames } from '../licenses/model.ts'
import { licensesCard } from './component-licenses-page.ts'
import { foundCard, foundPage } from './found-page.ts'
import { words } from './messages.ts'
import { type PackageSummary, type PackageUse, relationNames, scopeNames } from './model.ts'
import type { FoundComponents } from './search/model.ts'
import { searchComponents } from './search/service.ts'
import * as service from './service.ts'
import { endsCard, ownerCard } from './stewardship-page.ts'

const mostShown = 500

export const componentsPage: Page = {
  path: '/components',
  permission: 'office.read',
  navigation: { title: words.components, icon: 'component', area: 'supply-chain', order: 4 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const text = query.get('text')?.slice(0, 200) ?? ''
    const type = query.get('type') || undefined
    const found = text ? await searchComponents(ctx, withType(text, type), foundPage(query)) : undefined
    const packages = found?.packages ?? (await service.findPackages(ctx, { type, limit: mostShown }))
    const types = (await service.getPackageTypes(ctx)).map(type => [type, type] as const)
    const table = dataTable({
      rows: packages,
      columns: packageColumns(locale),
      locale,
      query,
      caption: words.components[locale],
      none: empty(words.none[locale]),
    })
    const choices = [choice('type', words.anyEcosystem[locale], types, query)]
    const form = filterForm('/components', { text, label: words.find[locale], choices }, locale)
    const aside = packages.length === mostShown && words.mostUsed(formatNumber(mostShown, locale))[locale]
    return {
      title: words.components,
      lead: words.lead[locale],
      content: html`${card(words.components[locale], [form, packages.length > 0 || !found ? table : ''], aside)}
        ${found && foundCard(found, ctx, query)}`,
    }
  },
}

export const componentPage: Page = {
  path: '/components/{purl}',
  permission: 'office.read',
  async render(ctx, { params: { purl = '' }, query }) {
    const { locale } = ctx
    const about = await service.getPackage(ctx, purl)
    const uses = await service.findPackageUses(ctx, purl)
    const found = await searchComponents(ctx, purl, foundPage(query))
    const table = dataTable({
      rows: uses,
      columns: useColumns(locale),
      locale,
      query,
      caption: words.usedBy[locale],
      sortedBy: 'version',
      none: empty(words.none[locale]),
    })
    return {
      title: verbatim(shortName(purl)),
      lead: html`<span class="mono">${purl}</span>`,
      above: [{ title: words.components, href: '/components' }],
      content: html`${tiles(about, uses, found, locale)}
        ${uses.length > 0 && card(words.usedBy[locale], table, formatNumber(uses.length, locale))}
        ${foundCard(found, ctx, query)}
        ${await licensesCard(ctx, [...uses, ...found.uses], query)}
        ${await ownerCard(ctx, about, found.uses)}${await endsCard(ctx, about)}`,
    }
  },
}

function withType(text: string, type: string | undefined): string {
  return type ? `${text} type:${type}` : text
}

/** The address of a package's page. */
function componentHref(packagePurl: string): string {
  return `/components/${encodeURIComponent(packagePurl)}`
}

/** Of all that hold it; of what is held beyond one page only how often. */
function tiles(
  about: PackageSummary,
  uses: PackageUse[],
  { uses: found, total }: FoundComponents,
  locale: Locale,
): Markup {
  const licenses = [...new Set([...uses, ...found].flatMap(({ license }) => license ?? []))]
  const versions = new Set([...uses, ...found].map(({ version }) => version))
  const more = total > found.length ? '+' : ''
  return stats(
    stat(words.projects[locale], formatNumber(about.projects, locale)),
    stat(words.documents[locale], formatNumber(about.documents, locale)),
    stat(words.versions[locale], `${formatNumber(versions.size, locale)}${more}`),
    stat(words.licenses[locale], licenses.length > 0 ? html`${licenses.map(license => badge(license))}` : '–'),
  )
}

function packageColumns(locale: Locale): Column<PackageSummary>[] {
  return [
    {
      id: 'name',
      title: words.package[locale],
      by: row => row.name,
      cell: ({ purl, name }) => html`<a class="strong" href="${componentHref(purl)}">${name}</a>`,
    },
    { id: 'type', title: words.ecosystem[locale], by: row => row.type, cell: ({ type }) => badge(type) },
    {
      id: 'projects',
      title: words.projects[locale],
      numeric: true,
      first: 'desc',
      by: row => row.projects,
      cell: row => row.projects,
    },
    {
      id: 'documents',
      title: words.documents[locale],
      numeric: true,
      first: 'desc',
      by: row => row.documents,
      cell: row => row.documents,
    },
  ]
}

function useColumns(locale: Locale): Column<PackageUse>[] {
  return [
    {
      id: 'project',
      title: words.project[locale],
      by: use => use.projectName.toLowerCase(),
      cell: ({ project, projectName }) =>
        html`<a class="strong" href="/projects/${project}/components">${projectName}</a>`,
    },
    {
      id: 'version',
      title: words.version[locale],
      by: use => use.version,
      cell: ({ version, requirement }) =>
        html`<span class="mono">${version || requirement || words.unpinned[locale]}</span>`,
    },
    { id: 'license', title: words.license[locale], by: use => use.license, cell: licenseOf(locale) },
    {
      id: 'relation',
      title: words.relation[locale],
      by: use => use.relation,
      cell: ({ relation }) => relationNames[relation][locale],
    },
    { id: 'scope', title: words.scope[locale], by: use => use.scope, cell: ({ scope }) => scopeNames[scope][locale] },
    {
      id: 'manifest',
      title: words.manifest[locale],
      by: use => use.manifest,
      cell: ({ manifest }) => html`<span class="mono">${manifest}</span>`,
    },
    { id: 'path', title: words.wayTo[locale], cell: ({ path = [] }) => wayTo(path) },
  ]
}

/** With whose word it is, where that is not the manifest's own. */
function licenseOf(locale: Locale): (use: PackageUse) => Markup | string {
  return ({ license, licenseSource }) => {
    if (!license || !licenseSource || licenseSource === 'lockfile') return license ?? '–'
    return html`${license} <span class="small">${sourceNames[licenseSource][locale]}</span>`
  }
}

/** From the direct dependency down, each by its name. */
function wayTo(path: readonly string[]): Markup | string {
  if (path.length === 0) return ''
  return html`<span class="small">${path.map(shortName).join(' → ')}</span>`
}
