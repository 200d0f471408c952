import { concludeLicense } from '../../lib/spdx/conclude-license.ts'
import { formatExpression } from '../../lib/spdx/expression.ts'
import type { LicenseEvidence } from './model.ts'

/** What a license file says, by the texts in it or, where there are none that are known, by what names them. */
export function recognizeText(text: string): Omit<LicenseEvidence, 'path'> {
  const { expression, matches, remarks } = concludeLicense(text)
  if (!expression) return { kind: 'unrecognized', license: '', score: 0 }
  const score = Math.min(1, ...matches.map(match => match.score))
  return { kind: 'text', license: formatExpression(expression), score, ...(remarks.length > 0 && { remarks }) }
}
