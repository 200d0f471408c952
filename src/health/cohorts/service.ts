import { getEntries } from '../../catalog/office/service.ts'
import { getProject } from '../../catalog/projects/service.ts'
import { createCache } from '../../lib/cache/cache.ts'
import type { Context } from '../../platform/context.ts'
import { fileTable } from '../history/service.ts'
import { findPortfolio } from '../metrics/service.ts'
import { chooseSimilar } from './choose-similar.ts'
import type { Cohort, CohortWish, ContentKind, Profile } from './model.ts'
import * as store from './store.ts'

export { distributionOf } from './distribution.ts'
export { cohortFields, criterionNames, kindNames } from './messages.ts'
export { whySimilar } from './why-similar.ts'

const day = 86_400_000

/** The projects that one is like, and why. A project that was not analysed yet is like none. */
export async function getCohort(ctx: Context, projectId: string, wish: CohortWish): Promise<Cohort> {
  const { name } = await getProject(ctx, projectId)
  const profiles = await readProfiles(ctx)
  const unknown = { project: projectId, name, commitsOfYear: 0, ageDays: null, language: null, kind: null }
  const own = profiles.find(({ project }) => project === projectId) ?? unknown
  const others = profiles.filter(({ project }) => project !== projectId)
  return chooseSimilar(own, others, wish)
}

async function readProfiles(ctx: Context): Promise<Profile[]> {
  const portfolio = new Set((await findPortfolio(ctx)).map(({ id }) => id))
  const entries = (await getEntries(ctx)).filter(({ id }) => portfolio.has(id))
  const profiles: Profile[] = []
  for (const { id, name, summary } of entries) {
    if (!summary?.history) continue
    const { commitsThisYear: commitsOfYear, firstCommitAt } = summary.history
    const ageDays = firstCommitAt === null ? null : Math.floor((ctx.now().getTime() - Date.parse(firstCommitAt)) / day)
    profiles.push({ project: id, name, commitsOfYear, ageDays, ...(await readContent(ctx, id)) })
  }
  return profiles
}

/** The table of a project's files names files that never change: what was read from it once holds. */
const contents = createCache<Pick<Profile, 'language' | 'kind'>>(5000)

async function readContent(ctx: Context, projectId: string): Promise<Pick<Profile, 'language' | 'kind'>> {
  const table = await fileTable(ctx, projectId)
  return contents.get(table, async () => {
    const lines = await store.findLines(ctx.facts, table)
    const written = lines.find(({ kind }) => kindOf(kind) === 'code')
    const sums = new Map<ContentKind, number>()
    for (const { kind, lines: count } of lines) sums.set(kindOf(kind), (sums.get(kindOf(kind)) ?? 0) + count)
    const [most] = [...sums].sort(([, a], [, b]) => b - a)
    return { language: written?.language ?? null, kind: most?.[0] ?? null }
  })
}

function kindOf(kind: string): ContentKind {
  if (kind === 'prose') return 'documentation'
  return kind === 'data' ? 'data' : 'code'
}
