import { daysOf } from './days.ts'
import { type Asked, besideChaoss, bin, type Metric } from './metric.ts'

/** How many weeks two moments and what lies between them have a part of. */
const weeksFrom = (first: string, last: string) =>
  `date_diff('week', date_trunc('week', ${first}), date_trunc('week', ${last})) + 1`

/** From the period's first day, or the first commit where it has none, to its end. */
const period = `(
  select case when isfinite(starts_at) then starts_at else (select min(moment) from tally) end as begins,
    judged_at - interval 1 microsecond as ends from span)`

/** Of the last day only what was done until then. */
const active = `(
  select day::timestamp as day from shared_rows, span where day < date_trunc('day', judged_at)
  union select date_trunc('day', moment) from selected, span where moment >= date_trunc('day', judged_at) and moment < judged_at)`

const lengths = { day: '1 day', week: '7 days', month: '1 month', quarter: '3 months', year: '1 year' }

function series(p: Asked) {
  const last = `least(bin + interval '${lengths[p.interval]}' - interval 1 microsecond, any_value(ends))`
  return `select bin as moment, count(distinct week)::double / (${weeksFrom('greatest(bin, any_value(begins))', last)}) as value
    from (select ${bin('day', p)} as bin, date_trunc('week', day) as week from ${active}), ${period} group by bin`
}

export const weeksActive: Metric = {
  id: 'weeks-active',
  name: { en: 'Active weeks', zh: '活跃周占比' },
  question: { en: 'In how many weeks does anything get done?', zh: '有多少周有所进展？' },
  definition: {
    en: 'Weeks with a commit ÷ all weeks of the period, from Monday to Sunday in UTC; a week that the period cuts counts as one',
    zh: '有提交的周数 ÷ 该时期的周数；一周为 UTC 周一至周日，被时期截断的周也计为一周',
  },
  formula: {
    en: 'weeks with a commit ÷ weeks',
    zh: '有提交的周数 ÷ 周数',
  },
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
  value:
    () => `select (select count(distinct date_trunc('week', day)) from ${active})::double / (${weeksFrom('begins', 'ends')}) as value
    from ${period} where begins <= ends`,
  series,
}
