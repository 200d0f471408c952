import type { Db } from '../../../platform/context.ts'
import type { Choice, Nomination, Votes } from '../model.ts'

interface NominationRow {
  id: string
  edition_id: string
  name: string
  email: string
  organization: string
  nominated_by: string | null
  is_self: number
  evidence: string
  withdrawn: number
  created_at: string
  erased_at: string | null
}

type Tables = {
  summit_nomination: NominationRow
  summit_vote: { nomination_id: string; account_id: string; choice: string; at: string }
}

export async function insertNomination(db: Db, nomination: Omit<Nomination, 'votes'>) {
  const { id, edition, name, email, organization, nominatedBy, isSelf, evidence, withdrawn, createdAt } = nomination
  await db
    .withTables<Tables>()
    .insertInto('summit_nomination')
    .values({
      ...{ id, edition_id: edition, name, email, organization, nominated_by: nominatedBy, is_self: Number(isSelf) },
      ...{ evidence: JSON.stringify(evidence), withdrawn: Number(withdrawn), created_at: createdAt },
      erased_at: null,
    })
    .execute()
}

export async function updateNomination(
  db: Db,
  id: string,
  change: { evidence?: Record<string, string>; withdrawn?: boolean },
) {
  await db
    .withTables<Tables>()
    .updateTable('summit_nomination')
    .set({
      ...(change.evidence && { evidence: JSON.stringify(change.evidence) }),
      ...(change.withdrawn !== undefined && { withdrawn: Number(change.withdrawn) }),
    })
    .where('id', '=', id)
    .execute()
}

/** In the order that they came. */
export async function findNominations(
  db: Db,
  { edition, id, email }: { edition?: string; id?: string; email?: string },
): Promise<Nomination[]> {
  let query = db.withTables<Tables>().selectFrom('summit_nomination').selectAll()
  if (edition !== undefined) query = query.where('edition_id', '=', edition)
  if (id !== undefined) query = query.where('id', '=', id)
  if (email !== undefined) query = query.where('email', '=', email)
  const rows = await query.orderBy('created_at').orderBy('id').execute()
  const votes = await countVotes(db, { edition, id })
  const none = { yes: 0, no: 0, abstain: 0, conflict: 0 }
  return rows.map(row => ({
    ...{ id: row.id, edition: row.edition_id, name: row.name, email: row.email, organization: row.organization },
    ...{ nominatedBy: row.nominated_by, isSelf: row.is_self === 1, withdrawn: row.withdrawn === 1 },
    ...{ evidence: JSON.parse(row.evidence), createdAt: row.created_at, votes: { ...none, ...votes.get(row.id) } },
  }))
}

/** Those who are not erased yet. */
export async function findNominees(db: Db, edition: string): Promise<{ id: string; email: string }[]> {
  const query = db.withTables<Tables>().selectFrom('summit_nomination').select(['id', 'email'])
  return query.where('edition_id', '=', edition).where('erased_at', 'is', null).execute()
}

/** What is left counts, and names nobody. */
export async function eraseNominee(db: Db, id: string, at: string) {
  await db
    .withTables<Tables>()
    .updateTable('summit_nomination')
    .set({ name: '–', email: `erased-${id}`, organization: '', evidence: '{}', nominated_by: null, erased_at: at })
    .where('id', '=', id)
    .execute()
}

async function countVotes(
  db: Db,
  { edition, id }: { edition?: string | undefined; id?: string | undefined },
): Promise<Map<string, Partial<Votes>>> {
  let query = db
    .withTables<Tables>()
    .selectFrom('summit_vote')
    .innerJoin('summit_nomination', 'summit_nomination.id', 'summit_vote.nomination_id')
    .select(({ fn }) => ['nomination_id', 'choice', fn.countAll<number>().as('count')])
  if (edition !== undefined) query = query.where('edition_id', '=', edition)
  if (id !== undefined) query = query.where('nomination_id', '=', id)
  const counts = new Map<string, Partial<Votes>>()
  for (const row of await query.groupBy(['nomination_id', 'choice']).execute())
    counts.set(row.nomination_id, { ...counts.get(row.nomination_id), [row.choice]: row.count })
  return counts
}

export async function countNominationsSince(db: Db, edition: string, at: string): Promise<number> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('summit_nomination')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('edition_id', '=', edition)
    .where('created_at', '>', at)
    .executeTakeFirstOrThrow()
  return row.count
}

export async function saveVote(db: Db, nomination: string, account: string, choice: Choice, at: string) {
  await db
    .withTables<Tables>()
    .insertInto('summit_vote')
    .values({ nomination_id: nomination, account_id: account, choice, at })
    .onConflict(conflict => conflict.columns(['nomination_id', 'account_id']).doUpdateSet({ choice, at }))
    .execute()
}

/** By nomination, what somebody said. */
export async function findOwnVotes(db: Db, account: string): Promise<Map<string, Choice>> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('summit_vote')
    .select(['nomination_id', 'choice'])
    .where('account_id', '=', account)
    .execute()
  return new Map(rows.map(row => [row.nomination_id, row.choice as Choice]))
}
