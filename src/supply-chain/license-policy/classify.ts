import { matchesGlob } from '../../lib/glob/glob.ts'
import { type Expression, isOperation, type License } from '../../lib/spdx/expression.ts'
import { modernize } from '../../lib/spdx/license-version.ts'
import { parseExpression } from '../../lib/spdx/parse-expression.ts'
import { type LicenseClass, licenseClasses } from './license-classes.ts'

/** From the one that asks the least to the one that asks the most. */
const classes = Object.keys(licenseClasses) as LicenseClass[]

/**
 * What a license expression asks as a whole: of OR the milder class, of AND the stricter. Undefined where a part of it
 * that counts is in no class.
 */
export function classify(license: string): LicenseClass | undefined {
  const parsed = parseExpression(license)
  const rank = parsed.ok ? rankOf(parsed.expression) : undefined
  return rank === undefined ? undefined : classes[rank]
}

function rankOf(expression: Expression): number | undefined {
  if (!isOperation(expression)) return expression.kind === 'license' ? rankOfOne(expression) : undefined
  const ranks = expression.members.map(rankOf)
  const known = ranks.filter(rank => rank !== undefined)
  if (expression.kind === 'and') return known.length < ranks.length ? undefined : Math.max(...known)
  return known.length === 0 ? undefined : Math.min(...known)
}

function rankOfOne(license: License): number | undefined {
  const ids = new Set([license.id, modernize(license).id])
  const rank = classes.findIndex(name =>
    licenseClasses[name].some(pattern => [...ids].some(id => matchesGlob(pattern, id))),
  )
  return rank === -1 ? undefined : rank
}
