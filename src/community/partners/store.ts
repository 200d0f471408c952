import { Sentence } from '../../lib/text/sentence.ts'
import type { Db } from '../../platform/context.ts'
import { type Contact, type Partner, PartnerKind, PartnerState } from './model.ts'

interface PartnerRow {
  id: string
  kind: string
  name: string
  description: string
  place: string
  address: string | null
  state: string
  created_by: string
  created_at: string
  updated_at: string
}

interface ContactRow {
  id: string
  partner_id: string
  name: string
  role: string
  email: string | null
  account_id: string | null
  speaks: number
}

type Tables = {
  partner: PartnerRow
  partner_contact: ContactRow
}

export async function findPartners(db: Db, ids?: readonly string[]): Promise<Partner[]> {
  if (ids?.length === 0) return []
  let query = db.withTables<Tables>().selectFrom('partner').selectAll()
  if (ids) query = query.where('id', 'in', ids)
  return (await query.orderBy('id').execute()).map(toPartner)
}

export async function savePartner(db: Db, partner: Partner) {
  const { id, createdBy, createdAt, updatedAt, name, description, ...same } = partner
  const state = { ...same, name: JSON.stringify(name), description: JSON.stringify(description), updated_at: updatedAt }
  await db
    .withTables<Tables>()
    .insertInto('partner')
    .values({ id, ...state, created_by: createdBy, created_at: createdAt })
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

export async function findContacts(
  db: Db,
  { partners, account }: { partners?: readonly string[]; account?: string },
): Promise<Contact[]> {
  if (partners?.length === 0) return []
  let query = db.withTables<Tables>().selectFrom('partner_contact').selectAll()
  if (partners) query = query.where('partner_id', 'in', partners)
  if (account !== undefined) query = query.where('account_id', '=', account)
  return (await query.orderBy('partner_id').orderBy('name').orderBy('id').execute()).map(toContact)
}

export async function findContact(db: Db, id: string): Promise<Contact | undefined> {
  const query = db.withTables<Tables>().selectFrom('partner_contact').selectAll()
  const row = await query.where('id', '=', id).executeTakeFirst()
  return row && toContact(row)
}

export async function insertContact(db: Db, { partner, account, speaks, ...same }: Contact) {
  await db
    .withTables<Tables>()
    .insertInto('partner_contact')
    .values({ ...same, partner_id: partner, account_id: account, speaks: speaks ? 1 : 0 })
    .execute()
}

export async function deleteContact(db: Db, id: string): Promise<Contact | undefined> {
  const row = await db
    .withTables<Tables>()
    .deleteFrom('partner_contact')
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row && toContact(row)
}

function toPartner({ created_by, created_at, updated_at, name, description, ...row }: PartnerRow): Partner {
  return {
    ...row,
    kind: PartnerKind.parse(row.kind),
    state: PartnerState.parse(row.state),
    name: Sentence.parse(JSON.parse(name)),
    description: Sentence.parse(JSON.parse(description)),
    createdBy: created_by,
    createdAt: created_at,
    updatedAt: updated_at,
  }
}

function toContact({ partner_id, account_id, speaks, ...row }: ContactRow): Contact {
  return { ...row, partner: partner_id, account: account_id, speaks: speaks === 1 }
}
