import type { Context } from '../../../platform/context.ts'
import { heedExclusions, reconsider } from '../evidence/service.ts'
import * as evidenceStore from '../evidence/store.ts'
import { namesOf, type RawIdentity } from '../keys.ts'
import type { Relation } from '../model.ts'
import { evidenceRow, identityId, takeIn } from '../service.ts'
import { keysOfRow } from '../store.ts'
import * as importedStore from './store.ts'

interface Told {
  identities: readonly RawIdentity[]
  relations: readonly { relation: Relation; left: string; right: string }[]
}

/** What a file tells that no other told before, in the transaction that takes it in; gives the people whom it changed. */
export async function addImported(
  ctx: Pick<Context, 'db' | 'now'>,
  source: string,
  { identities, relations }: Told,
): Promise<string[]> {
  const at = ctx.now().toISOString()
  const rows = relations.map(({ relation, left, right }) =>
    evidenceRow({ relation, kind: 'import', left_key: left, right_key: right, source, at }),
  )
  await evidenceStore.insertEvidence(ctx.db, rows)
  const seen = identities.map(raw => ({ raw, told: null }))
  const { fresh } = await takeIn(ctx, seen, { atWork: false })
  const ids = [...new Set(identities.map(identityId))]
  const told = await importedStore.findTold(ctx.db, ids)
  await importedStore.insertImported(
    ctx.db,
    source,
    ids.filter(id => !told.has(id)),
  )
  return reconsider(ctx, [...new Set(rows.flatMap(({ left_key, right_key }) => [left_key, right_key]))], fresh)
}

/** Undoes all that came from an import; what was undone of it before stays so. Gives the people whom it changed. */
export async function undoImported(ctx: Pick<Context, 'db' | 'now'>, source: string, by: string): Promise<string[]> {
  const rows = (await evidenceStore.findEvidenceFrom(ctx.db, 'import', source)).filter(
    ({ undone_at }) => undone_at === null,
  )
  await evidenceStore.undoEvidence(
    ctx.db,
    rows.map(({ id }) => id),
    ctx.now().toISOString(),
    by,
  )
  const terms = (await evidenceStore.findExclusions(ctx.db))
    .filter(one => one.source === source)
    .map(({ term }) => term)
  await evidenceStore.deleteExclusions(ctx.db, { source })
  const gone = await importedStore.findUnseen(ctx.db, source)
  await importedStore.deleteImported(ctx.db, source)
  await importedStore.deleteIdentities(
    ctx.db,
    gone.map(({ id }) => id),
  )
  const keys = [
    ...rows.flatMap(({ left_key, right_key }) => [left_key, right_key]),
    ...gone.flatMap(row => namesOf(keysOfRow(row))),
  ]
  const changed = [...(await heedExclusions(ctx, terms)), ...(await reconsider(ctx, [...new Set(keys)]))]
  return [...changed, ...gone.map(({ person }) => person)]
}

/** Which of these a former import says already. */
export async function findImported(ctx: Pick<Context, 'db'>, keys: readonly string[]): Promise<Set<string>> {
  const rows = (await evidenceStore.findEvidenceAt(ctx.db, keys)).filter(
    ({ kind }) => kind === 'import' || kind === 'human',
  )
  return new Set(rows.map(({ relation, left_key, right_key }) => `${relation} ${left_key} ${right_key}`))
}
