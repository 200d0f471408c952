import { bin, chaoss, type Metric } from './metric.ts'
import type { MetricParameters } from './model.ts'
import { independent, isOrganization } from './selection/independent.ts'
import { between, isOpen, within } from './selection/period.ts'

/**
 * Each organization (null: not known) of everybody ever: commits and people of the period, and when first anybody of it did something;
 * `everybody`: people of all of them together, as one may have worked for several.
 */
const organizations = (p: MetricParameters) => `
  with there as materialized (
    select organization, person, sum(commits) filter (${between('moment', p)})::bigint as commits, min(moment) as first_at
    from ${isOpen(p) ? 'tally_total_ever' : 'tally_ever'} group by 1, 2)
  select organization, sum(commits)::bigint as commits, count(person) filter (commits > 0) as people, min(first_at) as first_at,
    (select count(distinct person) from there where commits > 0) as everybody
  from there group by organization`

const shareOf = (people: string) =>
  `select (${people})::double / nullif(any_value(everybody), 0) as value from shared_rows`

const shareWhere = (condition: string) => shareOf(`coalesce(sum(people) filter (${condition}), 0)`)

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
  shared: organizations,
  value: () => `select count(*) as value from shared_rows where commits > 0 and ${isOrganization}`,
  series: p => `select ${bin('unit::timestamp', p)} as moment, count(distinct organization) as value
    from (select distinct unit, organization from tally where ${isOrganization}) group by 1`,
  beside: [
    {
      name: {
        en: 'Affiliation diversity: share of people of the largest organization',
        zh: '归属多样性：最大组织的人员占比',
      },
      share: true,
      value: () => shareOf(`max(people) filter (commits > 0 and ${isOrganization})`),
    },
    {
      name: { en: 'Organizations that are new', zh: '新出现的组织' },
      value: p => `select count(*) as value from shared_rows where ${isOrganization} and ${within('first_at', p)}`,
    },
    {
      name: { en: 'Share of people who work for nobody', zh: '独立贡献者的人员占比' },
      share: true,
      value: () => shareWhere(`organization in ${independent}`),
    },
    {
      name: { en: 'Share of people of whom it is not known', zh: '归属未知的人员占比' },
      share: true,
      value: () => shareWhere('organization is null'),
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
      select o.name as a, s.commits as b, round(s.commits / sum(s.commits) over (), 4) as c, s.people as d, round(s.people / everybody, 4) as e,
        strftime(first_at, '%Y-%m-%d') as f
      from shared_rows s left join organization o using (organization) where s.commits > 0 order by b desc, a`,
  },
}
