import type { ComponentKind } from '../sbom.ts'

/** Primary package purpose, 7.24, as the JSON schema spells it: tag-value has a `-` where it has a `_`. */
const kinds = new Map<string, ComponentKind>([
  ['APPLICATION', 'application'],
  ['ARCHIVE', 'archive'],
  ['CONTAINER', 'container'],
  ['DEVICE', 'device'],
  ['FILE', 'file'],
  ['FIRMWARE', 'firmware'],
  ['FRAMEWORK', 'framework'],
  ['INSTALL', 'other'],
  ['LIBRARY', 'library'],
  ['OPERATING_SYSTEM', 'operating-system'],
  ['OTHER', 'other'],
  ['SOURCE', 'source'],
])
const purposes = new Map([...kinds].map(([purpose, kind]) => [kind, purpose]))

export const packagePurposes: readonly string[] = [...kinds.keys()]

/** A package that says nothing of its purpose is taken for a library, as CycloneDX advises. */
export function kindOf(purpose: unknown): ComponentKind {
  return (typeof purpose === 'string' ? kinds.get(purpose) : undefined) ?? 'library'
}

/** Undefined where SPDX 2.3 has no word for the kind. */
export function findPurpose(kind: ComponentKind): string | undefined {
  return purposes.get(kind)
}
