import { mkdirSync } from 'node:fs'
import { saveProject } from '../src/catalog/projects/store.ts'
import { quote } from '../src/lib/sql/quote.ts'
import type { Context } from '../src/platform/context.ts'
import { writeNote } from '../src/platform/facts/fact-files.ts'
import { forgeFacts } from './portfolio-forge-data.ts'

export interface Size {
  projects: number
  commits: number
  items: number
}

/**
 * Histories and forges of many projects as mining and collecting leave them. Sizes of projects and shares of people follow power
 * laws, as they do in public ones: few have most; most people are in one project, some in many. As in rails, git, webpack and
 * etcd, an author has 2.4 commits on a day with any and 6.5 in such a month; work grows over 15 years, in working hours.
 */
export async function fillPortfolio(ctx: Context, { projects, commits, items }: Size) {
  const weight = (i: number) => 1 / (i + 10) ** 0.9
  const total = Array.from({ length: projects }, (_, i) => weight(i)).reduce((sum, one) => sum + one, 0)
  for (let i = 0; i < projects; i++) {
    const id = `p${i}`
    const share = weight(i) / total
    const folder = ctx.facts.folder('history', id)
    for (const name of ['commits', 'changes']) mkdirSync(`${folder}/${name}`, { recursive: true })
    await fillProject(ctx, folder, i, Math.max(20, Math.round(commits * share)))
    await writeNote(`${folder}/state.json`, { view: '', tip: `${id}-0`, minedAt: '2026-11-20T00:00:00Z' })
    if (items > 0) await fillForge(ctx, i, Math.max(5, Math.round(items * share)))
    await saveProject(ctx.db, {
      ...{ id, name: id, path: `/nowhere/${id}`, kind: 'bare', mainPath: null, addedAt: '2026-11-20T00:00:00Z' },
    })
  }
}

const copy = (ctx: Context, sql: string, path: string) =>
  ctx.facts.query(`copy (${sql}) to ${quote(path)} (format parquet, compression zstd)`)

/** From 0 to 1, always the same of the same. */
const chance = (...of: (string | number)[]) => `((hash(${of.join(' || chr(32) || ')}) % 1000003) / 1000003.0)`

async function fillProject(ctx: Context, folder: string, project: number, count: number) {
  const people = Math.max(3, Math.round(3 * count ** 0.62))
  const of = (salt: string, what: string) => chance(project, `'${salt}'`, what)
  // A tenth of the work is by people who are found in other projects as well.
  const who = `case when ${of('common', 'spell')} < 0.1 then 'common-' || (power(${of('who', 'spell')}, 3) * 20000)::integer
    else 'p${project}-' || (power(${of('who', 'spell')}, 3) * ${people})::integer end`
  const spells = `select i, (i * 2) // 15 as spell, (i * 2) // 5 as day from range(${count}) t(i)`
  const moment = `timestamp '2026-11-20' - to_days((power(${of('month', 'spell')}, 1.6) * 180)::integer * 30 + (${of('day', 'day')} * 28)::integer)
    - to_seconds((${of('hour', 'day')} * 30000)::integer + (${of('second', 'i')} * 9000)::integer)`
  await copy(
    ctx,
    `select md5('${project}-' || i) || '00000000' as hash,
      case when r < 0.15 then [md5('${project}-' || (i + 1)) || '00000000', md5('${project}-' || (i + 2)) || '00000000'] else [md5('${project}-' || (i + 1)) || '00000000'] end as parents,
      who as author_name, who || '@' || domain || '.example' as author_email, moment as authored_at, utc_offset as author_offset,
      case when r < 0.2 then 'common-1' else who end as committer_name, case when r < 0.2 then 'common-1' else who end || '@' || domain || '.example' as committer_email,
      moment + interval 1 hour as committed_at, 0::smallint as committer_offset,
      case when r > 0.97 then [{'key': 'Co-authored-by', 'value': 'Copilot <copilot@github.com>'}]
        when r > 0.7 then [{'key': 'Signed-off-by', 'value': who || ' <' || who || '@x.example>'}] else [] end::struct("key" varchar, "value" varchar)[] as trailers
    from (select *, (hash(who) % 500)::integer as domain, ([-480, -300, 0, 60, 120, 330, 480, 540][1 + (hash(who) % 8)::integer])::smallint as utc_offset
      from (select i, ${who} as who, ${moment} as moment, ${of('rest', 'i')} as r from (${spells})))`,
    `${folder}/commits/1.parquet`,
  )
  await copy(
    ctx,
    `select hash, ['src/', 'test/', 'docs/'][1 + n] || (hash(hash || n) % 500) || '.ts' as path, null::varchar as previous_path, (random() * 60)::integer as added,
      (random() * 30)::integer as removed, random() < 0.05 as generated
    from read_parquet(${quote(`${folder}/commits/1.parquet`)}), range(1 + (hash(hash) % 3)::integer) t(n) where len(parents) < 2`,
    `${folder}/changes/1.parquet`,
  )
  await copy(
    ctx,
    `select distinct name, email, name as mapped_name, email as mapped_email, hash(name) % 50 = 0 as bot from (
      select author_name as name, author_email as email from read_parquet(${quote(`${folder}/commits/1.parquet`)})
      union select committer_name, committer_email from read_parquet(${quote(`${folder}/commits/1.parquet`)}))`,
    `${folder}/people.parquet`,
  )
  await copy(
    ctx,
    `select 'v' || (n // 20) || '.' || (n % 20) || '.0' as name, md5('${project}-' || n) || '00000000' as hash,
      timestamp '2026-11-20' - to_days(n::integer * 30) as tagged_at, true as annotated from range(${Math.min(180, Math.ceil(count / 50))}) t(n)`,
    `${folder}/tags.parquet`,
  )
}

async function fillForge(ctx: Context, project: number, count: number) {
  const folder = ctx.facts.folder('forge', `p${project}`)
  for (const { name, sql } of forgeFacts(folder, project, count)) {
    mkdirSync(`${folder}/${name}`, { recursive: true })
    await copy(ctx, sql, `${folder}/${name}/1-2.parquet`)
  }
}
