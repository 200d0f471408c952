import { createHash } from 'node:crypto'
import { record } from '../../access/ledger/service.ts'
import { summaryJob } from '../../catalog/jobs/model.ts'
import { packageOf } from '../../lib/purl/package-of.ts'
import { canonicalizePurl } from '../../lib/purl/purl.ts'
import { formatExpression, unknownIds } from '../../lib/spdx/expression.ts'
import { parseExpression } from '../../lib/spdx/parse-expression.ts'
import type { Text } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import type { FileTree } from '../../platform/files/file-tree.ts'
import { enqueue } from '../../platform/jobs/queue.ts'
import { chooseClaim } from './claim.ts'
import { concludeProjectLicense } from './conclude.ts'
import { isDeclaring, readDeclaredLicense } from './declared-license.ts'
import {
  type Curation,
  claimedPurl,
  isLicenseFile,
  type LicenseClaim,
  type LicenseEvidence,
  type ProjectLicense,
} from './model.ts'
import { recognizeText } from './recognize-text.ts'
import * as store from './store.ts'

export { chooseClaim } from './claim.ts'

const largestText = 512 * 1024

/** Finds out under what a project is licensed, from its license texts and what its manifests declare. */
export async function updateProjectLicense(ctx: Context, projectId: string, tree: FileTree) {
  const files = await readFiles(tree)
  const hash = createHash('sha256')
  for (const [path, text] of files) hash.update(JSON.stringify([path, text]))
  const contentHash = hash.digest('hex')
  if ((await store.findContentHash(ctx.db, projectId)) === contentHash) return
  const license = concludeProjectLicense(files.flatMap(([path, text]) => evidenceIn(path, text)))
  await store.saveProjectLicense(ctx.db, projectId, license, contentHash)
}

/** The same of a folder that is not kept. */
export async function readFolderLicense(tree: FileTree): Promise<ProjectLicense> {
  return concludeProjectLicense((await readFiles(tree)).flatMap(([path, text]) => evidenceIn(path, text)))
}

async function readFiles(tree: FileTree): Promise<[path: string, text: string][]> {
  const files: [string, string][] = []
  for (const path of tree.paths.filter(path => isLicenseFile(path) || isDeclaring(path))) {
    const bytes = await tree.read(path, largestText)
    if (bytes) files.push([path, bytes.toString('utf8')])
  }
  return files
}

function evidenceIn(path: string, text: string): LicenseEvidence[] {
  if (!isDeclaring(path)) return [{ path, ...recognizeText(text) }]
  const license = readDeclaredLicense(path, text)
  return license ? [{ path, kind: 'declared', license, score: 1 }] : []
}

export async function getProjectLicense(ctx: Context, projectId: string): Promise<ProjectLicense> {
  return concludeProjectLicense(await store.findEvidence(ctx.db, projectId))
}

/** Longer than any expression: what is said to be a license and is a whole text is none. */
const longestLicense = 2000
const longestEvidence = 4000

/** Keeps what one source or several say. Of one purl and source the last word counts; what says nothing is left out. */
export async function recordLicenseClaims(
  ctx: Pick<Context, 'db' | 'now'>,
  claims: readonly Omit<LicenseClaim, 'seenAt'>[],
) {
  const seenAt = ctx.now().toISOString()
  const last = new Map<string, LicenseClaim>()
  for (const { purl, license, source, evidence } of claims) {
    if (license.trim() === '' || license.length > longestLicense) continue
    const claim = { purl: claimedPurl(purl), license, source, evidence: evidence.slice(0, longestEvidence), seenAt }
    last.set(`${claim.purl} ${source}`, claim)
  }
  // In one order, so that two who write at the same time do not wait for each other.
  const inOrder = [...last.values()].sort((one, other) => (one.purl < other.purl ? -1 : 1))
  await store.saveClaims(ctx.db, inOrder)
}

