import type { Context } from '../../../platform/context.ts'
import * as activityStore from '../activity/store.ts'
import * as evidenceStore from '../evidence/store.ts'
import type { Proposal } from '../model.ts'
import { type Candidate, propose } from '../proposals.ts'
import type { ActivityRow, IdentityRow } from '../tables.ts'
import * as proposalStore from './store.ts'

/** A name that more people have is anybody's. */
const mostOfAName = 5
const mostNames = 2000

/** Who may be one without anything that proves it, the surest first; what was decided is asked no more. */
export async function getProposals(ctx: Pick<Context, 'db'>, limit: number): Promise<Proposal[]> {
  const names = (await proposalStore.findSharedNames(ctx.db, mostOfAName, mostNames)).map(({ name_key }) => name_key)
  const rows = await proposalStore.findIdentitiesByNames(ctx.db, names)
  const activity = Map.groupBy(
    await activityStore.findActivity(
      ctx.db,
      rows.map(({ id }) => id),
    ),
    ({ identity_id }) => identity_id,
  )
  const byName = Map.groupBy(rows, ({ name_key }) => name_key)
  const proposals = [...byName.values()].flatMap(all => propose(candidatesOf(all, activity)))
  const decided = await findDecided(ctx, proposals)
  return proposals
    .filter(({ left, right }) => !decided.has([left, right].sort().join(' ')))
    .sort((a, b) => b.confidence - a.confidence || sumOf(b) - sumOf(a) || (a.left < b.left ? -1 : 1))
    .slice(0, limit)
}

/** A person once, by the identity with the most commits. */
function candidatesOf(rows: readonly IdentityRow[], activity: ReadonlyMap<string | null, ActivityRow[]>): Candidate[] {
  return [...Map.groupBy(rows, ({ person }) => person)].flatMap(([person, own]) => {
    const deeds = own.map(row => ({ row, done: activity.get(row.id) ?? [] }))
    const commits = (done: readonly ActivityRow[]) => done.reduce((sum, { commits }) => sum + commits, 0)
    const [main] = deeds.toSorted((a, b) => commits(b.done) - commits(a.done) || (a.row.id < b.row.id ? -1 : 1))
    if (!main) return []
    const all = deeds.flatMap(({ done }) => done)
    return [
      {
        person,
        key: main.row.email_key ?? main.row.login_key ?? main.row.node,
        name: main.row.name ?? '',
        email: main.row.email ?? '',
        domain: main.row.domain,
        login: main.row.login_key?.slice(2).split('@')[0] ?? null,
        commits: commits(all),
        projects: [...new Set(all.map(({ project_id }) => project_id))],
      },
    ]
  })
}

async function findDecided(ctx: Pick<Context, 'db'>, proposals: readonly Proposal[]): Promise<Set<string>> {
  const keys = [...new Set(proposals.flatMap(({ left, right }) => [left, right]))]
  const told = (await evidenceStore.findEvidenceAt(ctx.db, keys)).filter(({ relation }) => relation === 'different')
  return new Set(told.map(({ left_key, right_key }) => [left_key, right_key].sort().join(' ')))
}

function sumOf({ people }: Proposal) {
  return people.reduce((sum, { commits }) => sum + commits, 0)
}
