import { parsePurl } from '../../../lib/purl/purl.ts'
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
    if (snapshot.license === null || typeof license !== 'string' || license === snapshot.license) return undefined
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

/** The latest of the versions in use, where it is of a later major than what was granted; undefined where none is. */
export function laterMajor({ subject, snapshot }: Grant, versions: readonly string[]): string | undefined {
  const { version } = snapshot
  if (version === null || subject.kind !== 'package' || subject.range !== null) return undefined
  const { type } = parsePurl(subject.id)
  return versions
    .filter(other => compareVersions(type, other, version) > 0 && majorOf(type, other) !== majorOf(type, version))
    .sort((a, b) => compareVersions(type, a, b))
    .at(-1)
}
