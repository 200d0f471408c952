import { record } from '../../../access/ledger/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { resolvePackage, takeNumbers } from '../holdings/store.ts'
import { chooseRule } from './covers-version.ts'
import type { EndOfLife } from './model.ts'
import * as store from './store.ts'

/** Stands for the bill of materials that says so itself. */
const byDocument = 'sbom'

/** Until when components are kept up that have just become known, and what documents say of others. */
export async function dateComponents(
  { db }: Pick<Context, 'db'>,
  fresh: readonly number[],
  stated: ReadonlyMap<number, string>,
) {
  for (const [id, end] of stated) await store.dateByDocument(db, id, dayOf(end), byDocument)
  if (fresh.length === 0 || !(await store.hasEnds(db))) return
  await dateByRules(db, await store.findVersions(db, { ids: fresh }))
}

/** Notes until when versions are kept up, and dates every component that this is about. */
export async function setEndsOfLife(outside: Context, rules: readonly EndOfLife[], why: string): Promise<number> {
  return inTransaction(outside, async ctx => {
    await takeNumbers(ctx.db, 0)
    const packages = new Map<string, number>()
    for (const rule of rules) {
      const id = packages.get(rule.package) ?? (await resolvePackage(ctx.db, rule.package))
      packages.set(rule.package, id)
      await store.saveEnd(ctx.db, id, rule, ctx.now().toISOString())
    }
    for (const id of packages.values()) await dateByRules(ctx.db, await store.findVersions(ctx.db, { package: id }))
    const subject = { kind: 'end-of-life', id: [...packages.keys()][0] ?? '' }
    if (rules.length > 0) await record(ctx, { verb: 'end-of-life.set', subject, after: rules.slice(0, 200), why })
    return rules.length
  })
}

export async function removeEndOfLife(
  outside: Context,
  { package: key, versions }: Pick<EndOfLife, 'package' | 'versions'>,
) {
  await inTransaction(outside, async ctx => {
    await takeNumbers(ctx.db, 0)
    const id = await resolvePackage(ctx.db, key)
    const before = (await store.findEnds(ctx.db, [id])).get(id)?.find(rule => rule.versions === versions)
    if (!before) throw noRule
    await store.deleteEnd(ctx.db, id, versions)
    await dateByRules(ctx.db, await store.findVersions(ctx.db, { package: id }))
    await record(ctx, { verb: 'end-of-life.removed', subject: { kind: 'end-of-life', id: key }, before })
  })
}

export async function getEndsOfLife(ctx: Pick<Context, 'db'>, packageId: number, key: string): Promise<EndOfLife[]> {
  const rows = (await store.findEnds(ctx.db, [packageId])).get(packageId) ?? []
  return rows.map(row => toRule(row, key))
}

/** What is noted of all packages, or of those with a text in their URL. */
export async function listEndsOfLife(
  ctx: Pick<Context, 'db'>,
  search: { text?: string | undefined; limit: number; offset: number },
): Promise<EndOfLife[]> {
  return (await store.findRules(ctx.db, search)).map(row => toRule(row, row.purl))
}

function toRule({ versions, ends, support_ends, source }: store.EndRow, key: string): EndOfLife {
  return { package: key, versions, ends, supportEnds: support_ends, source }
}

async function dateByRules(db: Context['db'], components: readonly store.Dated[]) {
  const rules = await store.findEnds(db, [...new Set(components.map(component => component.package_id))])
  const dated = components.map(component => ({
    ...component,
    rule: chooseRule(rules.get(component.package_id) ?? [], component.version),
  }))
  // What a document said stays where no rule is about it.
  const open = dated.filter(({ rule, source }) => rule !== undefined || source !== byDocument)
  for (const [key, some] of Map.groupBy(open, ({ rule }) =>
    JSON.stringify([rule?.ends ?? null, rule?.source ?? null]),
  )) {
    const [end, source] = JSON.parse(key) as [string | null, string | null]
    await store.dateComponent(
      db,
      some.map(({ id }) => id),
      end,
      source,
    )
  }
}

function dayOf(at: string): string {
  return at.slice(0, 10)
}

const noRule = new Failure('not-found', {
  en: 'Nothing is noted of these versions',
  zh: '没有关于这些版本的记录',
})
