import { type Asked, chaoss, type Metric } from '../metric.ts'
import { deedsByType, ofAnyChannel } from './deeds.ts'
import { columns } from './messages.ts'

const rates = (p: Asked) =>
  Object.entries({
    commit: p.hoursPerCommit,
    issue: p.hoursPerIssue,
    'change-request': p.hoursPerChangeRequest,
    review: p.hoursPerReview,
    comment: p.hoursPerComment,
  })

const isPriced = (p: Asked) => p.hourlyRate !== undefined && rates(p).some(([, hours]) => hours !== undefined)

/** The kinds that have hours, with them; without an hour named, or without a rate, there is no number. Summed first: else each row is held to the kinds. */
const labor = (p: Asked) => `
  with done as materialized (${deedsByType(p, { organizations: true })})
  select bin, organization, type, count, count * h.hours as hours, count * h.hours * ${p.hourlyRate ?? 'null::double'} as cost
  from done join (
    values ${rates(p)
      .map(([type, hours]) => `('${type}', ${hours ?? 0}::double)`)
      .join(', ')}
  ) h(type, hours) using (type)`

export const laborInvestment: Metric = {
  id: 'labor-investment',
  name: { en: 'Labor Investment', zh: '人力投入' },
  question: { en: 'What is the work worth that went into the project?', zh: '投入项目的劳动值多少？' },
  definition: {
    en: 'Σ over kinds of contribution: number × average hours × hourly rate. Hours and rate are yours to say; without them there is no number. The table has it by organization',
    zh: '对各类贡献求和：数量 × 平均工时 × 每小时费率。工时与费率由您给出，否则没有数值。表中按组织列出',
  },
  formula: {
    en: 'Σ contributions × hours × rate',
    zh: 'Σ 贡献数 × 工时 × 单价',
  },
  unit: { en: 'in the currency of the rate', zh: '（费率所用货币）' },
  format: 'money',
  caveats: [
    {
      en: 'An estimate by averages that somebody chose: show the hours and the rate with it.',
      zh: '以人为选定的平均值估算：展示时请附上工时与费率。',
    },
    {
      en: 'Those whose organization is not known have a row of their own.',
      zh: '所属组织未知者单独成行。',
    },
  ],
  parameters: [
    ...(['hourlyRate', 'hoursPerCommit', 'hoursPerIssue', 'hoursPerChangeRequest'] as const),
    ...(['hoursPerReview', 'hoursPerComment'] as const),
  ],
  source: chaoss('Labor Investment', 'labor-investment'),
  ...ofAnyChannel,
  shared: labor,
  value: p => `select ${isPriced(p) ? 'coalesce(sum(cost), 0)::double' : 'null::double'} as value from shared_rows`,
  series: p => `select bin as moment, sum(cost)::double as value from shared_rows where ${isPriced(p)} group by 1`,
  beside: [
    {
      name: { en: 'Hours', zh: '工时' },
      value: () => 'select coalesce(sum(hours), 0)::double as value from shared_rows',
    },
  ],
  table: {
    columns: [
      columns.organization,
      columns.kind,
      columns.count,
      { en: 'Hours', zh: '工时' },
      { en: 'Cost', zh: '费用' },
    ],
    rows: () => `select o.name as a, type as b, sum(count) as c, sum(hours)::double as d, sum(cost)::double as e
      from shared_rows left join organization o using (organization) where hours > 0 group by 1, 2 order by d desc, a, b`,
  },
}
