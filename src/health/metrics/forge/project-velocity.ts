import { peopleSeries } from '../distinct-people.ts'
import { type Asked, bin, chaoss, countWhere, type Metric } from '../metric.ts'
import { isOneOf } from '../selection/is-one-of.ts'
import { within } from '../selection/period.ts'
import { asTold, columns } from './messages.ts'
import { reviews } from './responses.ts'

/** What velocity is made of: moment and what it is. */
const parts = (p: Asked) => {
  const of = (part: string, unit: string, from: string, count = 'count(*)') =>
    `select ${unit} as unit, '${part}' as part, ${count} as count from ${from} group by 1`
  return `select ${bin('unit::timestamp', p)} as bin, part, sum(count)::bigint as count from (
    ${[
      of('commits', 'unit', 'tally', 'sum(commits)'),
      of('issues closed', 'closed_at::date', `item_ever where kind = 'issue' and ${within('closed_at', p)}`),
      of('issues', 'opened_at::date', `item_ever where kind = 'issue' and ${within('opened_at', p)}`),
      of('change requests', 'opened_at::date', `item_ever where kind = 'change-request' and ${within('opened_at', p)}`),
      of(
        'reviews',
        'moment::date',
        `event where item_kind = 'change-request' and ${isOneOf('kind', reviews)} and person is distinct from item_author`,
      ),
    ].join(' union all ')}) group by 1, 2`
}

const committers = 'select count(distinct person) as value from tally_total'

const count = (...which: string[]) => countWhere(`part in (${which.map(part => `'${part}'`).join(', ')})`)

export const projectVelocity: Metric = {
  id: 'project-velocity',
  name: { en: 'Project Velocity', zh: '项目速度' },
  question: { en: 'At which speed does the project move?', zh: '项目推进的速度如何？' },
  definition: {
    en: 'Issues and change requests opened in the period. Beside it closed issues, reviews, commits, committers, and the place in CNCF’s chart of bubbles: x = ln(commits), y = ln(issues + change requests), size = √committers',
    zh: '该时期内开启的议题与变更请求数。旁列关闭的议题、评审、提交、提交者，以及在 CNCF 气泡图中的位置：x = ln(提交)，y = ln(议题 + 变更请求)，大小 = √提交者',
  },
  formula: {
    en: 'x = ln(commits), y = ln(issues + change requests), size = √committers',
    zh: 'x = ln(提交数)，y = ln(议题数 + 变更请求数)，大小 = √提交者数',
  },
  unit: { en: 'issues and change requests', zh: '个议题和变更请求' },
  caveats: [
    {
      en: 'Much motion is not much progress: splitting the same work into more pieces makes it faster.',
      zh: '动静大不等于进展大：把同样的工作拆得更碎，速度就显得更快。',
    },
    asTold,
  ],
  parameters: [],
  source: chaoss('Project Velocity', 'project-velocity'),
  reads: ['items', 'events'],
  shared: parts,
  value: () => `select ${count('issues', 'change requests')} as value from shared_rows`,
  series: () => `select bin as moment, ${count('issues', 'change requests')} as value from shared_rows group by 1`,
  beside: [
    ...(
      [
        ['issues closed', { en: 'Issues closed', zh: '关闭的议题' }],
        ['reviews', { en: 'Reviews', zh: '评审' }],
        ['commits', { en: 'Commits', zh: '提交' }],
      ] as const
    ).map(([part, name]) => ({ name, value: () => `select ${count(part)} as value from shared_rows` })),
    {
      name: { en: 'Committers', zh: '提交者' },
      value: () => committers,
    },
    {
      name: { en: 'x = ln(commits)', zh: 'x = ln(提交)' },
      value: () => `select ln(nullif(${count('commits')}, 0)) as value from shared_rows`,
    },
    {
      name: { en: 'y = ln(issues + change requests)', zh: 'y = ln(议题 + 变更请求)' },
      value: () => `select ln(nullif(${count('issues', 'change requests')}, 0)) as value from shared_rows`,
    },
    {
      name: { en: 'size = √committers', zh: '大小 = √提交者' },
      value: () => `select sqrt(value) as value from (${committers})`,
    },
  ],
  table: {
    columns: [
      columns.from,
      { en: 'Issues closed', zh: '关闭的议题' },
      { en: 'Issues', zh: '议题' },
      { en: 'Change requests', zh: '变更请求' },
      { en: 'Reviews', zh: '评审' },
      { en: 'Commits', zh: '提交' },
      { en: 'Committers', zh: '提交者' },
    ],
    rows: p => `select strftime(bin, '%Y-%m-%d') as a, ${count('issues closed')} as b, ${count('issues')} as c,
      ${count('change requests')} as d, ${count('reviews')} as e, ${count('commits')} as f, coalesce(any_value(value), 0) as g
      from shared_rows left join (${peopleSeries('tally', p)}) on moment = bin group by bin order by bin desc`,
  },
}
