import { randomUUID } from 'node:crypto'
import { findAccountCalled } from '../../access/accounts/service.ts'
import { record } from '../../access/ledger/service.ts'
import { forgetAddress } from '../../notifications/mail/guests/service.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { type Contact, idFor, type NewContact, type NewPartner, type Partner } from './model.ts'
import * as store from './store.ts'

type Inside = Pick<Context, 'db'>

export function getPartners(ctx: Inside, ids?: readonly string[]): Promise<Partner[]> {
  return store.findPartners(ctx.db, ids)
}

export async function getPartner(ctx: Inside, id: string): Promise<Partner> {
  const [partner] = await store.findPartners(ctx.db, [id])
  if (partner) return partner
  throw new Failure('not-found', { en: `There is no partner ${id}`, zh: `没有合作机构 ${id}` })
}

/** All of them, or a failure that names the first that is not there. */
export async function requirePartners(ctx: Inside, ids: readonly string[]): Promise<Partner[]> {
  const found = await store.findPartners(ctx.db, ids)
  const missing = ids.find(id => !found.some(partner => partner.id === id))
  if (missing === undefined) return found
  throw new Failure('not-found', { en: `There is no partner ${missing}`, zh: `没有合作机构 ${missing}` })
}

/** Creates it, or changes the one of this id. */
export async function savePartner(ctx: Context, { id: wish, ...wanted }: NewPartner): Promise<Partner> {
  return inTransaction(ctx, async ctx => {
    const at = ctx.now().toISOString()
    const id =
      wish ??
      (await findFreeId(idFor(wanted.name), async each => (await store.findPartners(ctx.db, [each])).length === 0))
    const [before] = await store.findPartners(ctx.db, [id])
    const partner: Partner = {
      ...wanted,
      id,
      createdBy: before?.createdBy ?? ctx.actor.id,
      createdAt: before?.createdAt ?? at,
      updatedAt: at,
    }
    await store.savePartner(ctx.db, partner)
    await record(ctx, { verb: 'partner.saved', subject: { kind: 'partner', id }, before, after: partner })
    return partner
  })
}

/** The wish, or with a number behind it. */
export async function findFreeId(wish: string, isFree: (id: string) => Promise<boolean>): Promise<string> {
  for (let count = 1; ; count++) {
    const id = count === 1 ? wish : `${wish}-${count}`
    if (await isFree(id)) return id
  }
}

/** Where to reach them is told to those who run the community only. */
export async function getContacts(ctx: Pick<Context, 'db' | 'actor'>, partners: readonly string[]): Promise<Contact[]> {
  const contacts = await store.findContacts(ctx.db, { partners })
  if (ctx.actor.permissions.has('community.manage')) return contacts
  return contacts.map(contact => ({ ...contact, email: null }))
}

export async function addContact(ctx: Context, partner: string, wanted: NewContact): Promise<Contact> {
  return inTransaction(ctx, async ctx => {
    await getPartner(ctx, partner)
    const account = wanted.account ? await findAccountCalled(ctx, wanted.account) : undefined
    if (wanted.account && !account) throw noAccount(wanted.account)
    if (wanted.speaks && !account && !wanted.email) throw speaksFromNowhere
    const contact: Contact = { ...wanted, id: randomUUID(), partner, account: account?.id ?? null }
    await store.insertContact(ctx.db, contact)
    await record(ctx, {
      verb: 'partner.contact-added',
      subject: { kind: 'partner', id: partner },
      after: knownOf(contact),
    })
    return contact
  })
}

export async function removeContact(ctx: Context, id: string): Promise<Contact> {
  return inTransaction(ctx, async ctx => {
    const contact = await store.deleteContact(ctx.db, id)
    if (!contact) throw new Failure('not-found', { en: 'There is no such contact', zh: '没有此联系人' })
    if (contact.email) await forgetAddress(ctx, contact.email)
    await record(ctx, {
      verb: 'partner.contact-removed',
      subject: { kind: 'partner', id: contact.partner },
      before: knownOf(contact),
    })
    return contact
  })
}

/** Where to reach somebody is no matter of the ledger. */
function knownOf({ email: _, ...contact }: Contact) {
  return contact
}

/** By partner, the accounts that sign and approve for it. */
export async function getSpeakers(ctx: Inside, partners: readonly string[]): Promise<Map<string, string[]>> {
  const contacts = await store.findContacts(ctx.db, { partners })
  const speaking = contacts.filter(({ speaks }) => speaks)
  return new Map(
    partners.map(id => [id, speaking.flatMap(({ partner, account }) => (partner === id && account ? [account] : []))]),
  )
}

/** Those who sign and approve, and have no account: where to ask them. */
export async function getGuestSpeakers(
  ctx: Inside,
  partners: readonly string[],
): Promise<{ id: string; partner: string; email: string }[]> {
  const contacts = await store.findContacts(ctx.db, { partners })
  return contacts.flatMap(({ id, partner, email, account, speaks }) =>
    speaks && account === null && email !== null ? [{ id, partner, email }] : [],
  )
}

/** Whoever speaks for it, or runs the community, which then says how it was given. */
export async function requireVoice(ctx: Context, partner: string): Promise<'own' | 'office'> {
  const speakers = (await getSpeakers(ctx, [partner])).get(partner) ?? []
  if (speakers.includes(ctx.actor.id)) return 'own'
  if (ctx.actor.permissions.has('community.manage')) return 'office'
  throw new Failure('not-allowed', {
    en: `You do not speak for ${partner}: one of its contacts who does may`,
    zh: `您不能代表 ${partner}：须由其有代表权的联系人操作`,
  })
}

function noAccount(name: string) {
  return new Failure('not-found', { en: `There is no account ${name}`, zh: `没有账户 ${name}` })
}

const speaksFromNowhere = new Failure('invalid-input', {
  en: 'Who speaks for a partner needs an account or an e-mail, to be asked there: fill in one of them',
  zh: '有代表权的联系人需要账户或邮箱以便征询：请至少填写一项',
})
