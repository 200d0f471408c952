import type { Db } from '../../platform/context.ts'
import { inSlices } from '../../platform/db/in-slices.ts'
import { type ClaimSource, type LicenseClaim, LicenseEvidence, type ProjectLicense } from './model.ts'

type Tables = {
  license_claim: { purl: string; source: string; license: string; evidence: string; seen_at: string }
  project_license: { project_id: string; expression: string | null; evidence: string; content_hash: string }
}

export async function findEvidence(db: Db, projectId: string): Promise<LicenseEvidence[]> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('project_license')
    .select('evidence')
    .where('project_id', '=', projectId)
    .executeTakeFirst()
  return row ? LicenseEvidence.array().parse(JSON.parse(row.evidence)) : []
}

export async function saveProjectLicense(
  db: Db,
  projectId: string,
  { expression, evidence }: ProjectLicense,
  contentHash: string,
) {
  const state = { expression, evidence: JSON.stringify(evidence), content_hash: contentHash }
  await db
    .withTables<Tables>()
    .insertInto('project_license')
    .values({ project_id: projectId, ...state })
    .onConflict(conflict => conflict.column('project_id').doUpdateSet(state))
    .execute()
}

/** Of the files that the evidence was last drawn from. */
export async function findContentHash(db: Db, projectId: string): Promise<string | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('project_license')
    .select('content_hash')
    .where('project_id', '=', projectId)
    .executeTakeFirst()
  return row?.content_hash
}

/** A claim that is what it was keeps the day since when it is so. One source speaks once of a purl. */
export async function saveClaims(db: Db, claims: readonly LicenseClaim[]) {
  for (const some of inSlices(claims)) {
    const rows = some.map(({ purl, source, license, evidence, seenAt }) => ({
      purl,
      source,
      license,
      evidence,
      seen_at: seenAt,
    }))
    await db
      .withTables<Tables>()
      .insertInto('license_claim')
      .values(rows)
      .onConflict(conflict =>
        conflict
          .columns(['purl', 'source'])
          .doUpdateSet(({ ref }) => ({
            license: ref('excluded.license'),
            evidence: ref('excluded.evidence'),
            seen_at: ref('excluded.seen_at'),
          }))
          .where(({ or, eb, ref }) =>
            or([
              eb('license_claim.license', '<>', ref('excluded.license')),
              eb('license_claim.evidence', '<>', ref('excluded.evidence')),
            ]),
          ),
      )
      .execute()
  }
}

export async function findClaims(db: Db, purls: readonly string[]): Promise<LicenseClaim[]> {
  const claims: LicenseClaim[] = []
  for (const some of inSlices(purls)) {
    const rows = await db
      .withTables<Tables>()
      .selectFrom('license_claim')
      .selectAll()
      .where('purl', 'in', some)
      .orderBy('purl')
      .orderBy('source')
      .execute()
    for (const { purl, source, license, evidence, seen_at } of rows)
      claims.push({ purl, source: source as ClaimSource, license, evidence, seenAt: seen_at })
  }
  return claims
}

export async function deleteClaim(db: Db, purl: string, source: ClaimSource) {
  await db
    .withTables<Tables>()
    .deleteFrom('license_claim')
    .where('purl', '=', purl)
    .where('source', '=', source)
    .execute()
}
