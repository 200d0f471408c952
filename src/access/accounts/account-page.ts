import { html } from 'hono/html'
import { findPeopleByEmails } from '../../catalog/people/service.ts'
import { type Locale, verbatim } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { card, disclosure, empty, facts, postButton } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import { day, formatNumber } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { getDeputiesOfAccount } from '../deputies/service.ts'
import { nameOfGroup } from '../groups/model.ts'
import { getGroups } from '../groups/service.ts'
import { getIdentities } from '../identities/service.ts'
import { findHistory, nameVerb } from '../ledger/service.ts'
import { getAssignments, getRoles, getStanding } from '../roles/service.ts'
import { countSessions, hasPassword } from '../sign-in/service.ts'
import { getTokens } from '../tokens/service.ts'
import { deputiesCard, groupsCard, heldIdentitiesCard, permissionList } from './account-cards-page.ts'
import { accountFields } from './account-fields-page.ts'
import { stateBadge } from './accounts-page.ts'
import { words } from './messages.ts'
import type { Account } from './model.ts'
import * as service from './service.ts'

const noQuery = new URLSearchParams()

export const accountPage: Page = {
  path: '/accounts/{id}',
  permission: 'access.manage',
  async render(ctx, { params: { id = '' } }) {
    const { locale } = ctx
    const account = await service.getAccount(ctx, id)
    return {
      title: verbatim(account.name),
      lead: html`${stateBadge(account.active, locale)} ${account.email ?? ''}`,
      above: [{ title: words.accounts, href: '/accounts' }],
      content: html`<div class="grid">${card(words.account[locale], await accountFacts(ctx, account))}${card(words.roles[locale], await roles(ctx, account))}</div>
        ${await groupsCard(ctx, id, await groupForm(ctx, account))}
        ${await heldIdentitiesCard(ctx, id)}
        ${await contributions(ctx, account)}
        ${await tokens(ctx, account)}
        ${await deputiesCard(ctx, await getDeputiesOfAccount(ctx, id), { action: deputy => `/accounts/${id}/deputies/${deputy}/dismiss` })}
        ${ctx.actor.permissions.has('ledger.read') && (await history(ctx, account))}`,
    }
  },
}

async function accountFacts(ctx: Context, account: Account): Promise<Markup> {
  const { locale } = ctx
  const { id, active } = account
  const sessions = formatNumber(await countSessions(ctx, id), locale)
  const password = (await hasPassword(ctx, id)) ? words.yes : words.no
  return html`${facts([
    [words.name[locale], account.name],
    [words.email[locale], account.email ?? '–'],
    [words.login[locale], account.login ?? '–'],
    [words.language[locale], account.locale ? words.languages[account.locale][locale] : words.asTheBrowser[locale]],
    [words.timeZone[locale], account.timeZone ?? '–'],
    [words.externalId[locale], account.externalId ?? '–'],
    [words.created[locale], day(account.createdAt, locale)],
    [words.hasPassword[locale], password[locale]],
    [words.sessions[locale], sessions],
  ])}${disclosure(words.change[locale], html`<form class="stack" method="post" action="/accounts/${id}">${accountFields(account, ctx)}<button class="btn btn-primary">${words.save[locale]}</button></form>`)}
    <div class="actions">${
      active
        ? html`${postButton(`/accounts/${id}/invitation`, words.invite[locale])}${postButton(`/accounts/${id}/password-reset`, words.reset[locale])}${postButton(`/accounts/${id}/sign-out`, words.signOutEverywhere[locale])}${postButton(`/accounts/${id}/deactivate`, words.deactivate[locale])}`
        : postButton(`/accounts/${id}/activate`, words.activate[locale])
    }</div>`
}

