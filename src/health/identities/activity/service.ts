import { summaryJob } from '../../../catalog/jobs/model.ts'
import type { Context } from '../../../platform/context.ts'
import { enqueue } from '../../../platform/jobs/queue.ts'
import type { ContributionRow } from '../model.ts'
import { findIdentitiesOf } from '../store.ts'
import type { ActivityRow } from '../tables.ts'
import * as store from './store.ts'

/** As `rebuildContributions`; what is told of the projects where they were at work is drawn anew, too. */
export async function redrawPeople(ctx: Pick<Context, 'db' | 'now'>, people: readonly string[]) {
  const projects = new Set((await rebuildContributions(ctx, { people })).map(({ project_id }) => project_id))
  for (const project of projects) await enqueue(ctx.db, ctx.now(), summaryJob, project)
}

/** Sums for quick pages, of a project or of people wherever they were at work. */
export async function rebuildContributions(
  ctx: Pick<Context, 'db'>,
  of: { project: string } | { people: readonly string[] },
): Promise<ContributionRow[]> {
  await store.deleteContributions(ctx.db, of)
  if ('project' in of) {
    return insert(ctx, sumUp(await store.findActivityOf(ctx.db, of.project)))
  }
  const identities = await findIdentitiesOf(ctx.db, of.people)
  const byId = new Map(identities.map(row => [row.id, row]))
  const activity = await store.findActivity(ctx.db, [...byId.keys()])
  return insert(
    ctx,
    sumUp(
      activity.flatMap(row => {
        const known = byId.get(row.identity_id)
        return known ? [{ ...row, person: known.person, kind: known.kind }] : []
      }),
    ),
  )
}

async function insert(ctx: Pick<Context, 'db'>, rows: ContributionRow[]): Promise<ContributionRow[]> {
  await store.insertContributions(ctx.db, rows)
  return rows
}

/** Of several names and e-mails, the one with the most commits. */
function sumUp(rows: readonly (ActivityRow & { person: string; kind: string })[]): ContributionRow[] {
  const groups = Map.groupBy(rows, row => `${row.project_id}\n${row.person}`)
  return [...groups.values()].flatMap(group => {
    const [main] = group.toSorted((a, b) => b.commits - a.commits || (a.identity_id < b.identity_id ? -1 : 1))
    if (!main) return []
    const sorted = (times: string[]) => times.sort()
    return [
      {
        project_id: main.project_id,
        person_id: main.person,
        name: main.mapped_name,
        email: main.mapped_email,
        bot: main.kind === 'person' ? 0 : 1,
        commits: group.reduce((sum, { commits }) => sum + commits, 0),
        first_at: sorted(group.map(row => row.first_at))[0] ?? main.first_at,
        last_at: sorted(group.map(row => row.last_at)).at(-1) ?? main.last_at,
      },
    ]
  })
}
