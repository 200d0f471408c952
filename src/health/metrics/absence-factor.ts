import { chaoss, isShown, type Metric, nameOf } from './metric.ts'
import type { MetricParameters } from './model.ts'

const ranked = `select person, sum(commits) as commits,
  sum(sum(commits)) over (order by sum(commits) desc, person rows unbounded preceding) as running, sum(sum(commits)) over () as total
  from tally_total group by person`

/** The fewest whose running sum reaches the threshold: "at least", so that one with exactly half is enough. */
function value({ threshold }: MetricParameters) {
  return `select case when count(*) = 0 then null else 1 + count(*) filter (running < ${threshold} * total) end as value from shared_rows`
}

export const absenceFactor: Metric = {
  id: 'contributor-absence-factor',
  name: { en: 'Contributor Absence Factor', zh: '贡献者缺席因子' },
  question: {
    en: 'How high is the risk to the project should the most active people leave?',
    zh: '最活跃的人离开时，项目面临多大风险？',
  },
  definition: {
    en: 'The smallest number of people whose commits together make at least the threshold (50 %) of all commits in the period',
    zh: '其提交之和至少占该时期全部提交的阈值（50%）的最少人数',
  },
  unit: { en: 'people', zh: '人' },
  caveats: [
    {
      en: 'It counts commits, not knowledge: a quiet maintainer may matter more.',
      zh: '只计提交而非知识：低调的维护者可能更重要。',
    },
    {
      en: 'Bots count unless they are excluded; a busy one lowers or hides the risk.',
      zh: '除非排除，机器人也计入；活跃的机器人会掩盖风险。',
    },
    { en: 'Of people with equal counts only as many are taken as are needed.', zh: '提交数相同的人只取所需的人数。' },
  ],
  parameters: ['threshold'],
  source: chaoss('Contributor Absence Factor', 'bus-factor'),
  shared: () => ranked,
  value,
  table: {
    columns: [
      { en: 'Name', zh: '姓名' },
      { en: 'Commits', zh: '提交' },
      { en: 'Share', zh: '占比', share: true },
      { en: 'Running share', zh: '累计占比', share: true },
    ],
    rows: () =>
      `select ${nameOf} as a, commits as b, round(commits / total, 4) as c, round(running / total, 4) as d from shared_rows where ${isShown} order by running`,
  },
}
