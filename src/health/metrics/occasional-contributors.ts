import { bin, chaoss, type Metric } from './metric.ts'
import type { MetricParameters } from './model.ts'

function occasional({ occasionalBelow }: MetricParameters) {
  return `select person, sum(commits) as commits from tally group by person having sum(commits) < ${occasionalBelow}`
}

export const occasionalContributors: Metric = {
  id: 'occasional-contributors',
  name: { en: 'Occasional contributors', zh: '偶尔贡献者' },
  question: { en: 'How many people contribute now and then?', zh: '有多少人只是偶尔贡献？' },
  definition: {
    en: 'Number of authors with fewer commits in the period than the given number (5)',
    zh: '该时期内提交数少于指定次数（5 次）的作者数',
  },
  unit: { en: 'people', zh: '人' },
  caveats: [
    { en: 'The shorter the period, the more people look occasional.', zh: '时期越短，看起来偶尔贡献的人越多。' },
    { en: 'CHAOSS leaves the limit open; five is common.', zh: 'CHAOSS 未规定阈值；常用的是 5。' },
  ],
  parameters: ['occasionalBelow'],
  source: chaoss('Occasional Contributors', 'occasional-contributors'),
  value: p => `select count(*) as value from (${occasional(p)})`,
  series: p => `select ${bin('moment', p)} as moment, count(distinct person) as value from tally
    where person in (select person from (${occasional(p)})) group by 1`,
  table: {
    columns: [
      { en: 'Name', zh: '姓名' },
      { en: 'Commits', zh: '提交' },
    ],
    rows: p =>
      `select name as a, commits as b from (${occasional(p)}) join named using (person) order by commits desc, person`,
  },
}
