import { type Asked, bin, chaoss, type Metric } from '../metric.ts'
import { ratio } from './messages.ts'

/** An end before the beginning, by clocks that disagree, is one at the beginning: the backlog is never less than nothing. */
const requests = `select opened_at, case when closed_at is not null then greatest(closed_at, opened_at) end as closed_at from item_ever where kind = 'change-request'`

const closed = (from: string, to: string) => `count(*) filter (closed_at >= ${from} and closed_at < ${to})`
const opened = (from: string, to: string) => `count(*) filter (opened_at >= ${from} and opened_at < ${to})`
const wasOpen = (from: string, to: string) =>
  `count(*) filter (opened_at < ${to} and (closed_at is null or closed_at >= ${from}))`

function share({ closure }: Asked, from: string, to: string) {
  const all = closure === 'of-all-open' ? wasOpen(from, to) : opened(from, to)
  return `${closed(from, to)}::double / nullif(${all}, 0)`
}

/** Every interval from the first opening on, as far as the period and the present reach. */
const bins = ({ interval }: Asked) => `
  with reach as (
    select greatest(starts_at, min(opened_at)) as a, least(judged_at, greatest(max(closed_at), max(opened_at)) + interval 1 microsecond) as b
    from shared_rows, span group by starts_at, judged_at
  )
  select moment, moment + ${interval === 'quarter' ? "interval '3 months'" : `interval 1 ${interval}`} as next from (
    select unnest(generate_series(date_trunc('${interval}', a), b - interval 1 microsecond, ${interval === 'quarter' ? "interval '3 months'" : `interval 1 ${interval}`})) as moment
    from reach where a is not null and isfinite(a) and isfinite(b) and a < b
  )`

/**
 * Of each interval: opens and closes in it, and before it. Nothing is closed before it was opened, so that what is open is the
 * difference.
 */
const flows = (p: Asked) => `
  with flow as (
    select ${bin('opened_at', p)} as moment, count(*) as opens, 0 as closes from shared_rows group by 1
    union all select ${bin('closed_at', p)}, 0, count(*) from shared_rows where closed_at is not null group by 1
    union all select moment, 0, 0 from (${bins(p)}))
  select * from (
    select moment, sum(opens)::bigint as opens, sum(closes)::bigint as closes,
      coalesce(sum(sum(opens) - sum(closes)) over (order by moment rows between unbounded preceding and 1 preceding), 0)::bigint as waiting
    from flow group by moment
  ) semi join (${bins(p)}) using (moment)`

export const changeRequestClosureRatio: Metric = {
  id: 'change-request-closure-ratio',
  name: { en: 'Change Request Closure Ratio', zh: '变更请求关闭率' },
  question: { en: 'Does the project keep up with what is proposed to it?', zh: '项目能否及时处理收到的变更请求？' },
  definition: {
    en: 'CHAOSS’s reading: closed in the period (merged or not) ÷ all that was open at any time of it, the backlog at its start and the new ones. With “closure” set to of-opened: closed ÷ opened in the period (review efficiency or backlog management index)',
    zh: 'CHAOSS 的解读：该时期内关闭（无论是否合并）÷ 该时期内曾处于开启状态的全部（期初积压与新增）；参数“关闭率口径”选 of-opened 时：关闭 ÷ 新开（评审效率指数 REI、积压管理指数 BMI）',
  },
  unit: ratio,
  format: 'ratio',
  caveats: [
    {
      en: 'Other tools show the second reading by the same name; it may be greater than 1, the first never is.',
      zh: '其他工具以同样的名称显示第二种解读；它可能大于 1，第一种不会。',
    },
    {
      en: 'By the last closing: what was reopened is open.',
      zh: '以最后一次关闭为准：重新开启的视为开启。',
    },
  ],
  parameters: ['closure'],
  source: chaoss('Change Request Closure Ratio', 'change-request-closure-ratio'),
  reads: ['items'],
  restsOn: ['change-request'],
  gaps: 'none',
  shared: () => requests,
  value: p => `select ${share(p, 'starts_at', 'ends_at')} as value from shared_rows, span`,
  series: p =>
    `select moment, closes::double / nullif(${p.closure === 'of-all-open' ? 'waiting + opens' : 'opens'}, 0) as value from (${flows(p)})`,
  beside: [
    {
      name: { en: 'Backlog at the start', zh: '期初积压' },
      value: () =>
        'select count(*) filter (opened_at < starts_at and (closed_at is null or closed_at >= starts_at)) as value from shared_rows, span',
    },
    {
      name: { en: 'Opened', zh: '新开' },
      value: () => `select ${opened('starts_at', 'ends_at')} as value from shared_rows, span`,
    },
    {
      name: { en: 'Closed', zh: '关闭' },
      value: () => `select ${closed('starts_at', 'ends_at')} as value from shared_rows, span`,
    },
  ],
  table: {
    columns: [
      { en: 'From', zh: '自' },
      { en: 'Backlog', zh: '积压' },
      { en: 'Opened', zh: '新开' },
      { en: 'Closed', zh: '关闭' },
    ],
    rows: p =>
      `select strftime(moment, '%Y-%m-%d') as a, waiting as b, opens as c, closes as d from (${flows(p)}) order by moment desc`,
  },
}
