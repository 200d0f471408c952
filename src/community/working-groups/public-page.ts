import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import { type Context, everybody } from '../../platform/context.ts'
import { badge, card, facts } from '../../platform/web/card.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { aboutCard, charterCard } from './about-page.ts'
import { findPublicDue } from './deliverables/service.ts'
import { filters, groupTable, statusBadge } from './groups-page.ts'
import { words } from './messages.ts'
import { cohortNames } from './model.ts'
import * as service from './service.ts'

const year = 365 * 86_400_000

export const publicGroupsPage: Page = {
  path: '/public/groups',
  permission: everybody,
  async render(ctx, { query }) {
    const { locale } = ctx
    const table = await groupTable(ctx, query, { published: true })
    return {
      title: words.groups,
      lead: words.publicLead[locale],
      content: card(words.groups[locale], [filters('/public/groups', query, locale), table]),
    }
  },
}

/** What the group is for and who leads it; nobody else in it, no votes, no notes. */
export const publicGroupPage: Page = {
  path: '/public/groups/{id}',
  permission: everybody,
  async render(ctx, { params: { id = '' } }) {
    const { locale } = ctx
    const group = await service.getPublishedGroup(ctx, id)
    const chairs = (await service.getTerms(ctx, id)).filter(({ role }) => role === 'chair').map(({ name }) => name)
    const { license, attribution } = group.about
    return {
      title: service.bothOf(group.name),
      lead: html`${statusBadge(group.status, locale)} ${group.cohort && badge(cohortNames[group.cohort][locale])}`,
      above: [{ title: words.groups, href: '/public/groups' }],
      actions: html`<a class="btn" href="/public/calendars/group/${id}.ics">${words.calendar[locale]}</a>`,
      content: html`${aboutCard(group, chairs, locale)}
        ${charterCard(await service.getCharters(ctx, id), locale)}
        ${await dueCard(ctx, id)}
        <p class="small text-secondary">${words.licensed(license)[locale]} · ${attribution || either(group.name, locale)}</p>`,
    }
  },
}

/** What stands in the group's public calendar, too. */
async function dueCard(ctx: Context, group: string): Promise<Markup | false> {
  const { locale } = ctx
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
  const now = ctx.now().getTime()
  const due = await findPublicDue(ctx, { group, from: dayOf(now), to: dayOf(now + year) })
  if (due.length === 0) return false
  return card(
    words.comingDue[locale],
    facts(due.map(({ title, dueOn }): [string, string] => [either(title, locale), dueOn ?? ''])),
  )
}
