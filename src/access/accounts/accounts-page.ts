import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { alert, badge, card, disclosure, empty } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { choice, filterForm } from '../../platform/web/filter.ts'
import { day, formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page, PageBody } from '../../platform/web/page.ts'
import { admitAccount } from '../admission/service.ts'
import { getAssignments, getRoles } from '../roles/service.ts'
import { accountFields, requireRead } from './account-fields-page.ts'
import { invitationLink } from './invitation-link.ts'
import { words } from './messages.ts'
import type { Account } from './model.ts'
import { readNewForm } from './read-account-form.ts'
import * as service from './service.ts'

const mostShown = 500

export const accountsPage: Page = {
  path: '/accounts',
  permission: 'access.manage',
  navigation: { title: words.accounts, icon: 'person', area: 'administration', order: 1 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const text = query.get('text')?.slice(0, 200) ?? ''
    const state = query.get('active')
    const active = state === 'true' || state === 'false' ? state === 'true' : undefined
    const accounts = await service.searchAccounts(ctx, { text, active, limit: mostShown })
    const table = dataTable({
      rows: accounts,
      columns: await columns(ctx),
      locale,
      query,
      caption: words.accounts[locale],
      sortedBy: 'name',
      none: empty(words.none[locale]),
    })
    return {
      title: words.accounts,
      lead: words.lead[locale],
      content: html`${card(
        words.accounts[locale],
        [filterForm('/accounts', { text, label: words.find[locale], choices: [states(query, locale)] }, locale), table],
        accounts.length === mostShown && words.first(formatNumber(mostShown, locale))[locale],
      )}${card(words.createOne[locale], disclosure(words.createOne[locale], await createForm(ctx)))}`,
    }
  },
}

export const createAccountForm: Form = {
  path: '/accounts',
  permission: 'access.manage',
  async submit(ctx, { form, origin }) {
    const role = String(form.get('role') ?? '') || null
    const { account, invitation } = await admitAccount(ctx, requireRead(readNewForm(form)), role)
    return invitationBody(account, invitationLink(origin, invitation), ctx.locale)
  },
}

/** Shows a link that is shown once. */
export function invitationBody({ id, name }: Account, link: string, locale: Locale): PageBody {
  return {
    title: words.invitation,
    above: [{ title: words.accounts, href: '/accounts' }],
    content: html`${alert(words.invitationOf(name)[locale], 'good')}
      ${card(words.invitation[locale], html`<p class="mono">${link}</p><div class="actions"><button class="btn" type="button" data-copy="${link}">${words.copy[locale]}</button><a class="btn" href="/accounts/${id}">${words.toAccount[locale]}</a></div>`)}`,
  }
}

function states(query: URLSearchParams, locale: Locale): Markup {
  const options = [
    ['true', words.active[locale]],
    ['false', words.inactive[locale]],
  ] as const
  return choice('active', words.anyState[locale], [...options], query)
}

async function columns(ctx: Context): Promise<Column<Account>[]> {
  const { locale } = ctx
  const roles = new Map((await getRoles(ctx)).map(({ id, name }) => [id, name[locale]]))
  const assigned = Map.groupBy(await getAssignments(ctx, { holderKind: 'account' }), ({ holder }) => holder)
  const rolesOf = ({ id }: Account) => (assigned.get(id) ?? []).map(({ role }) => roles.get(role) ?? role).join(', ')
  return [
    {
      id: 'name',
      title: words.name[locale],
      by: account => account.name.toLowerCase(),
      cell: ({ id, name }) => html`<a class="strong" href="/accounts/${id}">${name}</a>`,
    },
    { id: 'login', title: words.login[locale], by: account => account.login ?? undefined, cell: ({ login }) => login },
    { id: 'email', title: words.email[locale], by: account => account.email ?? undefined, cell: ({ email }) => email },
    { id: 'roles', title: words.roles[locale], by: account => rolesOf(account) || undefined, cell: rolesOf },
    {
      id: 'state',
      title: words.state[locale],
      by: account => Number(account.active),
      cell: ({ active }) => stateBadge(active, locale),
    },
    {
      id: 'created',
      title: words.created[locale],
      first: 'desc',
      by: account => account.createdAt,
      cell: ({ createdAt }) => day(createdAt, locale),
    },
  ]
}

export function stateBadge(active: boolean, locale: Locale): Markup {
  return active ? badge(words.active[locale], 'good') : badge(words.inactive[locale], 'warn')
}

async function createForm(ctx: Context): Promise<Markup> {
  const { locale, actor } = ctx
  const roles = (await getRoles(ctx)).filter(role => role.permissions.every(name => actor.permissions.has(name)))
  return html`<form class="stack" method="post" action="/accounts">${accountFields(undefined, ctx)}
    <label>${words.role[locale]} <select class="form-select" name="role"><option value="">${words.noRole[locale]}</option>${roles.map(
      ({ id, name }) => html`<option value="${id}"${id === 'member' && ' selected'}>${name[locale]}</option>`,
    )}</select></label>
    <button class="btn btn-primary">${words.create[locale]}</button></form>`
}
