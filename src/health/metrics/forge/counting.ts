import type { Text } from '../../../lib/text/text.ts'
import { type Asked, chaoss, countByInterval, type Metric, ofItem, shownPart } from '../metric.ts'
import { asTold, columns } from './messages.ts'

interface Counted extends Pick<Metric, 'id' | 'name' | 'question' | 'definition' | 'unit' | 'parameters' | 'beside'> {
  kind: 'issue' | 'change-request'
  /** Of CHAOSS's page. */
  slug: string
  caveats?: Text[]
  reads?: Metric['reads']
  /** SELECT of item, opened_at, closed_at, and the `moment` at which one counts. */
  from(p: Asked): string
  /** What `beside` asks for, too. */
  also?: string
}

/** How many there are to all items that a condition lets through; such figures are found in one reading. */
export const ratioToItems = (kind: Counted['kind'], condition: string) => `
  select (select count(*) from shared_rows)::double / nullif(count(*) filter (${condition}), 0) as value from item_ever, span where kind = '${kind}'`

/** A number of items, over time and in a table. */
export function counting({
  slug,
  kind,
  caveats = [],
  reads = ['items'],
  from,
  also,
  beside = [],
  ...metric
}: Counted): Metric {
  return {
    ...metric,
    caveats: [asTold, ...caveats],
    source: chaoss(metric.name.en, slug),
    reads,
    restsOn: [kind],
    shared: p => `select item, opened_at, closed_at, moment${also ? `, ${also}` : ''} from (${from(p)})`,
    value: () => 'select count(*) as value from shared_rows',
    series: p => countByInterval('shared_rows', p),
    beside: [
      {
        name: { en: 'Ratio to all that were open at any time of the period', zh: '占该时期内曾开启者总数的比例' },
        value: () => ratioToItems(kind, 'opened_at < ends_at and (closed_at is null or closed_at >= starts_at)'),
      },
      ...beside,
    ],
    table: {
      columns: [columns.number, columns.title, columns.opened, columns.state, columns.closed, columns.address],
      rows: p => `select ${ofItem('number')} as a, ${ofItem('title')} as b, strftime(opened_at, '%Y-%m-%d') as c, ${ofItem('state')} as d,
        strftime(closed_at, '%Y-%m-%d') as e, ${ofItem('url')} as f from (select * from shared_rows order by moment desc, item ${shownPart(p)})`,
      count: () => 'select count(*) as value from shared_rows',
    },
  }
}
