import { html } from 'hono/html'
import { getNames } from '../../access/accounts/service.ts'
import type { Locale } from '../../lib/text/text.ts'
import { verbatim } from '../../lib/text/text.ts'
import { badge, card, disclosure, empty, facts, type Tone, tabs } from '../../platform/web/card.ts'
import { type Column, dataTable, sliceIn } from '../../platform/web/data-table.ts'
import { choice, filterForm } from '../../platform/web/filter.ts'
import { day, formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { triggers, words } from './messages.ts'
import { coverageNames, type Grant, GrantState, grantStates } from './model.ts'
import * as service from './service.ts'

const size = 50
const month = 30 * 86_400_000

export const grantsPage: Page = {
  path: '/grants',
  permission: 'requests.ask',
  navigation: { title: words.grants, icon: 'grant', area: 'desk', order: 2 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const text = query.get('text')?.slice(0, 200) ?? ''
    const expiring = query.get('view') === 'expiring'
    const inAMonth = new Date(ctx.now().getTime() + month).toISOString().slice(0, 10)
    const permits = query.get('permits')
    const { grants, total, kinds } = await service.listGrants(ctx, {
      permits: permits ? [permits] : undefined,
      state: expiring ? 'active' : GrantState.options.find(state => state === query.get('state')),
      endingBy: expiring ? inAMonth : undefined,
      text: text || undefined,
      ...sliceIn(query, size),
    })
    const names = await getNames(
      ctx,
      grants.map(({ holder }) => holder.id),
    )
    const columns = grantColumns(names, locale)
    const table = dataTable({
      rows: grants,
      columns,
      locale,
      query,
      caption: words.grants[locale],
      size,
      total,
      none: empty(words.none[locale]),
    })
    const choices = [
      choice(
        'permits',
        words.anyPermit[locale],
        kinds.map(kind => [kind, kind] as const),
        query,
      ),
      choice(
        'state',
        words.anyState[locale],
        GrantState.options.map(state => [state, grantStates[state][locale]] as const),
        query,
      ),
    ]
    return {
      title: words.grants,
      lead: words.lead[locale],
      content: html`${tabs(words.grants[locale], [
        { href: '/grants', text: words.grants[locale], here: !expiring },
        { href: '/grants?view=expiring', text: words.expiring[locale], here: expiring },
      ])}${card(words.grants[locale], [filterForm('/grants', { text, label: words.find[locale], choices, keep: { view: query.get('view') } }, locale), table], formatNumber(total, locale))}`,
    }
  },
}

export const grantPage: Page = {
  path: '/grants/{id}',
  permission: 'requests.ask',
  async render(ctx, { params: { id = '' } }) {
    const { locale, actor } = ctx
    const grant = await service.getGrant(ctx, id)
    const names = await getNames(ctx, [grant.holder.id])
    const isOver = grant.state !== 'active' && grant.state !== 'reopened'
    return {
      title: verbatim(`${grant.permits}: ${grant.subject.id}`),
      lead: html`${badge(grantStates[grant.state][locale], tones[grant.state])}${grant.stateReason && html` ${grant.stateReason[locale]}`}`,
      above: [{ title: words.grants, href: '/grants' }],
      content: html`${card(words.grant[locale], facts(rowsOf(grant, names, locale)))}
        ${textCard(words.conditions[locale], grant.conditions, locale)}${textCard(words.obligations[locale], grant.obligations, locale)}
        ${grant.reopenWhen.length > 0 && card(words.reopenWhen[locale], html`<ul>${grant.reopenWhen.map(trigger => html`<li>${triggers[trigger][locale]}</li>`)}</ul>`)}
        ${!isOver && actor.permissions.has('requests.manage') && disclosure(words.revokeTitle[locale], revokeBox(id, locale))}`,
    }
  },
}

export const revokeGrantForm: Form = {
  path: '/grants/{id}/revoke',
  permission: 'requests.manage',
  async submit(ctx, { params: { id = '' }, form }) {
    await service.revokeGrant(ctx, id, String(form.get('why') ?? '').slice(0, 2000))
    return { redirect: `/grants/${id}` }
  },
}

const tones: Record<GrantState, Tone> = {
  active: 'good',
  reopened: 'warn',
  expired: 'plain',
  revoked: 'bad',
  superseded: 'plain',
}

function grantColumns(names: Map<string, string>, locale: Locale): Column<Grant>[] {
  return [
    {
      id: 'subject',
      title: words.subject[locale],
      cell: ({ id, subject }) => html`<a class="strong" href="/grants/${id}">${subject.id || '–'}</a>`,
    },
    { id: 'permits', title: words.permits[locale], cell: ({ permits }) => permits },
    { id: 'state', title: words.state[locale], cell: ({ state }) => badge(grantStates[state][locale], tones[state]) },
    { id: 'product', title: words.product[locale], cell: ({ usage }) => usage.product ?? '–' },
    { id: 'holder', title: words.holder[locale], cell: grant => holderOf(grant, names, locale) },
    {
      id: 'until',
      title: words.until[locale],
      cell: ({ validUntil }) => (validUntil ? day(validUntil, locale) : words.noEnd[locale]),
    },
    {
      id: 'request',
      title: words.request[locale],
      numeric: true,
      cell: ({ request }) => html`<a href="/requests/${request}">${request}</a>`,
    },
  ]
}

function holderOf({ holder }: Grant, names: Map<string, string>, locale: Locale) {
  return holder.kind === 'organization' ? words.organization[locale] : (names.get(holder.id) ?? '–')
}

function rowsOf(grant: Grant, names: Map<string, string>, locale: Locale): [string, Markup | string][] {
  const { subject, covers, usage, validFrom, validUntil, request, snapshot } = grant
  const manner = [
    usage.distribution,
    usage.linkage,
    usage.modified === null ? null : (usage.modified ? words.modified : words.unmodified)[locale],
  ]
  const policies = snapshot.policies.map(({ policy, version }) => `${policy} (${version})`).join(', ')
  const rows: [string, Markup | string | null][] = [
    [words.subject[locale], html`<span class="mono">${subject.id}</span>`],
    [words.covers[locale], subject.range ?? (subject.kind === 'package' ? coverageNames[covers][locale] : null)],
    [words.holder[locale], holderOf(grant, names, locale)],
    [words.product[locale], usage.product],
    [words.usage[locale], manner.filter(word => word !== null).join(', ') || null],
    [words.from[locale], day(validFrom, locale)],
    [words.until[locale], validUntil ? day(validUntil, locale) : words.noEnd[locale]],
    [words.request[locale], html`<a href="/requests/${request}">${request}</a>`],
    [words.license[locale], snapshot.license],
    [words.policies[locale], policies || null],
  ]
  return rows.flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
}

function textCard(title: string, texts: Grant['conditions'], locale: Locale): Markup | string {
  return texts.length === 0 ? '' : card(title, html`<ul>${texts.map(text => html`<li>${text[locale]}</li>`)}</ul>`)
}

function revokeBox(id: string, locale: Locale): Markup {
  return html`<form class="stack" method="post" action="/grants/${id}/revoke"><label>${words.why[locale]} <input class="form-control" name="why" required maxlength="2000"></label><button class="btn">${words.revoke[locale]}</button></form>`
}
