import { bin, chaoss, type Metric } from './metric.ts'
import { independent, isOrganization } from './selection/independent.ts'
import { between, isOpen, within } from './selection/period.ts'

/** Of everybody ever, what they did in the period, and when first at all. */
const there = '(select * from shared_rows where commits > 0)'

const shareOfPeople = (rows: string) => `(${rows})::double / nullif((select count(distinct person) from ${there}), 0)`

const largest = `select max(n) from (select count(distinct person) as n from ${there} where ${isOrganization} group by organization)`

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
  shared:
    p => `select organization, person, sum(commits) filter (${between('moment', p)})::bigint as commits, min(moment) as first_at
    from ${isOpen(p) ? 'tally_total_ever' : 'tally_ever'} group by 1, 2`,
  value: () => `select count(distinct organization) as value from ${there} where ${isOrganization}`,
  series: p => `select ${bin('unit::timestamp', p)} as moment, count(distinct organization) as value
    from (select distinct unit, organization from tally where ${isOrganization}) group by 1`,
  beside: [
    {
      name: {
        en: 'Affiliation diversity: share of people of the largest organization',
        zh: '归属多样性：最大组织的人员占比',
      },
      share: true,
      value: () => `select ${shareOfPeople(largest)} as value`,
    },
    {
      name: { en: 'Organizations that are new', zh: '新出现的组织' },
      value: p => `select count(*) as value from (
        select min(first_at) as first_at from shared_rows where ${isOrganization} group by organization
      ) where ${within('first_at', p)}`,
    },
    {
      name: { en: 'Share of people who work for nobody', zh: '独立贡献者的人员占比' },
      share: true,
      value: () =>
        `select ${shareOfPeople(`select count(distinct person) from ${there} where organization in ${independent}`)} as value`,
    },
    {
      name: { en: 'Share of people of whom it is not known', zh: '归属未知的人员占比' },
      share: true,
      value: () =>
        `select ${shareOfPeople(`select count(distinct person) from ${there} where organization is null`)} as value`,
    },
  ],
  table: {
    columns: [
      { en: 'Organization', zh: '组织', organization: true },
      { en: 'Commits', zh: '提交' },
      { en: 'Share of commits', zh: '提交占比', share: true },
      { en: 'People', zh: '人数' },
      { en: 'Share of people', zh: '人员占比', share: true },
      { en: 'First commit ever', zh: '首次提交' },
    ],
    rows: () => `
      with everybody as (select sum(commits) as commits, count(distinct person) as people from ${there}),
        each as (select organization, sum(commits) as commits, count(distinct person) filter (commits > 0) as people, min(first_at) as first_at
          from shared_rows group by organization having sum(commits) > 0)
      select o.name as a, s.commits as b, round(s.commits / e.commits, 4) as c, s.people as d, round(s.people / e.people, 4) as e,
        strftime(first_at, '%Y-%m-%d') as f
      from each s left join organization o using (organization), everybody e order by b desc, a`,
  },
}
