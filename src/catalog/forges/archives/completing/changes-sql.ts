import { quote } from '../../../../lib/sql/quote.ts'
import type { ForgeTables } from '../../model.ts'
import { turns } from './follow-change.ts'

const columns = 'number, kind, id, actor_login, actor_name, actor_email, actor_kind, "at", value'

type Tables = Pick<ForgeTables, 'items' | 'events'>

const own = (items: string) => `(select * from ${items} where source = $1 and host = $2 and kind = 'change-request')`
const ofChanges = (events: string) => `(select * from ${events} where host = $2 and item_kind = 'change-request')`

/** What happened to change requests of a source and a host in the second in which they were told last, or later: in order. */
export function turnsSql({ items, events }: Tables): string {
  return `select ${columns} from ${ofChanges(events)} e join (select number, updated_at from ${own(items)}) i using (number)
    where kind in (${turns.map(quote).join(', ')}) and "at" >= date_trunc('second', updated_at) order by number, "at", kind, value, id`
}

/** Numbers of those that nobody is told to have opened. */
export function unopenedSql({ items, events }: Tables): string {
  return `select number from ${own(items)} i anti join (select number from ${ofChanges(events)} where kind = 'opened') e using (number) order by number`
}

/** Openings of what was opened before: an answer and a file may be a second apart. */
export function openedAgainSql({ items, events }: Tables): string {
  return `select ${columns} from ${ofChanges(events)} e semi join ${own(items)} i using (number) where kind = 'opened'
    qualify row_number() over (partition by number order by "at", id) > 1 order by number, "at", id`
}
