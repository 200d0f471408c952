import { chaoss, type Metric } from './metric.ts'
import type { MetricParameters } from './model.ts'

/** CHAOSS is silent about those whose organization is not known: each reading has its name, and coverage stands beside. */
const employers: Record<MetricParameters['unknown'], string> = {
  'left-out': 'select organization::varchar as employer, commits as n from tally where organization is not null',
  'one-organization': "select coalesce(organization::varchar, 'unknown') as employer, commits as n from tally",
  'each-their-own': "select coalesce(organization::varchar, 'person ' || person) as employer, commits as n from tally",
}

const ranked = ({ unknown }: MetricParameters) => `select employer, sum(n) as commits,
  sum(sum(n)) over (order by sum(n) desc, employer rows unbounded preceding) as running, sum(sum(n)) over () as total
  from (${employers[unknown]}) group by employer`

export const elephantFactor: Metric = {
  id: 'elephant-factor',
  name: { en: 'Elephant Factor', zh: '大象因子' },
  question: { en: 'How are contributions spread over organizations?', zh: '贡献在各组织间的分布如何？' },
  definition: {
    en: 'The smallest number of organizations whose people together made at least the threshold (50 %) of the commits in the period',
    zh: '其人员的提交之和至少占该时期提交的阈值（50%）的最少组织数',
  },
  unit: { en: 'organizations', zh: '个组织' },
  caveats: [
    {
      en: 'Commits of people whose organization is not known are left out, unless asked otherwise: look at the coverage first.',
      zh: '除非另行指定，所属组织未知者的提交不计入：请先查看覆盖率。',
    },
    {
      en: 'Of organizations with equal counts only as many are taken as are needed.',
      zh: '数量相同的组织只取所需的个数。',
    },
  ],
  parameters: ['threshold', 'unknown'],
  source: chaoss('Elephant Factor', 'elephant-factor'),
  ofOrganizations: true,
  value: p =>
    `select case when count(*) = 0 then null else 1 + count(*) filter (running < ${p.threshold} * total) end as value from (${ranked(p)})`,
  table: {
    columns: [
      { en: 'Organization', zh: '组织' },
      { en: 'Commits', zh: '提交' },
      { en: 'Share', zh: '占比' },
      { en: 'Running share', zh: '累计占比' },
    ],
    rows: p => `select coalesce(o.name, n.name, employer) as a, commits as b, round(commits / total, 4) as c, round(running / total, 4) as d
      from (${ranked(p)}) left join organization o on o.organization::varchar = employer
      left join named n on 'person ' || n.person = employer order by running`,
  },
}
