import { chaoss, commitsByInterval, type Metric } from './metric.ts'

/** Which moments fit as seconds into half the bits: to put these in order takes half as long. */
const isNear = "moment >= timestamp '1970-01-01' and moment < timestamp '2106-01-01'"
const seconds = 'epoch_us(moment) // 1000000'

/** Seconds between one commit and the next, over all that the parameters select: git knows no fractions. */
const gaps = `
  with near as (select (${seconds})::uinteger as at_second from selected where ${isNear}),
    far as (
      select ${seconds} as at_second, true as is_far from selected where not (${isNear})
      union all select unnest([min(at_second), max(at_second)])::bigint, false from near)
  select at_second - lag(at_second) over (order by at_second) as gap from near
  union all
  select gap from (
    select at_second - lag(at_second) over one as gap, is_far or lag(is_far) over one as is_known from far
    window one as (order by at_second, is_far)
  ) where is_known`

export const burstiness: Metric = {
  id: 'burstiness',
  name: { en: 'Burstiness', zh: '突发性' },
  question: { en: 'Does work come in bursts, with quiet in between?', zh: '工作是否集中爆发，其间沉寂？' },
  definition: {
    en: 'Goh and Barabási’s B = (σ − μ) / (σ + μ) of the times between commits: −1 is as regular as a clock, 0 is by chance, near 1 is in bursts. The table marks intervals outside the Bollinger band: mean ± “bandWidth” (2) standard deviations of the “bandIntervals” (20) before',
    zh: 'Goh 与 Barabási 的 B = (σ − μ) / (σ + μ)，取提交间隔：−1 如钟表般规则，0 为随机，接近 1 为突发。表中标出布林带（前若干区间的均值 ± 若干倍标准差，默认 20 个区间、2 倍，均为参数）之外的区间',
  },
  unit: { en: '(−1 to 1)', zh: '（−1 到 1）' },
  format: 'ratio',
  caveats: [
    {
      en: 'A rebase or an import gives many commits one time, and looks like a burst.',
      zh: '变基或批量导入会使许多提交时间相同，看起来像突发。',
    },
  ],
  parameters: ['bandIntervals', 'bandWidth'],
  source: chaoss('Burstiness', 'burstiness'),
  value: () =>
    `select (stddev_pop(gap) - avg(gap)) / nullif(stddev_pop(gap) + avg(gap), 0) as value from (${gaps}) where gap is not null`,
  series: commitsByInterval,
  table: {
    columns: [
      { en: 'Interval', zh: '区间' },
      { en: 'Commits', zh: '提交' },
      { en: 'Expected at least', zh: '预期下限' },
      { en: 'Expected at most', zh: '预期上限' },
    ],
    rows: p => `with binned as (select moment as start, value as commits from (${commitsByInterval(p)})),
      banded as (select start, commits, avg(commits) over earlier as mean, stddev_pop(commits) over earlier as sd, count(*) over earlier as known
        from binned window earlier as (order by start rows between ${p.bandIntervals} preceding and 1 preceding))
      select strftime(start, '%Y-%m-%d') as a, commits as b, round(mean - ${p.bandWidth} * sd, 1) as c, round(mean + ${p.bandWidth} * sd, 1) as d
      from banded where known >= 2 and (commits > mean + ${p.bandWidth} * sd or commits < mean - ${p.bandWidth} * sd) order by start desc`,
  },
}
