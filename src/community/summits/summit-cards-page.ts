import { html } from 'hono/html'
import type { Context } from '../../platform/context.ts'
import { badge, card, postButton, type Tone } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import type { Markup } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import { choiceNames, type Edition, type Sponsor, type Standing, sponsorStates, standingNames } from './model.ts'
import { getNominations, type Judged } from './nominations/service.ts'
import { getParticipants, getProblems, getSponsors, type Participant } from './participation/service.ts'
import { countEvidence } from './rank.ts'

const asItComes = new URLSearchParams()
const tones: Record<Standing, Tone> = {
  ...{ proposed: 'info', approved: 'good', rejected: 'plain', withdrawn: 'plain' },
  ...{ invited: 'info', coming: 'good', declined: 'plain', expired: 'warn' },
}

export async function nominationsCard(ctx: Context, edition: Edition, query: URLSearchParams): Promise<Markup> {
  const { locale } = ctx
  const columns: Column<Judged>[] = [
    {
      id: 'name',
      title: words.name[locale],
      by: ({ name }) => name.toLowerCase(),
      cell: ({ id, name }) => html`<a class="strong" href="/summits/${edition.id}/nominations/${id}">${name}</a>`,
    },
    { id: 'organization', title: words.organization[locale], cell: ({ organization }) => organization },
    {
      id: 'shown',
      title: words.shown[locale],
      numeric: true,
      first: 'desc',
      by: nomination => countEvidence(nomination),
      cell: nomination => countEvidence(nomination),
    },
    {
      id: 'votes',
      title: words.votes[locale],
      cell: ({ votes: { yes, no, abstain, conflict } }) => `${yes} · ${no} · ${abstain} · ${conflict}`,
    },
    { id: 'own', title: words.ownVote[locale], cell: ({ own }) => own && choiceNames[own][locale] },
    {
      id: 'place',
      title: words.listPlace[locale],
      numeric: true,
      by: ({ place }) => place ?? undefined,
      cell: ({ place }) => place,
    },
    {
      id: 'standing',
      title: words.standing[locale],
      cell: ({ standing }) => badge(standingNames[standing][locale], tones[standing]),
    },
  ]
  const caption = words.nominations[locale]
  const rows = await getNominations(ctx, edition)
  const none = words.noNominations[locale]
  return card(caption, dataTable({ rows, columns, locale, query, caption, sortedBy: 'place', none }))
}

export async function participantsCard(ctx: Context, edition: Edition): Promise<Markup> {
  const { locale } = ctx
  const all = String(edition.about.tasks.length)
  const columns: Column<Participant>[] = [
    { id: 'name', title: words.name[locale], cell: ({ name }) => name },
    { id: 'organization', title: words.organization[locale], cell: ({ organization }) => organization },
    {
      id: 'prepared',
      title: words.prepared[locale],
      cell: ({ tasksDone }) => words.ofTasks(String(tasksDone), all)[locale],
    },
    { id: 'alliance', title: words.alliance[locale], cell: ({ alliance }) => alliance && words.yes[locale] },
  ]
  const caption = words.participants[locale]
  const rows = await getParticipants(ctx, edition)
  const mayForm = ctx.actor.permissions.has('community.manage') && rows.some(({ alliance }) => alliance)
  return card(caption, [
    dataTable({ rows, columns, locale, query: asItComes, caption, size: 1000, none: words.nobody[locale] }),
    mayForm && html`<div class="actions">${postButton(`/summits/${edition.id}/alliance`, words.form[locale])}</div>`,
  ])
}

export async function problemsCard(ctx: Context, { id: edition }: Edition): Promise<Markup> {
  const { locale } = ctx
  const mayRemove = ctx.actor.permissions.has('community.manage')
  const columns: Column<{ id: string; body: string }>[] = [
    { id: 'problem', title: words.problems[locale], cell: ({ body }) => html`<span class="lines">${body}</span>` },
    {
      id: 'remove',
      title: words.remove[locale],
      cell: ({ id }) => mayRemove && postButton(`/summits/${edition}/problems/${id}/remove`, words.remove[locale]),
    },
  ]
  const caption = words.problems[locale]
  const rows = await getProblems(ctx, edition)
  const table = dataTable({
    rows,
    columns,
    locale,
    query: asItComes,
    caption,
    size: 500,
    none: words.noProblems[locale],
  })
  return card(caption, [html`<p class="small text-secondary">${words.problemsLead[locale]}</p>`, table])
}

export async function sponsorsCard(ctx: Context, edition: Edition): Promise<Markup> {
  const { locale } = ctx
  const mayAnswer = ctx.actor.permissions.has('community.manage')
  const columns: Column<Sponsor>[] = [
    { id: 'organization', title: words.organization[locale], cell: ({ organization }) => organization },
    { id: 'offer', title: words.offer[locale], cell: ({ offer }) => html`<span class="lines">${offer}</span>` },
    { id: 'contact', title: words.contact[locale], cell: ({ contact }) => contact },
    { id: 'state', title: words.state[locale], cell: ({ state }) => badge(sponsorStates[state][locale]) },
    {
      id: 'answer',
      title: words.accept[locale],
      cell: ({ id, state }) =>
        mayAnswer &&
        state === 'offered' &&
        html`<form class="row-line" method="post" action="/summits/${edition.id}/sponsors/${id}"><button class="btn" name="state" value="accepted">${words.accept[locale]}</button> <button class="btn" name="state" value="declined">${words.decline[locale]}</button></form>`,
    },
  ]
  const caption = words.sponsors[locale]
  const rows = await getSponsors(ctx, edition)
  return card(
    caption,
    dataTable({ rows, columns, locale, query: asItComes, caption, size: 500, none: words.noSponsors[locale] }),
  )
}
