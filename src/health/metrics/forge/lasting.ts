import type { Text } from '../../../lib/text/text.ts'
import { type Asked, bin, chaoss, type Metric, ofItem, shownPart } from '../metric.ts'
import { clocks, columns, days, middles } from './messages.ts'

type Middle = 'mean' | 'median' | 'p90'

interface Lasting
  extends Pick<Metric, 'id' | 'name' | 'question' | 'definition' | 'parameters' | 'beside' | 'restsOn'> {
  slug: string
  caveats?: Text[]
  reads?: Metric['reads']
  source?: Metric['source']
  /** Of a row: the number of its item, or more than that. */
  number?: string
  /** What CHAOSS takes, where nothing else is asked for. */
  middle: Middle
  /** SELECT of item, began, ended, and the `moment` by which one counts; what else it has, `beside` may ask for. */
  from(p: Asked): string
}

/** From one time to another in microseconds, with sign: whole numbers, as these are put in order three times as fast as fractions. */
export function timeFrom(a: string, b: string) {
  return `epoch_us(${b}) - epoch_us(${a})`
}

/** Of microseconds, with fractions and sign. */
export function inDays(microseconds: string) {
  return `${microseconds} / 86400e6`
}

export function middleOf({ aggregator }: Pick<Asked, 'aggregator'>, usual: Middle, column: string, filter = '') {
  // Both stand side by side: asked for alike, they are found in one pass.
  const quantiles = `(quantile_cont(${column}, [0.5, 0.9])${filter})`
  return {
    mean: `(avg(${column})${filter})::double`,
    median: `${quantiles}[1]::double`,
    p90: `${quantiles}[2]::double`,
  }[aggregator ?? usual]
}

/** The middle of `took` (microseconds), in days. */
export function middleInDays(p: Pick<Asked, 'aggregator'>, usual: Middle, filter?: string) {
  return inDays(middleOf(p, usual, 'took', filter))
}

/**
 * Mean, median and 90th percentile of `column`, or of `took` in days, stand together, whichever was asked for; and how many there
 * are. All of them read `from`, a table or a SELECT in parentheses, at once.
 */
export function besideMiddles(
  from: (p: Asked) => string,
  { column, only }: { column?: string; only?: string } = {},
): NonNullable<Metric['beside']> {
  const filter = only ? ` filter (${only})` : ''
  const middle = (aggregator: Middle) =>
    column ? middleOf({ aggregator }, aggregator, column, filter) : middleInDays({ aggregator }, aggregator, filter)
  const of = (aggregator: Middle) => (p: Asked) => `select ${middle(aggregator)} as value from ${from(p)}`
  return [
    { name: { en: 'Number of them', zh: '个数' }, value: p => `select count(*)${filter} as value from ${from(p)}` },
    { name: { en: 'Mean', zh: '均值' }, value: of('mean') },
    { name: { en: 'Median', zh: '中位数' }, value: of('median') },
    { name: { en: '90th percentile', zh: '第 90 百分位' }, value: of('p90') },
  ]
}

const steps = [
  { from: null, to: 1, name: { en: 'Less than a day', zh: '不足 1 天' } },
  { from: 1, to: 7, name: { en: '1 to 7 days', zh: '1 至 7 天' } },
  { from: 7, to: 30, name: { en: '7 to 30 days', zh: '7 至 30 天' } },
  { from: 30, to: 90, name: { en: '30 to 90 days', zh: '30 至 90 天' } },
  { from: 90, to: 365, name: { en: '90 to 365 days', zh: '90 至 365 天' } },
  { from: 365, to: null, name: { en: '365 days and more', zh: '365 天及以上' } },
]

/** How many took how long, each reach with its lower end. */
function besideDistribution(): NonNullable<Metric['beside']> {
  // What lies below each end is counted once, for the reaches on both of its sides.
  const below = (end: number | null) => (end === null ? 'count(took)' : `count(*) filter (took < ${end * 86400e6})`)
  return steps.map(({ from: least, to, name }) => ({
    name,
    value: () => `select ${below(to)}${least === null ? '' : ` - ${below(least)}`} as value from shared_rows`,
  }))
}

/** How long something took: one number of many, over time, and all of them in a table. */
export function lasting({
  slug,
  caveats = [],
  reads = ['items'],
  middle,
  from,
  beside = [],
  number = ofItem('number'),
  ...metric
}: Lasting): Metric {
  return {
    source: chaoss(metric.name.en, slug),
    ...metric,
    unit: days,
    format: 'days',
    caveats: [middles, clocks, ...caveats],
    parameters: ['aggregator', ...metric.parameters],
    reads,
    gaps: 'none',
    shared: p => `select * exclude (ended), ${timeFrom('began', 'ended')} as took from (${from(p)})`,
    value: p => `select ${middleInDays(p, middle)} as value from shared_rows`,
    series: p =>
      `select ${bin('moment', p)} as moment, ${middleInDays(p, middle)} as value from shared_rows group by 1`,
    beside: [
      ...besideMiddles(() => 'shared_rows'),
      ...besideDistribution(),
      {
        name: { en: 'Ended before they began', zh: '结束早于开始的个数' },
        value: () => 'select count(*) filter (took < 0) as value from shared_rows',
      },
      ...beside,
    ],
    table: {
      columns: [columns.number, columns.title, columns.from, columns.until, columns.days, columns.address],
      rows: p => `select ${number} as a, ${ofItem('title')} as b, strftime(began, '%Y-%m-%d %H:%M') as c, strftime(began + to_microseconds(took), '%Y-%m-%d %H:%M') as d,
        round(${inDays('took')}, 4) as e, ${ofItem('url')} as f from (select * from shared_rows order by took desc, item, began ${shownPart(p)})`,
      count: () => 'select count(*) as value from shared_rows',
    },
  }
}
