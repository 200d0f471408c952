import type { ContributionRow } from '../../health/identities/model.ts'
import type { Db } from '../../platform/context.ts'
import { contains } from '../../platform/db/contains.ts'
import type { Contribution, PersonSummary } from './model.ts'

type Tables = { contribution: ContributionRow }

/** Those of a project, or of all, the busiest first. Of several names and e-mails, the last by the alphabet. */
export async function findPeople(
  db: Db,
  {
    text,
    project,
    ids,
    without = [],
    limit,
    offset = 0,
  }: {
    text?: string | undefined
    project?: string | undefined
    ids?: readonly string[]
    without?: readonly string[]
    limit: number
    offset?: number
  },
): Promise<PersonSummary[]> {
  let query = db
    .withTables<Tables>()
    .selectFrom('contribution')
    .groupBy('person_id')
    .select(({ fn }) => [
      'person_id as id',
      fn.max('name').as('name'),
      fn.max('email').as('email'),
      fn.max('bot').as('bot'),
      fn.count<number>('project_id').as('projects'),
      fn.sum<number>('commits').as('commits'),
      fn.min('first_at').as('firstAt'),
      fn.max('last_at').as('lastAt'),
    ])
  if (project) query = query.where('project_id', '=', project)
  if (ids) query = query.where('person_id', 'in', ids.length > 0 ? ids : [''])
  if (without.length > 0) query = query.where('person_id', 'not in', without)
  if (text) query = query.where(({ or }) => or([contains('name', text), contains('email', text)]))
  const rows = await query.orderBy('commits', 'desc').orderBy('person_id').limit(limit).offset(offset).execute()
  return rows.map(row => ({ ...row, bot: row.bot === 1 }))
}

export async function findContributions(
  db: Db,
  personId: string,
): Promise<(Contribution & Omit<ContributionRow, 'project_id'>)[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('contribution')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('commits', 'desc')
    .orderBy('project_id')
    .execute()
  return rows.map(row => ({ ...row, project: row.project_id, firstAt: row.first_at, lastAt: row.last_at }))
}

export async function countPeople(db: Db): Promise<number> {
  const { count } = await db
    .withTables<Tables>()
    .selectFrom('contribution')
    .select(({ fn }) => fn.count<number>('person_id').distinct().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
