import { record } from '../../access/ledger/service.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { readShippedFiles } from '../../platform/files/shipped-files.ts'
import type { DeskDocument, DocumentKind } from './model.ts'
import * as store from './store.ts'

const shipped = [
  ['form', new URL('../forms/shipped/', import.meta.url)],
  ['policy', new URL('../policies/shipped/', import.meta.url)],
  ['calendar', new URL('../calendar/shipped/', import.meta.url)],
] as const

/** Policies that an office may adopt: offered where policies are written, deciding nothing by themselves. */
export function readExamplePolicies(): Promise<Map<string, string>> {
  return readShippedFiles(new URL('../policies/examples/', import.meta.url), '.yml')
}

/** Brings the documents that ship into the records, where the office has not written its own in their place. */
export async function updateShipped({ db, now }: Pick<Context, 'db' | 'now'>) {
  const known = new Map((await store.findNewest(db)).map(document => [`${document.kind} ${document.id}`, document]))
  for (const [kind, folder] of shipped) {
    for (const [id, source] of await readShippedFiles(folder, '.yml')) {
      const newest = known.get(`${kind} ${id}`)
      if (newest && (newest.origin === 'office' || newest.source === source)) continue
      const version = (newest?.version ?? 0) + 1
      const active = newest?.active ?? true
      const written = { createdAt: now().toISOString(), createdBy: 'system' }
      await store.insertShipped(db, { kind, id, version, source, active, origin: 'shipped', ...written })
    }
  }
}

export function getDocuments(ctx: Pick<Context, 'db'>, kind: DocumentKind): Promise<DeskDocument[]> {
  return store.findNewest(ctx.db, kind)
}

export async function getVersions(ctx: Pick<Context, 'db'>, kind: DocumentKind, id: string): Promise<DeskDocument[]> {
  const versions = await store.findVersions(ctx.db, kind, id)
  if (versions.length > 0) return versions
  throw new Failure('not-found', { en: `The desk has no ${kind} ${id}`, zh: `服务台没有 ${kind} ${id}` })
}

export async function getDocument(
  ctx: Pick<Context, 'db'>,
  kind: DocumentKind,
  id: string,
  version?: number,
): Promise<DeskDocument> {
  if (version === undefined) {
    const [newest] = await getVersions(ctx, kind, id)
    if (newest) return newest
  }
  const document = version === undefined ? undefined : await store.findVersion(ctx.db, kind, id, version)
  if (document) return document
  throw new Failure('not-found', {
    en: `The desk has no version ${version} of the ${kind} ${id}`,
    zh: `服务台没有 ${kind} ${id} 的版本 ${version}`,
  })
}

/** A new version, if anything changed. What it says was checked before: whoever calls this has read it. */
export async function saveDocument(
  ctx: Context,
  {
    kind,
    id,
    source,
    active = true,
    why,
  }: Pick<DeskDocument, 'kind' | 'id' | 'source'> & { active?: boolean; why?: string | undefined },
): Promise<DeskDocument> {
  return inTransaction(ctx, async ctx => {
    const [newest] = await store.findVersions(ctx.db, kind, id)
    if (newest && newest.source === source && newest.active === active) return newest
    const document: DeskDocument = {
      kind,
      id,
      version: (newest?.version ?? 0) + 1,
      source,
      active,
      origin: 'office',
      createdAt: ctx.now().toISOString(),
      createdBy: ctx.actor.id,
    }
    await store.insertVersion(ctx.db, document)
    await record(ctx, {
      verb: active ? `${kind}.saved` : `${kind}.retired`,
      subject: { kind, id },
      before: newest && { version: newest.version, active: newest.active },
      after: { version: document.version, active },
      ...(why && { why }),
    })
    return document
  })
}
