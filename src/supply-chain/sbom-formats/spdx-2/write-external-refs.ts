import { recordsIn } from '../../../lib/json/untrusted.ts'
import type { Component, Reference } from '../sbom.ts'
import { findCategory, isLocatorOf, isTypeOf } from './external-ref-types.ts'
import { findCanonical, identifierTypes, referenceTypes } from './read-external-refs.ts'
import type { WriteScope } from './scope-of-writing.ts'

const spellings = new Map([...identifierTypes, ...referenceTypes].map(([type, name]) => [name, type]))
/** Annex F had nothing else before 2.3: what came later is written as OTHER, by the same name. */
const known22 = new Set(['cpe22Type', 'cpe23Type', 'maven-central', 'npm', 'nuget', 'bower', 'purl'])

interface Ref {
  type: string
  locator: string
  comment?: string
}

export function writeExternalRefs(component: Component, scope: WriteScope): Record<string, unknown>[] {
  const comments = commentsOf(component)
  return [...identitiesOf(component), ...component.references.map(refOf)].map(ref => {
    const comment = ref.comment ?? comments.get(keyOf(ref.type, ref.locator))
    const fitting = fitToType(ref)
    return {
      ...(comment ? { comment } : {}),
      referenceCategory: categoryOf(fitting, scope),
      referenceType: fitting.type,
      referenceLocator: fitting.locator,
    }
  })
}

function identitiesOf({ purl, cpes, identifiers }: Component): Ref[] {
  return [
    ...(purl ? [{ type: 'purl', locator: purl }] : []),
    ...cpes.map(locator => ({ type: /^cpe:2\.3:/i.test(locator) ? 'cpe23Type' : 'cpe22Type', locator })),
    ...identifiers.map(({ type, value }) => ({ type: spellings.get(type) ?? type, locator: value })),
  ]
}

/** Comments on what identifies a component, which the model has no place for. */
function commentsOf({ rest }: Component): Map<string, string> {
  const comments = new Map<string, string>()
  for (const { referenceType: type, referenceLocator: locator, comment } of recordsIn(rest?.spdx2?.['externalRefs'])) {
    if (typeof type !== 'string' || typeof locator !== 'string' || typeof comment !== 'string') continue
    comments.set(keyOf(type, locator), comment)
    const canonical = type === 'purl' && findCanonical(locator)
    if (canonical) comments.set(keyOf(type, canonical), comment)
  }
  return comments
}

function keyOf(type: string, locator: string) {
  return `${type} ${locator}`
}

function refOf({ type, url, comment }: Reference): Ref {
  return { type: spellings.get(type) ?? type, locator: url, ...(comment ? { comment } : {}) }
}

/** What its type does not allow is kept as OTHER, without spaces. */
function fitToType(ref: Ref): Ref {
  const category = findCategory(ref.type)
  if (isTypeOf(category, ref.type) && isLocatorOf(category, ref.type, ref.locator)) return ref
  const type = isLocatorOf(category, ref.type, ref.locator) || category === 'OTHER' ? ref.type : `other-${ref.type}`
  return { type: withoutSpaces(type) || 'other', locator: withoutSpaces(ref.locator) || 'NOASSERTION' }
}

function withoutSpaces(text: string): string {
  return text.replaceAll(/\s/g, encodeURIComponent)
}

function categoryOf({ type }: Ref, { version }: WriteScope): string {
  const category = version === '2.2' && !known22.has(type) ? 'OTHER' : findCategory(type)
  return version === '2.2' ? category.replace('-', '_') : category
}
