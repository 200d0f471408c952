import { besideChaoss, bin, type Metric } from './metric.ts'

/** From the period's first day, or the first commit where it has none, to its end: the weeks that lie in it, cut ones included. */
const weeks = `(
  select date_diff('week', date_trunc('week', a), date_trunc('week', b)) + 1 as n from (
    select case when isfinite(starts_at) then starts_at else (select min(moment) from selected) end as a,
      judged_at - interval 1 microsecond as b from span
  ) where a <= b)`

const active = `(select date_trunc('week', moment) as week from selected, span where moment < judged_at group by 1)`

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
  value: () => `select (select count(*) from ${active})::double / n as value from ${weeks}`,
  series: p =>
    `select ${bin('moment', p)} as moment, count(distinct date_trunc('week', moment)) as value from selected group by 1`,
}
