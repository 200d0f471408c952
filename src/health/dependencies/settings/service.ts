import { record } from '../../../access/ledger/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import type { Organization } from '../../affiliations/model.ts'
import { getHouse, getOrganization, getOrganizations } from '../../affiliations/organizations/service.ts'
import { getModel } from '../../models/service.ts'
import { DependencySettings, type KeptSettings, type SettingsChange, shippedSettings } from '../model.ts'
import * as store from '../store.ts'

export async function getSettings(ctx: Pick<Context, 'db'>): Promise<KeptSettings> {
  const kept = await store.findSettings(ctx.db)
  if (!kept) return { settings: shippedSettings, changedAt: null, changedBy: null }
  const settings = DependencySettings.parse({ ...shippedSettings, ...kept.settings })
  return { ...kept, settings: { ...settings, organizations: await findThere(ctx, settings.organizations) } }
}

/** Whichever are there still: one goes when the import is undone that brought it. */
async function findThere(ctx: Pick<Context, 'db'>, organizations: readonly string[]): Promise<string[]> {
  if (organizations.length === 0) return []
  const there = new Set((await getOrganizations(ctx)).map(({ id }) => id))
  return organizations.filter(id => there.has(id))
}

/** What is left out of the change stays as it is. */
export async function changeSettings(outside: Context, change: SettingsChange): Promise<KeptSettings> {
  return inTransaction(outside, async ctx => {
    const before = await getSettings(ctx)
    const said = Object.entries(change).filter(([, value]) => value !== undefined)
    const settings = DependencySettings.parse({ ...before.settings, ...Object.fromEntries(said) })
    if (settings.watchFrom > settings.investFrom) throw wrongOrder
    await getModel(ctx, settings.model)
    const organizations = await Promise.all(settings.organizations.map(word => getOrganization(ctx, word)))
    const addresses = settings.addresses.map(tidyAddress)
    const tidied = { ...settings, addresses, organizations: [...new Set(organizations.map(({ id }) => id))] }
    await store.saveSettings(ctx.db, tidied, { at: ctx.now().toISOString(), by: ctx.actor.name })
    const after = await getSettings(ctx)
    await record(ctx, {
      verb: 'dependency-settings.changed',
      subject: { kind: 'dependency-settings', id: 'office' },
      before: before.settings,
      after: after.settings,
    })
    return after
  })
}

/** In small letters, as addresses of projects are, and without a slash at the end. */
function tidyAddress(text: string): string {
  const whole = /^\w+:\/\//.test(text) ? text : `https://${text}`
  const address = whole.toLowerCase().replace(/(\.git)?\/*$/, '')
  if (URL.canParse(address) && /^https?:\/\/[^/]*[a-z0-9]/.test(address)) return address
  throw new Failure('invalid-input', {
    en: `${text} is no address: write it like https://forge.example/our-team`,
    zh: `${text} 不是地址：请写成 https://forge.example/our-team 的形式`,
  })
}

/** Whether a repository is ours: at or below one of our addresses. */
export function isOurs(address: string | null, { addresses }: Pick<DependencySettings, 'addresses'>): boolean {
  return address !== null && addresses.some(own => address === own || address.startsWith(`${own}/`))
}

/** An organization, and the names of it and of all that is part of it. */
export interface WholeOrganization {
  organization: Organization
  names: string[]
}

export async function getWhole(ctx: Pick<Context, 'db'>, word: string): Promise<WholeOrganization> {
  const organization = await getOrganization(ctx, word)
  const all = await getOrganizations(ctx)
  return { organization, names: namesBelow([organization.id], all) }
}

/** Names of our organizations: that whose office this is, those that the settings name, and what is part of them. */
export async function getOurNames(ctx: Pick<Context, 'db'>): Promise<string[]> {
  const [house, { settings }, all] = await Promise.all([getHouse(ctx), getSettings(ctx), getOrganizations(ctx)])
  return namesBelow([...(house === null ? [] : [house]), ...settings.organizations], all)
}

function namesBelow(ids: readonly string[], all: readonly Organization[]): string[] {
  const whole = new Set(ids)
  // A circle of parts ends when nothing new comes.
  for (let before = -1; before !== whole.size; ) {
    before = whole.size
    for (const { id, parent } of all) if (parent !== null && whole.has(parent)) whole.add(id)
  }
  return all.filter(({ id }) => whole.has(id)).map(({ name }) => name)
}

const wrongOrder = new Failure('invalid-input', {
  en: 'What is to be watched begins above what is to be invested in: set “watch from” to at most “invest from”',
  zh: '“关注”的起点高于“投入”的起点：请使前者不大于后者',
})
