import { bin, chaoss, type Metric } from './metric.ts'
import { independent, isOrganization } from './selection/independent.ts'
import { inPeriod } from './selection/period.ts'

const shareOfPeople = (rows: string) =>
  `(${rows})::double / nullif((select count(distinct person) from shared_rows), 0)`

const largest = `select max(n) from (select count(distinct person) as n from shared_rows where ${isOrganization} group by organization)`

export const organizationalDiversity: Metric = {
  id: 'organizational-diversity',
  name: { en: 'Organizational Diversity', zh: '组织多样性' },
  question: { en: 'How many organizations contribute, and how evenly?', zh: '有多少组织在贡献，是否均衡？' },
  definition: {
    en: 'Number of organizations that people who committed in the period worked for at that time; the table has their shares of commits and people, and each one’s first commit ever. Independent is none: who works for nobody, and of whom nobody knows, have rows of their own',
    zh: '该时期内提交者当时所属组织的数量；独立贡献者（Independent）不算组织，与未知者分别单独成行；表中列出各组织的提交和人员占比以及首次提交时间',
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
  shared: () => 'select organization, person, sum(commits)::bigint as commits from tally group by 1, 2',
  value: () => `select count(distinct organization) as value from shared_rows where ${isOrganization}`,
  series: p =>
    `select ${bin('moment', p)} as moment, count(distinct organization) as value from tally where ${isOrganization} group by 1`,
  beside: [
    {
      name: {
        en: 'Affiliation diversity: share of people of the largest organization',
        zh: '归属多样性：最大组织的人员占比',
      },
      value: () => `select ${shareOfPeople(largest)} as value`,
    },
    {
      name: { en: 'Organizations that are new', zh: '新出现的组织' },
      value: () => `select count(*) as value from (
        select min(moment) as first_at from tally_ever where ${isOrganization} group by organization
      ) where ${inPeriod('first_at')}`,
    },
    {
      name: { en: 'Share of people who work for nobody', zh: '独立贡献者的人员占比' },
      value: () =>
        `select ${shareOfPeople(`select count(distinct person) from shared_rows where organization in ${independent}`)} as value`,
    },
    {
      name: { en: 'Share of people of whom it is not known', zh: '归属未知的人员占比' },
      value: () =>
        `select ${shareOfPeople('select count(distinct person) from shared_rows where organization is null')} as value`,
    },
  ],
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
        everybody as (select sum(commits) as commits, count(distinct person) as people from shared_rows)
      select o.name as a, sum(s.commits) as b, round(sum(s.commits) / any_value(e.commits), 4) as c, count(distinct person) as d,
        round(count(distinct person) / any_value(e.people), 4) as e, strftime(any_value(first_at), '%Y-%m-%d') as f
      from shared_rows s left join organization o using (organization) left join first f on f.organization is not distinct from s.organization, everybody e
      group by s.organization, o.name order by b desc, a`,
  },
}
