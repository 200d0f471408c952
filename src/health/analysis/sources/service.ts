import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { forgeTables } from '../../../catalog/forges/service.ts'
import type { Project } from '../../../catalog/projects/model.ts'
import { getProjects } from '../../../catalog/projects/service.ts'
import { type Column, TextColumn } from '../../../lib/parquet/columns.ts'
import { quote } from '../../../lib/sql/quote.ts'
import type { Context } from '../../../platform/context.ts'
import { existing, removeFacts, writeFacts } from '../../../platform/facts/fact-files.ts'
import { removeUnused, useFolder } from '../../../platform/facts/scratch.ts'
import { oneAtATime } from '../../../platform/one-at-a-time.ts'
import { findComponents } from '../../../supply-chain/inventory/service.ts'
import { getOrganizations } from '../../affiliations/organizations/service.ts'
import { identityTables } from '../../affiliations/service.ts'
import { bringTogether, fileTable, findWhole, historyTables } from '../../history/service.ts'
import { readNameMask } from '../../identities/display/service.ts'
import { findPortfolio } from '../../metrics/service.ts'
import type { FactSources, FactTable, Need, PeopleSources } from '../tables/fact-table.ts'
import { peopleSql } from '../tables/people-sql.ts'

/** What these tables are made of, as this reader may see it, for as long as `work` takes. */
export async function withSources<Answer>(
  ctx: Context,
  tables: readonly FactTable[],
  work: (sources: FactSources) => Promise<Answer>,
): Promise<Answer> {
  const needs = new Set(tables.flatMap(table => table.needs))
  if (!needs.has('components')) return work(await gather(ctx, needs))
  const parent = ctx.facts.folder('analysis', 'components')
  await removeUnused(parent, new Date(ctx.now().getTime() - day))
  const path = join(parent, `${randomUUID()}.parquet`)
  try {
    await writeFacts(path, await tabulateComponents(ctx))
    return await work({ ...(await gather(ctx, needs)), components: reading(path) })
  } finally {
    await removeFacts(path)
  }
}

type Whole = NonNullable<Awaited<ReturnType<typeof findWhole>>>

async function gather(ctx: Context, needs: ReadonlySet<Need>): Promise<FactSources> {
  const all = await getProjects(ctx)
  const portfolio = (await findPortfolio(ctx)).map(({ id }) => id)
  const whole = needs.has('history') || needs.has('people') ? await findWholeOf(ctx, portfolio) : undefined
  const numbers = new Map(portfolio.map((id, at) => [id, whole?.numbers[at]]))
  const { people, assisted } = await findPeople(ctx, needs, whole)
  return {
    projects: await Promise.all(all.map(project => findTables(ctx, project, numbers, needs))),
    ...(whole && { commits: whole.commits }),
    ...{ people, assisted },
    organizations: needs.has('organizations') ? await listOrganizations(ctx) : [],
  }
}

/** With what was mined a moment ago. */
async function findWholeOf(ctx: Context, ids: readonly string[]): Promise<Whole | undefined> {
  if (ids.length > 0) await bringTogether(ctx, ids)
  return findWhole(ctx, ids)
}

async function findTables(
  ctx: Context,
  { id, name, kind, addedAt }: Project,
  numbers: ReadonlyMap<string, number | undefined>,
  needs: ReadonlySet<Need>,
) {
  const number = numbers.get(id)
  // What is told of a worktree is that of its repository, and counts there.
  const isTold = numbers.has(id)
  return {
    ...{ id, name, kind, addedAt },
    ...(number !== undefined && { number }),
    ...(isTold && needs.has('each-history') && (await historyTables(ctx, id))),
    ...(isTold && needs.has('files') && { files: await fileTable(ctx, id) }),
    ...(isTold && needs.has('forges') && (await forgeTables(ctx, id))),
  }
}

const nobody: PeopleSources = { who: '', persons: '', employed: '' }
const day = 86_400_000

/** Drawn anew when somebody's identity, affiliation or wish to be named changes; and by reader, as far as they see different things. */
async function findPeople(ctx: Context, needs: ReadonlySet<Need>, whole: Whole | undefined) {
  if (!needs.has('people')) return { people: nobody, assisted: 'false' }
  const { identities, affiliations, assisted } = await identityTables(ctx)
  const known = { ...(whole && { commits: whole }), identities, affiliations }
  const statements = Object.entries(peopleSql(known, await readNameMask(ctx)))
  const hash = createHash('sha256').update(JSON.stringify(statements)).digest('base64url').slice(0, 22)
  const parent = ctx.facts.folder('analysis', 'people')
  const folder = join(parent, hash)
  await oneAtATime(folder, async () => {
    await useFolder(folder, ctx.now())
    for (const [name, sql] of statements) {
      const path = join(folder, `${name}.parquet`)
      if ((await existing(path)).length === 0)
        await ctx.facts.query(`copy (${sql}) to ${quote(path)} (format parquet, compression zstd, use_tmp_file true)`)
    }
    await removeUnused(parent, new Date(ctx.now().getTime() - day))
  })
  const of = (name: keyof PeopleSources) => reading(join(folder, `${name}.parquet`))
  return { people: { who: of('who'), persons: of('persons'), employed: of('employed') }, assisted }
}

async function listOrganizations(ctx: Context): Promise<FactSources['organizations']> {
  const all = await getOrganizations(ctx)
  const names = new Map(all.map(({ id, name }) => [id, name]))
  return all.map(({ name, parent, acquiredBy, domains }) => ({
    name,
    parent: names.get(parent ?? '') ?? null,
    acquiredBy: names.get(acquiredBy?.organization ?? '') ?? null,
    acquiredSince: acquiredBy?.since ?? null,
    domains: domains.map(({ domain }) => domain),
  }))
}

const componentColumns = [
  'package',
  'version',
  'purl',
  'license',
  'relation',
  'scope',
  'requirement',
  'manifest',
] as const

async function tabulateComponents(ctx: Context): Promise<Column[]> {
  const project = new TextColumn('project')
  const columns = componentColumns.map(name => ({ name, column: new TextColumn(name, { nullable: true }) }))
  for (const { id } of await getProjects(ctx)) {
    for (const use of await findComponents(ctx, id)) {
      project.append(id)
      for (const { name, column } of columns) column.append(use[name] ?? null)
    }
  }
  return [project, ...columns.map(({ column }) => column)]
}

function reading(path: string) {
  return `read_parquet(${quote(path)})`
}
