import { isOneOf } from '../selection/is-one-of.ts'

/**
 * Times from an opening to the next closing, null while there is none: item, began, ended, is_first. What was closed and
 * reopened has several. `kind` is the items'.
 */
export function spells(kind: 'issue' | 'change-request' | 'thread'): string {
  return `
    select item, moment as began, next as ended, is_first from (
      select *, lead(moment) over one as next from (
        select * from (
          select item, opened_at as moment, true as opens, true as is_first from item_ever where kind = '${kind}'
          union all select item, closed_at, false, false from item_ever where kind = '${kind}' and closed_at is not null
          union all select item, moment, e.kind = 'reopened', false from event_all e semi join item_ever using (item)
            where e.item_kind = '${kind}' and ${isOneOf('e.kind', ['closed', 'merged', 'reopened'])}
        ) qualify is_first or opens is distinct from lag(opens) over (partition by item order by is_first desc, moment, opens)
      ) window one as (partition by item order by is_first desc, moment, opens)
    ) where opens`
}
