import type { Db } from '../../../platform/context.ts'

type Tables = {
  mail: { address: string | null }
  mail_refusal: { address_hash: string; refused_at: string }
}

export async function isRefused(db: Db, addressHash: string): Promise<boolean> {
  const query = db.withTables<Tables>().selectFrom('mail_refusal').select('refused_at')
  return (await query.where('address_hash', '=', addressHash).executeTakeFirst()) !== undefined
}

export async function saveRefusal(db: Db, addressHash: string, at: string) {
  await db
    .withTables<Tables>()
    .insertInto('mail_refusal')
    .values({ address_hash: addressHash, refused_at: at })
    .onConflict(conflict => conflict.column('address_hash').doNothing())
    .execute()
}

export async function deleteRefusal(db: Db, addressHash: string) {
  await db.withTables<Tables>().deleteFrom('mail_refusal').where('address_hash', '=', addressHash).execute()
}

export async function deleteMailsTo(db: Db, address: string) {
  await db.withTables<Tables>().deleteFrom('mail').where('address', '=', address).execute()
}
