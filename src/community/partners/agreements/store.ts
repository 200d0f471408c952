import { z } from 'zod'
import { Sentence } from '../../../lib/text/sentence.ts'
import type { Db } from '../../../platform/context.ts'
import { type Agreement, AgreementDocument, AgreementState, type Commitment, CommitmentState } from './model.ts'

interface AgreementRow {
  id: string
  title: string
  purpose: string
  state: string
  since: string
  until: string | null
  review_on: string | null
  documents: string
  goals: string
  why_ended: string
  created_by: string
  created_at: string
  updated_at: string
}

interface PartyRow {
  agreement_id: string
  partner_id: string
  signed_on: string | null
  signed_by: string | null
}

interface CommitmentRow {
  id: string
  agreement_id: string
  partner_id: string
  promise: string
  owner_name: string
  owner_id: string | null
  due_on: string
  state: string
  settled_on: string | null
  note: string
}

type Tables = {
  partner_agreement: AgreementRow
  partner_agreement_party: PartyRow
  partner_commitment: CommitmentRow
}

export async function findAgreements(
  db: Db,
  { id, state, partner }: { id?: string; state?: AgreementState; partner?: string } = {},
): Promise<Agreement[]> {
  const tables = db.withTables<Tables>()
  let query = tables.selectFrom('partner_agreement').selectAll()
  if (id !== undefined) query = query.where('id', '=', id)
  if (state !== undefined) query = query.where('state', '=', state)
  if (partner !== undefined)
    query = query.where('id', 'in', eb =>
      eb.selectFrom('partner_agreement_party').select('agreement_id').where('partner_id', '=', partner),
    )
  const rows = await query.orderBy('since', 'desc').orderBy('id').execute()
  const parties = await findParties(
    db,
    rows.map(row => row.id),
  )
  return rows.map(row => toAgreement(row, parties.get(row.id) ?? []))
}

/** From here to the end of the transaction nobody else changes it. */
export async function holdAgreement(db: Db, id: string) {
  await db
    .withTables<Tables>()
    .updateTable('partner_agreement')
    .set(({ ref }) => ({ created_at: ref('created_at') }))
    .where('id', '=', id)
    .execute()
}

async function findParties(db: Db, agreements: readonly string[]): Promise<Map<string, PartyRow[]>> {
  if (agreements.length === 0) return new Map()
  const rows = await db
    .withTables<Tables>()
    .selectFrom('partner_agreement_party')
    .selectAll()
    .where('agreement_id', 'in', agreements)
    .orderBy('partner_id')
    .execute()
  return Map.groupBy(rows, row => row.agreement_id)
}

/** With its parties and their signatures. */
export async function saveAgreement(db: Db, { parties, ...agreement }: Agreement) {
  const tables = db.withTables<Tables>()
  const state = {
    title: JSON.stringify(agreement.title),
    purpose: JSON.stringify(agreement.purpose),
    state: agreement.state,
    since: agreement.since,
    until: agreement.until,
    review_on: agreement.reviewOn,
    documents: JSON.stringify(agreement.documents),
    goals: JSON.stringify(agreement.goals),
    why_ended: agreement.whyEnded,
    updated_at: agreement.updatedAt,
  }
  await tables
    .insertInto('partner_agreement')
    .values({ id: agreement.id, ...state, created_by: agreement.createdBy, created_at: agreement.createdAt })
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
  await tables.deleteFrom('partner_agreement_party').where('agreement_id', '=', agreement.id).execute()
  const rows = parties.map(({ partner, signedOn, signedBy }) => ({
    agreement_id: agreement.id,
    partner_id: partner,
    signed_on: signedOn,
    signed_by: signedBy,
  }))
  if (rows.length > 0) await tables.insertInto('partner_agreement_party').values(rows).execute()
}

/** The earliest due first. */
export async function findCommitments(
  db: Db,
  { id, agreement, partner, openUntil }: { id?: string; agreement?: string; partner?: string; openUntil?: string },
): Promise<Commitment[]> {
  let query = db.withTables<Tables>().selectFrom('partner_commitment').selectAll()
  if (id !== undefined) query = query.where('id', '=', id)
  if (agreement !== undefined) query = query.where('agreement_id', '=', agreement)
  if (partner !== undefined) query = query.where('partner_id', '=', partner)
  if (openUntil !== undefined) query = query.where('state', '=', 'open').where('due_on', '<=', openUntil)
  return (await query.orderBy('due_on').orderBy('id').limit(1000).execute()).map(toCommitment)
}

export async function saveCommitment(db: Db, commitment: Commitment) {
  const { id, agreement, partner, promise, ownerName, owner, dueOn, settledOn, ...same } = commitment
  const state = {
    ...same,
    agreement_id: agreement,
    partner_id: partner,
    promise: JSON.stringify(promise),
    owner_name: ownerName,
    owner_id: owner,
    due_on: dueOn,
    settled_on: settledOn,
  }
  await db
    .withTables<Tables>()
    .insertInto('partner_commitment')
    .values({ id, ...state })
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

function toAgreement(row: AgreementRow, parties: PartyRow[]): Agreement {
  const { created_by, created_at, updated_at, review_on, why_ended, ...same } = row
  return {
    ...same,
    title: Sentence.parse(JSON.parse(row.title)),
    purpose: Sentence.parse(JSON.parse(row.purpose)),
    state: AgreementState.parse(row.state),
    reviewOn: review_on,
    documents: AgreementDocument.array().parse(JSON.parse(row.documents)),
    goals: z.array(z.string()).parse(JSON.parse(row.goals)),
    whyEnded: why_ended,
    parties: parties.map(({ partner_id, signed_on, signed_by }) => ({
      partner: partner_id,
      signedOn: signed_on,
      signedBy: signed_by,
    })),
    createdBy: created_by,
    createdAt: created_at,
    updatedAt: updated_at,
  }
}

function toCommitment(row: CommitmentRow): Commitment {
  const { agreement_id, partner_id, owner_name, owner_id, due_on, settled_on, ...same } = row
  return {
    ...same,
    agreement: agreement_id,
    partner: partner_id,
    promise: Sentence.parse(JSON.parse(row.promise)),
    ownerName: owner_name,
    owner: owner_id,
    dueOn: due_on,
    state: CommitmentState.parse(row.state),
    settledOn: settled_on,
  }
}
