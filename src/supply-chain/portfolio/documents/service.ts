import { record } from '../../../access/ledger/service.ts'
import { getProject } from '../../../catalog/projects/service.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { spoolUpload } from '../../../platform/files/read-upload.ts'
import type { Change, HolderKey, Holding } from '../../inventory/holdings/model.ts'
import { findHolderId, getHolder, keepHoldings, removeHolder, takeNumbers } from '../../inventory/holdings/service.ts'
import { noteRepositories } from '../../inventory/repositories/service.ts'
import { recordLicenseClaims } from '../../licenses/service.ts'
import type { SbomLoss } from '../../sbom-formats/sbom-format.ts'
import type { ImportOutcome, Sbom, SbomSubject, SbomSummary } from '../model.ts'
import {
  countDocuments,
  findRelease,
  getProduct,
  getRelease,
  requireMayChange,
  saveRelease,
} from '../products/service.ts'
import {
  convertDocument,
  largestDocument,
  type ReadDocument,
  readDocument,
  sentenceOf,
  unpackDocument,
} from './reading/service.ts'
import * as store from './store.ts'

/** Of a document as it is sent, packed or not. */
export const largestUpload = 100 * 1024 * 1024

const limits = { received: largestUpload, unpacked: largestDocument }

export interface SbomImport {
  content: Uint8Array | AsyncIterable<Uint8Array>
  of: SbomSubject
  /** Takes what can be read of a document that is not valid; what is wrong is noted. */
  lenient?: boolean | undefined
  fileName?: string | undefined
}

/** Takes in a bill of materials: it is kept as it came, and what it lists can be searched. All of it or nothing. */
export async function importSbom(ctx: Context, { content, of, lenient, fileName }: SbomImport): Promise<ImportOutcome> {
  await requireMayPut(ctx, of)
  const document = await readSent(content, fileName)
  if (document.problems.length > 0 && !lenient)
    throw new Failure('invalid-input', sentenceOf(document.problems, fileName), { detail: document.problems })
  return inTransaction(ctx, ctx => keep(ctx, document, of, fileName))
}

