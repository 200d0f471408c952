import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { verbatim } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { card, disclosure, empty, postButton, stat, stats } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { evidence } from '../../platform/web/evidence.ts'
import { formatNumber, formatShare } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { addressOfMetric, MetricParameters, usedParameters } from '../metrics/model.ts'
import { originLine } from '../metrics/picture/service.ts'
import { measureScope } from '../metrics/service.ts'
import { words } from './messages.ts'
import { evidenceNames, type Organization, OrganizationChange } from './model.ts'
import * as service from './organizations/service.ts'
import { type Employee, getPeopleAt } from './overview/service.ts'

export const organizationsPage: Page = {
  path: '/organizations',
  permission: 'office.read',
  navigation: { title: words.organizations, icon: 'partner', area: 'office', order: 3.5 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const organizations = await service.getOrganizations(ctx)
    const table = dataTable({
      rows: organizations,
      columns: organizationColumns(organizations, locale),
      locale,
      query,
      caption: words.organizations[locale],
      sortedBy: 'name',
      none: empty(words.none[locale]),
    })
    const manages = ctx.actor.permissions.has('people.manage')
    return {
      title: words.organizations,
      lead: words.lead[locale],
      content: html`${await coverageTile(ctx)}
        ${card(words.organizations[locale], [table, manages && disclosure(words.add[locale], editForm(undefined, [], locale))], formatNumber(organizations.length, locale))}`,
    }
  },
}

export const organizationPage: Page = {
  path: '/organizations/{organization}',
  permission: 'office.read',
  async render(ctx, { params: { organization: word = '' }, query }) {
    const { locale } = ctx
    const organizations = await service.getOrganizations(ctx)
    const organization = await service.getOrganization(ctx, word)
    const on = dayIn(query.get('on'))
    const people = await getPeopleAt(ctx, organization.id, on)
    const table = dataTable({
      rows: people,
      columns: peopleColumns(locale),
      locale,
      query,
      caption: words.people[locale],
      sortedBy: 'commits',
      none: empty(words.nobody[locale]),
    })
    const form = html`<form class="filters" method="get" action="/organizations/${organization.id}">
      <label>${words.on[locale]} <input class="form-control" type="date" name="on" value="${on ?? ''}"></label><button class="btn">${words.show[locale]}</button></form>`
    const edit =
      ctx.actor.permissions.has('people.manage') &&
      card(words.change[locale], [
        editForm(organization, organizations, locale),
        postButton(`/organizations/${organization.id}/delete`, words.remove[locale]),
      ])
    return {
      title: verbatim(organization.name),
      above: [{ title: words.organizations, href: '/organizations' }],
      actions: html`<a class="btn" href="/reports/organization/${organization.id}">${words.report[locale]}</a>`,
      content: html`${await coverageTile(ctx)}${card(words.people[locale], [form, table], formatNumber(people.length, locale))}${edit}`,
    }
  },
}

/** Beside every figure of organizations: how much is known at all. */
async function coverageTile(ctx: Context): Promise<Markup> {
  const { locale } = ctx
  const { origin, metrics, parameters } = await measureScope(ctx, undefined, MetricParameters.parse({}), [
    'organizational-diversity',
  ])
  const known = origin.organizationsKnown
  const value = known === null ? '–' : formatShare(known, locale)
  const [diversity] = metrics
  const used = { parameters: usedParameters(parameters), origin: originLine(origin, locale) }
  const about =
    diversity && evidence({ ...diversity, ...used, rowsHref: addressOfMetric(diversity.id, parameters) }, locale)
  return stats(stat(words.coverage[locale], value, { note: words.coverageNote[locale], about }))
}

export const addOrganizationForm: Form = {
  path: '/organizations',
  permission: 'people.manage',
  async submit(ctx, { form }) {
    const { id } = await service.saveOrganization(ctx, changeIn(form))
    return { redirect: `/organizations/${id}` }
  },
}

export const changeOrganizationForm: Form = {
  path: '/organizations/{organization}',
  permission: 'people.manage',
  async submit(ctx, { params: { organization = '' }, form }) {
    const { id } = await service.saveOrganization(ctx, changeIn(form), organization)
    return { redirect: `/organizations/${id}` }
  },
}

export const deleteOrganizationForm: Form = {
  path: '/organizations/{organization}/delete',
  permission: 'people.manage',
  async submit(ctx, { params: { organization = '' } }) {
    await service.removeOrganization(ctx, organization)
    return { redirect: '/organizations' }
  },
}