/** What is said of each, by its purl as `claimedPurl` gives it; those that nobody speaks of are left out. */
export async function findLicenseClaims(
  ctx: Pick<Context, 'db'>,
  purls: Iterable<string>,
): Promise<Map<string, LicenseClaim[]>> {
  const asked = new Set<string>()
  for (const purl of purls) asked.add(claimedPurl(purl))
  const byPurl = new Map<string, LicenseClaim[]>()
  for (const claim of await store.findClaims(ctx.db, [...asked])) {
    const claims = byPurl.get(claim.purl)
    if (claims) claims.push(claim)
    else byPurl.set(claim.purl, [claim])
  }
  return byPurl
}

/** All that is said of one component, and the word that counts. */
export async function getLicenseClaims(ctx: Context, purl: string) {
  const component = requireComponent(purl)
  const claims = (await findLicenseClaims(ctx, [component])).get(component) ?? []
  return { license: chooseClaim(claims)?.license ?? null, claims }
}

/** A person says under what a component is. That holds before anything that was read, until they take it back. */
export async function curateLicense(ctx: Context, { purl, license, why, link }: Curation): Promise<LicenseClaim> {
  const component = requireComponent(purl)
  const evidence = link ? `${why}\n${link}` : why
  const expression = requireExpression(license)
  const claim: LicenseClaim = {
    purl: component,
    license: expression,
    source: 'curation',
    evidence,
    seenAt: ctx.now().toISOString(),
  }
  await inTransaction(ctx, async ctx => {
    const before = await findCuration(ctx, component)
    await store.saveClaims(ctx.db, [claim])
    const subject = { kind: 'component', id: component }
    await record(ctx, {
      verb: 'license.curated',
      subject,
      before: before && { license: before.license },
      after: { license: expression, link },
      why,
    })
    await enqueue(ctx.db, ctx.now(), summaryJob, packageOf(component))
  })
  return claim
}

export async function withdrawCuration(ctx: Context, purl: string, why: string) {
  const component = requireComponent(purl)
  if (why.trim() === '') throw noReason
  await inTransaction(ctx, async ctx => {
    const before = await findCuration(ctx, component)
    if (!before) throw notCurated(component)
    await store.deleteClaim(ctx.db, component, 'curation')
    const subject = { kind: 'component', id: component }
    await record(ctx, { verb: 'license.curation-withdrawn', subject, before: { license: before.license }, why })
    await enqueue(ctx.db, ctx.now(), summaryJob, packageOf(component))
  })
}

async function findCuration(ctx: Context, purl: string): Promise<LicenseClaim | undefined> {
  const claims = await store.findClaims(ctx.db, [purl])
  return claims.find(({ source }) => source === 'curation')
}

function requireComponent(purl: string): string {
  try {
    return claimedPurl(canonicalizePurl(purl))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new Failure('invalid-input', {
      en: `${purl} is no package URL (${error.message}): write it as pkg:npm/name@1.0.0`,
      zh: `${purl} 不是软件包 URL（${error.message}）：请写作 pkg:npm/name@1.0.0`,
    })
  }
}

/** The canonical expression of what a person typed: others rely on it, so that nothing unknown gets in. */
function requireExpression(text: string): string {
  const parsed = parseExpression(text)
  if (!parsed.ok) throw noExpression(text, parsed.reason)
  const unknown = unknownIds(parsed.expression)
  if (unknown.length === 0) return formatExpression(parsed.expression)
  const ids = unknown.join(', ')
  throw new Failure('invalid-input', {
    en: `The SPDX License List does not know ${ids}: name a license of your own LicenseRef-…`,
    zh: `SPDX 许可证列表中没有 ${ids}：自有许可证请写作 LicenseRef-…`,
  })
}

function noExpression(text: string, { en, zh }: Text) {
  return new Failure('invalid-input', {
    en: `“${text}” is no SPDX expression: ${en}`,
    zh: `“${text}” 不是 SPDX 表达式：${zh}`,
  })
}

const noReason = new Failure('invalid-input', {
  en: 'Say why: others will rely on it',
  zh: '请说明理由：他人将以此为据',
})

function notCurated(purl: string) {
  return new Failure('not-found', {
    en: `Nobody curated the license of ${purl}`,
    zh: `${purl} 的许可证没有人工核定`,
  })
}
