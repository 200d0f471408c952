import { packageOf } from '../../lib/purl/package-of.ts'
import { parsePurl } from '../../lib/purl/purl.ts'
import type { Text } from '../../lib/text/text.ts'
import type { InstalledFolder, InstalledPackage } from '../installed/model.ts'
import { claimedPurl } from '../licenses/model.ts'
import type { ComponentUse, Inventory, Manifest } from './model.ts'

/** What lies installed beside what manifests name: each tree is told, and in it what no manifest knows of. */
export function addInstalled<Known extends Inventory>(
  { manifests, components, ...inventory }: Known,
  { trees, unreadable, remarks }: InstalledFolder & { remarks: Text[] },
) {
  const known = new Set(components.map(({ purl }) => claimedPurl(purl)))
  const added = trees.flatMap(({ path, packages }) =>
    packages.filter(({ purl }) => !known.has(claimedPurl(purl))).map(one => toUse(path, one)),
  )
  const ofTrees = trees.map(({ path, reader, packages, warnings }): Manifest => {
    return { path, reader, components: packages.length, warnings }
  })
  const broken = unreadable.map((file): Manifest => ({ ...file, components: 0, warnings: [] }))
  const notes = remarks.map(
    (text): Manifest => ({ path: '.', reader: 'installed', components: 0, warnings: [{ text }] }),
  )
  return {
    ...inventory,
    manifests: [...manifests, ...ofTrees, ...broken, ...notes],
    components: [...components, ...added],
  }
}

function toUse(manifest: string, { purl, relation, scope }: InstalledPackage): ComponentUse {
  const { version = '' } = parsePurl(purl)
  return {
    purl,
    package: packageOf(purl),
    version,
    relation: relation ?? 'unknown',
    scope: scope ?? 'runtime',
    manifest,
  }
}
