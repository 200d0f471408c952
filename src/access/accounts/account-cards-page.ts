import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { alert, card, empty, postButton } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import type { Markup } from '../../platform/web/page.ts'
import type { Deputy } from '../deputies/model.ts'
import { type Membership, nameOfGroup } from '../groups/model.ts'
import { getGroups, getMemberships } from '../groups/service.ts'
import { type Identity, kindNames, noMailServer, proofNames } from '../identities/model.ts'
import { getIdentities } from '../identities/service.ts'
import { words } from './messages.ts'
import { getNames } from './service.ts'

/** Of the table's addresses there is only one on a page with many tables: they are not sorted by links. */
const asItComes = new URLSearchParams()

export async function groupsCard(ctx: Context, account: string, more?: Markup): Promise<Markup> {
  const { locale } = ctx
  const names = new Map((await getGroups(ctx)).map(group => [group.id, nameOfGroup(group)[locale]]))
  const columns: Column<Membership>[] = [
    {
      id: 'group',
      title: words.group[locale],
      cell: ({ group }) => html`<a class="strong" href="/groups/${group}">${names.get(group) ?? group}</a>`,
    },
    { id: 'role', title: words.roleInGroup[locale], cell: term => term.role },
    ...termColumns<Membership>(locale),
  ]
  const rows = await getMemberships(ctx, { account })
  const caption = words.groups[locale]
  const table = dataTable({ rows, columns, locale, query: asItComes, caption, none: empty(words.noGroups[locale]) })
  return card(caption, [table, more])
}

/** One's own, as one says them oneself: confirmed by mail, and where none is sent by somebody else's word alone. */
export function ownIdentitiesCard(ctx: Context): Promise<Markup> {
  const { locale, actor, reach } = ctx
  const link =
    actor.permissions.has('access.manage') && html` <a href="/accounts/${actor.id}">${words.toAccount[locale]}</a>`
  const lead = reach.sendMail
    ? html`<p class="text-secondary">${words.yourIdentities[locale]}</p>`
    : alert(html`${noMailServer[locale]}${link}`)
  return identitiesCard(ctx, actor.id, lead, '/account/identities')
}

/** As whoever manages access says them of anybody. */
export function heldIdentitiesCard(ctx: Context, account: string): Promise<Markup> {
  const lead = html`<p class="text-secondary">${words.identitiesLead[ctx.locale]}</p>`
  return identitiesCard(ctx, account, lead, `/accounts/${account}/identities`)
}

/** One's own can be confirmed by mail; what is over can't be ended again. */
async function identitiesCard(ctx: Context, account: string, lead: Markup, action: string): Promise<Markup> {
  const { locale } = ctx
  const isOwn = account === ctx.actor.id
  const columns: Column<Identity>[] = [
    { id: 'kind', title: words.kind[locale], cell: ({ kind }) => kindNames[kind][locale] },
    {
      id: 'value',
      title: words.value[locale],
      cell: ({ host, value }) => html`<span class="mono">${host && `${host}/`}${value}</span>`,
    },
    { id: 'proof', title: words.proof[locale], cell: ({ proof }) => proofNames[proof][locale] },
    ...termColumns<Identity>(locale),
    {
      id: 'do',
      title: words.change[locale],
      cell: identity => identityButtons(ctx, identity, isOwn ? undefined : account),
    },
  ]
  const rows = await getIdentities(ctx, account)
  const caption = words.identities[locale]
  const table = dataTable({ rows, columns, locale, query: asItComes, caption, none: empty(words.noIdentities[locale]) })
  return card(caption, [lead, table, identityForm(action, locale)])
}

function identityButtons({ locale, now, reach }: Context, identity: Identity, account: string | undefined): Markup {
  const { id, kind, proof, until } = identity
  const isOver = until !== null && until <= now().toISOString().slice(0, 10)
  const mayProve = account === undefined && kind === 'email' && proof === 'stated' && reach.sendMail !== undefined
  const label = (proof === 'stated' ? words.remove : words.endToday)[locale]
  return html`<div class="row-line">${mayProve && postButton(`/identities/${id}/proof`, words.sendLink[locale])}${
    !isOver && postButton(`/identities/${id}/end`, label, { fields: account === undefined ? {} : { account } })
  }</div>`
}

function identityForm(action: string, locale: Locale): Markup {
  return html`<form class="filters" method="post" action="${action}" aria-label="${words.identities[locale]}">
    <label>${words.value[locale]} <input class="form-control" name="value" required maxlength="320" autocomplete="off" autocapitalize="none"></label>
    <label>${words.host[locale]} <input class="form-control" name="host" maxlength="253" list="hosts" autocomplete="off" autocapitalize="none"></label>
    <datalist id="hosts"><option value="github.com"></option><option value="gitlab.com"></option><option value="gitee.com"></option></datalist>
    <label>${words.since[locale]} <input class="form-control" type="date" name="since"></label>
    <label>${words.until[locale]} <input class="form-control" type="date" name="until"></label>
    <button class="btn align-self-end">${words.add[locale]}</button></form>`
}

export async function deputiesCard(
  ctx: Context,
  deputies: Deputy[],
  { action, more }: { action: (id: string) => string; more?: Markup },
): Promise<Markup> {
  const { locale } = ctx
  const names = await getNames(
    ctx,
    deputies.map(({ deputy }) => deputy),
  )
  const columns: Column<Deputy>[] = [
    { id: 'deputy', title: words.deputy[locale], cell: ({ deputy }) => names.get(deputy) ?? '–' },
    ...termColumns<Deputy>(locale),
    {
      id: 'dismiss',
      title: words.dismiss[locale],
      cell: ({ id }) => postButton(action(id), words.dismiss[locale]),
    },
  ]
  const caption = words.deputies[locale]
  const table = dataTable({
    rows: deputies,
    columns,
    locale,
    query: asItComes,
    caption,
    none: empty(words.noDeputies[locale]),
  })
  return card(caption, [html`<p class="text-secondary">${words.deputiesLead[locale]}</p>`, table, more])
}

export function permissionList(permissions: ReadonlySet<string>): Markup {
  return html`<span class="mono small">${[...permissions].sort().join(' ') || '–'}</span>`
}

function termColumns<Row extends { since: string | null; until: string | null }>(locale: Locale): Column<Row>[] {
  return [
    { id: 'since', title: words.since[locale], cell: ({ since }) => since ?? words.open[locale] },
    { id: 'until', title: words.until[locale], cell: ({ until }) => until ?? words.open[locale] },
  ]
}
