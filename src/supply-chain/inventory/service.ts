import { createHash } from 'node:crypto'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import type { FileTree } from '../../platform/files/file-tree.ts'
import { requireFolder } from '../../platform/files/folder.ts'
import { openTree } from '../../platform/git/open-tree.ts'
import { claimsOf, readInstalled } from '../installed/service.ts'
import { pinnedSubmodules } from '../lockfiles/lockfile-reader.ts'
import { lockfileReaders } from '../lockfiles/lockfile-readers.ts'
import { addInstalled } from './add-installed.ts'
import { findWays, forgetHoldings, keepHoldings, removeHolder } from './holdings/service.ts'
import { findHolder, noteManifestsSeen } from './holdings/store.ts'
import {
  recordInstalledLicenses,
  recordStatedLicenses,
  withLicenses,
  withLicensesOfFolder,
} from './licenses/service.ts'
import { findManifestPaths, foldersOf, isAskedForMembers, type ManifestPath } from './manifest-paths.ts'
import type { ComponentUse, Inventory, PackageSummary, PackageUse } from './model.ts'
import { type ReadUse, readManifest, unreadable } from './read-manifest.ts'
import * as store from './store.ts'
import { toHoldings } from './to-holdings.ts'

export { recordInstalledLicenses }

/** Generous for a lockfile; the largest seen in public are near 10 MB. */
const largestManifest = 64 * 1024 * 1024

export interface ReadInventory extends Inventory {
  components: ReadUse[]
}

/** Reads what a project's files say it uses, without keeping it. */
export async function readInventory(tree: FileTree): Promise<ReadInventory> {
  const manifests = []
  for (const manifest of await findManifests(tree)) manifests.push(await read(tree, manifest))
  return {
    manifests: manifests.map(manifest => ({ ...manifest, components: manifest.components?.length ?? 0 })),
    components: manifests.flatMap(manifest => manifest.components ?? []),
  }
}

/** Brings the records of a project's inventory up to date: only manifests that changed are read again. */
export async function updateInventory(ctx: Context, projectId: string, tree: FileTree) {
  const known = await store.findManifestHashes(ctx.db, projectId)
  const paths = await findManifests(tree)
  for (const manifest of paths) {
    const content = await readContent(tree, manifest)
    if (known.get(manifest.path) === content.hash) continue
    await saveManifest(ctx, projectId, { ...parse(manifest, content), contentHash: content.hash })
  }
  const there = new Set(paths.map(manifest => manifest.path))
  for (const path of known.keys()) if (!there.has(path)) await deleteManifest(ctx, projectId, path)
  await noteManifestsSeen(ctx.db, projectId, ctx.now().toISOString())
}

/** What was read of a manifest. Of one that could not be read what was known stays. */
export function saveManifest(
  outside: Pick<Context, 'db' | 'now'>,
  project: string,
  { components, ...manifest }: store.ReadManifest & { components: ComponentUse[] | undefined },
) {
  return inTransaction(outside, async ctx => {
    await store.saveManifest(ctx.db, project, manifest, ctx.now())
    if (!components) return
    await keepHoldings(ctx, { kind: 'manifest', project, name: manifest.path }, toHoldings(components))
    await recordStatedLicenses(ctx, project, manifest.path, components)
  })
}

function deleteManifest(outside: Context, project: string, path: string) {
  return inTransaction(outside, async ctx => {
    const holder = await findHolder(ctx.db, { kind: 'manifest', project, name: path })
    if (holder) await removeHolder(ctx, holder)
    await store.deleteManifest(ctx.db, project, path)
  })
}

/** Before a project is taken out of the office: what it holds counts no more. */
export function forgetInventory(ctx: Pick<Context, 'db' | 'now'>, project: string) {
  return forgetHoldings(ctx, project)
}

export async function getInventory(ctx: Context, projectId: string): Promise<Inventory> {
  const components = await withWays(ctx, await store.findUses(ctx.db, projectId))
  return {
    manifests: await store.findManifests(ctx.db, projectId),
    components: await withLicenses(ctx, components),
  }
}

/** What a project uses, without the ways by which it got in: quick, for lists of many projects. */
export async function findComponents(ctx: Context, projectId: string): Promise<ComponentUse[]> {
  const found = await store.findUses(ctx.db, projectId)
  return withLicenses(
    ctx,
    found.map(({ use, manifest }) => ({ ...use, manifest })),
  )
}

/** How many packages the manifests of a project name. */
export function countPackagesOf(ctx: Pick<Context, 'db'>, projectId: string): Promise<store.PackageCounts> {
  return store.countPackagesOf(ctx.db, projectId)
}

