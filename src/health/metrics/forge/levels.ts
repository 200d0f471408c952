import type { Asked } from '../metric.ts'
import { isOneOf } from '../selection/is-one-of.ts'
import { within } from '../selection/period.ts'

const once = (moment: string) => `${moment} as moment, ${moment} as last_at, unit_of(${moment}) as unit, 1 as count`

/** Who was on a level in the period, and by what when (as `deeds`; `total`: likewise): interest, a word, an accepted change. */
export const onLevel = (p: Asked, { total }: { total?: true } = {}) => ({
  0: `select person, 0 as level, ${once('moment')} from spread where person is not null`,
  1: `select person, 1 as level, moment, last_at, unit, count from ${total ? 'forge_deed_total' : 'forge_deed'}
      where ${isOneOf('type', ['issue', 'mail', 'comment', 'review'])} and person is not null`,
  2: `select person, 2 as level, ${once('merged_at')} from item_ever
      where kind = 'change-request' and person is not null and merged_at is not null and ${within('merged_at', p)}`,
})

export const levels = (p: Asked) => `(${Object.values(onLevel(p, { total: true })).join(' union all ')})`
