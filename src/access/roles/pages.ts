import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { badge, card, disclosure, empty, postButton } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { icon } from '../../platform/web/icon.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { getNames } from '../accounts/service.ts'
import { nameOfGroup } from '../groups/model.ts'
import { getGroups } from '../groups/service.ts'
import { words } from './messages.ts'
import { everyPermission, permissions, type Role, type RoleAssignment, shippedRoles } from './model.ts'
import * as service from './service.ts'

export const rolesPage: Page = {
  path: '/roles',
  permission: 'access.manage',
  navigation: { title: words.roles, icon: 'role', area: 'administration', order: 3 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const roles = await service.getRoles(ctx)
    const mine = roles.filter(role => role.permissions.every(permission => ctx.actor.permissions.has(permission)))
    return {
      title: words.roles,
      lead: words.lead[locale],
      content: html`${card(words.roles[locale], matrix(roles, locale))}
        ${card(words.holders[locale], [await holderTable(ctx, roles, query), assignForm(mine, locale)])}
        ${card(words.write[locale], editors(ctx, mine))}`,
    }
  },
}

function matrix(roles: readonly Role[], locale: Locale): Markup {
  const isGranted = (role: Role, permission: string) => role.permissions.some(granted => granted === permission)
  return html`<div class="table-scroll" role="region" aria-label="${words.roles[locale]}" tabindex="0"><table class="table data keep">
    <caption class="visually-hidden">${words.roles[locale]}</caption>
    <thead><tr><th scope="col">${words.permission[locale]}</th>${roles.map(({ name }) => html`<th scope="col">${name[locale]}</th>`)}</tr></thead>
    <tbody>${everyPermission.map(
      permission =>
        html`<tr><th scope="row"><code>${permission}</code><br><span class="small">${permissions[permission][locale]}</span></th>${roles.map(
          role =>
            html`<td>${isGranted(role, permission) ? html`${icon('check')}<span class="visually-hidden">${words.granted[locale]}</span>` : '–'}</td>`,
        )}</tr>`,
    )}</tbody></table></div>`
}

interface Held extends RoleAssignment {
  name: string
}

async function holderTable(ctx: Context, roles: readonly Role[], query: URLSearchParams): Promise<Markup> {
  const { locale } = ctx
  const assignments = await service.getAssignments(ctx)
  const accounts = assignments.filter(({ holderKind }) => holderKind === 'account')
  const groups = new Map((await getGroups(ctx)).map(group => [group.id, nameOfGroup(group)[locale]]))
  const names = await getNames(
    ctx,
    accounts.map(({ holder }) => holder),
  )
  const nameOf = ({ holderKind, holder }: RoleAssignment) => (holderKind === 'account' ? names : groups).get(holder)
  return dataTable({
    rows: assignments.map(assignment => ({ ...assignment, name: nameOf(assignment) ?? assignment.holder })),
    columns: holderColumns(roles, locale),
    locale,
    query,
    caption: words.holders[locale],
    sortedBy: 'role',
    none: empty(words.nobody[locale]),
  })
}

function holderColumns(roles: readonly Role[], locale: Locale): Column<Held>[] {
  const nameOf = (role: string) => roles.find(({ id }) => id === role)?.name[locale] ?? role
  return [
    {
      id: 'holder',
      title: words.holder[locale],
      by: held => held.name.toLowerCase(),
      cell: ({ holderKind, holder, name }) => html`<a class="strong" href="/${holderKind}s/${holder}">${name}</a>`,
    },
    {
      id: 'kind',
      title: words.kind[locale],
      by: held => held.holderKind,
      cell: held => words.kinds[held.holderKind][locale],
    },
    { id: 'role', title: words.role[locale], by: held => nameOf(held.role), cell: held => nameOf(held.role) },
    {
      id: 'withdraw',
      title: words.withdraw[locale],
      cell: ({ role, holderKind, holder }) =>
        postButton('/roles/withdraw', words.withdraw[locale], { fields: { role, holderKind, holder } }),
    },
  ]
}

function assignForm(roles: readonly Role[], locale: Locale): Markup {
  return html`<form class="filters" method="post" action="/roles/assign" aria-label="${words.assign[locale]}">
    <label>${words.role[locale]} <select class="form-select" name="role">${roles.map(({ id, name }) => html`<option value="${id}"${id === 'member' && ' selected'}>${name[locale]}</option>`)}</select></label>
    <label>${words.holder[locale]} <input class="form-control" name="holder" required maxlength="320" placeholder="${words.holderHint[locale]}" autocomplete="off"></label>
    <button class="btn btn-primary align-self-end">${words.assignNow[locale]}</button></form>`
}

/** The administrator's is fixed; of the others, those that the reader could have written. */
function editors(ctx: Context, roles: readonly Role[]): Markup {
  const { locale } = ctx
  const own = roles.filter(({ id }) => id !== 'administrator')
  return html`<p class="text-secondary">${words.writeLead[locale]}</p>${own.map(role => {
    const ships = shippedRoles.find(({ id }) => id === role.id)
    const remove = postButton(`/roles/${role.id}/delete`, (ships ? words.bringBack : words.delete)[locale])
    return disclosure(html`${role.name[locale]} ${ships !== role && badge(words.changed[locale], 'info')}`, [
      roleForm(ctx, role),
      ships !== role && remove,
    ])
  })}${disclosure(words.newRole[locale], roleForm(ctx, undefined))}`
}

function roleForm({ actor, locale }: Context, role: Role | undefined): Markup {
  const offered = everyPermission.filter(permission => actor.permissions.has(permission))
  return html`<form class="stack" method="post" action="/roles">
    ${role ? html`<input type="hidden" name="id" value="${role.id}">` : html`<label>${words.id[locale]} <input class="form-control mono" name="id" required pattern="[a-z][a-z0-9\\-]{0,59}" autocomplete="off"></label>`}
    <label>${words.nameEn[locale]} <input class="form-control" name="en" required maxlength="100" value="${role?.name.en ?? ''}"></label>
    <label>${words.nameZh[locale]} <input class="form-control" name="zh" required maxlength="100" value="${role?.name.zh ?? ''}"></label>
    <fieldset class="choices"><legend>${words.permissions[locale]}</legend>${offered.map(
      permission =>
        html`<label><input class="form-check-input" type="checkbox" name="permissions" value="${permission}"${role?.permissions.includes(permission) && ' checked'}> ${permissions[permission][locale]} <code>${permission}</code></label>`,
    )}</fieldset><button class="btn btn-primary">${words.save[locale]}</button></form>`
}
