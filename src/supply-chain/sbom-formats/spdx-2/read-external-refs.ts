import { recordsIn, textIn } from '../../../lib/json/untrusted.ts'
import { canonicalizePurl } from '../../../lib/purl/purl.ts'
import type { Component, Reference } from '../sbom.ts'
import { findCategory, typeNameOf } from './external-ref-types.ts'

/** Types of annex F that identify a component, and what the model calls them. */
export const identifierTypes = new Map([
  ['swid', 'swid'],
  ['swh', 'swhid'],
  ['gitoid', 'gitoid'],
  ['purl', 'purl'],
  ['maven-central', 'maven-central'],
  ['npm', 'npm'],
  ['nuget', 'nuget'],
  ['bower', 'bower'],
])

/** Types of annex F that refer to something else, in the words of CycloneDX or SPDX 3. */
export const referenceTypes = new Map([
  ['advisory', 'advisories'],
  ['fix', 'securityFix'],
  ['url', 'securityOther'],
])

type Holder = Pick<Component, 'purl' | 'cpes' | 'identifiers' | 'references'>

/** Into purl, cpes, identifiers and references. Gives back those whose comment the model has no place for. */
export function readExternalRefs(
  value: unknown,
  namespace: string | undefined,
  component: Holder,
): Record<string, unknown>[] {
  const commented: Record<string, unknown>[] = []
  for (const ref of recordsIn(value)) {
    const type = typeNameOf(textIn(ref['referenceType']) ?? '', namespace)
    const locator = textIn(ref['referenceLocator'])
    const comment = textIn(ref['comment'])
    if (!locator) continue
    if (addIdentity(type, locator, component)) {
      if (comment) commented.push({ ...ref, referenceCategory: findCategory(type), referenceType: type })
    } else component.references.push(referenceOf(type, locator, comment))
  }
  return commented
}

function addIdentity(type: string, locator: string, component: Holder): boolean {
  if (type === 'cpe22Type' || type === 'cpe23Type') {
    component.cpes.push(locator)
    return true
  }
  const identifier = identifierTypes.get(type)
  if (!identifier) return false
  const purl = type === 'purl' && component.purl === undefined ? findCanonical(locator) : undefined
  if (purl) component.purl = purl
  else component.identifiers.push({ type: identifier, value: locator })
  return true
}

export function findCanonical(purl: string): string | undefined {
  try {
    return canonicalizePurl(purl)
  } catch {
    return undefined
  }
}

function referenceOf(type: string, url: string, comment: string | undefined): Reference {
  const reference: Reference = { type: referenceTypes.get(type) ?? (type || 'other'), url }
  if (comment) reference.comment = comment
  return reference
}
