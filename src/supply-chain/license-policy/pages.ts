import { html } from 'hono/html'
import { stringify } from 'yaml'
import type { Locale } from '../../lib/text/text.ts'
import { badge, card, disclosure, empty, facts, type Tone } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { scopeNames } from '../inventory/model.ts'
import { licenseClasses } from './license-classes.ts'
import { classes, words } from './messages.ts'
import { type LicensePolicy, type Verdict, verdictNames } from './model.ts'
import * as service from './service.ts'

export const policyPage: Page = {
  path: '/policy',
  permission: 'office.read',
  navigation: { title: words.policy, icon: 'policy', area: 'office', order: 4 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const { policy, source, changedAt, changedBy } = await service.getOfficePolicy(ctx)
    const saved = changedAt && changedBy ? words.saved(changedBy, changedAt.slice(0, 10)) : words.ships
    return {
      title: words.policy,
      lead: words.lead[locale],
      content: html`${card(words.rules[locale], ruleTable(policy, query, locale), `${policy.name} · ${saved[locale]}`)}
        ${card(words.exemptions[locale], exemptionTable(policy, query, locale))}
        ${card(words.classes[locale], facts(Object.entries(licenseClasses).map(([name, ids]) => [`{${name}}`, html`${classes[name as keyof typeof classes][locale]}: <span class="small">${ids.join(', ')}</span>`])))}
        ${card(words.edit[locale], editor(source ?? asYaml(policy), locale))}`,
    }
  },
}

export const policyForm: Form = {
  path: '/policy',
  permission: 'office.change',
  async submit(ctx, { form }) {
    const source = String(form.get('source') ?? '')
    await service.setOfficePolicy(ctx, source.trim() === '' ? null : source)
    return { redirect: '/policy' }
  },
}

const tones: Record<Verdict, Tone> = { allow: 'good', review: 'warn', deny: 'bad' }

function ruleTable({ rules }: LicensePolicy, query: URLSearchParams, locale: Locale): Markup {
  return dataTable({
    rows: rules,
    columns: [
      {
        id: 'licenses',
        title: words.licenses[locale],
        cell: ({ licenses }) => html`<span class="mono">${licenses.join(', ')}</span>`,
      },
      {
        id: 'scope',
        title: words.scope[locale],
        cell: rule => rule.scopes?.map(scope => scopeNames[scope][locale]).join(', ') ?? words.everywhere[locale],
      },
      {
        id: 'verdict',
        title: words.verdict[locale],
        cell: ({ verdict }) => badge(verdictNames[verdict][locale], tones[verdict]),
      },
      { id: 'reason', title: words.reason[locale], cell: ({ reason }) => reason[locale] },
    ],
    locale,
    query,
    caption: words.rules[locale],
    none: empty(words.policy[locale]),
  })
}

function exemptionTable({ exemptions }: LicensePolicy, query: URLSearchParams, locale: Locale): Markup {
  return dataTable({
    rows: exemptions,
    columns: [
      {
        id: 'component',
        title: words.component[locale],
        cell: ({ component }) => html`<span class="mono">${component}</span>`,
      },
      {
        id: 'verdict',
        title: words.verdict[locale],
        cell: ({ verdict }) => badge(verdictNames[verdict][locale], tones[verdict]),
      },
      { id: 'reason', title: words.reason[locale], cell: ({ reason }) => reason[locale] },
      { id: 'until', title: words.until[locale], cell: ({ until }) => until ?? '–' },
    ],
    locale,
    query,
    caption: words.exemptions[locale],
    none: empty(words.noExemptions[locale]),
  })
}

function editor(source: string, locale: Locale): Markup {
  return disclosure(
    words.edit[locale],
    html`<form method="post" action="/policy"><label class="visually-hidden" for="source">${words.source[locale]}</label>
      <textarea class="form-control mono" id="source" name="source" rows="20" spellcheck="false">${source}</textarea>
      <p class="small">${words.goBack[locale]}</p><button class="btn btn-primary">${words.save[locale]}</button></form>`,
  )
}

function asYaml(policy: LicensePolicy): string {
  return stringify(policy, { lineWidth: 120 })
}
