import { randomUUID } from 'node:crypto'
import { record } from '../../../access/ledger/service.ts'
import { getProject } from '../../../catalog/projects/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { getRequestView } from '../../../requests/desk/service.ts'
import { findDepended } from '../../dependencies/service.ts'
import { getOurNames, getSettings } from '../../dependencies/settings/service.ts'
import { MetricParameters } from '../../metrics/model.ts'
import { askFacts } from '../../metrics/service.ts'
import { type KnownRow, knownSql, type TallyRow } from '../influence-sql.ts'
import { chooseProjects, fillIntervals } from '../service.ts'
import { addShares, sharesOf, type ToldBy, tallyDeeds } from '../tally-influence.ts'
import { findFixes } from './find-fixes.ts'
import { Contribution, type NewUpstreamLink, type Upstream, type UpstreamLink, type UpstreamWish } from './model.ts'
import * as store from './store.ts'
import {
  contributionsSql,
  type MergedRow,
  mergedSql,
  type Ours,
  type ReferenceRow,
  referencesSql,
  upstreamReads,
} from './upstream-sql.ts'

const told: ToldBy<Contribution> = {
  commits: ['history'],
  opened: ['items'],
  merged: ['items'],
  reviews: ['items'],
  issues: ['items'],
}

/** What people of our organizations did in projects of others, over time, and which fixes came of it. */
export async function getUpstream(ctx: Context, wish: UpstreamWish): Promise<Upstream> {
  const names = await getOurNames(ctx)
  const chosen = (await chooseProjects(ctx, wish)).filter(({ isOurs }) => !isOurs)
  const ids = chosen.map(({ project }) => project)
  const { counted, known, fixes } = await collect(ctx, ids, names, wish)
  const told = new Set(known.filter(({ what }) => what === 'items').map(({ project }) => project))
  const projects = chosen.map(({ project, name, address, dependence, criticality }) => ({
    ...{ project, name, address, dependence, criticality },
    contributions: sharesOf(counted.ofProjects.get(project) ?? nothingTold),
    fixes: told.has(project) ? fixes.filter(fix => fix.project === project).length : null,
  }))
  return {
    ...{ names, from: wish.from ?? null, to: wish.to ?? null, interval: wish.interval },
    contributions: addShares(
      projects.map(({ contributions }) => contributions),
      Contribution.options,
    ),
    series: fillIntervals(ctx, counted.series, wish).map(({ at, tallies }) => ({
      at,
      contributions: sharesOf(tallies),
      fixes: told.size === 0 ? null : fixes.filter(({ begins }) => begins === at).length,
    })),
    projects,
    fixes: fixes.map(({ begins, ...fix }) => fix),
  }
}

const nothingTold = { commits: null, opened: null, merged: null, reviews: null, issues: null }

/** Whose contributions are ours is unknown, and so are all numbers, while no organization is ours. */
async function collect(ctx: Context, ids: readonly string[], names: readonly string[], wish: UpstreamWish) {
  if (ids.length === 0 || names.length === 0)
    return { counted: tallyDeeds({ projects: ids, rows: [], known: [] }, told), known: [], fixes: [] }
  const { settings } = await getSettings(ctx)
  const { from, to, interval } = wish
  const parameters = MetricParameters.parse({ from, to })
  const statements = [contributionsSql(names, interval), knownSql, mergedSql(names, interval, settings.fixLabels)]
  const [rows, known, merged] = await askFacts(ctx, ids, parameters, { reads: upstreamReads, statements })
  const ours = (await findDepended(ctx)).filter(({ isOurs }) => isOurs)
  const references = await askReferences(ctx, ids, {
    projects: ours.map(({ project }) => project),
    addresses: settings.addresses,
  })
  const fixes = findFixes(merged as MergedRow[], { references, links: await store.findLinks(ctx.db, ids) })
  const counted = tallyDeeds({ projects: ids, rows: rows as TallyRow[], known: known as KnownRow[] }, told)
  return { counted, known: known as KnownRow[], fixes }
}

async function askReferences(ctx: Context, ids: readonly string[], ours: Ours): Promise<ReferenceRow[]> {
  const question = { reads: upstreamReads, statements: [referencesSql(ours)] }
  const [rows] = await askFacts(ctx, [...ids, ...ours.projects], MetricParameters.parse({}), question)
  return rows as ReferenceRow[]
}

/** Our own word about what a change request was made for. */
export async function linkFix(ctx: Context, { project, number, target }: NewUpstreamLink): Promise<UpstreamLink> {
  await getProject(ctx, project)
  const settled = await settleTarget(ctx, target)
  const known = await store.findLinks(ctx.db, [project])
  if (known.some(one => one.number === number && one.target === settled)) throw linkedAlready
  const [at, by] = [ctx.now().toISOString(), ctx.actor.id]
  const link = { id: randomUUID(), project, number, target: settled, at, by }
  await inTransaction(ctx, async ctx => {
    await store.insertLink(ctx.db, link)
    await record(ctx, { verb: 'upstream.linked', subject: { kind: 'project', id: project }, after: link })
  })
  return link
}

export async function unlinkFix(ctx: Context, id: string): Promise<UpstreamLink> {
  return inTransaction(ctx, async ctx => {
    const before = await store.findLink(ctx.db, id)
    if (!before) throw new Failure('not-found', { en: `There is no link ${id}`, zh: `没有关联 ${id}` })
    await store.deleteLink(ctx.db, id)
    await record(ctx, { verb: 'upstream.unlinked', subject: { kind: 'project', id: before.project }, before })
    return before
  })
}

/** A request must be there, and one that whoever links it may see. */
async function settleTarget(ctx: Context, target: string): Promise<string> {
  const number = /^#?(\d{1,9})$/.exec(target)?.[1]
  if (number !== undefined) return `#${(await getRequestView(ctx, Number(number))).request.number}`
  if (URL.canParse(target) && /^https?:$/.test(new URL(target).protocol)) return target
  throw new Failure('invalid-input', {
    en: `${target} is neither the address of an issue nor a request like #17`,
    zh: `${target} 既不是议题地址，也不是形如 #17 的申请`,
  })
}

const linkedAlready = new Failure('conflict', { en: 'They are linked already', zh: '已经关联' })