function changeIn(form: FormData): OrganizationChange {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const acquirer = text('acquiredBy')
  const input = OrganizationChange.safeParse({
    name: text('name'),
    aliases: text('aliases')
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean),
    domains: text('domains')
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(domain => ({ domain: domain.replace(/^\*\./, ''), isTop: domain.startsWith('*.') })),
    parent: text('parent') || null,
    acquiredBy: acquirer ? { organization: acquirer, since: text('acquiredSince') || null } : null,
  })
  if (input.success) return input.data
  throw badInput
}

function editForm(organization: Organization | undefined, all: readonly Organization[], locale: Locale): Markup {
  const nameOf = (id: string | null | undefined) => all.find(one => one.id === id)?.name ?? ''
  const domains = organization?.domains.map(({ domain, isTop }) => (isTop ? `*.${domain}` : domain)).join(' ') ?? ''
  return html`<form class="stack" method="post" action="/organizations${organization && `/${organization.id}`}">
    <label>${words.name[locale]} <input class="form-control" name="name" required maxlength="200" value="${organization?.name ?? ''}"></label>
    <label>${words.domains[locale]} <span class="small">${words.domainsHint[locale]}</span> <input class="form-control mono" name="domains" value="${domains}"></label>
    <label>${words.aliases[locale]} <span class="small">${words.aliasesHint[locale]}</span> <textarea class="form-control" name="aliases" rows="2">${organization?.aliases.join('\n') ?? ''}</textarea></label>
    <label>${words.parent[locale]} <input class="form-control" name="parent" maxlength="200" value="${nameOf(organization?.parent)}"></label>
    <label>${words.acquiredBy[locale]} <input class="form-control" name="acquiredBy" maxlength="200" value="${nameOf(organization?.acquiredBy?.organization)}"></label>
    <label>${words.since[locale]} <input class="form-control" type="date" name="acquiredSince" value="${organization?.acquiredBy?.since ?? ''}"></label>
    <button class="btn btn-primary">${words.save[locale]}</button></form>`
}

function organizationColumns(all: readonly Organization[], locale: Locale): Column<Organization>[] {
  const nameOf = (id: string | null | undefined) => all.find(one => one.id === id)?.name ?? '–'
  return [
    {
      id: 'name',
      title: words.name[locale],
      by: ({ name }) => name.toLowerCase(),
      cell: ({ id, name }) => html`<a class="strong" href="/organizations/${id}">${name}</a>`,
    },
    {
      id: 'domains',
      title: words.domains[locale],
      cell: ({ domains }) =>
        html`<span class="mono small">${domains.map(({ domain, isTop }) => (isTop ? `*.${domain}` : domain)).join(' ')}</span>`,
    },
    { id: 'aliases', title: words.aliases[locale], cell: ({ aliases }) => aliases.join(', ') },
    { id: 'parent', title: words.parent[locale], cell: ({ parent }) => nameOf(parent) },
    {
      id: 'acquired',
      title: words.acquiredBy[locale],
      cell: ({ acquiredBy }) => acquiredBy && `${nameOf(acquiredBy.organization)} ${acquiredBy.since ?? ''}`,
    },
  ]
}

function peopleColumns(locale: Locale): Column<Employee>[] {
  return [
    {
      id: 'name',
      title: words.person[locale],
      by: ({ name }) => name.toLowerCase(),
      cell: ({ id, name, email }) => html`<a class="strong" href="/people/${id}">${name || email}</a>`,
    },
    {
      id: 'since',
      title: words.since[locale],
      by: ({ since }) => since ?? undefined,
      cell: ({ since }) => since ?? '–',
    },
    {
      id: 'until',
      title: words.until[locale],
      by: ({ until }) => until ?? undefined,
      cell: ({ until }) => until ?? '–',
    },
    {
      id: 'because',
      title: words.because[locale],
      cell: ({ evidence }) => evidenceNames[evidence][locale],
    },
    {
      id: 'commits',
      title: words.commits[locale],
      numeric: true,
      first: 'desc',
      by: ({ commits }) => commits,
      cell: ({ commits }) => commits,
    },
  ]
}

function dayIn(text: string | null): string | undefined {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined
}

const badInput = new Failure('invalid-input', {
  en: 'An organization needs a name; domains are like example.org or *.example.org, days like 2026-01-31',
  zh: '组织需要名称；域名形如 example.org 或 *.example.org，日期形如 2026-01-31',
})
