import type { Db } from '../../platform/context.ts'
import { contains } from '../../platform/db/contains.ts'
import { About, type Charter, type Status, type Term, type WorkingGroup } from './model.ts'

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
