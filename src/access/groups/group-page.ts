import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { badge, card, disclosure, empty, facts, postButton } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import type { Account } from '../accounts/model.ts'
import { findAccounts } from '../accounts/service.ts'
import { getAssignments, getRoles } from '../roles/service.ts'
import { groupForm } from './groups-page.ts'
import { sourceNames, words } from './messages.ts'
import { descriptionOfGroup, type Group, type Membership, NewMembership, nameOfGroup, purposeNames } from './model.ts'
import * as service from './service.ts'

export const groupPage: Page = {
  path: '/groups/{id}',
  permission: 'office.read',
  async render(ctx, { params: { id = '' }, query }) {
    const { locale } = ctx
    const group = await service.getGroup(ctx, id)
    const mayChange = ctx.actor.permissions.has('access.manage')
    return {
      title: nameOfGroup(group),
      lead: descriptionOfGroup(group)[locale],
      above: [{ title: words.groups, href: '/groups' }],
      content: html`${card(words.group[locale], facts(await factsOf(ctx, group)))}
        ${await termCards(ctx, group, query)}
        ${mayChange && changeCards(group, locale)}`,
    }
  },
}

export const addMemberForm: Form = {
  path: '/groups/{id}/members',
  permission: 'access.manage',
  async submit(ctx, { params: { id = '' }, form }) {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const input = NewMembership.safeParse({
      group: id,
      account: text('account'),
      role: text('role') || undefined,
      since: text('since') || undefined,
      until: text('until') || null,
    })
    if (!input.success) throw badInput
    await service.appointMember(ctx, input.data)
    return { redirect: `/groups/${id}` }
  },
}

export const endMembershipForm: Form = {
  path: '/groups/{id}/members/{membership}/end',
  permission: 'access.manage',
  async submit(ctx, { params: { id = '', membership = '' } }) {
    await service.dismissMember(ctx, membership)
    return { redirect: `/groups/${id}` }
  },
}

async function factsOf(ctx: Context, group: Group): Promise<[string, Markup | string][]> {
  const { locale } = ctx
  const roles = await getRoles(ctx)
  const assigned = await getAssignments(ctx, { holderKind: 'group', holder: group.id })
  const names = assigned.map(({ role }) => roles.find(({ id }) => id === role)?.name[locale] ?? role)
  return [
    [words.id[locale], html`<span class="mono">${group.id}</span>`],
    [words.purpose[locale], purposeNames[group.purpose][locale]],
    [words.roles[locale], names.join(', ') || words.noRoles[locale]],
    [words.claim[locale], group.claim ?? '–'],
    ...(group.externalId ? ([[words.externalId[locale], group.externalId]] satisfies [string, string][]) : []),
  ]
}

async function termCards(ctx: Context, group: Group, query: URLSearchParams): Promise<Markup> {
  const { locale } = ctx
  const terms = await service.getMemberships(ctx, { group: group.id })
  const running = await service.getMemberships(ctx, { group: group.id, running: true })
  const ids = new Set(running.map(({ id }) => id))
  const accounts = await findAccounts(
    ctx,
    terms.map(({ account }) => account),
  )
  const table = (rows: Membership[], caption: string, none: string) =>
    dataTable({
      rows,
      columns: columns(ctx, accounts, ids),
      locale,
      query,
      caption,
      sortedBy: 'since',
      none: empty(none),
    })
  const others = terms.filter(({ id }) => !ids.has(id))
  return html`${card(words.membersToday[locale], table(running, words.membersToday[locale], words.nobody[locale]))}
    ${others.length > 0 && card(words.past[locale], table(others, words.past[locale], words.noPast[locale]))}`
}

function columns(ctx: Context, accounts: readonly Account[], running: ReadonlySet<string>): Column<Membership>[] {
  const { locale } = ctx
  const mayChange = ctx.actor.permissions.has('access.manage')
  return [
    {
      id: 'account',
      title: words.account[locale],
      cell: ({ account: id }) =>
        accountOf(
          accounts.find(account => account.id === id),
          mayChange,
          locale,
        ),
    },
    { id: 'role', title: words.role[locale], by: term => term.role, cell: term => term.role },
    { id: 'since', title: words.since[locale], by: term => term.since, cell: term => term.since },
    {
      id: 'until',
      title: words.until[locale],
      by: term => term.until ?? '9999',
      cell: term => term.until ?? words.open[locale],
    },
    { id: 'source', title: words.source[locale], cell: term => sourceNames[term.source][locale] },
    {
      id: 'end',
      title: words.end[locale],
      cell: ({ id, group, source }) =>
        mayChange &&
        source === 'office' &&
        running.has(id) &&
        postButton(`/groups/${group}/members/${id}/end`, words.end[locale]),
    },
  ]
}

function accountOf(account: Account | undefined, mayOpen: boolean, locale: Locale): Markup | string {
  if (!account) return '–'
  const name = mayOpen ? html`<a class="strong" href="/accounts/${account.id}">${account.name}</a>` : account.name
  return html`${name}${!account.active && html` ${badge(words.inactive[locale], 'warn')}`}`
}

function changeCards(group: Group, locale: Locale): Markup {
  return html`${card(words.addOne[locale], memberForm(group, locale))}
    ${card(words.change[locale], [
      disclosure(words.change[locale], groupForm(`/groups/${group.id}`, group, locale)),
      disclosure(
        words.delete[locale],
        html`<p>${words.deleteLead[locale]}</p>${postButton(`/groups/${group.id}/delete`, words.delete[locale])}`,
      ),
    ])}`
}

function memberForm({ id }: Group, locale: Locale): Markup {
  return html`<form class="filters" method="post" action="/groups/${id}/members">
    <label>${words.account[locale]} <input class="form-control" name="account" required maxlength="320" placeholder="${words.accountHint[locale]}" autocomplete="off"></label>
    <label>${words.role[locale]} <input class="form-control" name="role" maxlength="60" placeholder="member"></label>
    <label>${words.since[locale]} <input class="form-control" type="date" name="since"></label>
    <label>${words.until[locale]} <input class="form-control" type="date" name="until"></label>
    <button class="btn btn-primary align-self-end">${words.add[locale]}</button></form>`
}

const badInput = new Failure('invalid-input', {
  en: 'A membership needs an account; the role has up to 60 characters, and days are like 2026-01-31',
  zh: '成员关系需要账户；身份不超过 60 个字符，日期形如 2026-01-31',
})
