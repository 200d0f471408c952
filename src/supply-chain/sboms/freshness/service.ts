import { packageOf } from '../../../lib/purl/package-of.ts'
import { parsePurl } from '../../../lib/purl/purl.ts'
import { compareVersions } from '../../../lib/versions/versions.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import type { PackageMirror, Patience } from '../../../platform/http/package-mirror.ts'
import type { ComponentUse } from '../../inventory/model.ts'
import { noteRepositories } from '../../inventory/repositories/service.ts'
import { findPackages, findPackageUses } from '../../inventory/service.ts'
import { recordLicenseClaims } from '../../licenses/service.ts'
import { type LibyearReport, measureLibyears, type Used } from '../libyears/measure-libyears.ts'
import { withStated } from '../libyears/state-releases.ts'
import type { MetadataSource } from '../metadata/metadata-source.ts'
import { metadataSources } from '../metadata/metadata-sources.ts'
import type { Maker, PackageMetadata } from '../metadata/package-metadata.ts'
import * as store from './store.ts'

const hour = 3_600_000
const again = { found: 24 * hour, none: 7 * 24 * hour, failed: 6 * hour }
const pageSize = 1000
/** Between two calls of a server. */
const pauseMs = 100

type Inside = Pick<Context, 'db' | 'now' | 'reach'>

interface Watch {
  signal?: AbortSignal | undefined
  report?: ((asked: number) => void) | undefined
  pause?: number
}

/** Kinds of packages of which somewhere is named to ask. */
export function askedTypes({ reach: { packageMirror } }: Pick<Context, 'reach'>): string[] {
  return metadataSources.map(({ name }) => name).filter(type => packageMirror?.sourceOf(type) !== undefined)
}

/** All packages that the office knows are to be asked for. */
export async function noteUsedPackages(ctx: Context) {
  const types = new Set(askedTypes(ctx))
  if (types.size === 0) return
  for (let offset = 0; ; offset += pageSize) {
    const packages = await findPackages(ctx, { limit: pageSize, offset })
    const wanted = packages.filter(({ type }) => types.has(type))
    if (wanted.length > 0) await store.noteWanted(ctx.db, wanted, ctx.now().toISOString())
    if (packages.length < pageSize) return
  }
}

/** Who makes packages, as far as registries that were asked have told: by package URL without version. */
export async function findMakers(ctx: Pick<Context, 'db'>, packages: readonly string[]): Promise<Map<string, Maker[]>> {
  const known = await store.findMetadata(ctx.db, [...new Set(packages)])
  return new Map([...known].flatMap(([purl, { makers }]) => (makers ? [[purl, makers] as const] : [])))
}

/** Asks for what is due, one after another. What was answered is kept at once, so that it may stop anywhere. */
export async function refreshMetadata(ctx: Context, limit: number, watch: Watch = {}): Promise<number> {
  const types = askedTypes(ctx)
  const due = await store.findDue(ctx.db, { now: ctx.now().toISOString(), types, limit })
  return askAll(ctx, due, purl => findPackageUses(ctx, purl), watch)
}

/** As `refreshMetadata`, for these components only and only where nobody asked before. */
export async function askForComponents(ctx: Inside, uses: readonly ComponentUse[], watch: Watch = {}): Promise<number> {
  const types = new Set(askedTypes(ctx))
  const byPackage = Map.groupBy(uses, use => use.package)
  const wanted = [...byPackage.keys()].map(purl => ({ purl, type: typeOf(purl) })).filter(({ type }) => types.has(type))
  if (wanted.length === 0) return 0
  await store.noteWanted(ctx.db, wanted, ctx.now().toISOString())
  let asked = 0
  for (let at = 0; at < wanted.length; at += pageSize) {
    const packages = wanted.slice(at, at + pageSize).map(({ purl }) => purl)
    const due = await store.findDue(ctx.db, {
      now: ctx.now().toISOString(),
      types: [...types],
      limit: pageSize,
      packages,
    })
    asked += await askAll(ctx, due, async purl => byPackage.get(purl) ?? [], watch)
  }
  return asked
}

/** What is known of these packages. */
function findMetadata(ctx: Pick<Context, 'db'>, packages: readonly string[]) {
  return store.findMetadata(ctx.db, packages)
}

/** How many packages nobody was asked for yet. */
export function countWaiting(ctx: Pick<Context, 'db' | 'reach'>): Promise<number> {
  return store.countWaiting(ctx.db, askedTypes(ctx))
}

/** Of these packages, how many one could be asked for and nobody was. */
export async function countUnasked(ctx: Pick<Context, 'db' | 'reach'>, purls: readonly string[]): Promise<number> {
  const types = new Set(askedTypes(ctx))
  const packages = [...new Set(purls.map(packageOf))].filter(purl => types.has(typeOf(purl)))
  return packages.length - (await store.findAsked(ctx.db, packages)).size
}

export function measureUses(ctx: Pick<Context, 'db'>, uses: readonly ComponentUse[]): Promise<LibyearReport> {
  return measureUsed(
    ctx,
    uses.map(({ purl, version, relation }): Used => ({ purl, version, isDirect: relation === 'direct' })),
  )
}

/** By what registries tell, and by what a document states where they do not. */
export async function measureUsed(ctx: Pick<Context, 'db'>, used: readonly Used[]): Promise<LibyearReport> {
  const known = await findMetadata(ctx, [...new Set(used.map(({ purl }) => packageOf(purl)))])
  return measureLibyears(used, withStated(known, used))
}

