import type { Text } from '../../../lib/text/text.ts'
import type { Sbom } from '../sbom.ts'
import * as messages from './loss-messages.ts'
import { findType } from './relationship-types.ts'
import type { Spdx2Version } from './version.ts'

const always = new Map<string, Text>([
  ['id', messages.documentId],
  ['dataLicense', messages.dataLicense],
  ['creators', messages.party],
  ['creators.kind', messages.party],
  ['creators.role', messages.role],
  ['tools', messages.tool],
  ['component.id', messages.id],
  ['component.kind', messages.kind],
  ['component.supplier', messages.party],
  ['component.supplier.kind', messages.party],
  ['component.originator', messages.party],
  ['component.originator.kind', messages.party],
  ['component.declaredLicense', messages.license],
  ['component.concludedLicense', messages.license],
  ['component.hashes', messages.hash],
  ['component.downloadLocation', messages.location],
  ['component.homepage', messages.location],
  ['component.purl', messages.locator],
  ['component.cpes', messages.locator],
  ['component.identifiers', messages.identifier],
  ['component.references', messages.locator],
  ['licenses', messages.license],
  ['relationships.scope', messages.scope],
  ['relationships.completeness', messages.completeness],
])
const dates = ['component.builtAt', 'component.releasedAt', 'component.validUntil']

/** Why what this version cannot say as it is said becomes something else, by kind of thing. */
export function reasonsOf(sbom: Sbom, version: Spdx2Version): Map<string, Text> {
  const reasons = new Map(always)
  reasons.set('createdAt', sbom.createdAt === undefined ? messages.unknownTime : messages.time)
  reasons.set('roots', sbom.roots.length === 0 ? messages.roots : messages.ends)
  for (const date of dates) reasons.set(date, version === '2.2' ? messages.notIn22 : messages.time)
  for (const { kind } of sbom.relationships)
    reasons.set(`relationships.${kind}`, findType(kind, undefined) ? messages.ends : messages.relationshipKind)
  for (const { rest } of sbom.components)
    for (const name of Object.keys(rest?.spdx2 ?? {})) reasons.set(`spdx2.component.${name}`, messages.broken)
  for (const name of Object.keys(sbom.rest?.spdx2 ?? {})) reasons.set(`spdx2.${name}`, messages.broken)
  if (version === '2.2') reasons.set('spdx2.component.primaryPackagePurpose', messages.notIn22)
  return reasons
}
