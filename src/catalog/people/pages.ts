import { html } from 'hono/html'
import { findAccountsByEmails } from '../../access/identities/service.ts'
import { noPerson } from '../../health/identities/evidence/service.ts'
import { MetricParameters } from '../../health/metrics/model.ts'
import { evidenceFor } from '../../health/metrics/picture/service.ts'
import type { Locale } from '../../lib/text/text.ts'
import { verbatim } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { badge, card, empty, stat, stats } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { evidence } from '../../platform/web/evidence.ts'
import { filterForm } from '../../platform/web/filter.ts'
import { day, formatNumber, formatShare } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { evidenceCards } from './evidence-page.ts'
import { words } from './messages.ts'
import type { Contribution, Person, PersonSummary } from './model.ts'
import * as service from './service.ts'

const mostShown = 500

export const peoplePage: Page = {
  path: '/people',
  permission: 'office.read',
  navigation: { title: words.people, icon: 'people', area: 'office', order: 3 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const text = query.get('text')?.slice(0, 200) ?? ''
    const people = await service.findPeople(ctx, { text, limit: mostShown })
    const table = dataTable({
      rows: people,
      columns: peopleColumns(locale),
      locale,
      query,
      caption: words.people[locale],
      sortedBy: 'commits',
      none: empty(words.none[locale]),
    })
    const aside = people.length === mostShown && words.first100(formatNumber(mostShown, locale))[locale]
    return {
      title: words.people,
      lead: words.lead[locale],
      content: card(
        words.people[locale],
        [filterForm('/people', { text, label: words.find[locale], keep: { sort: query.get('sort') } }, locale), table],
        aside,
      ),
    }
  },
}

export const personPage: Page = {
  path: '/people/{person}',
  permission: 'office.read',
  async render(ctx, { params: { person: id = '' }, query }) {
    const { locale } = ctx
    const person = await service.findPerson(ctx, id)
    if ('heir' in person) {
      if (person.heir === undefined) throw noPerson(id)
      return { redirect: `/people/${person.heir}` }
    }
    const holders = await holdersOf(ctx, person)
    return {
      title: verbatim(person.name || person.email),
      above: [{ title: words.people, href: '/people' }],
      ...(person.identities.length > 0 && {
        actions: html`<a class="btn" href="/reports/person/${id}">${words.report[locale]}</a>`,
      }),
      ...(person.bot && { lead: badge(words.bot[locale], 'info') }),
      content: html`${personTiles(ctx, person)}
        ${holders && card(words.accountOfTheOffice[locale], holders)}
        ${card(
          words.projects[locale],
          dataTable({
            rows: person.contributions,
            columns: contributionColumns(person, locale),
            locale,
            query,
            caption: words.projects[locale],
            sortedBy: 'commits',
            none: empty(words.none[locale]),
          }),
        )}
        ${person.identities.length > 0 && (await evidenceCards(ctx, id, query))}`,
    }
  },
}

/** The accounts whose e-mails these are: by name, and with the way there for whoever may go it. */
async function holdersOf(ctx: Context, { email, identities }: Person): Promise<Markup | undefined> {
  const emails = new Set([email, ...identities.map(({ email }) => email)].map(email => email.toLowerCase()))
  const found = [...(await findAccountsByEmails(ctx, [...emails])).values()].flat()
  const accounts = new Map(found.map(({ id, name }) => [id, name]))
  if (accounts.size === 0) return undefined
  const mayOpen = ctx.actor.permissions.has('access.manage')
  return html`<p class="row-line">${[...accounts].map(([id, name]) =>
    mayOpen ? html`<a class="strong" href="/accounts/${id}">${name}</a>` : html`<span class="strong">${name}</span>`,
  )}</p>`
}

function personTiles(ctx: Context, { id, identities, contributions }: Person): Markup {
  const { locale } = ctx
  const behind = identities.length > 0 && evidenceFor(ctx, 'commits', MetricParameters.parse({ person: id }))
  const commits = contributions.reduce((sum, { commits }) => sum + commits, 0)
  const first = contributions.map(({ firstAt }) => firstAt).sort()[0]
  const last = contributions
    .map(({ lastAt }) => lastAt)
    .sort()
    .at(-1)
  return stats(
    stat(words.commits[locale], formatNumber(commits, locale), { about: behind && evidence(behind, locale) }),
    stat(words.projects[locale], formatNumber(contributions.length, locale)),
    stat(words.first[locale], day(first, locale)),
    stat(words.last[locale], day(last, locale)),
  )
}

function peopleColumns(locale: Locale): Column<PersonSummary>[] {
  return [
    {
      id: 'name',
      title: words.person[locale],
      by: person => person.name.toLowerCase(),
      cell: ({ id, name, email, bot }) =>
        html`<a class="strong" href="/people/${id}">${name || email}</a>${bot && html` ${badge(words.bot[locale], 'info')}`}`,
    },
    {
      id: 'email',
      title: words.email[locale],
      by: person => person.email,
      cell: ({ email }) => html`<span class="small">${email}</span>`,
    },
    numeric('projects', words.projects[locale], person => person.projects),
    numeric('commits', words.commits[locale], person => person.commits),
    {
      id: 'first',
      title: words.first[locale],
      by: person => person.firstAt,
      cell: ({ firstAt }) => day(firstAt, locale),
    },
    {
      id: 'last',
      title: words.last[locale],
      first: 'desc',
      by: person => person.lastAt,
      cell: ({ lastAt }) => day(lastAt, locale),
    },
  ]
}

function contributionColumns(person: Person, locale: Locale): Column<Contribution>[] {
  const all = person.contributions.reduce((sum, { commits }) => sum + commits, 0)
  return [
    {
      id: 'project',
      title: words.project[locale],
      by: row => row.project,
      cell: ({ project }) => html`<a class="strong" href="/projects/${project}">${project}</a>`,
    },
    numeric('commits', words.commits[locale], row => row.commits),
    {
      id: 'share',
      title: words.share[locale],
      numeric: true,
      cell: ({ commits }) => formatShare(commits / all, locale),
    },
    { id: 'first', title: words.first[locale], by: row => row.firstAt, cell: ({ firstAt }) => day(firstAt, locale) },
    {
      id: 'last',
      title: words.last[locale],
      first: 'desc',
      by: row => row.lastAt,
      cell: ({ lastAt }) => day(lastAt, locale),
    },
  ]
}

function numeric<Row>(id: string, title: string, value: (row: Row) => number): Column<Row> {
  return { id, title, numeric: true, first: 'desc', by: value, cell: value }
}