export async function findPackageUses(ctx: Context, packagePurl: string): Promise<PackageUse[]> {
  const found = await store.findUsesOfPackage(ctx.db, packagePurl)
  const uses = await withWays(ctx, found)
  const named = uses.map((use, at) => ({
    ...use,
    project: found[at]?.project ?? '',
    projectName: found[at]?.projectName ?? '',
  }))
  return withLicenses(ctx, named)
}

async function withWays(ctx: Pick<Context, 'db'>, found: readonly store.FoundUse[]): Promise<ComponentUse[]> {
  const ways = await findWays(ctx, found)
  return found.map(({ use, path: told, manifest }, at) => {
    const path = told ?? ways[at] ?? []
    return { ...use, ...(path.length > 0 && { path }), manifest }
  })
}

export async function getPackageUses(ctx: Context, packagePurl: string): Promise<PackageUse[]> {
  const uses = await findPackageUses(ctx, packagePurl)
  if (uses.length > 0) return uses
  throw new Failure('not-found', {
    en: `No project uses ${packagePurl}`,
    zh: `没有项目使用 ${packagePurl}`,
  })
}

export function findPackages(ctx: Context, search: store.PackageSearch): Promise<PackageSummary[]> {
  return store.findPackages(ctx.db, search)
}

/** The kinds of packages in use: `npm`, `pypi` … */
export function getPackageTypes(ctx: Context): Promise<string[]> {
  return store.findPackageTypes(ctx.db)
}

/**
 * What a folder uses, without keeping it. Its repository's ignored files are left out, but with `installed` what lies there
 * of packages is told, and its word on their licenses heard.
 */
export async function readFolderInventory(
  ctx: Context,
  path: string,
  { installed = false }: { installed?: boolean } = {},
): Promise<ReadInventory> {
  const folder = await requireFolder(path)
  const inventory = await readInventory(await openTree(folder))
  if (!installed) return { ...inventory, components: await withLicensesOfFolder(ctx, inventory.components) }
  const found = await readInstalled(folder)
  const all = addInstalled(inventory, found)
  return { ...all, components: await withLicensesOfFolder(ctx, all.components, claimsOf(found)) }
}

/** One that somebody holds, or held. */
export async function getPackage(ctx: Pick<Context, 'db'>, purl: string): Promise<PackageSummary & { id: number }> {
  const found = await store.findPackage(ctx.db, purl)
  if (found) return found
  throw new Failure('not-found', { en: `No project uses ${purl}`, zh: `没有项目使用 ${purl}` })
}

export function countPackages(ctx: Context): Promise<number> {
  return store.countPackages(ctx.db)
}

/** The manifests of a monorepo that no lockfile above answers for are read, too. */
async function findManifests(tree: FileTree): Promise<ManifestPath[]> {
  const found = findManifestPaths(tree.paths, lockfileReaders)
  const members = new Map<string, ReadonlySet<string>>()
  for (const lockfile of found.filter(one => isAskedForMembers(one, tree.paths))) {
    const { text = '', beside } = await readContent(tree, lockfile)
    const folders = findMembers(lockfile, text, beside)
    if (folders) members.set(lockfile.path, foldersOf(lockfile.path, folders))
  }
  return members.size > 0 ? findManifestPaths(tree.paths, lockfileReaders, members) : found
}

/** What cannot be read is told when it is read in earnest. */
function findMembers({ reader }: ManifestPath, text: string, beside: Readonly<Record<string, string>>) {
  try {
    return reader.members?.(text, beside)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

async function read(tree: FileTree, manifest: ManifestPath) {
  return parse(manifest, await readContent(tree, manifest))
}

type Content = Awaited<ReturnType<typeof readContent>>

async function readContent(tree: FileTree, { path, reader, companions }: ManifestPath) {
  const bytes = await tree.read(path, largestManifest)
  const beside: Record<string, string> = Object.create(null)
  for (const [name, companionPath] of companions) {
    const companion = await tree.read(companionPath, largestManifest)
    if (companion) beside[name] = companion.toString('utf8')
  }
  if (tree.submodules && reader.companions?.includes(pinnedSubmodules))
    beside[pinnedSubmodules] = [...tree.submodules].map(([path, commit]) => `${commit} ${path}\n`).join('')
  const hash = createHash('sha256')
    .update(reader.name)
    .update(bytes ?? '')
  for (const [name, text] of Object.entries(beside)) hash.update(name).update(text)
  return { text: bytes?.toString('utf8'), beside, hash: hash.digest('hex') }
}

function parse({ path, reader }: ManifestPath, { text, beside }: Content) {
  if (text !== undefined) return readManifest(path, reader, text, beside)
  const problem = unreadable(path, `not a file that may be read, or over ${largestManifest / 1024 ** 2} MiB`)
  return { path, reader: reader.name, warnings: [], problem, components: undefined }
}
