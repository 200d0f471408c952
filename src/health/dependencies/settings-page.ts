import { html } from 'hono/html'
import { Failure } from '../../platform/failure.ts'
import { card } from '../../platform/web/card.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { getOrganizations } from '../affiliations/organizations/service.ts'
import { getModels } from '../models/service.ts'
import { words } from './messages.ts'
import { DependencySettings } from './model.ts'
import { changeSettings, getSettings } from './settings/service.ts'

const limits = ['investFrom', 'watchFrom', 'dependenceFrom', 'influenceFrom'] as const
const kinds = ['direct', 'indirect', 'development'] as const
const lists = ['organizations', 'addresses', 'fixLabels'] as const

export const dependencySettingsPage: Page = {
  path: '/dependency-settings',
  permission: 'office.change',
  async render(ctx) {
    const { locale } = ctx
    const [{ settings }, models, organizations] = await Promise.all([
      getSettings(ctx),
      getModels(ctx),
      getOrganizations(ctx),
    ])
    const names = new Map(organizations.map(({ id, name }) => [id, name]))
    const lines = { ...settings, organizations: settings.organizations.map(id => names.get(id) ?? id) }
    const area = (name: (typeof lists)[number], hint: string): Markup =>
      html`<label>${words[name][locale]} <span class="small">${hint}</span> <textarea class="form-control" name="${name}" rows="4">${lines[name].join('\n')}</textarea></label>`
    const number = (name: keyof DependencySettings, label: string, most: number) =>
      html`<label>${label} <input class="form-control" type="number" name="${name}" value="${String(settings[name])}" min="0" max="${most}" step="any" required></label>`
    const form = html`<form class="stack wide" method="post" action="/dependency-settings">
      ${area('organizations', words.organizationsHint[locale])}${area('addresses', words.addressesHint[locale])}
      <label>${words.model[locale]} <select class="form-select" name="model">${models.map(
        ({ model }) =>
          html`<option value="${model.id}"${model.id === settings.model && ' selected'}>${model.name[locale]}</option>`,
      )}</select></label>
      <div class="filters">${limits.map(name => number(name, words[name][locale], 1))}</div>
      ${kinds.map(
        kind =>
          html`<div class="filters">${number(`${kind}Weight`, `${words[kind][locale]}: ${words.weightOf[locale]}`, 1000)}${number(`${kind}Enough`, `${words[kind][locale]}: ${words.enoughOf[locale]}`, 1_000_000)}</div>`,
      )}
      ${area('fixLabels', words.onePerLine[locale])}
      <div class="actions"><button class="btn btn-primary">${words.save[locale]}</button></div></form>`
    return {
      title: words.settings,
      above: [{ title: words.title, href: '/dependency-health' }],
      content: card(words.settings[locale], form),
    }
  },
}

export const dependencySettingsForm: Form = {
  path: '/dependency-settings',
  permission: 'office.change',
  async submit(ctx, { form }) {
    const said = Object.fromEntries([...form].map(([name, value]) => [name, readField(name, String(value))]))
    const settings = DependencySettings.safeParse(said)
    if (!settings.success) throw badSettings
    await changeSettings(ctx, settings.data)
    return { redirect: '/dependency-health' }
  },
}

function readField(name: string, value: string): unknown {
  if (name === 'model') return value
  if (lists.some(list => list === name)) return value.split('\n').flatMap(line => line.trim() || [])
  return value === '' ? Number.NaN : Number(value)
}

const badSettings = new Failure('invalid-input', words.badSettings)
