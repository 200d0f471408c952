import type { Db } from '../../../platform/context.ts'

type Tables = { partner_link: { secret_hash: string; contact_id: string; about: string; subject_id: string } }

/** What somebody who speaks for a partner was given a link to. */
export interface GuestLink {
  contact: string
  about: 'case' | 'agreement'
  subject: string
}

export async function insertLink(db: Db, secretHash: string, { contact, about, subject }: GuestLink) {
  await db
    .withTables<Tables>()
    .insertInto('partner_link')
    .values({ secret_hash: secretHash, contact_id: contact, about, subject_id: subject })
    .execute()
}

export async function findLink(db: Db, secretHash: string): Promise<GuestLink | undefined> {
  const query = db.withTables<Tables>().selectFrom('partner_link').selectAll()
  const row = await query.where('secret_hash', '=', secretHash).executeTakeFirst()
  return row && { contact: row.contact_id, about: row.about as GuestLink['about'], subject: row.subject_id }
}
