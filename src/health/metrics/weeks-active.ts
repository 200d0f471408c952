import { daysOf } from './days.ts'
import { besideChaoss, bin, type Metric } from './metric.ts'

/** From the period's first day, or the first commit where it has none, to its end: the weeks that lie in it, cut ones included. */
const weeks = `(
  select date_diff('week', date_trunc('week', a), date_trunc('week', b)) + 1 as n from (
    select case when isfinite(starts_at) then starts_at else (select min(moment) from tally) end as a,
      judged_at - interval 1 microsecond as b from span
  ) where a <= b)`

/** Of the last day only what was done until then. */
const active = `(
  select date_trunc('week', day) as week from shared_rows, span where day < date_trunc('day', judged_at)
  union select date_trunc('week', moment) from selected, span where moment >= date_trunc('day', judged_at) and moment < judged_at)`

export const weeksActive: Metric = {
  id: 'weeks-active',
  name: { en: 'Active weeks', zh: '活跃周占比' },
  question: { en: 'In how many weeks does anything get done?', zh: '有多少周有所进展？' },
  definition: {
    en: 'Weeks with a commit ÷ all weeks of the period, from Monday to Sunday in UTC; a week that the period cuts counts as one',
    zh: '有提交的周数 ÷ 该时期的周数；一周为 UTC 周一至周日，被时期截断的周也计为一周',
  },
  formula: 'weeks with a commit ÷ weeks',
  unit: { en: 'of the weeks', zh: '的周' },
  format: 'share',
  caveats: [
    {
      en: 'Bots keep a project active in every week: leave them out to see people.',
      zh: '机器人会让项目每周都活跃：排除后才能看到人的活动。',
    },
  ],
  parameters: [],
  source: besideChaoss.collaboration,
  shared: () => daysOf('tally'),
  value: () => `select (select count(*) from ${active})::double / n as value from ${weeks}`,
  series: p =>
    `select ${bin('day::timestamp', p)} as moment, count(distinct date_trunc('week', day)) as value from shared_rows group by 1`,
}
