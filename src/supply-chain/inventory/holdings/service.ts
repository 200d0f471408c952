import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { dateComponents } from '../end-of-life/service.ts'
import { type Before, type Comparison, compareHoldings, pairChanges } from './compare-holdings.ts'
import type { Change, HolderKey, Holding } from './model.ts'
import * as store from './store.ts'
import type { ChangeRow, HolderRow } from './tables.ts'

interface Reading {
  /** Of what is held: of a release, a delivery. */
  version?: string
  /** The bill of materials that says so. */
  document?: number
}

/** Makes a holder hold this and nothing else. What it costs is the size of what changed; what changed is noted. */
export function keepHoldings(
  outside: Pick<Context, 'db' | 'now'>,
  key: HolderKey,
  holdings: readonly Holding[],
  { version = '', document }: Reading = {},
): Promise<Change & { holder: number }> {
  return inTransaction(outside, async ctx => {
    const at = ctx.now().toISOString()
    const update = await store.takeNumbers(ctx.db, 2)
    const known = await store.findHolder(ctx.db, key)
    const holder = known ?? (await store.insertHolder(ctx.db, { ...key, id: update + 1, version }, at))
    const before = known ? await readBefore(ctx.db, holder.id) : []
    const now = await resolve(ctx, holdings)
    const compared = compareHoldings(before, now, { update, lastNumber: holder.last_number })
    await write(ctx.db, holder.id, compared, before.length)
    await count(ctx.db, holder, before, now)
    await store.updateHolder(ctx.db, holder.id, {
      version,
      components: now.length,
      last_number: compared.lastNumber,
      seen_at: at,
    })
    const noted = { id: update, holder_id: holder.id, document_id: document ?? null, at, first: known ? 0 : 1 }
    return { holder: holder.id, ...(await note(ctx.db, noted, compared)) }
  })
}

/** A holder that is gone: a manifest that was deleted, a release that is taken out. Its history goes with it. */
export function removeHolder(
  outside: Pick<Context, 'db' | 'now'>,
  holder: Pick<HolderRow, 'id' | 'kind' | 'project_id'>,
) {
  return inTransaction(outside, async ctx => {
    await store.takeNumbers(ctx.db, 0)
    await count(ctx.db, holder, await readBefore(ctx.db, holder.id), [])
    await store.deleteHolder(ctx.db, holder.id)
  })
}

/** All that a project's manifests and documents hold: before the project itself is taken out. */
export async function forgetHoldings(ctx: Pick<Context, 'db' | 'now'>, project: string) {
  for (const holder of await store.findHoldersOfProject(ctx.db, project)) await removeHolder(ctx, holder)
}

type Kept = Omit<Before, 'number' | 'since' | 'parent'> & { parent: number | undefined }

async function readBefore(db: Context['db'], holder: number): Promise<Before[]> {
  const rows = await store.findUseRows(db, holder)
  return rows.map(row => ({
    component: row.component_id,
    package: row.package_id,
    number: row.number,
    parent: row.parent,
    since: row.since,
    said: [
      row.relation,
      row.scope,
      row.license_id,
      row.concluded_id,
      row.supplier_id,
      row.requirement,
      row.path,
      row.hashes,
    ],
  }))
}

async function resolve(ctx: Pick<Context, 'db' | 'now'>, holdings: readonly Holding[]): Promise<Kept[]> {
  const { db } = ctx
  const { known, fresh } = await store.resolveComponents(db, new Map(holdings.map(one => [one.purl, one])))
  await dateComponents(ctx, fresh, statedEnds(holdings, known))
  const licenses = await store.resolveTerms(
    db,
    'license',
    new Set(holdings.flatMap(({ license, concluded }) => [license ?? [], concluded ?? []].flat())),
  )
  const suppliers = await store.resolveTerms(
    db,
    'supplier',
    new Set(holdings.flatMap(({ supplier }) => supplier ?? [])),
  )
  const numberOf = (terms: Map<string, number>, text: string | undefined) =>
    text === undefined ? null : (terms.get(text) ?? null)
  return holdings.map(one => ({
    component: known.get(one.purl)?.id ?? 0,
    package: known.get(one.purl)?.package ?? 0,
    parent: one.parent,
    said: [
      one.relation,
      one.scope,
      numberOf(licenses, one.license),
      numberOf(licenses, one.concluded),
      numberOf(suppliers, one.supplier),
      one.requirement ?? null,
      one.path ? JSON.stringify(one.path) : null,
      one.hashes && one.hashes.length > 0 ? one.hashes.join(' ') : null,
    ],
  }))
}

function statedEnds(holdings: readonly Holding[], known: ReadonlyMap<string, store.Known>): Map<number, string> {
  const ends = new Map<number, string>()
  for (const { purl, validUntil } of holdings) {
    const id = known.get(purl)?.id
    if (validUntil && id !== undefined) ends.set(id, validUntil)
  }
  return ends
}

async function write(db: Context['db'], holder: number, { write, erase }: Comparison<Kept>, before: number) {
  if (erase.length > 0) await store.deleteUses(db, holder, erase.length === before ? 'all' : erase)
  await store.insertUses(
    db,
    write.map(({ use: { component, said }, number, parent, since }) => ({
      holder_id: holder,
      number,
      component_id: component,
      parent,
      ...saidRow(said),
      since,
    })),
  )
}