type FindUses = (packagePurl: string) => Promise<readonly Pick<ComponentUse, 'purl' | 'version'>[]>

async function askAll(ctx: Inside, due: readonly store.Due[], findUses: FindUses, watch: Watch): Promise<number> {
  const mirror = ctx.reach.packageMirror
  if (!mirror) return 0
  const busy = new Set<string>()
  let asked = 0
  for (const one of due) {
    const host = mirror.sourceOf(one.type) ?? ''
    if (watch.signal?.aborted) return asked
    if (busy.has(host)) continue
    const patience = await askOne(ctx, mirror, one, await findUses(one.purl), watch)
    if (patience) {
      busy.add(host)
      const types = askedTypes(ctx).filter(type => mirror.sourceOf(type) === host)
      await store.postpone(ctx.db, types, new Date(ctx.now().getTime() + patience.retryAfter * 1000).toISOString())
      continue
    }
    asked++
    watch.report?.(asked)
  }
  return asked
}

/** Answers with how long its server wants to be left alone, if it does. */
async function askOne(
  ctx: Inside,
  mirror: PackageMirror,
  due: store.Due,
  uses: Awaited<ReturnType<FindUses>>,
  watch: Watch,
): Promise<Patience | undefined> {
  const now = ctx.now()
  const asked = (wait: number) => ({
    purl: due.purl,
    askedAt: now.toISOString(),
    dueAt: new Date(now.getTime() + wait).toISOString(),
  })
  try {
    const answer = await ask(ctx, mirror, due, uses, watch)
    if (answer === 'unchanged') await store.saveAsked(ctx.db, asked(again.found))
    else if (answer === 'none') await store.saveAsked(ctx.db, { ...asked(again.none), metadata: null })
    else
      await inTransaction(ctx, async ctx => {
        await store.saveAsked(ctx.db, { ...asked(again.found), ...answer })
        await recordLicenseClaims(ctx, claimsOf(due, uses, answer.metadata, mirror))
        await noteRepository(ctx, due, answer.metadata, mirror)
      })
    return undefined
  } catch (error) {
    if (watch.signal?.aborted) return undefined
    if (isPatience(error)) return error.detail as Patience
    await store.saveAsked(ctx.db, { ...asked(again.failed), problem: explain(error, due) })
    return undefined
  }
}

async function ask(
  ctx: Inside,
  mirror: PackageMirror,
  { purl, type, etag }: store.Due,
  uses: Awaited<ReturnType<FindUses>>,
  { signal, pause = pauseMs }: Watch,
): Promise<'unchanged' | 'none' | { metadata: PackageMetadata; etag?: string }> {
  const source = metadataSources.find(({ name }) => name === type) as MetadataSource
  const get = async (path: string, known?: string) => {
    const answer = await mirror.ask(type, path, { etag: known, ...(signal && { signal }) })
    // Whoever serves others for nothing is not pressed.
    if (pause > 0 && mirror.sourceOf(type) !== 'folder') await new Promise(resolve => setTimeout(resolve, pause))
    return answer
  }
  const of = parsePurl(purl)
  const versions = uses.map(({ version }) => version)
  const answer = await get(source.path(of), (await knowsAll(ctx, purl, versions)) ? etag : undefined)
  if (answer.state !== 'found') return answer.state
  const others = async (path: string) => {
    const other = await get(path)
    return other.state === 'found' ? other.text : undefined
  }
  const metadata = await source.read(answer.text, { of, versions, ask: others })
  return { metadata, ...(answer.etag && { etag: answer.etag }) }
}

/** A registry that tells of each version by itself is asked again where one is new here, though its list be the same. */
async function knowsAll(ctx: Inside, purl: string, versions: readonly string[]): Promise<boolean> {
  const known = (await store.findMetadata(ctx.db, [purl])).get(purl)
  const there = new Set(known?.releases.map(({ version }) => version))
  return versions.every(version => there.has(version))
}

function claimsOf(
  { type }: store.Due,
  uses: Awaited<ReturnType<FindUses>>,
  { releases }: PackageMetadata,
  mirror: PackageMirror,
) {
  const evidence = evidenceOf(type, mirror)
  return uses.flatMap(({ purl, version }) => {
    const own = releases.find(release => release.version === version)
    const release = own ?? releases.find(release => compareVersions(type, release.version, version) === 0)
    return release?.license ? [{ purl, license: release.license, source: 'registry' as const, evidence }] : []
  })
}

function noteRepository(
  ctx: Inside,
  { purl, type }: store.Due,
  { repository }: PackageMetadata,
  mirror: PackageMirror,
) {
  const told =
    repository === undefined ? [] : [{ package: purl, address: repository, evidence: evidenceOf(type, mirror) }]
  return noteRepositories(ctx, 'registry', told)
}

function evidenceOf(type: string, mirror: PackageMirror) {
  return `${type}: ${mirror.sourceOf(type)}`
}

function isPatience(error: unknown): error is Failure {
  const detail = error instanceof Failure ? error.detail : undefined
  return detail !== null && typeof detail === 'object' && 'retryAfter' in detail
}

function explain(error: unknown, { purl }: store.Due) {
  if (error instanceof Failure) return error.text
  if (!(error instanceof SyntaxError)) throw error
  return {
    en: `What the mirror tells of ${purl} cannot be read: ${error.message}`,
    zh: `无法读取镜像中 ${purl} 的信息：${error.message}`,
  }
}

function typeOf(purl: string): string {
  return packageOf(purl).slice('pkg:'.length).split('/', 1)[0] ?? ''
}
