import type { Db } from '../../platform/context.ts'
import { inSlices } from '../../platform/db/in-slices.ts'
import { keyOf } from './check-identity.ts'
import { Identity, type IdentityKind } from './model.ts'

interface IdentityRow {
  id: string
  account_id: string
  kind: string
  host: string
  value: string
  value_key: string
  proof: string
  proven_at: string
  since: string | null
  until: string | null
}

interface ProofRow {
  secret_hash: string
  identity_id: string
  account_id: string
  expires_at: string
}

type Tables = { identity: IdentityRow; identity_proof: ProofRow }

export interface Known {
  kind: IdentityKind
  host: string
  value: string
}

/** Whoever has it on some of these days; open ends reach as far as one likes. */
export async function findHeld(
  db: Db,
  { kind, host, value }: Known,
  { since, until }: Pick<Identity, 'since' | 'until'>,
): Promise<Identity[]> {
  let query = db
    .withTables<Tables>()
    .selectFrom('identity')
    .selectAll()
    .where('kind', '=', kind)
    .where('host', '=', host)
    .where('value_key', '=', keyOf(value))
  if (until !== null) query = query.where(({ or, eb }) => or([eb('since', 'is', null), eb('since', '<=', until)]))
  if (since !== null) query = query.where(({ or, eb }) => or([eb('until', 'is', null), eb('until', '>=', since)]))
  return (await query.orderBy('proven_at').orderBy('id').execute()).map(toIdentity)
}

export async function findIdentities(db: Db, account: string): Promise<Identity[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('identity')
    .selectAll()
    .where('account_id', '=', account)
    .orderBy('kind')
    .orderBy('host')
    .orderBy('value_key')
    .orderBy('since')
    .execute()
  return rows.map(toIdentity)
}

export async function findProven(db: Db): Promise<Identity[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('identity')
    .selectAll()
    .where('proof', '<>', 'stated')
    .orderBy('id')
    .execute()
  return rows.map(toIdentity)
}

/** Of the e-mails, those that somebody has or had. */
export async function findByEmails(db: Db, emails: readonly string[]): Promise<Identity[]> {
  const identities: Identity[] = []
  for (const some of inSlices(emails)) identities.push(...(await findSomeByEmails(db, some)))
  return identities
}

async function findSomeByEmails(db: Db, emails: readonly string[]): Promise<Identity[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('identity')
    .selectAll()
    .where('kind', '=', 'email')
    .where('value_key', 'in', emails.map(keyOf))
    .orderBy('value_key')
    .orderBy('since')
    .execute()
  return rows.map(toIdentity)
}

export async function findIdentity(db: Db, id: string): Promise<Identity | undefined> {
  const row = await db.withTables<Tables>().selectFrom('identity').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toIdentity(row)
}

export async function saveIdentity(db: Db, { id, account, provenAt, ...same }: Identity) {
  const state = { ...same, account_id: account, proven_at: provenAt, value_key: keyOf(same.value) }
  await db
    .withTables<Tables>()
    .insertInto('identity')
    .values({ id, ...state })
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

export async function deleteIdentity(db: Db, id: string) {
  await db.withTables<Tables>().deleteFrom('identity').where('id', '=', id).execute()
}

export async function deleteAll(db: Db, account: string) {
  const tables = db.withTables<Tables>()
  await tables.deleteFrom('identity_proof').where('account_id', '=', account).execute()
  await tables.deleteFrom('identity').where('account_id', '=', account).execute()
}

export async function insertProof(db: Db, proof: ProofRow) {
  await db.withTables<Tables>().insertInto('identity_proof').values(proof).execute()
}

export async function deleteExpiredProofs(db: Db, now: string) {
  await db.withTables<Tables>().deleteFrom('identity_proof').where('expires_at', '<=', now).execute()
}

export async function countProofs(db: Db, account: string): Promise<number> {
  const { count } = await db
    .withTables<Tables>()
    .selectFrom('identity_proof')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow()
  return count
}

/** The identity that a link is about, if it is this account's and still good. */
export async function findProof(
  db: Db,
  { secretHash, account, now }: { secretHash: string; account: string; now: string },
): Promise<Identity | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('identity_proof')
    .innerJoin('identity', 'identity.id', 'identity_proof.identity_id')
    .selectAll('identity')
    .where('secret_hash', '=', secretHash)
    .where('identity_proof.account_id', '=', account)
    .where('identity.account_id', '=', account)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row && toIdentity(row)
}

/** Of two that come with the same link, one takes it. */
export async function takeProof(db: Db, secretHash: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .withTables<Tables>()
    .deleteFrom('identity_proof')
    .where('secret_hash', '=', secretHash)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

function toIdentity({ account_id: account, proven_at: provenAt, ...same }: IdentityRow): Identity {
  return Identity.parse({ ...same, account, provenAt })
}
