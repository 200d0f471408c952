import { basename } from 'node:path'
import { getProject } from '../../../catalog/projects/service.ts'
import { packageOf } from '../../../lib/purl/package-of.ts'
import { repositoryAddress } from '../../../lib/repository-address/repository-address.ts'
import type { Context } from '../../../platform/context.ts'
import { requireFolder } from '../../../platform/files/folder.ts'
import { openTree } from '../../../platform/git/open-tree.ts'
import { tryGit } from '../../../platform/git/run-git.ts'
import { version } from '../../../platform/version.ts'
import { getInventory, type ReadInventory, readInventory } from '../../inventory/service.ts'
import { claimedPurl } from '../../licenses/model.ts'
import { chooseClaim, findLicenseClaims, getProjectLicense, readFolderLicense } from '../../licenses/service.ts'
import type { Party, Sbom } from '../../sbom-formats/sbom.ts'
import { findMakers } from '../freshness/service.ts'
import type { LicenseOf } from './bring-licenses.ts'
import { buildSbom, type ProjectFacts } from './build-sbom.ts'

export interface SbomOptions {
  author?: Party | undefined
  supplier?: Party | undefined
  /** In place of what git says. */
  version?: string | undefined
  /** In place of now: for documents that come out the same each time. */
  createdAt?: string | undefined
}

export interface Generated {
  sbom: Sbom
  /** What could not be read of it. */
  problems: { path: string; problem: NonNullable<ReadInventory['manifests'][number]['problem']> }[]
}

/** Of a project as it lies there now, with what the office knows of its components. */
export async function generateOfProject(ctx: Context, id: string, options: SbomOptions = {}): Promise<Generated> {
  const { name, path } = await getProject(ctx, id)
  const [inventory, known, license] = await Promise.all([
    openTree(path).then(readInventory),
    getInventory(ctx, id),
    getProjectLicense(ctx, id),
  ])
  const stated = new Map(known.components.map(use => [use.purl, use.license]))
  const components = inventory.components.map(use => ({ ...use, license: use.license ?? stated.get(use.purl) }))
  return generate(ctx, { name, path, license: license.expression ?? undefined }, { ...inventory, components }, options)
}

/** Of a folder, kept or not. */
export async function generateOfFolder(ctx: Context, path: string, options: SbomOptions = {}): Promise<Generated> {
  const folder = await requireFolder(path)
  const tree = await openTree(folder)
  const license = (await readFolderLicense(tree)).expression ?? undefined
  return generate(ctx, { name: basename(folder), path: folder, license }, await readInventory(tree), options)
}

type Read = Pick<ReadInventory, 'manifests'> & { components: Parameters<typeof buildSbom>[0] }

async function generate(
  ctx: Context,
  project: { name: string; path: string; license?: string | undefined },
  { manifests, components }: Read,
  { author, supplier, version: given, createdAt }: SbomOptions,
): Promise<Generated> {
  const problems = manifests.flatMap(({ path, problem }) => (problem ? [{ path, problem }] : []))
  const facts: ProjectFacts = {
    ...project,
    ...(await askGit(project.path)),
    supplier,
    authors: author ? [author] : [],
    createdAt: createdAt ?? `${ctx.now().toISOString().slice(0, 19)}Z`,
    toolVersion: version,
    isPartial: problems.length > 0,
    makers: await findMakers(
      ctx,
      components.map(({ purl }) => packageOf(purl)),
    ),
    licenses: await findLicenses(
      ctx,
      components.map(({ purl }) => purl),
    ),
  }
  return { sbom: buildSbom(components, given ? { ...facts, version: given } : facts), problems }
}

/** The tag, or how far from one, or the commit; nothing where there is no git. */
async function askGit(path: string): Promise<Pick<ProjectFacts, 'version' | 'commit' | 'address'>> {
  const describe = ['describe', '--tags', '--abbrev=12']
  const [versioned, described, head, remote] = await Promise.all([
    // The tags of its parts, such as `parser-1.2`, name no version of the whole where it has any of its own.
    say(path, [...describe, '--match=[0-9]*', '--match=[vV][0-9]*', 'HEAD']),
    say(path, [...describe, '--always', 'HEAD']),
    say(path, ['rev-parse', '--quiet', '--verify', 'HEAD']),
    say(path, ['config', '--get', 'remote.origin.url']),
  ])
  const address = remote === undefined ? undefined : repositoryAddress(remote)
  return { version: versioned ?? described, commit: head, address }
}

async function say(path: string, words: string[]): Promise<string | undefined> {
  const { code, output } = await tryGit(path, words)
  return code === 0 ? output.toString('utf8').trim() || undefined : undefined
}

/** What a person or the installed files say is concluded; what the others say is declared. */
async function findLicenses(ctx: Context, purls: readonly string[]): Promise<Map<string, LicenseOf>> {
  const claims = await findLicenseClaims(ctx, purls)
  const licenses = new Map<string, LicenseOf>()
  for (const purl of purls) {
    const said = claims.get(claimedPurl(purl)) ?? []
    const concluded = chooseClaim(said.filter(({ source }) => source === 'curation' || source === 'installed'))
    const declared = chooseClaim(said.filter(({ source }) => source !== 'curation'))
    if (said.length === 0) continue
    licenses.set(purl, {
      ...(concluded && { concluded: concluded.license }),
      ...(declared && { declared: declared.license }),
    })
  }
  return licenses
}
