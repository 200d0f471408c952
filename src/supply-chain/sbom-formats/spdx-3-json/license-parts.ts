import { textIn, textsIn } from '../../../lib/json/untrusted.ts'
import { type Expression, isOperation, type License } from '../../../lib/spdx/expression.ts'
import { findLicenseId } from '../../../lib/spdx/license-list.ts'
import { readable } from '../license-reference.ts'
import type { BroughtLicense } from '../sbom.ts'
import type { Properties } from './graph.ts'

/** `https://spdx.org/licenses/MIT` or the id alone. */
export function listedLicense(id: string): License | undefined {
  const short = id.replace(/^https?:\/\/spdx\.org\/licenses\//, '')
  const known = findLicenseId(short)
  return known === undefined ? undefined : { kind: 'license', id: known }
}

export function additionIdOf(iri: string): string {
  const last = iri.slice(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1)
  if (/^https?:\/\/spdx\.org\/licenses\//.test(iri)) return last
  return /AdditionRef-[A-Za-z0-9.-]+$/.exec(iri)?.[0] ?? `AdditionRef-${readable(last)}`
}

export function countTerms(expression: Expression): number {
  if (!isOperation(expression)) return 1
  return expression.members.reduce((sum, member) => sum + countTerms(member), 0)
}

export function broughtOf(id: string, element: Properties): BroughtLicense {
  const name = textIn(element['name'])
  const text = textIn(element['simplelicensing_licenseText'])
  const comment = textIn(element['comment'])
  return {
    id,
    ...(name !== undefined && { name }),
    ...(text !== undefined && { text }),
    urls: textsIn(element['expandedlicensing_seeAlso']),
    ...(comment !== undefined && { comment }),
  }
}

/** A text alone has no place for where to read more. */
export function textElementOf({ name, text = '', urls, comment }: BroughtLicense, type: string): Properties {
  return {
    type,
    ...(name !== undefined && { name }),
    ...(comment !== undefined && { comment }),
    simplelicensing_licenseText: text,
    ...(urls.length > 0 && type !== 'simplelicensing_SimpleLicensingText' && { expandedlicensing_seeAlso: [...urls] }),
  }
}
