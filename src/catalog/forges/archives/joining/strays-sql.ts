import type { ForgeTables } from '../../model.ts'
import { neverSeen } from '../never-seen.ts'

const isNeverSeen = (alias: string) => `${alias}.updated_at = timestamp '${neverSeen}'`
const own = 'source = $1 and host = $2'

type Tables = Pick<ForgeTables, 'items' | 'events'>

/** Threads that begin with a message which another holds, or are told as two kinds: kind, number, and where they belong. Of a source and a host. */
export function straysSql({ items, events }: Tables): string {
  return `with item as (select kind, number, updated_at from ${items} where ${own}),
      event as (select item_kind, number, id from ${events} where ${own}),
      said as (select item_kind, number, regexp_replace(id, '^(comment|pushed):', '') as id from event where regexp_matches(id, '^(comment|pushed):')),
      held as (select kind, number from item union select item_kind, number from event)
    select h.kind, h.number, any_value(s.item_kind) as into_kind, any_value(s.number) as into_number
      from held h join said s on s.id = h.number and s.number <> h.number group by all
    union all select p.kind, p.number, r.kind, r.number from item p join item r on r.number = p.number and r.kind <> p.kind
      where ${isNeverSeen('p')} and (p.kind = 'thread' or not ${isNeverSeen('r')})`
}

/** Items, or events, of the threads in a table `stray`. */
export function ofStraysSql({ items, events }: Tables) {
  return {
    items: `select i.* from ${items} i semi join stray s on s.kind = i.kind and s.number = i.number where ${own}`,
    events: `select e.* from ${events} e semi join stray s on s.kind = e.item_kind and s.number = e.number where ${own}`,
  }
}

/** Messages that stand for the beginning of a thread although it is known, or another stands for it. */
export function standInsSql({ items, events }: Tables): string {
  return `select * exclude (is_never_seen, place) from (
      select e.*, ${isNeverSeen('i')} as is_never_seen,
        row_number() over (partition by e.item_kind, e.number order by e.at <> i.created_at, e.at, e.id) as place
      from (select * from ${events} where ${own}) e join (select * from ${items} where ${own}) i on i.kind = e.item_kind and i.number = e.number
      where e.kind = 'opened' and e.id like 'comment:%')
    where not is_never_seen or place > 1`
}
