import { bin, chaoss, type Metric } from './metric.ts'
import type { MetricParameters } from './model.ts'

/** How much one must have done to count. */
const enough = ({ commitsAtLeast, linesAtLeast }: MetricParameters) =>
  `sum(commits) >= ${commitsAtLeast}${linesAtLeast > 0 ? ` and sum(added + removed) >= ${linesAtLeast}` : ''}`

export const committers: Metric = {
  id: 'committers',
  name: { en: 'Committers', zh: '提交者' },
  question: {
    en: 'How robust and diverse are those who contribute to the code?',
    zh: '代码贡献者群体有多稳固、多样？',
  },
  definition: {
    en: 'Number of distinct people with at least so many commits (one, unless asked otherwise) and lines in the period; in the series, in each interval',
    zh: '该时期内提交数（默认至少 1）与行数均不少于给定值的不同人数；序列按各区间分别判断',
  },
  unit: { en: 'people', zh: '人' },
  caveats: [
    {
      en: 'By default those who wrote the commits; who put them into the repository where the role “committer” is asked for.',
      zh: '默认统计提交的作者；角色选“committer”时统计把提交放入仓库的人。',
    },
  ],
  parameters: ['commitsAtLeast', 'linesAtLeast', 'role'],
  source: chaoss('Committers', 'committers'),
  value: p => `select count(*) as value from (select person from tally_total group by person having ${enough(p)})`,
  series: p => `select moment, count(*) as value from (
    select ${bin('moment', p)} as moment, person from tally group by 1, 2 having ${enough(p)}) group by 1`,
}
