import { compareVersions } from '../../../lib/versions/versions.ts'
import type { Creator } from '../../sbom-formats/sbom.ts'
import type { DocumentFacts } from './document-facts.ts'

/** Undefined: the document is none that the requirement speaks of, or cannot tell. */
type DocumentCheck = (facts: DocumentFacts) => boolean | undefined

const sbomTypes = /\b(design|source|build|analy[sz]ed|deployed|runtime|pre-build|post-build|operations|discovery)\b/i

export const documentChecks = {
  author: ({ sbom }) => sbom.creators.some(({ name }) => name !== ''),
  'author-contact': ({ sbom }) => sbom.creators.some(hasContact),
  'author-organization': ({ sbom }) => sbom.creators.some(({ kind }) => kind === 'organization'),
  // RFC 3339, which ISO 8601 as both families write it is part of.
  timestamp: ({ sbom: { createdAt } }) =>
    createdAt !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(createdAt) && !Number.isNaN(Date.parse(createdAt)),
  tool: ({ sbom }) => sbom.tools.some(({ name }) => name !== ''),
  'tool-version': ({ sbom }) => sbom.tools.length > 0 && sbom.tools.every(({ version }) => version),
  lifecycle: ({ sbom }) => sbom.lifecycles.length > 0,
  'sbom-type': ({ sbom: { lifecycles, comment = '' } }) => [...lifecycles, comment].some(text => sbomTypes.test(text)),
  'build-information': ({ sbom }) => Boolean(sbom.comment) || sbom.lifecycles.length > 0,
  id: ({ sbom }) => Boolean(sbom.id),
  name: ({ sbom }) => Boolean(sbom.name),
  'data-license': ({ sbom }) => Boolean(sbom.dataLicense),
  root: ({ roots }) => roots.size > 0,
  'any-relationship': ({ sbom, roots, related }) =>
    sbom.components.every(({ id }) => roots.has(id)) && related.size === 0 ? undefined : related.size > 0,
  'known-unknowns': ({ sbom, completeness }) =>
    completeness.size > 0 ||
    sbom.components.some(({ declaredLicense, concludedLicense }) =>
      [declaredLicense, concludedLicense].includes('NOASSERTION'),
    ),
  'machine-readable': ({ format }) => (format === undefined ? undefined : true),
  'bsi-format': ({ format, version }) => {
    if (format === undefined || version === undefined) return undefined
    if (format.startsWith('cyclonedx-')) return compareVersions('semver', version, '1.6') >= 0
    return format === 'spdx-3-json' && compareVersions('semver', version, '3.0.1') >= 0
  },
  'telco-format': ({ format }) =>
    format === undefined ? undefined : format === 'spdx-2-json' || format === 'spdx-2-tag-value',
  'no-vulnerabilities': ({ sbom: { rest } }) => {
    const listed = rest?.cyclonedx?.['vulnerabilities']
    if (Array.isArray(listed) && listed.length > 0) return false
    return !(rest?.spdx3 && JSON.stringify(rest.spdx3).includes('"security_'))
  },
  // Beside the document for all but CycloneDX, which can hold it.
  signature: ({ format, sbom }) =>
    format?.startsWith('cyclonedx-') ? Boolean(sbom.rest?.cyclonedx?.['signature']) : undefined,
  /** Asks how people work: no document answers that. */
  practice: () => undefined,
} as const satisfies Record<string, DocumentCheck>

export type DocumentCheckName = keyof typeof documentChecks

export function hasContact({ email, urls = [] }: Pick<Creator, 'email' | 'urls'>): boolean {
  return Boolean(email) || urls.length > 0
}
