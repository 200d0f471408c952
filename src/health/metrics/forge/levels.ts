import { inPeriod } from '../selection/period.ts'

/** Who was on a level in the period, and by what when: interest, a word, an accepted change. */
export const onLevel = {
  0: 'select person, 0 as level, moment from spread where person is not null',
  1: `select person, 1 as level, opened_at as moment from item_ever
      where kind <> 'change-request' and person is not null and ${inPeriod('opened_at')}
    union all select person, 1, moment from event
      where kind in ('commented', 'approved', 'changes-requested', 'reviewed') and person is not null`,
  2: `select person, 2 as level, merged_at as moment from item_ever
      where kind = 'change-request' and person is not null and merged_at is not null and ${inPeriod('merged_at')}`,
}

export const levels = `(${Object.values(onLevel).join(' union all ')})`
