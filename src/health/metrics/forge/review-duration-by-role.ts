import { type Asked, chaoss, type Metric } from '../metric.ts'
import { reviewed } from './change-request-times.ts'
import { besideMiddles, inDays, middleInDays, timeFrom } from './lasting.ts'
import { columns, humansOnly, middles } from './messages.ts'

/** What the author was at the time: a maintainer had merged others' changes, somebody returning had one merged, a newcomer neither. */
const byRole = (p: Asked) => `
  with landed as materialized (select person, merger, merged_at from item_all where kind = 'change-request' and merged_at is not null),
    merging as (select merger as person, min(merged_at) as since from landed where person is distinct from merger group by merger),
    merged as (select person, min(merged_at) as since from landed group by person)
  select ${timeFrom('i.opened_at', 'i.reviewed_at')} as took, case when m.since < i.opened_at then 'maintainer' when d.since < i.opened_at then 'returning'
    when i.person is null then 'ghost' else 'newcomer' end as role
  from (${reviewed(p)}) i left join merging m on m.person = i.person left join merged d on d.person = i.person
  where i.reviewed_at is not null`

export const reviewDurationByRole: Metric = {
  id: 'review-duration-by-role',
  name: { en: 'Review duration by role', zh: '按角色的评审时长' },
  question: {
    en: 'Do newcomers wait longer for a review than maintainers?',
    zh: '新人等待评审的时间是否比维护者更长？',
  },
  definition: {
    en: 'Median review duration of newcomers ÷ that of all others: above 1 newcomers wait longer. The table has each role of the author at that time: newcomer (nothing merged before), returning, maintainer (has merged what others proposed)',
    zh: '新人的评审时长中位数 ÷ 其他人的中位数：大于 1 表示新人等得更久。表中按作者当时的角色列出：新人（此前无合并）、回头贡献者、维护者（合并过他人的变更）',
  },
  unit: { en: '(ratio)', zh: '（比值）' },
  format: 'ratio',
  caveats: [
    {
      en: 'A view of CHAOSS’s Change Request Review Duration; roles are judged by deeds, as far back as was collected.',
      zh: '这是 CHAOSS“变更请求评审时长”的一种视角；角色由行为判断，以已采集的范围为限。',
    },
    humansOnly,
    middles,
  ],
  parameters: ['aggregator', 'unrevised', 'reviewsAre', 'responseBy', 'selectBy'],
  source: chaoss('Change Request Review Duration', 'change-request-review-duration'),
  reads: ['items', 'events'],
  restsOn: ['change-request'],
  gaps: 'none',
  shared: byRole,
  value: p => `select (select ${middleInDays(p, 'median')} from shared_rows where role = 'newcomer')
    / nullif((select ${middleInDays(p, 'median')} from shared_rows where role in ('returning', 'maintainer')), 0) as value`,
  beside: besideMiddles(() => 'shared_rows', { only: "role = 'newcomer'" }).map(({ name, value }) => ({
    name: { en: `Newcomers: ${name.en.toLowerCase()}`, zh: `新人：${name.zh}` },
    value,
  })),
  table: {
    columns: [
      { en: 'Role', zh: '角色', coded: true },
      columns.count,
      { en: 'Median', zh: '中位数' },
      { en: 'Mean', zh: '均值' },
      { en: '90th percentile', zh: '第 90 百分位' },
    ],
    rows: () => `select role as a, count(*) as b, round(${inDays('median(took)')}, 4) as c, round(${inDays('avg(took)')}, 4) as d,
      round(${inDays('quantile_cont(took, 0.9)')}, 4) as e
      from shared_rows group by 1 order by a`,
  },
}
