import { bin, chaoss, isShown, type Metric, nameOf } from './metric.ts'
import type { MetricParameters } from './model.ts'

/** Judged at the period's end: who had contributed by then, and not for so long. */
function inactive({ inactiveAfterDays, commitsAtLeast }: MetricParameters) {
  return `select person, max(last_at) as moment from tally_ever where moment < (select ends_at from span)
    group by person having max(last_at) < (select judged_at from span) - interval ${inactiveAfterDays} day
      and sum(commits) >= ${commitsAtLeast}`
}

const since = 'moment >= (select starts_at from span)'

export const inactiveContributors: Metric = {
  id: 'inactive-contributors',
  name: { en: 'Inactive contributors', zh: '不活跃贡献者' },
  question: { en: 'How many contributors have gone silent?', zh: '有多少贡献者不再活跃？' },
  definition: {
    en: 'Number of authors whose last commit before the period’s end lies in the period, and more than the given days (180) before that end; each counts where that commit was',
    zh: '期末之前的最后一次提交在该时期内、且早于期末指定天数（180 天）的作者数；计入该次提交所在的区间',
  },
  unit: { en: 'people', zh: '人' },
  caveats: [
    {
      en: 'Judged at the period’s end: who returned later was inactive then, and is not in a period that ends later.',
      zh: '以期末为准：之后回归者当时仍算不活跃，若时期更晚结束则不算。',
    },
    {
      en: 'One who contributed once and never again is counted too, unless “commitsAtLeast” says otherwise.',
      zh: '只贡献过一次的人也计入，除非用“最少提交数”排除。',
    },
  ],
  parameters: ['inactiveAfterDays', 'commitsAtLeast'],
  source: chaoss('Inactive Contributors', 'inactive-contributors'),
  value: p => `select count(*) as value from (${inactive(p)}) where ${since}`,
  series: p =>
    `select ${bin('moment', p)} as moment, count(*) as value from (${inactive(p)}) where ${since} group by 1`,
  table: {
    columns: [
      { en: 'Last commit', zh: '最近提交' },
      { en: 'Name', zh: '姓名' },
    ],
    rows: p =>
      `select strftime(moment, '%Y-%m-%d') as a, ${nameOf} as b from (${inactive(p)}) where ${since} and ${isShown} order by moment desc, person`,
  },
}
