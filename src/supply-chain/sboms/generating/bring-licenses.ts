import { createHash } from 'node:crypto'
import { formatExpression, isReference, termsOf, unknownIds } from '../../../lib/spdx/expression.ts'
import { parseExpression } from '../../../lib/spdx/parse-expression.ts'
import type { BroughtLicense } from '../../sbom-formats/sbom.ts'

export interface LicenseOf {
  /** What its makers say. */
  declared?: string | undefined
  /** What somebody found who looked. */
  concluded?: string | undefined
}

/** As SPDX expressions; what is none is brought along under a name of the document's own, with the words as they were said. */
export function bringLicenses(
  { declared, concluded }: LicenseOf,
  brought: Map<string, BroughtLicense>,
): { declaredLicense?: string; concludedLicense?: string } {
  const [declaredLicense, concludedLicense] = [declared, concluded].map(said => said && bring(said, brought))
  return { ...(declaredLicense && { declaredLicense }), ...(concludedLicense && { concludedLicense }) }
}

function bring(said: string, brought: Map<string, BroughtLicense>): string {
  const parsed = parseExpression(said)
  if (!parsed.ok || unknownIds(parsed.expression).length > 0) return bringNamed(said, brought)
  for (const term of termsOf(parsed.expression))
    if (term.kind === 'license' && isReference(term.id) && term.id.startsWith('LicenseRef-'))
      brought.set(term.id, brought.get(term.id) ?? { id: term.id, name: term.id, urls: [] })
  return formatExpression(parsed.expression)
}

function bringNamed(said: string, brought: Map<string, BroughtLicense>): string {
  const words = said
    .replaceAll(/[^A-Za-z0-9.]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
  // Two that differ only in signs are two all the same.
  const id = `LicenseRef-ospo-${words ? `${words}-` : ''}${createHash('sha256').update(said).digest('hex').slice(0, 8)}`
  brought.set(id, { id, name: said, urls: [] })
  return id
}
