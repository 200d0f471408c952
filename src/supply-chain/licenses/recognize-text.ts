import { identifyLicense } from '../../lib/spdx/identify-license.ts'
import type { LicenseEvidence } from './model.ts'

/** What a license file holds. Several texts in one file are all taken to hold, for a text does not say which to choose. */
export function recognizeText(text: string): Pick<LicenseEvidence, 'kind' | 'license' | 'score'> {
  const matches = identifyLicense(text)
  const licenses = [...new Set(matches.map(({ license }) => license))]
  if (licenses.length === 0) return { kind: 'unrecognized', license: '', score: 0 }
  return { kind: 'text', license: licenses.join(' AND '), score: Math.min(...matches.map(({ score }) => score)) }
}
