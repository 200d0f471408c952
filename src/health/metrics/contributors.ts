import { peopleSeries } from './distinct-people.ts'
import { chaoss, emailOf, isShown, type Metric, nameOf } from './metric.ts'

export const contributors: Metric = {
  id: 'contributors',
  name: { en: 'Contributors', zh: '贡献者' },
  question: { en: 'Who contributed in the period?', zh: '该时期内有谁做出了贡献？' },
  definition: {
    en: 'Number of distinct authors of commits in the period, identities merged by .mailmap',
    zh: '该时期内提交的不同作者数，身份按 .mailmap 合并',
  },
  unit: { en: 'people', zh: '人' },
  caveats: [
    {
      en: 'Only who authored commits: reviews, issues and talks do not show in git.',
      zh: '仅统计提交作者：评审、议题和讨论不在 git 中。',
    },
    {
      en: 'One person with two e-mails is two people unless .mailmap says otherwise.',
      zh: '未在 .mailmap 中合并时，一人两个邮箱会算作两人。',
    },
  ],
  parameters: [],
  source: chaoss('Contributors', 'contributors'),
  value: () => 'select count(distinct person) as value from tally_total',
  series: p => peopleSeries('tally', p),
  table: {
    columns: [
      { en: 'Name', zh: '姓名' },
      { en: 'E-mail', zh: '邮箱' },
      { en: 'Commits', zh: '提交' },
      { en: 'First', zh: '首次' },
      { en: 'Last', zh: '最近' },
    ],
    rows: () => `select ${nameOf} as a, ${emailOf} as b, sum(commits) as c,
      strftime(min(moment), '%Y-%m-%d') as d, strftime(max(last_at), '%Y-%m-%d') as e
      from tally_total where ${isShown} group by person order by c desc, person`,
  },
}
