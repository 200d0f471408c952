import { daysOf } from '../days.ts'
import { bitsOfPeople, countOfPeople } from '../distinct-people.ts'
import { hourOf, hoursBefore1970 } from '../hours.ts'
import { type Asked, bin, countWhere, isShown, type Metric, nameOf, shareWhere, shownPart } from '../metric.ts'
import type { MetricParameters } from '../model.ts'
import { deeds, ofAnyChannel } from './deeds.ts'
import { columns, ghosts } from './messages.ts'

/** No metrics of CHAOSS: the Linux Foundation's Insights show figures of these names. */
const lfx = (name: string) => ({
  name: `LFX Insights (not CHAOSS): ${name}`,
  url: 'https://github.com/linuxfoundation/insights',
})

const notChaoss = {
  en: 'Not of CHAOSS. Named as LFX Insights names it, counted as told here.',
  zh: '并非 CHAOSS 指标。名称取自 LFX Insights，统计方式如此处所述。',
}

/** Whoever did something in a quarter, and whether they did in the next one. Only quarters whose next one is over. */
const kept = ({ people }: Asked) => {
  const rows = `(select *, date_trunc('quarter', unit::timestamp) as quarter from ${deeds('period')} where person is not null)`
  const next = "b.quarter = a.quarter + interval '3 months'"
  const isOver = "a.quarter + interval '6 months' <= judged_at"
  if (people)
    return `with there as materialized (
        select date_trunc('quarter', unit::timestamp) as quarter, bit_or(people) as people
        from (select unit, ${bitsOfPeople(people)} as people from ${deeds('period')} where person is not null group by unit) group by 1)
      select a.quarter, bit_count(a.people) as people, coalesce(bit_count(a.people & b.people), 0) as stay
      from there a left join there b on ${next}, span where ${isOver}`
  return `with there as materialized (select distinct quarter, person from ${rows})
    select a.quarter, count(*) as people, count(b.person) as stay
    from there a left join there b on b.person = a.person and ${next}, span where ${isOver} group by a.quarter`
}

const stay = 'sum(stay)::double / nullif(sum(people), 0)'

export const quarterlyRetention: Metric = {
  id: 'quarterly-retention',
  name: { en: 'Quarterly retention', zh: '季度留存率' },
  question: { en: 'How many stay from one quarter to the next?', zh: '有多少人从一个季度留到下一个季度？' },
  definition: {
    en: 'People who contributed in a quarter and in the next one ÷ people who contributed in the first; over all pairs of quarters of the period whose second is over',
    zh: '在某季度及其下一季度都有贡献的人数 ÷ 该季度有贡献的人数；取该时期内后一季度已结束的所有相邻季度',
  },
  unit: { en: 'of the people of a quarter', zh: '的季度贡献者' },
  format: 'share',
  caveats: [
    notChaoss,
    {
      en: 'A quarter that the period cuts looks poorer than it was: begin and end with quarters.',
      zh: '被时期截断的季度会偏低：请以整季度起止。',
    },
    ghosts,
  ],
  parameters: [],
  source: lfx('Retention'),
  ...ofAnyChannel,
  gaps: 'none',
  shared: kept,
  value: () => `select ${stay} as value from shared_rows`,
  series: p => `select ${bin('quarter', p)} as moment, ${stay} as value from shared_rows group by 1`,
  table: {
    columns: [
      { en: 'Quarter', zh: '季度' },
      columns.people,
      { en: 'Still there in the next', zh: '下季度仍在' },
      columns.share,
    ],
    rows: () => `select strftime(quarter, '%Y-%m-%d') as a, people as b, stay as c, round(stay / people, 4)::double as d
      from shared_rows order by quarter desc`,
  },
}

/**
 * Of people those with the most days. Nobody has fewer than in the busiest of their rows, nor more than in all of them together: who
 * can be among those that are shown is known by that, and only of these the days are put together.
 */
const mostActive = (p: Asked) => `
  with bound as materialized (select person, max(days) as least, sum(days) as most from ${deeds('period', { total: true })} where ${isShown} group by person),
    candidate as materialized (select person from bound
      where most >= coalesce((select least from bound order by least desc limit 1 offset ${Math.max(0, p.rowsFrom + p.rowsMost - 1)}), 0)),
    there as (
      select person, unit, bit_or(day_bits) as day_bits, min(moment) as first_at, max(last_at) as last_at
      from ${deeds('period')} where person in (select person from candidate) group by person, unit),
    monthly as (
      select person, bit_or(day_bits) as day_bits, min(first_at) as first_at, max(last_at) as last_at
      from there group by person, date_trunc('month', unit))
  select person, sum(bit_count(day_bits))::integer as days, min(first_at) as first_at, max(last_at) as last_at
  from monthly group by person order by days desc, person ${shownPart(p)}`

export const activeDays: Metric = {
  id: 'active-days',
  name: { en: 'Active days', zh: '活跃天数' },
  question: { en: 'On how many days does anything happen?', zh: '有多少天发生了活动？' },
  definition: {
    en: 'Number of days (UTC) of the period with at least one contribution on any channel; the table has the days of each person',
    zh: '该时期内在任一渠道至少有一次贡献的天数（UTC）；表中列出每个人的活跃天数',
  },
  unit: { en: 'days', zh: '天' },
  caveats: [
    notChaoss,
    {
      en: 'Bots keep a project active on every day: leave them out to see people.',
      zh: '机器人会让项目天天活跃：排除后才能看到人的活动。',
    },
    ghosts,
  ],
  parameters: [],
  source: lfx('Active days'),
  ...ofAnyChannel,
  shared: () => daysOf(deeds('period')),
  value: () => 'select count(*) as value from shared_rows',
  series: p => `select ${bin('day::timestamp', p)} as moment, count(*) as value from shared_rows group by 1`,
  table: {
    columns: [columns.name, { en: 'Active days', zh: '活跃天数' }, columns.first, columns.last],
    rows: p =>
      `select ${nameOf} as a, days as b, strftime(first_at, '%Y-%m-%d') as c, strftime(last_at, '%Y-%m-%d') as d from (${mostActive(p)})`,
    count: p => `select ${countOfPeople(p)} as value from ${deeds('period', { total: true })} where ${isShown}`,
  },
}

