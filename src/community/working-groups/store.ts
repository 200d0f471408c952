import type { Text } from '../../lib/text/text.ts'
import type { Db } from '../../platform/context.ts'
import { contains } from '../../platform/db/contains.ts'
import {
  About,
  type Charter,
  type Choice,
  type Decision,
  type DecisionState,
  type Deliverable,
  type DeliverableState,
  type Status,
  type Term,
  type WorkingGroup,
} from './model.ts'

interface GroupRow {
  group_id: string
  name: string
  cohort: string | null
  status: string
  published: number
  about: string
  created_at: string
  changed_at: string
}

interface DeliverableRow {
  id: string
  group_id: string
  kind: string
  title: string
  owner_id: string | null
  owner_name: string
  state: string
  due_on: string | null
  source_key: string | null
  created_at: string
  changed_at: string
}

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
  working_group: GroupRow
  working_group_charter: {
    group_id: string
    version: number
    body: string
    why: string
    adopted_by: string
    adopted_at: string
  }
  working_group_deliverable: DeliverableRow
  working_group_decision: DecisionRow
  working_group_vote: { decision_id: string; account_id: string; choice: string; at: string }
  membership: { id: string; group_id: string; account_id: string; role: string; since: string; until: string | null }
  account: { id: string; name: string; active: number }
}

export interface GroupSearch {
  text?: string | undefined
  status?: Status | undefined
  cohort?: string | undefined
  published?: boolean | undefined
  limit: number
  offset: number
}

const searched = (db: Db, { text, status, cohort, published }: Omit<GroupSearch, 'limit' | 'offset'>) => {
  let query = db.withTables<Tables>().selectFrom('working_group')
  if (text) {
    // Names are kept as JSON: a quotation mark in what is looked for stands there escaped.
    const written = JSON.stringify(text).slice(1, -1)
    query = query.where(({ or }) => or([contains('name', written), contains('group_id', text)]))
  }
  if (status) query = query.where('status', '=', status)
  if (cohort) query = query.where('cohort', '=', cohort)
  if (published !== undefined) query = query.where('published', '=', Number(published))
  return query
}

export async function findGroups(db: Db, { limit, offset, ...search }: GroupSearch): Promise<WorkingGroup[]> {
  const rows = await searched(db, search).selectAll().orderBy('group_id').limit(limit).offset(offset).execute()
  return rows.map(toGroup)
}

export async function countGroups(db: Db, search: Omit<GroupSearch, 'limit' | 'offset'>): Promise<number> {
  const row = await searched(db, search)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

export async function findGroup(db: Db, id: string): Promise<WorkingGroup | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('working_group')
    .selectAll()
    .where('group_id', '=', id)
    .executeTakeFirst()
  return row && toGroup(row)
}

export async function saveGroup(db: Db, { id, name, cohort, status, published, about, ...at }: WorkingGroup) {
  const state = {
    name: JSON.stringify(name),
    cohort,
    status,
    published: Number(published),
    about: JSON.stringify(about),
    changed_at: at.changedAt,
  }
  await db
    .withTables<Tables>()
    .insertInto('working_group')
    .values({ group_id: id, ...state, created_at: at.createdAt })
    .onConflict(conflict => conflict.column('group_id').doUpdateSet(state))
    .execute()
}

/** Of all working groups or some, with names; of those who are still here. On a day, only terms that run then. */
export async function findTerms(
  db: Db,
  { groups, day }: { groups?: readonly string[]; day?: string },
): Promise<Term[]> {
  if (groups?.length === 0) return []
  let query = db
    .withTables<Tables>()
    .selectFrom('membership')
    .innerJoin('working_group', 'working_group.group_id', 'membership.group_id')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select([
      'membership.id as id',
      'membership.group_id as group',
      'membership.account_id as account',
      'account.name as name',
      'membership.role as role',
      'membership.since as since',
      'membership.until as until',
    ])
    .where('account.active', '=', 1)
  if (groups) query = query.where('membership.group_id', 'in', groups)
  if (day) {
    query = query
      .where('membership.since', '<=', day)
      .where(({ or, eb }) => or([eb('membership.until', 'is', null), eb('membership.until', '>=', day)]))
  }
  return query.orderBy('membership.since').orderBy('membership.id').execute()
}