/** By way of the disk: this process need not hold it, nor hand it over. */
async function readSent(content: SbomImport['content'], fileName: string | undefined): Promise<ReadDocument> {
  await using upload = await spoolUpload(content instanceof Uint8Array ? whole(content) : content, limits)
  return await readDocument({ path: upload.path }, fileName)
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Before anything is read: who may say what this is of. */
async function requireMayPut(ctx: Context, { release, product, project }: SbomSubject) {
  if ([release, product, project].filter(one => one !== undefined).length > 1) throw oneSubject
  const productId = release === undefined ? product : (await getRelease(ctx, release)).product
  if (productId !== undefined) return requireMayChange(ctx, await getProduct(ctx, productId))
  requirePermission(ctx, 'office.change')
  if (project !== undefined) await getProject(ctx, project)
}

async function keep(
  ctx: Context,
  document: ReadDocument,
  of: SbomSubject,
  fileName: string | undefined,
): Promise<ImportOutcome> {
  const { digest, sha256 } = document
  // From here on one after the other, on several hosts too: the same document is not stored twice.
  await takeNumbers(ctx.db, 0)
  const { key, version } = await keyOf(ctx, digest, of, fileName)
  const known = await findKept(ctx, key, sha256)
  if (known?.current) return { what: 'same', sbom: summaryOf(known), came: 0, went: 0, changed: 0 }
  const id = known?.id ?? (await takeNumbers(ctx.db, 1))
  const isNew = (await findHolderId(ctx, key)) === undefined
  const { holder, ...change } = await keepHoldings(ctx, key, digest.holdings, { version, document: id })
  if (known) await store.makeCurrent(ctx.db, id, holder)
  else await insert(ctx, document, { id, holder, fileName, name: nameOf(digest, fileName) })
  await recordClaims(ctx, digest.holdings, nameOf(digest, fileName))
  await noteRepositories(ctx, 'document', repositoriesIn(digest.holdings, nameOf(digest, fileName)))
  if (key.release !== undefined) await countDocuments(ctx, key.release, isNew ? 1 : 0)
  const sbom = await getSbom(ctx, id)
  await noteReceipt(ctx, sbom, change)
  return { what: known ? 'again' : 'added', sbom: summaryOf(sbom), ...change }
}

function repositoriesIn(holdings: readonly Holding[], evidence: string) {
  return holdings.flatMap(({ package: key, repository }) =>
    repository === undefined ? [] : [{ package: key, address: repository, evidence }],
  )
}

async function findKept(ctx: Context, key: HolderKey, sha256: string): Promise<Sbom | undefined> {
  const holder = await findHolderId(ctx, key)
  if (holder === undefined) return undefined
  const [found] = await store.findSboms(ctx.db, { sha256, holder, limit: 1 })
  return found
}

async function insert(
  ctx: Context,
  document: ReadDocument,
  at: { id: number; holder: number; name: string; fileName: string | undefined },
) {
  const { digest, packed, problems: broken, notes, ...said } = document
  const problems = [...broken, ...notes]
  await store.saveContent(ctx.db, document.sha256, packed)
  await store.insertSbom(ctx.db, {
    ...said,
    id: at.id,
    holder: at.holder,
    name: at.name,
    version: digest.version,
    supplier: digest.supplier,
    receivedAt: ctx.now().toISOString(),
    receivedBy: ctx.actor.id,
    fileName: at.fileName?.slice(0, 300) ?? null,
    components: digest.components,
    packages: digest.holdings.length,
    files: digest.files,
    problems: problems.length,
    problemList: problems,
    losses: digest.losses,
  })
}

async function keyOf(
  ctx: Context,
  digest: ReadDocument['digest'],
  of: SbomSubject,
  fileName: string | undefined,
): Promise<{ key: HolderKey; version: string }> {
  const { release, product, project, name = '' } = of
  if (release !== undefined || product !== undefined) {
    const found = await releaseOf(ctx, of, digest.version)
    return { key: { kind: 'sbom', release: found.id, name }, version: found.version }
  }
  const version = of.version ?? digest.version
  if (project !== undefined) return { key: { kind: 'sbom', project, name }, version }
  const supplier = of.supplier || digest.supplier || ''
  const delivered = name || nameOf(digest, fileName)
  return { key: { kind: 'sbom', supplier, name: delivered, edition: version }, version }
}

async function releaseOf(ctx: Context, { release, product = '', version }: SbomSubject, stated: string) {
  if (release !== undefined) return getRelease(ctx, release)
  const wanted = (version ?? stated).slice(0, 200)
  if (!wanted) throw noVersion
  return (await findRelease(ctx, { product, version: wanted })) ?? saveRelease(ctx, { product, version: wanted }, {})
}

function nameOf({ name }: ReadDocument['digest'], fileName: string | undefined): string {
  return name || fileName?.replace(/^.*[/\\]/, '') || '–'
}

/** A name of the document's own means nothing outside of it. */
function recordClaims(ctx: Context, holdings: readonly Holding[], evidence: string) {
  return recordLicenseClaims(
    ctx,
    holdings.flatMap(({ purl, license, concluded = license }) =>
      concluded && purl.startsWith('pkg:') && concluded !== 'NONE' && !concluded.includes('LicenseRef-')
        ? [{ purl, license: concluded, source: 'sbom' as const, evidence }]
        : [],
    ),
  )
}

async function noteReceipt(ctx: Context, { id, name, of, sha256 }: Sbom, change: Change) {
  await record(ctx, {
    verb: 'sbom.received',
    subject: { kind: 'sbom', id: String(id) },
    after: { name, of, sha256, ...change },
  })
}

export async function getSbom(ctx: Pick<Context, 'db'>, id: number): Promise<Sbom> {
  const [sbom] = await store.findSboms(ctx.db, { ids: [id], limit: 1 })
  if (sbom) return sbom
  throw new Failure('not-found', {
    en: `There is no bill of materials ${id}; \`ospo sbom list\` lists them`,
    zh: `没有物料清单 ${id}；用 \`ospo sbom list\` 查看全部`,
  })
}

export async function listSboms(
  ctx: Context,
  search: store.SbomSearch,
): Promise<{ sboms: SbomSummary[]; total: number }> {
  const sboms = await store.findSboms(ctx.db, search)
  return { sboms: sboms.map(summaryOf), total: await store.countSboms(ctx.db, search) }
}

/** As it came, unpacked. */
export async function getDocument(
  ctx: Pick<Context, 'db'>,
  { id, sha256 }: Pick<Sbom, 'id' | 'sha256'>,
): Promise<Buffer> {
  const packed = await store.findContent(ctx.db, sha256)
  if (packed) return unpackDocument(packed)
  throw new Failure('not-found', { en: `The document of ${id} is gone`, zh: `${id} 的文档已不存在` })
}

/** Where it is the latest of what it is of, the one before is the latest again. */
export async function removeSbom(outside: Context, id: number) {
  const before = await getSbom(outside, id)
  const { release, product } = before.of
  if (product === null) requirePermission(outside, 'office.change')
  else requireMayChange(outside, await getProduct(outside, product))
  const holder = await store.findHolderOf(outside.db, id)
  const previous = before.current ? await findPrevious(outside, id, holder) : undefined
  await inTransaction(outside, async ctx => {
    await store.deleteSbom(ctx.db, id)
    if (previous) await restore(ctx, previous, holder)
    else if (before.current) await removeHolder(ctx, await getHolder(ctx, holder))
    await store.deleteContent(ctx.db, before.sha256)
    if (before.current && release !== null) await countDocuments(ctx, release, previous ? 0 : -1)
    const { problemList, losses, ...summary } = before
    await record(ctx, { verb: 'sbom.removed', subject: { kind: 'sbom', id: String(id) }, before: summary })
  })
}

async function findPrevious(ctx: Context, id: number, holder: number) {
  const sboms = await store.findSboms(ctx.db, { holder, limit: 2 })
  const previous = sboms.find(sbom => sbom.id !== id)
  return previous && { id: previous.id, document: await readDocument(await getDocument(ctx, previous)) }
}

async function restore(ctx: Context, { id, document }: { id: number; document: ReadDocument }, holder: number) {
  const { key, version } = await getHolder(ctx, holder)
  await keepHoldings(ctx, key, document.digest.holdings, { version, document: id })
  await store.makeCurrent(ctx.db, id, holder)
}

/** What a document that is kept lists, read from it again: so also of one that is no longer the latest. */
export async function readKept(ctx: Context, id: number): Promise<Holding[]> {
  return (await readDocument(await getDocument(ctx, await getSbom(ctx, id)))).digest.holdings
}

export interface Written {
  text: string
  losses: SbomLoss[]
}

/** As it came, or in another format with what that has no place for. */
export async function writeDocument(ctx: Context, id: number, format: string | undefined): Promise<Written> {
  const document = await getDocument(ctx, await getSbom(ctx, id))
  if (!format) return { text: document.toString('utf8'), losses: [] }
  const converted = await convertDocument(document, format)
  if (converted.problem) throw new Failure('invalid-input', converted.problem)
  return { text: converted.text, losses: converted.losses }
}

function summaryOf({ problemList, losses, ...summary }: Sbom): SbomSummary {
  return summary
}

const oneSubject = new Failure('invalid-input', {
  en: 'Say of which release, product or project it is: one of them',
  zh: '请说明属于哪个发布版本、产品或项目：只能指定其一',
})
const noVersion = new Failure('invalid-input', {
  en: 'The document does not say of which version it is: give the version',
  zh: '文档未说明版本：请指定版本',
})
