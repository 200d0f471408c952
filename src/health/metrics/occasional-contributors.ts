import { bin, chaoss, isShown, type Metric, nameOf } from './metric.ts'
import type { MetricParameters } from './model.ts'

/** Days between one commit and the next, on average. */
const apart = '(epoch_us(max(last_at)) - epoch_us(min(moment))) / 86400e6 / nullif(sum(commits) - 1, 0)'

function occasional({ occasionalBelow, occasionalGapDays }: MetricParameters) {
  const seldom = occasionalGapDays === undefined ? '' : ` or ${apart} >= ${occasionalGapDays}`
  return `select person, sum(commits) as commits from tally_total group by person having sum(commits) < ${occasionalBelow}${seldom}`
}

const everybody = '(select count(distinct person) from tally_total)'

export const occasionalContributors: Metric = {
  id: 'occasional-contributors',
  name: { en: 'Occasional contributors', zh: '偶尔贡献者' },
  question: { en: 'How many people contribute now and then?', zh: '有多少人只是偶尔贡献？' },
  definition: {
    en: 'Number of authors with fewer commits in the period than the given number (5); with “occasionalGapDays”, also of those whose commits lie so many days apart on average, or more',
    zh: '该时期内提交数少于指定次数（5 次）的作者数；设置“偶尔贡献间隔”时，平均间隔不少于该天数的也计入',
  },
  unit: { en: 'people', zh: '人' },
  caveats: [
    { en: 'The shorter the period, the more people look occasional.', zh: '时期越短，看起来偶尔贡献的人越多。' },
    { en: 'CHAOSS leaves the limit open; five is common.', zh: 'CHAOSS 未规定阈值；常用的是 5。' },
  ],
  parameters: ['occasionalBelow', 'occasionalGapDays'],
  source: chaoss('Occasional Contributors', 'occasional-contributors'),
  value: p => `select count(*) as value from (${occasional(p)})`,
  series: p => `select ${bin('moment', p)} as moment, count(distinct person) as value from tally
    where person in (select person from (${occasional(p)})) group by 1`,
  beside: [
    {
      name: { en: 'Share of all contributors', zh: '占全部贡献者的比例' },
      share: true,
      value: p => `select count(*)::double / nullif(${everybody}, 0) as value from (${occasional(p)})`,
    },
    {
      name: { en: 'Of them, who came again', zh: '其中再次贡献的人数' },
      value: p => `select count(*) as value from (${occasional(p)}) where commits > 1`,
    },
  ],
  table: {
    columns: [
      { en: 'Name', zh: '姓名' },
      { en: 'Commits', zh: '提交' },
    ],
    rows: p =>
      `select ${nameOf} as a, commits as b from (${occasional(p)}) where ${isShown} order by commits desc, person`,
  },
}
