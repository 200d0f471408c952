import { type Asked, chaoss, type Metric } from '../metric.ts'
import { within } from '../selection/period.ts'
import { levels } from './levels.ts'
import { columns, ghosts } from './messages.ts'
import { spreads } from './spreads.ts'

const whoIsOn = (level: number) => `select person from shared_rows where level = ${level}`

/** Of a level; in a cohort only those who were on the one below, too. */
function onLevel(level: number, below: number, { conversion }: Pick<Asked, 'conversion'>) {
  return `select count(*)::double from shared_rows where level = ${level}
    ${conversion === 'cohort' ? `and person in (${whoIsOn(below)})` : ''}`
}

function rate(step: Asked['conversionStep'], p: Asked) {
  const [from, to] = { 'd0-d1': [0, 1] as const, 'd1-d2': [1, 2] as const, 'd0-d2': [0, 2] as const }[step]
  return `(${onLevel(to, from, p)}) / nullif((select count(*) from shared_rows where level = ${from}), 0)`
}

export const conversionRate: Metric = {
  id: 'conversion-rate',
  name: { en: 'Conversion Rate', zh: '转化率' },
  question: { en: 'How many of those who take an interest become contributors?', zh: '关注者中有多少成为贡献者？' },
  definition: {
    en: 'People on one level ÷ people on the level below, in the period. D0: starred, watched or forked; D1: opened an issue, commented or reviewed; D2: had a change merged. “conversionStep” chooses the levels; with “conversion” set to cohort, only those of the lower level count on the upper one',
    zh: '该时期内上一层级人数 ÷ 下一层级人数。D0：点星、关注或复刻；D1：提出议题、评论或评审；D2：有变更被合并。“转化步骤”选择层级；“转化口径”选 cohort 时，上一层级只算来自下一层级的人',
  },
  unit: { en: '(ratio)', zh: '（比值）' },
  format: 'ratio',
  caveats: [
    {
      en: 'CHAOSS gives these levels as an example: a project may have others.',
      zh: 'CHAOSS 仅以这些层级举例：各项目可有不同的层级。',
    },
    {
      en: 'By counts of levels it may be greater than 1, since many comment who never starred; a cohort’s never is.',
      zh: '按层级人数计算时可能大于 1，因为许多评论者从未点星；按同一批人计算则不会。',
    },
    ghosts,
  ],
  parameters: ['conversionStep', 'conversion'],
  source: chaoss('Conversion Rate', 'conversion-rate'),
  reads: ['items', 'events', 'deeds', 'spreads'],
  gaps: 'none',
  shared: p => `select distinct person, level from ${levels(p)}`,
  value: p => `select ${rate(p.conversionStep, p)} as value`,
  beside: (['d0-d1', 'd1-d2', 'd0-d2'] as const).map(step => ({
    name: { en: step.toUpperCase().replace('-', ' → '), zh: `转化 ${step.toUpperCase().replace('-', ' → ')}` },
    value: p => `select ${rate(step, p)} as value`,
  })),
  table: {
    columns: [
      { en: 'Level', zh: '层级' },
      columns.people,
      { en: 'Of them on the level below, too', zh: '其中也在下一层级的' },
    ],
    rows: () => `select 'D' || n as a, count(l.person) as b, count(b.person) as c
      from (select unnest([0, 1, 2]) as n) left join shared_rows l on l.level = n left join shared_rows b on b.level = n - 1 and b.person = l.person
      group by n order by n`,
  },
}

const forks = (p: Asked) => `
  select *, exists (
    select 1 from item_all i where i.kind = 'change-request' and i.project = f.project and i.person = f.person
      and i.from_fork and i.opened_at >= f.moment
  ) as contributes
  from ${spreads} f where kind = 'fork' and ${within('moment', p)}`

const whichForks = {
  all: 'true',
  contributing: 'contributes',
  'non-contributing': 'not contributes',
}

export const technicalForks: Metric = {
  id: 'technical-fork',
  name: { en: 'Technical Fork', zh: '技术复刻' },
  question: { en: 'How often was the project forked?', zh: '项目被复刻了多少次？' },
  definition: {
    en: 'Number of forks made in the period, one a person; contributing are those whose owner has opened a change request from a fork since',
    zh: '该时期内的复刻数，每人计一次；此后其所有者曾从复刻提出变更请求的为“有贡献”',
  },
  unit: { en: 'forks', zh: '个复刻' },
  caveats: [
    {
      en: 'Who deletes a fork and forks again counts once, at the first time. A fork of a fork is the forge’s affair.',
      zh: '删除后再次复刻的只计一次，以首次为准。对复刻的再复刻以平台的统计为准。',
    },
    {
      en: 'A fork that went its own way looks like one that nobody uses.',
      zh: '独立发展的复刻与无人使用的复刻看起来一样。',
    },
  ],
  parameters: ['forks'],
  source: chaoss('Technical Fork', 'technical-fork'),
  reads: ['items', 'spreads'],
  shared: forks,
  value: p => `select count(*) filter (${whichForks[p.forks]}) as value from shared_rows`,
  series: p =>
    `select date_trunc('${p.interval}', moment) as moment, count(*) as value from shared_rows where ${whichForks[p.forks]} group by 1`,
  beside: [
    {
      name: { en: 'Contributing', zh: '有贡献' },
      value: () => 'select count(*) filter (contributes) as value from shared_rows',
    },
    {
      name: { en: 'Not contributing', zh: '无贡献' },
      value: () => 'select count(*) filter (not contributes) as value from shared_rows',
    },
    {
      name: { en: 'Made again after deletion', zh: '删除后再次复刻' },
      value: () => 'select coalesce(sum(times - 1) filter (person is not null), 0)::double as value from shared_rows',
    },
  ],
  table: {
    columns: [{ en: 'Forked', zh: '复刻时间' }, columns.name, columns.address, { en: 'Contributes', zh: '有贡献' }],
    rows: p => `select strftime(f.moment, '%Y-%m-%d') as a, n.name as b, case when not coalesce(n.masked, false) then f.url end as c,
        f.contributes::integer as d
      from shared_rows f left join (select person, min(name) as name, bool_or(masked) as masked from who group by person) n using (person)
      where ${whichForks[p.forks]} and (f.person is null or n.name is not null) order by f.moment desc, b`,
  },
}