async function roles(ctx: Context, { id }: Account): Promise<Markup> {
  const { locale, actor } = ctx
  const all = await getRoles(ctx)
  const offered = all.filter(role => role.permissions.every(permission => actor.permissions.has(permission)))
  const own = await getAssignments(ctx, { holderKind: 'account', holder: id })
  const { permissions } = await getStanding(ctx, id)
  const nameOf = (role: string) => all.find(one => one.id === role)?.name[locale] ?? role
  const rows = own.map(({ role, holderKind, holder }) => {
    const fields = { role, holderKind, holder, back: 'account' }
    return [nameOf(role), postButton('/roles/withdraw', words.withdraw[locale], { fields })] as [string, Markup]
  })
  return html`${rows.length > 0 ? facts(rows) : html`<p>${words.noRoles[locale]}</p>`}
    <form class="filters" method="post" action="/accounts/${id}/roles"><label>${words.role[locale]} <select class="form-select" name="role">${offered.map(
      ({ id, name }) => html`<option value="${id}">${name[locale]}</option>`,
    )}</select></label><button class="btn align-self-end">${words.assign[locale]}</button></form>
    ${facts([[words.byGroups[locale], permissionList(permissions)]])}`
}

async function groupForm(ctx: Context, { id }: Account): Promise<Markup> {
  const { locale } = ctx
  const groups = await getGroups(ctx)
  return html`<form class="filters" method="post" action="/accounts/${id}/groups">
    <label>${words.group[locale]} <select class="form-select" name="group">${groups.map(group => html`<option value="${group.id}">${nameOfGroup(group)[locale]}</option>`)}</select></label>
    <label>${words.roleInGroup[locale]} <input class="form-control" name="role" maxlength="60" placeholder="member"></label>
    <label>${words.since[locale]} <input class="form-control" type="date" name="since"></label>
    <label>${words.until[locale]} <input class="form-control" type="date" name="until"></label>
    <button class="btn align-self-end">${words.add[locale]}</button></form>`
}

/** Of the e-mails that are theirs, what was committed with them. */
async function contributions(ctx: Context, { id }: Account): Promise<Markup> {
  const { locale } = ctx
  const emails = (await getIdentities(ctx, id)).filter(({ kind }) => kind === 'email').map(({ value }) => value)
  const table = dataTable({
    rows: await findPeopleByEmails(ctx, emails),
    columns: [
      {
        id: 'email',
        title: words.email[locale],
        cell: ({ id, name, email }) =>
          html`<a class="strong" href="/people/${id}">${name || email}</a> <span class="small">${email}</span>`,
      },
      { id: 'projects', title: words.projects[locale], numeric: true, cell: ({ projects }) => projects },
      { id: 'commits', title: words.commits[locale], numeric: true, cell: ({ commits }) => commits },
      { id: 'last', title: words.lastCommit[locale], cell: ({ lastAt }) => day(lastAt, locale) },
    ],
    locale,
    query: noQuery,
    caption: words.contributions[locale],
    none: empty(words.noContributions[locale]),
  })
  return card(words.contributions[locale], table)
}

async function tokens(ctx: Context, { id }: Account): Promise<Markup> {
  const { locale } = ctx
  const table = dataTable({
    rows: (await getTokens(ctx)).filter(({ account }) => account === id),
    columns: [
      { id: 'name', title: words.token[locale], cell: ({ name }) => name },
      { id: 'may', title: words.may[locale], cell: ({ permissions }) => permissionList(new Set(permissions)) },
      { id: 'expires', title: words.expires[locale], cell: ({ expiresAt }) => day(expiresAt, locale) },
    ],
    locale,
    query: noQuery,
    caption: words.tokens[locale],
    none: empty(words.noTokens[locale]),
  })
  return card(words.tokens[locale], table, html`<a href="/tokens">${words.manageTokens[locale]}</a>`)
}

async function history(ctx: Context, { id }: Account): Promise<Markup> {
  const { locale } = ctx
  const entries = await findHistory(ctx, { kind: 'account', id })
  const names = await service.getNames(
    ctx,
    entries.map(({ actor }) => actor),
  )
  const table = dataTable({
    rows: entries,
    columns: [
      { id: 'when', title: words.when[locale], cell: ({ at }) => day(at, locale) },
      { id: 'who', title: words.who[locale], cell: ({ actor }) => names.get(actor) ?? actor },
      { id: 'what', title: words.what[locale], cell: ({ verb }) => nameVerb(verb)[locale] },
    ],
    locale,
    query: noQuery,
    caption: words.history[locale],
    none: empty(words.noHistory[locale]),
  })
  return card(words.history[locale], table, ledgerLink(id, locale))
}

function ledgerLink(id: string, locale: Locale): Markup {
  return html`<a href="/ledger?kind=account&id=${id}">${words.wholeHistory[locale]}</a>`
}
