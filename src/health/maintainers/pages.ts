import { html } from 'hono/html'
import { nameOfGroup } from '../../access/groups/model.ts'
import { type Locale, verbatim } from '../../lib/text/text.ts'
import { card, empty, stat, stats } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { formatNumber } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { holderKinds, roleNames, words } from './messages.ts'
import type { NamedHolder } from './model.ts'
import * as service from './service.ts'

export const maintainersPage: Page = {
  path: '/projects/{project}/maintainers',
  permission: 'office.read',
  async render(ctx, { params: { project = '' }, query }) {
    const { locale } = ctx
    const { holders, seats, hidden } = await service.getMaintainers(ctx, project)
    const n = (count: number) => formatNumber(count, locale)
    const table = dataTable({
      ...{ rows: holders, columns: columnsOf(locale), locale, query, size: 200, caption: words.title[locale] },
      none: empty(words.none[locale], words.noneHint[locale]),
    })
    return {
      title: words.title,
      lead: words.lead[locale],
      above: [{ title: verbatim(project), href: `/projects/${project}` }],
      content: html`${stats(
        stat(words.people[locale], n(seats.people)),
        stat(words.teams[locale], n(seats.teams)),
        stat(words.bots[locale], n(seats.bots)),
        stat(words.agents[locale], n(seats.agents)),
      )}${card(words.title[locale], [table, hidden > 0 && html`<p class="small">${words.hidden(n(hidden))[locale]}</p>`])}`,
    }
  },
}

function columnsOf(locale: Locale): Column<NamedHolder>[] {
  return [
    { id: 'who', title: words.who[locale], by: ({ name }) => name.toLowerCase(), cell: who },
    {
      id: 'kind',
      title: words.kind[locale],
      by: ({ kind }) => kind,
      cell: ({ kind }) => holderKinds[kind][locale],
    },
    {
      id: 'role',
      title: words.role[locale],
      cell: ({ roles, hasSeat }) =>
        html`${roles.map(role => roleNames[role][locale]).join(', ')}${!hasSeat && html`<br><span class="small text-secondary">${words.noSeat[locale]}</span>`}`,
    },
    {
      id: 'organization',
      title: words.organization[locale],
      by: ({ organization }) => organization ?? undefined,
      cell: holder => belongs(holder, locale),
    },
    { id: 'files', title: words.files[locale], cell: ({ paths }) => html`<code>${paths.join(' ')}</code>` },
  ]
}

function who({ name, login }: NamedHolder): Markup {
  return html`<span class="strong">${name}</span>${login !== null && name !== `@${login}` && ` @${login}`}`
}

/** Who is in a team the files do not tell. */
function belongs({ kind, organization, group }: NamedHolder, locale: Locale): Markup | string {
  if (kind !== 'team') return organization ?? words.unknown[locale]
  if (group === null) return words.membersUnknown[locale]
  return html`<a href="/groups/${group.id}">${words.members(formatNumber(group.members, locale), nameOfGroup(group)[locale])[locale]}</a>`
}