/** In the order of `said`. */
function saidRow([relation, scope, license, concluded, supplier, requirement, path, hashes]: Kept['said']) {
  return {
    relation: String(relation),
    scope: String(scope),
    license_id: numberOrNull(license),
    concluded_id: numberOrNull(concluded),
    supplier_id: numberOrNull(supplier),
    requirement: textOrNull(requirement),
    path: textOrNull(path),
    hashes: textOrNull(hashes),
  }
}

function numberOrNull(value: string | number | null | undefined): number | null {
  return typeof value === 'number' ? value : null
}

function textOrNull(value: string | number | null | undefined): string | null {
  return typeof value === 'string' ? value : null
}

/** Brings the numbers up to date that say how many hold a package. Several manifests of one project count once. */
async function count(
  db: Context['db'],
  { id, kind, project_id: project }: Pick<HolderRow, 'id' | 'kind' | 'project_id'>,
  before: readonly { package: number }[],
  now: readonly { package: number }[],
) {
  const were = new Set(before.map(use => use.package))
  const are = new Set(now.map(use => use.package))
  const changed = [...are.symmetricDifference(were)]
  const elsewhere =
    kind === 'manifest' && project !== null
      ? await store.findHeldElsewhere(db, { holder: id, project }, changed)
      : new Set<number>()
  const counted = changed.filter(one => !elsewhere.has(one)).sort((one, other) => one - other)
  await store.countUse(db, kind === 'manifest' ? 'manifest' : 'sbom', {
    came: counted.filter(one => are.has(one)),
    went: counted.filter(one => were.has(one)),
  })
}

/** The first reading lists nothing: all that is there came with it. One that changed nothing leaves no trace. */
async function note(
  db: Context['db'],
  update: { id: number; holder_id: number; document_id: number | null; at: string; first: number },
  compared: Comparison<Kept>,
): Promise<Change> {
  if (update.first === 1) {
    const all = { came: compared.came.length, went: 0, changed: 0 }
    await store.insertUpdate(db, { ...update, ...all }, [])
    return all
  }
  const { changes, fresh } = pairChanges(compared)
  const went = changes.filter(({ after }) => after === undefined).length
  const counts = { came: fresh.length, went, changed: changes.length - went }
  const rows = [
    ...changes.map(({ package: id, before, after = null, since }) => changeRow(update.id, id, before, after, since)),
    ...fresh.map(({ package: id, after }) => changeRow(update.id, id, null, after, null)),
  ]
  if (rows.length > 0) await store.insertUpdate(db, { ...update, ...counts }, rows)
  return counts
}

function changeRow(
  update: number,
  packageId: number,
  before: number | null,
  after: number | null,
  since: number | null,
): ChangeRow {
  return { update_id: update, package_id: packageId, before_id: before, after_id: after, since }
}

/** Numbers for rows that stand beside: the first of so many. */
export function takeNumbers(db: Context['db'], count: number): Promise<number> {
  return store.takeNumbers(db, count)
}

export async function findHolderId(ctx: Pick<Context, 'db'>, key: HolderKey): Promise<number | undefined> {
  return (await store.findHolder(ctx.db, key))?.id
}

/** What it is, as it is asked for. */
export async function getHolder(ctx: Pick<Context, 'db'>, id: number): Promise<HolderRow & { key: HolderKey }> {
  const row = await store.getHolder(ctx.db, id)
  const { kind, project_id: project, release_id: release, supplier, name, version } = row
  const isDelivery = project === null && release === null
  return {
    ...row,
    key: {
      kind: kind === 'manifest' ? 'manifest' : 'sbom',
      name,
      ...(project !== null && { project }),
      ...(release !== null && { release }),
      ...(supplier !== null && { supplier }),
      ...(isDelivery && { edition: version }),
    },
  }
}

const longestWay = 100

/** For each use the purls on the way to it, the direct one first, itself left out; empty where it tells none. */
export async function findWays(
  ctx: Pick<Context, 'db'>,
  uses: readonly { holder: number; parent: number | null }[],
): Promise<string[][]> {
  const steps = new Map<string, { parent: number | null; purl: string }>()
  const asked = new Set<string>()
  let open = uses.flatMap(({ holder, parent }) => (parent === null ? [] : [{ holder, number: parent }]))
  for (let level = 0; open.length > 0 && level < longestWay; level++) {
    const fresh = open.filter(({ holder, number }) => !asked.has(`${holder} ${number}`))
    for (const { holder, number } of fresh) asked.add(`${holder} ${number}`)
    const found = await store.findSteps(ctx.db, [
      ...new Map(fresh.map(use => [`${use.holder} ${use.number}`, use])).values(),
    ])
    for (const step of found) steps.set(`${step.holder} ${step.number}`, step)
    open = found.flatMap(({ holder, parent }) => (parent === null ? [] : [{ holder, number: parent }]))
  }
  return uses.map(({ holder, parent }) => wayUp(steps, holder, parent))
}

function wayUp(
  steps: ReadonlyMap<string, { parent: number | null; purl: string }>,
  holder: number,
  from: number | null,
) {
  const way: string[] = []
  for (let at = from; at !== null && way.length < longestWay; ) {
    const step = steps.get(`${holder} ${at}`)
    if (!step) break
    way.push(step.purl)
    at = step.parent
  }
  return way.reverse()
}
