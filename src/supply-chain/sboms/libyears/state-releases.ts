import { packageOf } from '../../../lib/purl/package-of.ts'
import { parsePurl } from '../../../lib/purl/purl.ts'
import type { Sbom } from '../../sbom-formats/sbom.ts'
import type { PackageMetadata } from '../metadata/package-metadata.ts'
import type { Used } from './measure-libyears.ts'

/** What a document lists and has a package URL, what it is about left out; direct is what that needs itself. */
export function usedInSbom({ roots, components, relationships }: Sbom): Used[] {
  const about = new Set(roots)
  const direct = new Set(
    relationships.flatMap(({ from, kind, to }) => (about.has(from) && kind === 'dependsOn' ? to : [])),
  )
  return components.flatMap(({ id, purl, version, releasedAt }) => {
    if (!purl || about.has(id)) return []
    const told = version ?? versionOf(purl)
    return told ? [{ purl, version: told, isDirect: direct.has(id), releasedAt }] : []
  })
}

/** The days that a document states, for versions of which nobody else tells one. */
export function withStated(
  known: ReadonlyMap<string, PackageMetadata>,
  used: readonly Used[],
): Map<string, PackageMetadata> {
  const joined = new Map(known)
  for (const { purl, version, releasedAt } of used) {
    const key = packageOf(purl)
    const { releases, ...rest } = joined.get(key) ?? { releases: [] }
    const before = releases.find(release => release.version === version)
    if (!releasedAt || before?.releasedAt) continue
    const others = releases.filter(release => release !== before)
    joined.set(key, { ...rest, releases: [...others, { ...before, version, releasedAt }] })
  }
  return joined
}

function versionOf(purl: string): string | undefined {
  try {
    return parsePurl(purl).version
  } catch {
    return undefined
  }
}
