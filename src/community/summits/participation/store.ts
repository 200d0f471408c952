import type { Db } from '../../../platform/context.ts'
import type { Sponsor, SponsorState, TaskState } from '../model.ts'

type Tables = {
  summit_task: { invitation_id: string; task_id: string; done: number; note: string }
  summit_problem: { id: string; edition_id: string; body: string }
  summit_sponsor: {
    id: string
    edition_id: string
    organization: string
    offer: string
    contact: string
    state: string
    offered_at: string
  }
}

export async function saveTask(db: Db, invitation: string, { task, done, note }: TaskState) {
  const state = { done: Number(done), note }
  await db
    .withTables<Tables>()
    .insertInto('summit_task')
    .values({ invitation_id: invitation, task_id: task, ...state })
    .onConflict(conflict => conflict.columns(['invitation_id', 'task_id']).doUpdateSet(state))
    .execute()
}

export async function findTasks(db: Db, invitations: readonly string[]): Promise<Map<string, TaskState[]>> {
  const found = new Map<string, TaskState[]>()
  if (invitations.length === 0) return found
  const rows = await db
    .withTables<Tables>()
    .selectFrom('summit_task')
    .selectAll()
    .where('invitation_id', 'in', invitations)
    .execute()
  for (const { invitation_id: id, task_id: task, done, note } of rows)
    found.set(id, [...(found.get(id) ?? []), { task, done: done === 1, note }])
  return found
}

export async function findProblems(db: Db, edition: string): Promise<{ id: string; body: string }[]> {
  return db
    .withTables<Tables>()
    .selectFrom('summit_problem')
    .select(['id', 'body'])
    .where('edition_id', '=', edition)
    .orderBy('id')
    .execute()
}

/** All are written anew in the order of their random ids: not even where they lie tells which came when. */
export async function replaceProblems(db: Db, edition: string, problems: readonly { id: string; body: string }[]) {
  const tables = db.withTables<Tables>()
  await tables.deleteFrom('summit_problem').where('edition_id', '=', edition).execute()
  const rows = [...problems]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(problem => ({ ...problem, edition_id: edition }))
  if (rows.length > 0) await tables.insertInto('summit_problem').values(rows).execute()
}

export async function insertSponsor(db: Db, edition: string, { offeredAt, ...sponsor }: Sponsor) {
  await db
    .withTables<Tables>()
    .insertInto('summit_sponsor')
    .values({ ...sponsor, edition_id: edition, offered_at: offeredAt })
    .execute()
}

export async function findSponsors(db: Db, edition: string): Promise<Sponsor[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('summit_sponsor')
    .selectAll()
    .where('edition_id', '=', edition)
    .orderBy('offered_at')
    .orderBy('id')
    .execute()
  return rows.map(({ edition_id: _, offered_at: offeredAt, state, ...same }) => ({
    ...same,
    ...{ state: state as SponsorState, offeredAt },
  }))
}

/** What was offered stays, and not by whom. Gives how many these were. */
export async function eraseContacts(db: Db, edition: string): Promise<number> {
  const { numUpdatedRows } = await db
    .withTables<Tables>()
    .updateTable('summit_sponsor')
    .set({ contact: '–' })
    .where('edition_id', '=', edition)
    .where('contact', '!=', '–')
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export async function setSponsorState(db: Db, edition: string, id: string, state: SponsorState): Promise<boolean> {
  const { numUpdatedRows } = await db
    .withTables<Tables>()
    .updateTable('summit_sponsor')
    .set({ state })
    .where('edition_id', '=', edition)
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
