import type { Db } from '../../../platform/context.ts'
import type { Invitation, InvitationState } from '../model.ts'

interface InvitationRow {
  id: string
  edition_id: string
  nomination_id: string
  token_hash: string | null
  state: string
  sent_at: string
  expires_at: string
  mailed_at: string | null
  answered_at: string | null
  reason: string
  offers: string
  seeks: string
  alliance: number
}

type Tables = { summit_invitation: InvitationRow; summit_task: { invitation_id: string } }

export async function insertInvitation(db: Db, invitation: Invitation) {
  const { id, edition, nomination, ...same } = invitation
  await db
    .withTables<Tables>()
    .insertInto('summit_invitation')
    .values({
      id,
      edition_id: edition,
      nomination_id: nomination,
      token_hash: null,
      ...columnsOf(same),
    } as InvitationRow)
    .execute()
}

export async function updateInvitation(
  db: Db,
  id: string,
  { tokenHash, ...change }: Partial<Omit<Invitation, 'id' | 'edition' | 'nomination'>> & { tokenHash?: string },
) {
  await db
    .withTables<Tables>()
    .updateTable('summit_invitation')
    .set({ ...columnsOf(change), ...(tokenHash && { token_hash: tokenHash }) })
    .where('id', '=', id)
    .execute()
}

/** What they wrote goes, and their link opens nothing. */
export async function eraseGuestWords(db: Db, nomination: string) {
  const tables = db.withTables<Tables>()
  const own = tables.selectFrom('summit_invitation').select('id').where('nomination_id', '=', nomination)
  await tables.deleteFrom('summit_task').where('invitation_id', 'in', own).execute()
  await tables
    .updateTable('summit_invitation')
    .set({ token_hash: null, reason: '', offers: '[]', seeks: '[]', alliance: 0 })
    .where('nomination_id', '=', nomination)
    .execute()
}

interface Search {
  edition?: string
  id?: string
  nomination?: string
  tokenHash?: string
  states?: readonly InvitationState[]
  expiredAt?: string
  unmailed?: true
}

export async function findInvitations(db: Db, search: Search): Promise<Invitation[]> {
  let query = db.withTables<Tables>().selectFrom('summit_invitation').selectAll()
  if (search.edition !== undefined) query = query.where('edition_id', '=', search.edition)
  if (search.id !== undefined) query = query.where('id', '=', search.id)
  if (search.nomination !== undefined) query = query.where('nomination_id', '=', search.nomination)
  if (search.tokenHash !== undefined) query = query.where('token_hash', '=', search.tokenHash)
  if (search.states) query = query.where('state', 'in', search.states)
  if (search.expiredAt !== undefined)
    query = query.where('state', '=', 'sent').where('expires_at', '<=', search.expiredAt)
  if (search.unmailed) query = query.where('state', '=', 'sent').where('mailed_at', 'is', null)
  const rows = await query.orderBy('sent_at').orderBy('id').execute()
  return rows.map(toInvitation)
}

function columnsOf(change: Partial<Omit<Invitation, 'id' | 'edition' | 'nomination'>>): Partial<InvitationRow> {
  const { state, sentAt, expiresAt, mailedAt, answeredAt, reason, offers, seeks, alliance } = change
  return {
    ...(state && { state }),
    ...(sentAt !== undefined && { sent_at: sentAt }),
    ...(expiresAt !== undefined && { expires_at: expiresAt }),
    ...(mailedAt !== undefined && { mailed_at: mailedAt }),
    ...(answeredAt !== undefined && { answered_at: answeredAt }),
    ...(reason !== undefined && { reason }),
    ...(offers && { offers: JSON.stringify(offers) }),
    ...(seeks && { seeks: JSON.stringify(seeks) }),
    ...(alliance !== undefined && { alliance: Number(alliance) }),
  }
}

function toInvitation(row: InvitationRow): Invitation {
  return {
    ...{ id: row.id, edition: row.edition_id, nomination: row.nomination_id, state: row.state as InvitationState },
    ...{ sentAt: row.sent_at, expiresAt: row.expires_at, mailedAt: row.mailed_at, answeredAt: row.answered_at },
    ...{
      reason: row.reason,
      offers: JSON.parse(row.offers),
      seeks: JSON.parse(row.seeks),
      alliance: row.alliance === 1,
    },
  }
}
