import { type Asked, bin } from '../metric.ts'

/** What a metric over all channels reads; where there were no releases, or nobody collected them, the others tell enough. */
export const ofAllChannels = { reads: ['items', 'events', 'deeds', 'releases'], restsOn: ['items'] } as const

/** Of a metric that commits tell enough for, where nothing else was collected; it says so then. */
export const ofAnyChannel = { ...ofAllChannels, restsOn: ['items', 'commits'] } as const

interface Wanted {
  /** One row may reach over several intervals: without unit and day_bits. */
  total?: true
  organizations?: true
}

/**
 * What people did over all channels: project, person, moment, last_at, unit, count, day_bits and days (see selection/tally-sql.ts), type ('commit', 'issue', 'change-request', 'mail',
 * 'comment', 'review', 'merge', 'triage', 'reaction', 'release'), and organization where wanted. In the period, or ever.
 */
export function deeds(when: 'period' | 'ever', { total, organizations }: Wanted = {}): string {
  const suffix = (total ? '_total' : '') + (when === 'ever' ? '_ever' : '')
  const common = `project, person${organizations ? ', organization' : ''}`
  const once = (moment: string, type: string) =>
    `${common}, ${moment} as moment, ${moment} as last_at, unit_of(${moment}) as unit, 1 as count, day_bit(${moment}) as day_bits, 1 as days, ${type} as type`
  return `(
    select ${common}, moment, last_at, unit, commits as count, day_bits, days, 'commit' as type from tally${suffix}
    union all select ${common}, moment, last_at, unit, count, day_bits, days, type from forge_deed${suffix}
    union all select ${once('moment', "'release'")} from ${when === 'ever' ? 'release_ever' : 'release'} where not draft)`
}

/** How often what was done in the period, by `bin` and type: and by organization, where wanted. */
export function deedsByType(p: Asked, { organizations }: Pick<Wanted, 'organizations'> = {}): string {
  const by = ['type', ...(organizations ? ['organization'] : [])].join(', ')
  return `select ${bin('unit::timestamp', p)} as bin, ${by}, sum(count)::bigint as count
    from (select unit, ${by}, sum(count) as count from ${deeds('period', organizations ? { organizations } : {})} group by unit, ${by})
    group by bin, ${by}`
}