export async function insertCharter(db: Db, group: string, charter: Charter) {
  const { version, body, why, adoptedBy, adoptedAt } = charter
  await db
    .withTables<Tables>()
    .insertInto('working_group_charter')
    .values({ group_id: group, version, body: JSON.stringify(body), why, adopted_by: adoptedBy, adopted_at: adoptedAt })
    .execute()
}

/** The newest first. */
export async function findCharters(db: Db, group: string): Promise<Charter[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('working_group_charter')
    .selectAll()
    .where('group_id', '=', group)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(row => ({
    version: row.version,
    body: JSON.parse(row.body),
    why: row.why,
    adoptedBy: row.adopted_by,
    adoptedAt: row.adopted_at,
  }))
}

/** Whether it was not there before: of what is imported, the same is there once. */
export async function insertDeliverable(
  db: Db,
  group: string,
  { id, kind, title, owner, ownerName, state, dueOn }: Deliverable,
  { at, sourceKey = null }: { at: string; sourceKey?: string | null },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .withTables<Tables>()
    .insertInto('working_group_deliverable')
    .values({
      id,
      group_id: group,
      kind,
      title: JSON.stringify(title),
      owner_id: owner,
      owner_name: ownerName,
      state,
      due_on: dueOn,
      source_key: sourceKey,
      created_at: at,
      changed_at: at,
    })
    .onConflict(conflict => conflict.columns(['group_id', 'source_key']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function findDeliverable(db: Db, group: string, id: string): Promise<Deliverable | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('working_group_deliverable')
    .selectAll()
    .where('group_id', '=', group)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toDeliverable(row)
}

export async function setDeliverableState(db: Db, id: string, state: DeliverableState, at: string) {
  await db
    .withTables<Tables>()
    .updateTable('working_group_deliverable')
    .set({ state, changed_at: at })
    .where('id', '=', id)
    .execute()
}

export async function findDeliverables(
  db: Db,
  group: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<Deliverable[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('working_group_deliverable')
    .selectAll()
    .where('group_id', '=', group)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(toDeliverable)
}

export interface DueSearch {
  /** Of published groups only, or of one of these. */
  published?: true
  group?: string
  owner?: string
  /** Days, both of them in it. */
  from: string
  to: string
}

/** What is still to be done, the first due first: more than so many nobody looks at. */
export async function findDue(
  db: Db,
  { published, group, owner, from, to }: DueSearch,
): Promise<(Deliverable & { group: string; groupName: Text })[]> {
  let query = db
    .withTables<Tables>()
    .selectFrom('working_group_deliverable as due')
    .innerJoin('working_group', 'working_group.group_id', 'due.group_id')
    .selectAll('due')
    .select('working_group.name')
    .where('due.state', 'in', ['planned', 'doing'])
    .where('due.due_on', '>=', from)
    .where('due.due_on', '<=', to)
  if (published) query = query.where('working_group.published', '=', 1).where('due.kind', '=', 'deliverable')
  if (group !== undefined) query = query.where('due.group_id', '=', group)
  if (owner !== undefined) query = query.where('due.owner_id', '=', owner)
  const rows = await query.orderBy('due.due_on').orderBy('due.id').limit(mostDue).execute()
  return rows.map(row => ({ ...toDeliverable(row), group: row.group_id, groupName: JSON.parse(row.name) }))
}

const mostDue = 500

export async function countDeliverables(db: Db, group: string): Promise<number> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('working_group_deliverable')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('group_id', '=', group)
    .executeTakeFirstOrThrow()
  return row.count
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

function toGroup(row: GroupRow): WorkingGroup {
  return {
    id: row.group_id,
    name: JSON.parse(row.name),
    cohort: row.cohort as WorkingGroup['cohort'],
    status: row.status as Status,
    published: row.published === 1,
    about: About.parse(JSON.parse(row.about)),
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }
}

function toDeliverable(row: DeliverableRow): Deliverable {
  return {
    id: row.id,
    kind: row.kind as Deliverable['kind'],
    title: JSON.parse(row.title),
    owner: row.owner_id,
    ownerName: row.owner_name,
    state: row.state as DeliverableState,
    dueOn: row.due_on,
  }
}
