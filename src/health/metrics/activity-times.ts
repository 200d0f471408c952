import { hourOf } from './hours.ts'
import { chaoss, type Metric, shareWhere } from './metric.ts'

/** Hours of the week that something has: Monday's first is 0, three days after the first of 1970. Local ones and those of UTC, with their commits. */
const hourOfWeek = (hour: string) => `((${hour} + 3 * 24) % 168)::integer`
const slots = `select ${hourOfWeek(hourOf('moment', 'utc_offset'))} as here, ${hourOfWeek(hourOf('moment'))} as utc, count(*) as count
  from selected group by all`

export const activityTimes: Metric = {
  id: 'activity-times',
  name: { en: 'Activity dates and times', zh: '活动日期与时间' },
  question: { en: 'When do people contribute?', zh: '人们在什么时间贡献？' },
  definition: {
    en: 'Share of the period’s commits made on a Saturday or Sunday, by the author’s local time; the table counts commits by weekday and hour, local and in UTC',
    zh: '该时期内按作者当地时间在周六、周日的提交占比；表中按星期与小时列出当地时间和 UTC 的提交数',
  },
  unit: { en: 'of the commits', zh: '的提交' },
  format: 'share',
  caveats: [
    {
      en: 'The time is the machine’s, which may be wrong or set to UTC.',
      zh: '时间取自提交者的机器，可能不准或设为 UTC。',
    },
    { en: 'Rebased and applied patches keep the author’s date.', zh: '变基或应用的补丁保留作者日期。' },
  ],
  parameters: [],
  source: chaoss('Activity Dates and Times', 'activity-dates-and-times'),
  shared: () => slots,
  value: () => `select ${shareWhere('here >= 5 * 24')} as value from shared_rows`,
  table: {
    columns: [
      { en: 'Weekday (1 = Monday)', zh: '星期（1 = 周一）' },
      { en: 'Hour', zh: '小时' },
      { en: 'Commits, local time', zh: '提交（当地时间）' },
      { en: 'Commits, UTC', zh: '提交（UTC）' },
    ],
    rows: () => `with slot as (select unnest(range(168)) as n),
      l as (select here as n, sum(count) as c from shared_rows group by 1), u as (select utc as n, sum(count) as c from shared_rows group by 1)
      select slot.n // 24 + 1 as a, slot.n % 24 as b, coalesce(l.c, 0) as c, coalesce(u.c, 0) as d
      from slot left join l using (n) left join u using (n) order by slot.n`,
  },
}
