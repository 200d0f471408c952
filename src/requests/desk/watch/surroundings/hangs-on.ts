import { createHash } from 'node:crypto'
import type { Reopenable } from '../../../grants/model.ts'
import { findClaKeys } from '../../facts/cla-keys.ts'

/** What triggers look at, each as a text that is another once that has changed. */
export interface Surroundings {
  /** By key of the subject: versions and licenses in use of a package, the analysis of a project. */
  subjects: ReadonlyMap<string, string>
  /** By key of the subject. */
  agreements: ReadonlyMap<string, string>
  /** Requests whose requester is here. */
  held: ReadonlySet<number>
  /** By form, what decides it. */
  policies: ReadonlyMap<string, string>
}

/** What could reopen a grant, in short: while it stays the same, nothing can have changed for it. */
export function hangsOn(grant: Reopenable, surroundings: Surroundings): string {
  const all: [string, unknown][] = grant.reopenWhen.map(trigger => [trigger, lookups[trigger](grant, surroundings)])
  // Whatever reopens it: another version in use is another question.
  if (grant.subject.kind === 'package') all.push(['in-use', ofSubject(grant, surroundings)])
  return createHash('sha256').update(JSON.stringify(all)).digest('base64url')
}

type Lookup = (grant: Reopenable, surroundings: Surroundings) => unknown

const lookups: Record<Reopenable['reopenWhen'][number], Lookup> = {
  'license-changed': ofSubject,
  'major-version': ofSubject,
  'cla-introduced': ({ subject }, { agreements }) => findClaKeys(subject).map(key => agreements.get(key) ?? null),
  'owner-left': ({ request }, { held }) => held.has(request),
  'policy-changed': ({ form }, { policies }) => policies.get(form) ?? null,
}

function ofSubject({ subject }: Reopenable, { subjects }: Surroundings) {
  return subjects.get(subject.key) ?? null
}
