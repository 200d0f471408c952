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
 * other projects, documents and people. `more` is what is known of this folder alone.
 */
export async function withLicenses<Use extends ComponentUse>(
  ctx: Pick<Context, 'db'>,
  uses: readonly Use[],
  more: readonly Claim[] = [],
): Promise<Use[]> {
  const known = await findLicenseClaims(
    ctx,
    uses.map(({ purl }) => purl),
  )
  const here = Map.groupBy(more, ({ purl }) => claimedPurl(purl))
  return uses.map(use => {
    const purl = claimedPurl(use.purl)
    // Its own word on itself goes before what others of the same kind say of it.
    const own = use.license ? [{ license: use.license, source: 'lockfile' as const }] : []
    const chosen = chooseClaim([...own, ...(here.get(purl) ?? []), ...(known.get(purl) ?? [])])
    return chosen ? { ...use, license: chosen.license, licenseSource: chosen.source } : use
  })
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
