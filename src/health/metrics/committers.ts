import { bin, chaoss, type Metric } from './metric.ts'

const often = (least: number) =>
  `select person, sum(commits) as commits from tally group by person having sum(commits) >= ${least}`

export const committers: Metric = {
  id: 'committers',
  name: { en: 'Committers', zh: '提交者' },
  question: {
    en: 'How robust and diverse are those who contribute to the code?',
    zh: '代码贡献者群体有多稳固、多样？',
  },
  definition: {
    en: 'Number of distinct people with at least so many commits in the period (one, unless asked otherwise)',
    zh: '该时期内提交数不少于给定值（默认为 1）的不同人数',
  },
  unit: { en: 'people', zh: '人' },
  caveats: [
    {
      en: 'By default those who wrote the commits; who put them into the repository where the role “committer” is asked for.',
      zh: '默认统计提交的作者；角色选“committer”时统计把提交放入仓库的人。',
    },
  ],
  parameters: ['commitsAtLeast', 'role'],
  source: chaoss('Committers', 'committers'),
  value: p => `select count(*) as value from (${often(p.commitsAtLeast)})`,
  series: p => `select moment, count(*) as value from (
    select ${bin('moment', p)} as moment, person from tally group by 1, 2 having sum(commits) >= ${p.commitsAtLeast}) group by 1`,
}
