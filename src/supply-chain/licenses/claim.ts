import { unknownIds } from '../../lib/spdx/expression.ts'
import { parseExpression } from '../../lib/spdx/parse-expression.ts'
import { type ClaimSource, claimSources, type LicenseClaim } from './model.ts'

/** Whether it is an SPDX expression of licenses that the list or a document of ours knows. */
function isKnownExpression(license: string): boolean {
  const parsed = parseExpression(license)
  return parsed.ok && unknownIds(parsed.expression).length === 0
}

/** The word that counts among those of one component: by trust, but what names a known license before what does not. */
export function chooseClaim<Claim extends Pick<LicenseClaim, 'source' | 'license'>>(
  claims: readonly Claim[],
): Claim | undefined {
  const byTrust = claims.toSorted((one, other) => trustOf(one.source) - trustOf(other.source))
  return byTrust.find(({ license }) => isKnownExpression(license)) ?? byTrust[0]
}

function trustOf(source: ClaimSource): number {
  return claimSources.indexOf(source)
}
