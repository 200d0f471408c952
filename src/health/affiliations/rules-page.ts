import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { writeYaml } from '../../lib/yaml/write-yaml.ts'
import type { Context } from '../../platform/context.ts'
import { badge, card, empty, postButton } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { exclude, include } from '../identities/evidence/service.ts'
import { setActorRules } from '../identities/judging/service.ts'
import { KeyText } from '../identities/model.ts'
import { getActorRules } from '../identities/rules/service.ts'
import { getExclusions } from '../identities/service.ts'
import { words } from './messages.ts'
import { getHouseName, getOrganizations, setHouse } from './organizations/service.ts'

const path = '/curation/rules'

export const rulesPage: Page = {
  path,
  permission: 'people.manage',
  async render(ctx, { query }) {
    const { locale } = ctx
    return {
      title: words.rules,
      lead: words.rulesLead[locale],
      above: [{ title: words.curation, href: '/curation' }],
      content: html`${card(words.house[locale], await houseForm(ctx))}
        ${card(words.exclusions[locale], [html`<p>${words.exclusionsLead[locale]}</p>`, exclusionTable(await getExclusions(ctx), query, locale), exclusionForm(locale)])}
        ${await actorRulesCard(ctx)}`,
    }
  },
}

async function houseForm(ctx: Context): Promise<Markup> {
  const { locale } = ctx
  const [house, organizations] = [await getHouseName(ctx), await getOrganizations(ctx)]
  return html`<p>${words.houseLead[locale]}</p><form class="filters" method="post" action="${path}/house">
    <label>${words.organization[locale]} <input class="form-control" name="organization" maxlength="200" list="houses" value="${house ?? ''}"></label>
    <datalist id="houses">${organizations.map(({ name }) => html`<option value="${name}"></option>`)}</datalist>
    <button class="btn btn-primary">${words.save[locale]}</button></form>`
}

function exclusionTable(exclusions: readonly string[], query: URLSearchParams, locale: Locale): Markup {
  return dataTable({
    rows: exclusions.toSorted(),
    columns: [
      { id: 'term', title: words.exclusion[locale], cell: term => html`<span class="mono">${term}</span>` },
      {
        id: 'undo',
        title: words.undo[locale],
        cell: term => postButton(`${path}/exclusions/undo`, words.undo[locale], { fields: { term } }),
      },
    ],
    locale,
    query,
    caption: words.exclusions[locale],
    none: empty(words.noExclusions[locale]),
  })
}

function exclusionForm(locale: Locale): Markup {
  return html`<form class="filters" method="post" action="${path}/exclusions">
    <label>${words.exclusion[locale]} <input class="form-control" name="term" required maxlength="400" placeholder="root@localhost"></label>
    <button class="btn">${words.exclude[locale]}</button></form>`
}

async function actorRulesCard(ctx: Context): Promise<Markup> {
  const { locale } = ctx
  const { rules, source } = await getActorRules(ctx)
  const form = html`<p>${words.actorRulesLead[locale]}</p><form class="stack" method="post" action="${path}/actors">
    <label>${words.actorRules[locale]} <textarea class="form-control mono" name="source" rows="16" required spellcheck="false">${source ?? writeYaml(rules)}</textarea></label>
    <button class="btn btn-primary">${words.save[locale]}</button></form>`
  const back = source !== null && postButton(`${path}/actors/undo`, words.shippedRules[locale])
  const aside = badge(source === null ? words.shipped[locale] : words.ofOffice[locale])
  return card(words.actorRules[locale], [form, back], aside)
}

const textIn = (form: FormData, name: string) => String(form.get(name) ?? '').trim()

export const setHouseForm: Form = {
  path: `${path}/house`,
  permission: 'people.manage',
  async submit(ctx, { form }) {
    await setHouse(ctx, textIn(form, 'organization') || null)
    return { redirect: path }
  },
}

export const excludeForm: Form = {
  path: `${path}/exclusions`,
  permission: 'people.manage',
  async submit(ctx, { form }) {
    const term = KeyText.safeParse(form.get('term'))
    if (term.success) await exclude(ctx, term.data)
    return { redirect: path }
  },
}

export const includeForm: Form = {
  path: `${path}/exclusions/undo`,
  permission: 'people.manage',
  async submit(ctx, { form }) {
    await include(ctx, textIn(form, 'term'))
    return { redirect: path }
  },
}

export const actorRulesForm: Form = {
  path: `${path}/actors`,
  permission: 'people.manage',
  async submit(ctx, { form }) {
    await setActorRules(ctx, textIn(form, 'source'))
    return { redirect: path }
  },
}

export const shippedRulesForm: Form = {
  path: `${path}/actors/undo`,
  permission: 'people.manage',
  async submit(ctx) {
    await setActorRules(ctx, null)
    return { redirect: path }
  },
}
