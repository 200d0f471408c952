import { chaoss, type Metric, shownPart } from './metric.ts'
import type { MetricParameters } from './model.ts'
import { independent } from './selection/independent.ts'

const employers = {
  'left-out': 'null',
  'one-organization': (one: string) => one,
  'each-their-own': "'person ' || person",
}

/** CHAOSS is silent about whose organization is not known, and about who has none: each reading has its name, and coverage stands beside. */
function employerOf({ unknown, independents }: MetricParameters) {
  const as = (reading: keyof typeof employers, one: string) => {
    const employer = employers[reading]
    return typeof employer === 'string' ? employer : employer(one)
  }
  return `case when organization is null then ${as(unknown, "'unknown'")}
    when organization in ${independent} then ${as(independents, `(select min(organization)::varchar from ${independent})`)} else organization::varchar end`
}

/** Persons are told apart only where one may be an employer. */
function byEmployer({ unknown, independents }: MetricParameters) {
  const person = [unknown, independents].includes('each-their-own') ? ', person' : ''
  return `select organization${person}, sum(commits)::bigint as n from tally_total group by all`
}

const ranked = (p: MetricParameters) => `select employer, sum(n) as commits,
  sum(sum(n)) over (order by sum(n) desc, employer rows unbounded preceding) as running, sum(sum(n)) over () as total
  from (select ${employerOf(p)} as employer, n from (${byEmployer(p)})) where employer is not null group by employer`

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
      en: 'Who works for nobody (Independent) is known, and no organization: each stands for themselves, unless asked otherwise.',
      zh: '独立贡献者（Independent）属于已知，但不是组织：默认每人各算一方，可用参数更改。',
    },
    {
      en: 'Of organizations with equal counts only as many are taken as are needed.',
      zh: '数量相同的组织只取所需的个数。',
    },
  ],
  parameters: ['threshold', 'unknown', 'independents'],
  source: chaoss('Elephant Factor', 'elephant-factor'),
  ofOrganizations: true,
  shared: ranked,
  value: p =>
    `select case when count(*) = 0 then null else 1 + count(*) filter (running < ${p.threshold} * total) end as value from shared_rows`,
  table: {
    columns: [
      { en: 'Organization', zh: '组织', organization: true },
      { en: 'Commits', zh: '提交' },
      { en: 'Share', zh: '占比', share: true },
      { en: 'Running share', zh: '累计占比', share: true },
    ],
    rows: p => `with shown as materialized (select * from shared_rows order by running ${shownPart(p)})
      select {'person': try_cast(substr(employer, 8) as integer), 'known': o.name} as a,
        commits as b, round(commits / total, 4) as c, round(running / total, 4) as d
      from shown left join organization o on o.organization::varchar = employer order by running`,
    count: () => 'select count(*) as value from shared_rows',
  },
}
