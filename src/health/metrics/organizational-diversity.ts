import { bin, chaoss, type Metric } from './metric.ts'

export const organizationalDiversity: Metric = {
  id: 'organizational-diversity',
  name: { en: 'Organizational Diversity', zh: '组织多样性' },
  question: { en: 'How many organizations contribute, and how evenly?', zh: '有多少组织在贡献，是否均衡？' },
  definition: {
    en: 'Number of organizations that people who committed in the period worked for at that time; the table has their shares of commits and people, and each one’s first commit ever',
    zh: '该时期内提交者当时所属组织的数量；表中列出各组织的提交和人员占比以及首次提交时间',
  },
  unit: { en: 'organizations', zh: '个组织' },
  caveats: [
    {
      en: 'Who worked where is known for some only; the unknown are never spread over the known.',
      zh: '只知道部分人员的所属组织；未知的不会分摊到已知的组织。',
    },
  ],
  parameters: [],
  source: chaoss('Organizational Diversity', 'organizational-diversity'),
  ofOrganizations: true,
  value: () => 'select count(distinct organization) as value from tally',
  series: p => `select ${bin('moment', p)} as moment, count(distinct organization) as value from tally group by 1`,
  table: {
    columns: [
      { en: 'Organization', zh: '组织' },
      { en: 'Commits', zh: '提交' },
      { en: 'Share of commits', zh: '提交占比' },
      { en: 'People', zh: '人数' },
      { en: 'Share of people', zh: '人员占比' },
      { en: 'First commit ever', zh: '首次提交' },
    ],
    rows: () => `
      with first as (select organization, min(moment) as first_at from tally_ever group by organization),
        everybody as (select sum(commits) as commits, count(distinct person) as people from tally)
      select o.name as a, sum(s.commits) as b, round(sum(s.commits) / any_value(e.commits), 4) as c, count(distinct person) as d,
        round(count(distinct person) / any_value(e.people), 4) as e, strftime(any_value(first_at), '%Y-%m-%d') as f
      from tally s left join organization o using (organization) left join first f on f.organization is not distinct from s.organization, everybody e
      group by s.organization, o.name order by b desc, a`,
  },
}
