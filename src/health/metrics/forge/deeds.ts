import { inPeriod } from '../selection/period.ts'

/** What a metric over all channels reads. */
export const allChannels = ['items', 'events', 'releases'] as const

/** By kind of event. What is left out is no contribution of its own: pushes are commits, and openings are items. */
const kinds = {
  comment: ['commented'],
  review: ['approved', 'changes-requested', 'reviewed', 'review-dismissed'],
  merge: ['merged'],
  triage: ['labeled', 'unlabeled', 'assigned', 'unassigned', 'review-requested', 'closed', 'reopened', 'renamed'],
  reaction: ['reacted'],
}

const whens = Object.entries(kinds).map(
  ([type, events]) => `when kind in (${events.map(kind => `'${kind}'`).join(', ')}) then '${type}'`,
)

/**
 * What people did over all channels: project, person, organization, moment, type ('commit', 'issue', 'change-request', 'mail',
 * 'comment', 'review', 'merge', 'triage', 'reaction', 'release'). In the period, or ever.
 */
export function deeds(when: 'period' | 'ever'): string {
  const isEver = when === 'ever'
  const common = 'project, person, organization'
  return `(
    select ${common}, moment, 'commit' as type from ${isEver ? 'ever' : 'selected'}
    union all select ${common}, opened_at, case kind when 'thread' then 'mail' else kind end from item_ever
      ${isEver ? '' : `where ${inPeriod('opened_at')}`}
    union all select ${common}, moment, case when item_kind = 'thread' and kind = 'commented' then 'mail' ${whens.join(' ')} end
      from ${isEver ? 'event_ever' : 'event'} where kind in (${Object.values(kinds)
        .flat()
        .map(kind => `'${kind}'`)
        .join(', ')})
    union all select ${common}, moment, 'release' from ${isEver ? 'release_ever' : 'release'} where not draft)`
}

/** Of everybody a name to show: person, name. */
export const names = `(select w.person, coalesce(any_value(n.name), min(w.name)) as name from who w left join named n using (person)
  where w.name is not null group by w.person)`
