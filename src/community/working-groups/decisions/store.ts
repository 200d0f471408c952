import type { Db } from '../../../platform/context.ts'
import type { Choice, Decision, DecisionState } from '../model.ts'

interface DecisionRow {
  id: string
  group_id: string
  question: string
  proposed_by: string
  opened_at: string
  closes_at: string
  state: string
  closed_at: string | null
}

type Tables = {
  working_group_decision: DecisionRow
  working_group_vote: { decision_id: string; account_id: string; choice: string; at: string }
}

export async function insertDecision(db: Db, group: string, decision: Omit<Decision, 'votes'>) {
  await db
    .withTables<Tables>()
    .insertInto('working_group_decision')
    .values({
      id: decision.id,
      group_id: group,
      question: JSON.stringify(decision.question),
      proposed_by: decision.proposedBy,
      opened_at: decision.openedAt,
      closes_at: decision.closesAt,
      state: decision.state,
      closed_at: decision.closedAt,
    })
    .execute()
}

export async function findDecisions(
  db: Db,
  search: { group: string; limit: number } | { id: string } | { dueAt: string },
): Promise<(Decision & { group: string })[]> {
  let query = db.withTables<Tables>().selectFrom('working_group_decision').selectAll()
  if ('group' in search) query = query.where('group_id', '=', search.group).limit(search.limit)
  if ('id' in search) query = query.where('id', '=', search.id)
  if ('dueAt' in search) query = query.where('closed_at', 'is', null).where('closes_at', '<=', search.dueAt)
  const rows = await query.orderBy('opened_at', 'desc').orderBy('id').execute()
  const counts = await countVotes(db, rows)
  return rows.map(row => ({
    id: row.id,
    group: row.group_id,
    question: JSON.parse(row.question),
    proposedBy: row.proposed_by,
    openedAt: row.opened_at,
    closesAt: row.closes_at,
    state: row.state as DecisionState,
    closedAt: row.closed_at,
    votes: { yes: 0, no: 0, abstain: 0, ...counts.get(row.id) },
  }))
}

async function countVotes(db: Db, decisions: readonly { id: string }[]): Promise<Map<string, Record<string, number>>> {
  const counts = new Map<string, Record<string, number>>()
  if (decisions.length === 0) return counts
  const rows = await db
    .withTables<Tables>()
    .selectFrom('working_group_vote')
    .select(({ fn }) => ['decision_id', 'choice', fn.countAll<number>().as('count')])
    .where(
      'decision_id',
      'in',
      decisions.map(({ id }) => id),
    )
    .groupBy(['decision_id', 'choice'])
    .execute()
  for (const { decision_id: id, choice, count } of rows) counts.set(id, { ...counts.get(id), [choice]: count })
  return counts
}

export async function saveVote(db: Db, decision: string, account: string, choice: Choice, at: string) {
  await db
    .withTables<Tables>()
    .insertInto('working_group_vote')
    .values({ decision_id: decision, account_id: account, choice, at })
    .onConflict(conflict => conflict.columns(['decision_id', 'account_id']).doUpdateSet({ choice, at }))
    .execute()
}

/** Whether it was open until now. */
export async function closeDecision(db: Db, id: string, state: DecisionState, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .withTables<Tables>()
    .updateTable('working_group_decision')
    .set({ state, closed_at: at })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
