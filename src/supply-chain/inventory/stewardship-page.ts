import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { card, disclosure, empty } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup } from '../../platform/web/page.ts'
import { EndOfLife, longAgo } from './end-of-life/model.ts'
import { getEndsOfLife, removeEndOfLife, setEndsOfLife } from './end-of-life/service.ts'
import { words } from './messages.ts'
import type { PackageSummary } from './model.ts'
import { Ownership } from './owners/model.ts'
import { nameOwners, setOwners } from './owners/service.ts'

type About = PackageSummary & { id: number }

/** Who answers for a package, and for versions of it that somebody else answers for. */
export async function ownerCard(
  ctx: Context,
  { purl, owner }: About,
  uses: readonly { purl: string; version: string }[],
): Promise<Markup> {
  const { locale } = ctx
  const name = owner === null ? '–' : ((await nameOwners(ctx, [owner])).get(owner) ?? owner)
  const versions = new Map(uses.map(use => [use.purl, use.version]))
  const form =
    ctx.actor.permissions.has('office.change') &&
    html`<form class="stack wide" method="post" action="/component-owners">
      <input type="hidden" name="package" value="${purl}">
      <label>${words.ofVersion[locale]} <select class="form-select" name="purl"><option value="${purl}">${words.allVersions[locale]}</option>${[
        ...versions,
      ].map(([key, version]) => html`<option value="${key}">${version || key}</option>`)}</select></label>
      <label>${words.ownerHint[locale]} <input class="form-control" name="owner" maxlength="200" value="${owner ?? ''}"></label>
      <button class="btn">${words.setOwner[locale]}</button></form>`
  return card(words.owner[locale], [html`<p class="strong">${name}</p>`, form])
}

/** Until when its versions are kept up. */
export async function endsCard(ctx: Context, { id, purl }: About): Promise<Markup> {
  const { locale } = ctx
  const rules = await getEndsOfLife(ctx, id, purl)
  const mayChange = ctx.actor.permissions.has('office.change')
  const shown = (end: string | null) => (end === longAgo ? words.ended[locale] : (end ?? words.noEnd[locale]))
  const table = dataTable({
    rows: rules,
    columns: [
      {
        id: 'end-versions',
        title: words.versions[locale],
        cell: row => html`<span class="mono">${row.versions}</span>`,
      },
      { id: 'end-day', title: words.lastDay[locale], cell: row => shown(row.ends) },
      { id: 'end-support', title: words.supportEnds[locale], cell: row => row.supportEnds ?? '–' },
      { id: 'end-source', title: words.source[locale], cell: row => row.source },
      ...(mayChange ? [{ id: 'end-remove', title: words.remove[locale], cell: removal(locale) }] : []),
    ],
    locale,
    query: new URLSearchParams(),
    size: 200,
    caption: words.ends[locale],
    none: empty(words.noEnds[locale]),
  })
  const form =
    mayChange &&
    html`<form class="stack wide" method="post" action="/ends-of-life">
      <input type="hidden" name="package" value="${purl}">
      <label>${words.cycle[locale]} <input class="form-control" name="versions" required maxlength="500" value="*"></label>
      <label>${words.lastDay[locale]} <input class="form-control" type="date" name="ends"></label>
      <label>${words.supportEnds[locale]} <input class="form-control" type="date" name="supportEnds"></label>
      <label>${words.source[locale]} <input class="form-control" name="source" maxlength="500"></label>
      <button class="btn">${words.save[locale]}</button></form>`
  return card(words.ends[locale], [table, form && disclosure(words.addEnd[locale], form)])
}

function removal(locale: Locale): (rule: EndOfLife) => Markup {
  return ({ package: key, versions }) => html`<form method="post" action="/ends-of-life/remove">
    <input type="hidden" name="package" value="${key}"><input type="hidden" name="versions" value="${versions}">
    <button class="btn">${words.remove[locale]}</button></form>`
}

export const setOwnerForm: Form = {
  path: '/component-owners',
  permission: 'office.change',
  async submit(ctx, { form }) {
    const read = Ownership.safeParse({ purl: form.get('purl'), owner: fieldOf(form, 'owner') || null })
    if (!read.success) throw badForm
    const { unknown } = await setOwners(ctx, [read.data])
    if (unknown.length > 0) throw notHeld
    return { redirect: `/components/${encodeURIComponent(fieldOf(form, 'package'))}` }
  },
}

export const setEndForm: Form = {
  path: '/ends-of-life',
  permission: 'office.change',
  async submit(ctx, { form }) {
    const read = EndOfLife.safeParse({
      package: fieldOf(form, 'package'),
      versions: fieldOf(form, 'versions'),
      ends: fieldOf(form, 'ends') || null,
      supportEnds: fieldOf(form, 'supportEnds') || null,
      source: fieldOf(form, 'source'),
    })
    if (!read.success) throw badForm
    await setEndsOfLife(ctx, [read.data], '')
    return { redirect: `/components/${encodeURIComponent(read.data.package)}` }
  },
}

export const removeEndForm: Form = {
  path: '/ends-of-life/remove',
  permission: 'office.change',
  async submit(ctx, { form }) {
    const key = fieldOf(form, 'package')
    await removeEndOfLife(ctx, { package: key, versions: fieldOf(form, 'versions') })
    return { redirect: `/components/${encodeURIComponent(key)}` }
  },
}

function fieldOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

const badForm = new Failure('invalid-input', {
  en: 'The form cannot be read: give a package, versions, and days as 2027-04-30',
  zh: '无法读取表单：请给出软件包、版本，以及形如 2027-04-30 的日期',
})
const notHeld = new Failure('not-found', { en: 'Nobody holds this component', zh: '没有使用此组件' })
