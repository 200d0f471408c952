import { mkdirSync } from 'node:fs'
import { saveProject } from '../src/catalog/projects/store.ts'
import type { Context } from '../src/platform/context.ts'
import { writeNote } from '../src/platform/facts/fact-files.ts'
import { quote } from '../src/platform/facts/open-facts.ts'

/**
 * Histories of many projects as mining leaves them. Sizes of projects and shares of people follow power laws, as they do in
 * public ones: few have most; most people are in one project, some in many; work lies on weekdays and grows over 15 years.
 */
export async function fillPortfolio(ctx: Context, { projects, commits }: { projects: number; commits: number }) {
  const weight = (i: number) => 1 / (i + 10) ** 0.9
  const total = Array.from({ length: projects }, (_, i) => weight(i)).reduce((sum, one) => sum + one, 0)
  for (let i = 0; i < projects; i++) {
    const id = `p${i}`
    const count = Math.max(20, Math.round((commits * weight(i)) / total))
    const folder = ctx.facts.folder('history', id)
    for (const name of ['commits', 'changes']) mkdirSync(`${folder}/${name}`, { recursive: true })
    await fillProject(ctx, folder, i, count)
    await writeNote(`${folder}/state.json`, { view: '', tip: `${id}-0`, minedAt: '2026-11-20T00:00:00Z' })
    await saveProject(ctx.db, {
      ...{ id, name: id, path: `/nowhere/${id}`, kind: 'bare', mainPath: null, addedAt: '2026-11-20T00:00:00Z' },
    })
  }
}

async function fillProject(ctx: Context, folder: string, project: number, count: number) {
  const people = Math.max(3, Math.round(2 * count ** 0.55))
  // A fifth of the people are found in other projects as well.
  const who = `(case when r1 < 0.2 then 'common-' || (power(r2, 3) * 20000)::integer else 'p${project}-' || (power(r2, 3) * ${people})::integer end)`
  const copy = (sql: string, name: string) =>
    ctx.facts.query(`copy (${sql}) to ${quote(`${folder}/${name}`)} (format parquet, compression zstd)`)
  await copy(
    `select md5('${project}-' || i) || '00000000' as hash,
      case when r3 < 0.15 then [md5('${project}-' || (i + 1)) || '00000000', md5('${project}-' || (i + 2)) || '00000000'] else [md5('${project}-' || (i + 1)) || '00000000'] end as parents,
      ${who} as author_name, ${who} || '@' || (abs(hash(${who})) % 500) || '.example' as author_email, moment as authored_at,
      ([-480, -300, 0, 60, 120, 330, 480, 540][1 + (abs(hash(${who})) % 8)::integer])::smallint as author_offset,
      ${who} as committer_name, ${who} || '@' || (abs(hash(${who})) % 500) || '.example' as committer_email,
      moment + interval 1 hour as committed_at, 0::smallint as committer_offset,
      case when r3 > 0.97 then [{'key': 'Co-authored-by', 'value': 'Copilot <copilot@github.com>'}] else [] end::struct("key" varchar, "value" varchar)[] as trailers
    from (select i, random() as r1, random() as r2, random() as r3,
      timestamp '2026-11-20' - to_seconds((power(random(), 1.6) * 15 * 365 * 86400)::bigint) as moment from range(${count}) as t(i))`,
    'commits/1.parquet',
  )
  await copy(
    `select hash, 'src/' || (abs(hash(hash)) % 500) || '.ts' as path, null::varchar as previous_path, (random() * 60)::integer as added,
      (random() * 30)::integer as removed, random() < 0.05 as generated
    from read_parquet(${quote(`${folder}/commits/1.parquet`)}) where len(parents) < 2`,
    'changes/1.parquet',
  )
  await copy(
    `select distinct author_name as name, author_email as email, author_name as mapped_name, author_email as mapped_email,
      hash(author_name) % 50 = 0 as bot from read_parquet(${quote(`${folder}/commits/1.parquet`)})`,
    'people.parquet',
  )
}
