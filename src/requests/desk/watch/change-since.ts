import { parsePurl } from '../../../lib/purl/purl.ts'
import { isSameLicense } from '../../../lib/spdx/same-license.ts'
import type { Text } from '../../../lib/text/text.ts'
import { compareVersions, majorOf } from '../../../lib/versions/versions.ts'
import type { Grant } from '../../grants/model.ts'

/** What is so today. */
export interface Today {
  /** By name, null where not known. */
  facts: Record<string, unknown>
}

/** What has changed since it was granted that reopens it; undefined while nothing has. What is not known changes nothing. */
export function changeSince(grant: Grant, today: Today): Text | undefined {
  return grant.reopenWhen.map(trigger => triggers[trigger](grant, today)).find(change => change !== undefined)
}

type Trigger = (grant: Grant, today: Today) => Text | undefined

const triggers: Record<Grant['reopenWhen'][number], Trigger> = {
  'license-changed'({ snapshot }, { facts }) {
    const { license } = facts
    if (snapshot.license === null || typeof license !== 'string') return undefined
    if (isSameLicense(license, snapshot.license)) return undefined
    return {
      en: `The license was ${snapshot.license} and is now ${license}`,
      zh: `许可证由 ${snapshot.license} 变为 ${license}`,
    }
  },

  'cla-introduced'({ snapshot }, { facts }) {
    const { cla } = facts
    if (typeof cla !== 'string' || cla === snapshot.cla || cla === 'signed') return undefined
    return { en: `A contributor license agreement is now asked for (${cla})`, zh: `现需签署贡献者许可协议（${cla}）` }
  },

  /** Nobody is granted anything who is not here: below. */
  'owner-left': () => undefined,

  /** Asked anew for the later version, below: what was granted for the earlier one stays so. */
  'major-version': () => undefined,

  /** Told by the policies themselves, which have to be heard. */
  'policy-changed': () => undefined,
}

/** A version in use, and whether the grant covers it but for its license. */
export interface VersionInUse {
  version: string
  isLicensedOtherwise: boolean
}

/**
 * Of the versions in use that are later than what was granted, the latest that is another question: one of a later major
 * version, where that reopens it, or one under another license. Undefined where none is.
 */
export function laterToAsk(
  { subject, snapshot, reopenWhen }: Grant,
  inUse: readonly VersionInUse[],
): string | undefined {
  const { version: granted } = snapshot
  if (granted === null || subject.kind !== 'package' || subject.range !== null) return undefined
  const { type } = parsePurl(subject.id)
  const asksForMajor = reopenWhen.includes('major-version')
  const isAnotherMajor = (version: string) => majorOf(type, version) !== majorOf(type, granted)
  return inUse
    .filter(({ version }) => compareVersions(type, version, granted) > 0)
    .filter(({ version, isLicensedOtherwise }) => isLicensedOtherwise || (asksForMajor && isAnotherMajor(version)))
    .map(({ version }) => version)
    .sort((a, b) => compareVersions(type, a, b))
    .at(-1)
}
