import type { Context } from '../../../platform/context.ts'
import { requireFolder } from '../../../platform/files/folder.ts'
import { claimsOf, readInstalled } from '../../installed/service.ts'
import { claimedPurl, type LicenseClaim } from '../../licenses/model.ts'
import { chooseClaim, findLicenseClaims, recordLicenseClaims } from '../../licenses/service.ts'
import type { ComponentUse } from '../model.ts'
import * as store from '../store.ts'

type Claim = Omit<LicenseClaim, 'seenAt'>

/**
 * Each with the word on its license that counts: what its own manifest states is one among all that are known of it, of
 * other projects, documents and people.
 */
export async function withLicenses<Use extends ComponentUse>(
  ctx: Pick<Context, 'db'>,
  uses: readonly Use[],
): Promise<Use[]> {
  return uses.map(chooseAmong(await findClaims(ctx, uses)))
}

/**
 * The same of a folder as it lies there: it is judged by what is in it, of which `here` is what is installed, and by what
 * people said. What other projects and documents say opens no gate for it.
 */
export async function withLicensesOfFolder<Use extends ComponentUse>(
  ctx: Pick<Context, 'db'>,
  uses: readonly Use[],
  here: readonly Claim[] = [],
): Promise<Use[]> {
  const known = await findClaims(ctx, uses)
  const curated = [...known.values()].flat().filter(({ source }) => source === 'curation')
  return uses.map(chooseAmong(Map.groupBy([...here, ...curated], ({ purl }) => claimedPurl(purl))))
}

function findClaims(ctx: Pick<Context, 'db'>, uses: readonly ComponentUse[]) {
  return findLicenseClaims(
    ctx,
    uses.map(({ purl }) => purl),
  )
}

/** Its own word on itself goes before what others of the same kind say of it. */
function chooseAmong(known: ReadonlyMap<string, readonly Claim[]>) {
  return <Use extends ComponentUse>(use: Use): Use => {
    const own = use.license ? [{ license: use.license, source: 'lockfile' as const }] : []
    const chosen = chooseClaim([...own, ...(known.get(claimedPurl(use.purl)) ?? [])])
    return chosen ? { ...use, license: chosen.license, licenseSource: chosen.source } : use
  }
}

/** What a manifest states of its components' licenses, for those that are silent of the same. */
export function recordStatedLicenses(
  ctx: Pick<Context, 'db' | 'now'>,
  project: string,
  path: string,
  uses: readonly ComponentUse[],
) {
  const evidence = `${project}: ${path}`
  return recordLicenseClaims(
    ctx,
    uses.flatMap(({ purl, license }) => (license ? [{ purl, license, source: 'lockfile' as const, evidence }] : [])),
  )
}

/** What the files of installed packages say of the licenses of what a project uses. Of others nothing is kept. */
export async function recordInstalledLicenses(ctx: Context, project: { id: string; path: string }) {
  const uses = await store.findUses(ctx.db, project.id)
  if (uses.length === 0) return
  const used = new Set(uses.map(({ use }) => claimedPurl(use.purl)))
  const installed = await readInstalled(await requireFolder(project.path))
  const claims = claimsOf(installed).filter(({ purl }) => used.has(claimedPurl(purl)))
  await recordLicenseClaims(
    ctx,
    claims.map(claim => ({ ...claim, evidence: `${project.id}: ${claim.evidence}` })),
  )
}
