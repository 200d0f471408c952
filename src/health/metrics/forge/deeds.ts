import { type Asked, bin } from '../metric.ts'

/** What a metric over all channels reads. */
export const allChannels = ['items', 'events', 'releases'] as const

interface Wanted {
  /** Each at its own moment, in the period. Else what is alike in many commits may stand in one row, with the moments of the first and last. */
  exact?: true
  organizations?: true
}

/**
 * What people did over all channels: project, person, moment, last_at, unit (see selection/tally-sql.ts), count, type ('commit', 'issue', 'change-request', 'mail',
 * 'comment', 'review', 'merge', 'triage', 'reaction', 'release'), and organization where wanted. In the period, or ever.
 */
export function deeds(when: 'period' | 'ever', { exact, organizations }: Wanted = {}): string {
  const isEver = when === 'ever'
  const common = `project, person${organizations ? ', organization' : ''}`
  const once = (moment: string, type: string) =>
    `${common}, ${moment} as moment, ${moment} as last_at, unit_of(${moment}) as unit, 1 as count, ${type} as type`
  const commits = exact
    ? `${once('moment', "'commit'")} from selected`
    : `${common}, moment, last_at, unit, commits as count, 'commit' as type from ${isEver ? 'tally_ever' : 'tally'}`
  const ofForges = exact ? 'forge_deed_each' : isEver ? 'forge_deed_ever' : 'forge_deed'
  return `(
    select ${commits}
    union all select ${common}, moment, last_at, unit, count, type from ${ofForges}
    union all select ${once('moment', "'release'")} from ${isEver ? 'release_ever' : 'release'} where not draft)`
}

/** How often what was done in the period, by `bin` and type: and by organization, where wanted. */
export function deedsByType(p: Asked, { organizations }: Pick<Wanted, 'organizations'> = {}): string {
  const by = ['type', ...(organizations ? ['organization'] : [])].join(', ')
  return `select ${bin('unit::timestamp', p)} as bin, ${by}, sum(count)::bigint as count
    from (select unit, ${by}, sum(count) as count from ${deeds('period', organizations ? { organizations } : {})} group by unit, ${by})
    group by bin, ${by}`
}
