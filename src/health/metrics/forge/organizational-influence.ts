import { type Asked, type Column, chaoss, countWhere, type Metric, shareWhere } from '../metric.ts'
import { isOrganization } from '../selection/independent.ts'
import { within } from '../selection/period.ts'
import { deeds, ofAnyChannel } from './deeds.ts'
import { columns } from './messages.ts'

const decisions = "('merge', 'review', 'release')"
const influencing = (p: Asked) => `(
  select organization, person, type, count from ${deeds('period', { total: true, organizations: true })}
  union all select organization, person, 'accepted', 1 from item_ever where kind = 'change-request' and ${within('merged_at', p)})`
const influence = (p: Asked) =>
  `select organization, type, sum(count)::bigint as count from ${influencing(p)} group by 1, 2`

const shareOf = (condition: string) =>
  `round(${countWhere(condition)} / nullif(sum(${countWhere(condition)}) over (), 0), 4)::double`

const columnsOfParts: Column[] = [
  { en: 'Commits', zh: '提交' },
  { en: 'Share of commits', zh: '提交占比', share: true },
  { en: 'Changes accepted', zh: '被接受的变更' },
  { en: 'Share of accepted changes', zh: '被接受变更占比', share: true },
  { en: 'Reviews', zh: '评审' },
  { en: 'Share of reviews', zh: '评审占比', share: true },
  { en: 'Merges and releases', zh: '合并与发布' },
  { en: 'Share of merges and releases', zh: '合并与发布占比', share: true },
  { en: 'Everything else', zh: '其他' },
  { en: 'Share of it', zh: '其他占比', share: true },
]

export const organizationalInfluence: Metric = {
  id: 'organizational-influence',
  name: { en: 'Organizational Influence', zh: '组织影响力' },
  question: { en: 'How much do organizations decide in the project?', zh: '各组织在项目中有多大决定权？' },
  definition: {
    en: 'Largest share that one organization has in the decisions of the period (merges, reviews, releases). The table has its parts for each: people, commits, change requests that were merged, reviews, merges, releases and everything else, with shares',
    zh: '单个组织在该时期决策（合并、评审、发布）中所占的最大比例。表中按组织列出各部分：人数、提交、被合并的变更请求、评审、合并、发布及其他，并附占比',
  },
  unit: { en: 'of the decisions', zh: '的决策' },
  format: 'share',
  caveats: [
    {
      en: 'CHAOSS names no formula. Seats on boards and committees, and sponsoring, are entered by hand.',
      zh: 'CHAOSS 未给出公式。董事会与委员会席位、赞助须人工录入。',
    },
    {
      en: 'The unknown are in the total, and are no organization; nor are those who work for nobody (Independent).',
      zh: '未知部分和独立贡献者（Independent）计入总数，但不视为组织。',
    },
  ],
  parameters: [],
  source: chaoss('Organizational Influence', 'organizational-influence'),
  ...ofAnyChannel,
  ofOrganizations: true,
  known: () => `select ${shareWhere('organization is not null')} as value from shared_rows where type in ${decisions}`,
  gaps: 'none',
  shared: influence,
  value: () => `select max(n) filter (${isOrganization})::double / nullif(sum(n), 0) as value
    from (select organization, sum(count) as n from shared_rows where type in ${decisions} group by organization)`,
  beside: [
    {
      name: { en: 'Organizations that decide', zh: '参与决策的组织' },
      value: () =>
        `select count(distinct organization) as value from shared_rows where type in ${decisions} and ${isOrganization}`,
    },
    {
      name: { en: 'Share of decisions by the unknown', zh: '未知者的决策占比' },
      share: true,
      value: () => `select ${shareWhere('organization is null')} as value from shared_rows where type in ${decisions}`,
    },
  ],
  table: {
    columns: [columns.organization, columns.people, ...columnsOfParts],
    rows: p => {
      const conditions = [
        "type = 'commit'",
        "type = 'accepted'",
        "type = 'review'",
        "type in ('merge', 'release')",
        "type not in ('commit', 'accepted', 'review', 'merge', 'release')",
      ]
      const counts = conditions.map(
        (condition, i) => `${countWhere(condition)} as c${i}, ${shareOf(condition)} as s${i}`,
      )
      return `select o.name as a, any_value(people) as b, ${counts.join(', ')}
        from shared_rows r join (select organization, count(distinct person) as people from ${influencing(p)} group by 1) w
          on w.organization is not distinct from r.organization
          left join organization o on o.organization = r.organization group by o.name
        order by ${countWhere(`type in ${decisions}`)} desc, sum(count) desc, a`
    },
  },
}
