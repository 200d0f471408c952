import { html } from 'hono/html'
import { getAffiliations, getEnrollments } from '../../health/affiliations/enrollments/service.ts'
import { type Affiliation, type Enrollment, evidenceNames as wordNames } from '../../health/affiliations/model.ts'
import { readEvidence } from '../../health/identities/display/service.ts'
import { type Evidence, evidenceNames, kindNames, undoableKinds } from '../../health/identities/model.ts'
import { findIdentities, showKey } from '../../health/identities/service.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { badge, card, disclosure, empty, postButton } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { day } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import { words } from './messages.ts'

/** For those who may see names: what somebody is known by, why, and where they worked; with forms for who keeps the records. */
export async function evidenceCards(ctx: Context, person: string, query: URLSearchParams): Promise<Markup> {
  const manages = ctx.actor.permissions.has('people.manage')
  return html`${await affiliationCard(ctx, person, query, manages)}
    ${await identityCard(ctx, person, query, manages)}${await evidenceCard(ctx, person, query, manages)}`
}

async function identityCard(ctx: Context, person: string, query: URLSearchParams, manages: boolean) {
  const { locale } = ctx
  const identities = await findIdentities(ctx, person)
  const table = dataTable({
    rows: identities,
    columns: [
      { id: 'name', title: words.person[locale], cell: ({ name }) => name },
      { id: 'email', title: words.email[locale], cell: ({ email }) => html`<span class="mono">${email}</span>` },
      { id: 'kind', title: words.kind[locale], cell: ({ kind }) => kindNames[kind][locale] },
      ...(manages && identities.length > 1
        ? [
            {
              id: 'not',
              title: words.different[locale],
              cell: ({ node }: (typeof identities)[number]) => {
                const other = identities.find(one => one.node !== node)
                return (
                  other &&
                  postButton('/person-decisions', words.different[locale], {
                    fields: { relation: 'different', left: node, right: other.node },
                  })
                )
              },
            },
          ]
        : []),
    ],
    locale,
    query,
    caption: words.identities[locale],
    none: empty(words.none[locale]),
  })
  const [first] = identities
  return card(words.identities[locale], [table, manages && first && decideForms(first.key, locale)])
}

function decideForms(key: string, locale: Locale): Markup {
  const kinds = (['person', 'bot', 'ai-agent'] as const).map(kind =>
    postButton('/person-decisions', kindNames[kind][locale], { fields: { relation: kind, left: key } }),
  )
  return disclosure(
    words.say[locale],
    html`<form class="filters" method="post" action="/person-decisions"><input type="hidden" name="relation" value="same"><input type="hidden" name="left" value="${key}">
      <label>${words.same[locale]} <input class="form-control" name="right" required maxlength="400" placeholder="${words.other[locale]}"></label>
      <button class="btn">${words.say[locale]}</button></form><div class="actions">${kinds}</div>`,
  )
}

async function evidenceCard(ctx: Context, person: string, query: URLSearchParams, manages: boolean) {
  const { locale } = ctx
  const table = dataTable<Evidence>({
    rows: await readEvidence(ctx, person),
    columns: [
      {
        id: 'left',
        title: words.identities[locale],
        cell: ({ left }) => html`<span class="mono">${showKey(left)}</span>`,
      },
      { id: 'relation', title: words.relation[locale], cell: ({ relation }) => words.relations[relation][locale] },
      {
        id: 'right',
        title: words.identities[locale],
        cell: ({ left, right }) => left !== right && html`<span class="mono">${showKey(right)}</span>`,
      },
      {
        id: 'because',
        title: words.because[locale],
        cell: ({ kind, why, undoneAt }) =>
          html`${evidenceNames[kind][locale]}${why && html` <span class="small">${why}</span>`}${undoneAt && html` ${badge(words.undone[locale])}`}`,
      },
      { id: 'at', title: words.since[locale], by: ({ at }) => at ?? undefined, cell: ({ at }) => day(at, locale) },
      ...(manages
        ? [
            {
              id: 'undo',
              title: words.undo[locale],
              cell: ({ id, kind, undoneAt }: Evidence) =>
                id !== null &&
                undoneAt === null &&
                undoableKinds.has(kind) &&
                postButton(`/person-decisions/${id}/undo`, words.undo[locale]),
            },
          ]
        : []),
    ],
    locale,
    query,
    caption: words.evidence[locale],
    none: empty(words.noEvidence[locale]),
  })
  return card(words.evidence[locale], table)
}

async function affiliationCard(ctx: Context, person: string, query: URLSearchParams, manages: boolean) {
  const { locale } = ctx
  const [terms, enrollments] = [await getAffiliations(ctx, person), await getEnrollments(ctx, person)]
  const columns: Column<Affiliation>[] = [
    { id: 'organization', title: words.organization[locale], cell: ({ organization }) => organization },
    { id: 'since', title: words.since[locale], cell: ({ since }) => since ?? '–' },
    { id: 'until', title: words.until[locale], cell: ({ until }) => until ?? '–' },
    { id: 'because', title: words.because[locale], cell: ({ evidence }) => wordNames[evidence][locale] },
  ]
  const none = empty(words.unknown[locale])
  const table = dataTable({ rows: terms, columns, locale, query, caption: words.affiliations[locale], none })
  if (!manages) return card(words.affiliations[locale], table)
  const said = dataTable<Enrollment>({
    rows: enrollments,
    columns: [
      ...columns,
      {
        id: 'undo',
        title: words.undo[locale],
        cell: ({ id, undoneAt }) =>
          undoneAt === null ? postButton(`/enrollments/${id}/undo`, words.undo[locale]) : badge(words.undone[locale]),
      },
    ],
    locale,
    query,
    caption: words.said[locale],
    none: empty(words.noWord[locale]),
  })
  const [first] = await findIdentities(ctx, person)
  const form = first && enrollForm('/enrollments', first.key, locale)
  return card(words.affiliations[locale], [table, disclosure(words.said[locale], [said, form])])
}

function enrollForm(action: string, key: string, locale: Locale): Markup {
  return html`<form class="filters" method="post" action="${action}"><input type="hidden" name="key" value="${key}">
    <label>${words.organization[locale]} <input class="form-control" name="organization" required maxlength="200"></label>
    <label>${words.since[locale]} <input class="form-control" type="date" name="since"></label>
    <label>${words.until[locale]} <input class="form-control" type="date" name="until"></label>
    <button class="btn">${words.say[locale]}</button></form>`
}
