import { termsOf, unknownIds } from '../../../lib/spdx/expression.ts'
import { parseExpression } from '../../../lib/spdx/parse-expression.ts'
import type { Component, Reference } from '../../sbom-formats/sbom.ts'
import { hasContact } from './document-checks.ts'
import { type DocumentFacts, isPackage } from './document-facts.ts'

/** Undefined: not asked of such a component. */
type ComponentCheck = (component: Component, facts: DocumentFacts) => boolean | undefined

const nothing = new Set<string | undefined>([undefined, '', 'NONE', 'NOASSERTION'])
const source = new Set(['source-distribution', 'sourceArtifact', 'vcs'])
const distribution = new Set(['distribution', 'binaryArtifact', 'downloadLocation'])

export const componentChecks = {
  name: ({ name }) => name !== '',
  version: ofPackages(({ version }) => Boolean(version)),
  supplier: ofPackages(({ supplier }) => Boolean(supplier?.name)),
  producer: ofPackages(({ supplier, originator }) => Boolean(supplier?.name || originator?.name)),
  'creator-contact': ofPackages(({ supplier, originator, authors }) =>
    [supplier, originator, ...authors].some(party => party !== undefined && hasContact(party)),
  ),
  'supplier-contact': ofPackages(({ supplier }) => supplier !== undefined && hasContact(supplier)),
  identifier: ofPackages(({ purl, cpes, identifiers }) => Boolean(purl) || cpes.length > 0 || identifiers.length > 0),
  'identifier-or-address': ofPackages(
    ({ purl, cpes, identifiers, downloadLocation }) =>
      Boolean(purl) || cpes.length > 0 || identifiers.length > 0 || !nothing.has(downloadLocation),
  ),
  purl: ofPackages(({ purl }) => Boolean(purl)),
  // What the document is about is often not built yet: its parts are asked for.
  hash: ofParts(component => hashesOf(component).length > 0),
  sha512: ofParts(component => hashesOf(component).some(({ algorithm }) => algorithm === 'SHA-512')),
  related: ({ id }, { related, sbom }) => (sbom.components.length < 2 ? undefined : related.has(id)),
  reached: ({ id }, { reached, roots }) => (roots.size === 0 ? false : reached.has(id)),
  completeness: ofPackages(({ id }, { completeness }) => completeness.has(id)),
  // "Unknown", written down, is an answer to these three.
  'license-told': ofPackages(({ declaredLicense, concludedLicense }) => Boolean(declaredLicense || concludedLicense)),
  'declared-told': ofPackages(({ declaredLicense }) => Boolean(declaredLicense)),
  'concluded-told': ofPackages(({ concludedLicense }) => Boolean(concludedLicense)),
  'license-known': ofPackages(
    ({ declaredLicense, concludedLicense }, facts) =>
      isKnown(declaredLicense, facts) || isKnown(concludedLicense, facts),
  ),
  'declared-known': ofPackages(({ declaredLicense }, facts) => isKnown(declaredLicense, facts)),
  'concluded-known': ofPackages(({ concludedLicense }, facts) => isKnown(concludedLicense, facts)),
  'copyright-told': ofPackages(({ copyright }) => Boolean(copyright)),
  'download-told': ofPackages(component => Boolean(component.downloadLocation) || has(component, distribution)),
  'file-name': ofParts(
    component => Boolean(component.fileName) || hasProperty(component, 'filename') || !isPackage(component),
  ),
  executable: ofParts(component => hasProperty(component, 'executable') || hasPurpose(component, 'executable')),
  archive: ofParts(
    component => hasProperty(component, 'archive') || component.kind === 'archive' || hasPurpose(component, 'archive'),
  ),
  structured: ofParts(
    component =>
      hasProperty(component, 'structured') || hasPurpose(component, 'container') || hasPurpose(component, 'firmware'),
  ),
  'source-address': ofParts(component => has(component, source)),
  'deployable-address': ofParts(component => !nothing.has(component.downloadLocation) || has(component, distribution)),
  'effective-license': ofParts(
    component => hasProperty(component, 'effectiveLicense') || hasProperty(component, 'effectiveLicence'),
  ),
  'source-hash': ofParts(({ references }) =>
    references.some(one => source.has(one.type) && (one.hashes ?? []).length > 0),
  ),
  'security-txt': ofParts(({ references }) =>
    references.some(({ type }) => type === 'rfc-9116' || type === 'securityOther'),
  ),
} as const satisfies Record<string, ComponentCheck>

export type ComponentCheckName = keyof typeof componentChecks

function ofPackages(check: (component: Component, facts: DocumentFacts) => boolean): ComponentCheck {
  return (component, facts) => (isPackage(component) ? check(component, facts) : undefined)
}

function ofParts(check: (component: Component) => boolean): ComponentCheck {
  return (component, { roots }) => (roots.has(component.id) ? undefined : check(component))
}

/** A license by the words of SPDX, its own references among them. Many components have the same. */
function isKnown(license: string | undefined, { knownLicenses }: DocumentFacts): boolean {
  if (!license) return false
  const before = knownLicenses.get(license)
  if (before !== undefined) return before
  const parsed = parseExpression(license)
  const isKnown =
    parsed.ok &&
    unknownIds(parsed.expression).length === 0 &&
    termsOf(parsed.expression).every(({ kind }) => kind !== 'no-assertion')
  knownLicenses.set(license, isKnown)
  return isKnown
}

function hashesOf({ hashes, references }: Component) {
  return [...hashes, ...references.flatMap(one => (distribution.has(one.type) ? (one.hashes ?? []) : []))]
}

function has({ references }: { references: Reference[] }, types: ReadonlySet<string>): boolean {
  return references.some(({ type, url }) => types.has(type) && url !== '')
}

/** The names that the BSI registered for CycloneDX properties. */
function hasProperty({ properties }: Component, name: string): boolean {
  return properties.some(property => property.name === `bsi:component:${name}` && Boolean(property.value))
}

/** SPDX 3 says it by purposes of the file. */
function hasPurpose({ rest }: Component, purpose: string): boolean {
  const purposes = rest?.spdx3?.['software_additionalPurpose']
  return Array.isArray(purposes) && purposes.includes(purpose)
}