/** What was done, but for commits: of those alone whose local time is known. Whoever has none is left out before each deed is told apart. */
const elsewhere = `
  theirs as materialized (
    select person, moment, last_at, count, between_at, utc_offset, moves from (
      select person, moment, last_at, count, between_at from forge_deed_month
      union all select person, moment, moment, 1, null from release where not draft
    ) join zone using (person)),
  deed as (
    select person, moment, utc_offset, moves from theirs
    union all select person, last_at, utc_offset, moves from theirs where count > 1
    union all select person, unnest(between_at), utc_offset, moves from theirs where count > 2)`

/** Of commits in the same moment the westernmost is the last: else each reading might take another. */
const inTurn = (moment: string, offset: string) =>
  `epoch_ms(least(greatest(${moment}, timestamp '0001-01-01'), timestamp '5000-01-01')) * 65536 - ${offset}`

/**
 * Commits have their own offset; of the rest a person's is that of the last commit before, or the first one after. Few must be looked for:
 * most people always had the same.
 */
const local = `
  select moment, utc_offset from selected
  union all
  select moment, utc_offset from deed where not moves
  union all
  select d.moment, coalesce(before.utc_offset, d.utc_offset)
  from (select person, moment, utc_offset, ${inTurn('moment', '(-32768)')} as turn from deed where moves) d
    asof left join (select person, utc_offset, ${inTurn('moment', 'utc_offset')} as turn from ever where person in (select person from zone where moves)) before
      on before.person = d.person and before.turn <= d.turn`

/** Hours of local time, with what was done in them; `here` is null where the local time is not known: of people without a commit. */
const hours = `
  with offsets as materialized (select person, min(utc_offset) as least, max(utc_offset) as most from tally_total_ever group by person),
    zone as materialized (
      select person, least as utc_offset, false as moves from offsets where least is not distinct from most
      union all select person, arg_min(utc_offset, (moment, utc_offset)), true from tally_total_ever
        where person in (select person from offsets where least < most) group by person),
    ${elsewhere}
  select timestamp '1970-01-01' + to_hours(hour - ${hoursBefore1970}) as here, count
  from (select ${hourOf('moment', 'utc_offset')} as hour, count(*) as count from (${local}) group by hour)
  union all
  select null, sum(count) from ${deeds('period', { total: true })} where person is null or person not in (select person from tally_total_ever)`

const isOutside = ({ workFrom, workTo }: MetricParameters) =>
  `(isodow(here) >= 6 or hour(here) < ${workFrom} or hour(here) >= ${workTo})`

const known = 'sum(count) filter (here is not null)'
const outside = (condition: string) => `${countWhere(condition)}::double / nullif(${known}, 0)`

export const outsideWorkHours: Metric = {
  id: 'contributions-outside-work-hours',
  name: { en: 'Contributions outside work hours', zh: '工作时间外的贡献' },
  question: { en: 'How much is done at night and on weekends?', zh: '有多少工作在夜间和周末完成？' },
  definition: {
    en: 'Share of the period’s contributions made on a Saturday or Sunday, or before “workFrom” or from “workTo” on, by the local time of whoever made them',
    zh: '该时期的贡献中，按贡献者当地时间在周六、周日，或在“上班时间”之前、“下班时间”及之后完成的比例',
  },
  unit: { en: 'of the contributions', zh: '的贡献' },
  format: 'share',
  caveats: [
    notChaoss,
    {
      en: 'Only commits tell a local time. For what was done on a forge, the offset of the person’s last commit before it is taken, or of the first one after; of people without commits nothing is known: beside stands how much that is.',
      zh: '只有提交带有当地时间。平台上的行为取该人此前最近一次提交的时区，若无则取此后第一次；没有提交的人无从得知：旁列其占比。',
    },
    {
      en: 'Weekends and holidays are not the same everywhere, nor is a working day.',
      zh: '各地的周末、假日和工作日并不相同。',
    },
  ],
  parameters: ['workFrom', 'workTo'],
  source: lfx('Contributions outside work hours'),
  ...ofAnyChannel,
  gaps: 'none',
  shared: () => hours,
  value: p => `select ${outside(isOutside(p))} as value from shared_rows`,
  series: p =>
    `select ${bin('here', p)} as moment, ${outside(isOutside(p))} as value from shared_rows where here is not null group by 1`,
  beside: [
    {
      name: { en: 'Share whose local time is known', zh: '已知当地时间的占比' },
      share: true,
      value: () => `select ${shareWhere('here is not null')} as value from shared_rows`,
    },
    {
      name: { en: 'On weekends', zh: '周末' },
      share: true,
      value: () => `select ${outside('isodow(here) >= 6')} as value from shared_rows`,
    },
  ],
  table: {
    columns: [
      { en: 'Weekday (1 = Monday)', zh: '星期（1 = 周一）' },
      { en: 'Hour', zh: '小时' },
      { en: 'Contributions', zh: '贡献' },
    ],
    rows: () =>
      'select isodow(here) as a, hour(here) as b, sum(count) as c from shared_rows where here is not null group by 1, 2 order by 1, 2',
  },
}
