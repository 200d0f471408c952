import { countOfPeople, peopleSeries } from '../distinct-people.ts'
import { type Asked, bin, type Column, chaoss, type Metric } from '../metric.ts'
import { isOrganization } from '../selection/independent.ts'
import { within } from '../selection/period.ts'
import { reviewDurationRows } from './change-request-times.ts'
import { allChannels, deeds, deedsByType } from './deeds.ts'
import { besideMiddles, daysFrom, middleOf } from './lasting.ts'
import { asTold, columns, humansOnly, middles } from './messages.ts'

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
        `event where item_kind = 'change-request' and kind in ('approved', 'changes-requested', 'reviewed') and person is distinct from item_author`,
      ),
    ].join(' union all ')}) group by 1, 2`
}

const committers = 'select count(distinct person) as value from tally_total'

const count = (...which: string[]) =>
  `coalesce(sum(count) filter (part in (${which.map(part => `'${part}'`).join(', ')})), 0)`

export const projectVelocity: Metric = {
  id: 'project-velocity',
  name: { en: 'Project Velocity', zh: '项目速度' },
  question: { en: 'At which speed does the project move?', zh: '项目推进的速度如何？' },
  definition: {
    en: 'Issues and change requests opened in the period. Beside it closed issues, reviews, commits, committers, and the place in CNCF’s chart of bubbles: x = ln(commits), y = ln(issues + change requests), size = √committers',
    zh: '该时期内开启的议题与变更请求数。旁列关闭的议题、评审、提交、提交者，以及在 CNCF 气泡图中的位置：x = ln(提交)，y = ln(议题 + 变更请求)，大小 = √提交者',
  },
  formula: 'x = ln(commits), y = ln(issues + change requests), size = √committers',
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

const rates = (p: Asked) =>
  Object.entries({
    commit: p.hoursPerCommit,
    issue: p.hoursPerIssue,
    'change-request': p.hoursPerChangeRequest,
    review: p.hoursPerReview,
    comment: p.hoursPerComment,
  })

const isPriced = (p: Asked) => p.hourlyRate !== undefined && rates(p).some(([, hours]) => hours !== undefined)

/** The kinds that have hours, with them; without an hour named, or without a rate, there is no number. */
const labor = (p: Asked) => `
  select bin, organization, type, count, count * h.hours as hours, count * h.hours * ${p.hourlyRate ?? 'null::double'} as cost
  from (${deedsByType(p, { organizations: true })}) d join (
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
  formula: 'Σ contributions × hours × rate',
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
  reads: allChannels,
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

const decisions = "('merge', 'review', 'release')"
const influencing = (p: Asked) => `(
  select organization, person, type, count from ${deeds('period', { total: true, organizations: true })}
  union all select organization, person, 'accepted', 1 from item_ever where kind = 'change-request' and ${within('merged_at', p)})`
const influence = (p: Asked) =>
  `select organization, type, sum(count)::bigint as count from ${influencing(p)} group by 1, 2`

const ofType = (condition: string) => `coalesce(sum(count) filter (${condition}), 0)`
const shareOf = (condition: string) =>
  `round(${ofType(condition)} / nullif(sum(${ofType(condition)}) over (), 0), 4)::double`

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
  reads: allChannels,
  ofOrganizations: true,
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
      value: () =>
        `select coalesce(sum(count) filter (organization is null), 0)::double / nullif(sum(count), 0) as value from shared_rows where type in ${decisions}`,
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
      const counts = conditions.map((condition, i) => `${ofType(condition)} as c${i}, ${shareOf(condition)} as s${i}`)
      return `select o.name as a, any_value(people) as b, ${counts.join(', ')}
        from shared_rows r join (select organization, count(distinct person) as people from ${influencing(p)} group by 1) w
          on w.organization is not distinct from r.organization
          left join organization o on o.organization = r.organization group by o.name
        order by ${ofType(`type in ${decisions}`)} desc, sum(count) desc, a`
    },
  },
}

const said = (p: Asked) => `(
  select item_kind, person, moment, 'comment' as what from event where kind in ('commented', 'approved', 'changes-requested', 'reviewed')
  union all select item_kind, person, moment, 'reaction' from event where kind = 'reacted'
  union all select kind, person, opened_at, 'post' from item_ever where ${within('opened_at', p)})`

const messages = "coalesce(sum(count) filter (what <> 'reaction'), 0)"

export const collaborationPlatformActivity: Metric = {
  id: 'collaboration-platform-activity',
  name: { en: 'Collaboration Platform Activity', zh: '协作平台活动' },
  question: { en: 'How much is said, and where?', zh: '人们在哪里说了多少？' },
  definition: {
    en: 'Number of messages in the period: issues, change requests and mails opened, comments and reviews on them; the table has each channel, with reactions and people',
    zh: '该时期内的消息数：开启的议题、变更请求和邮件，以及其上的评论与评审；表中按渠道列出，并附表情回应和人数',
  },
  unit: { en: 'messages', zh: '条消息' },
  caveats: [
    {
      en: 'Chats are known as far as an archive of them was imported as mail; others are entered by hand.',
      zh: '聊天仅限已按邮件存档导入的部分；其他须人工录入。',
    },
    asTold,
  ],
  parameters: [],
  source: chaoss('Collaboration Platform Activity', 'collaboration-platform-activity'),
  reads: ['items', 'events'],
  shared: p =>
    `select item_kind, what, ${bin('day::timestamp', p)} as bin, sum(count)::bigint as count, max(last_at) as last_at
      from (select item_kind, what, moment::date as day, count(*) as count, max(moment) as last_at from ${said(p)} group by 1, 2, 3) group by 1, 2, 3`,
  value: () => `select ${messages} as value from shared_rows`,
  series: () => `select bin as moment, ${messages} as value from shared_rows group by 1`,
  table: {
    columns: [
      { en: 'Channel', zh: '渠道', coded: true },
      { en: 'Opened', zh: '开启' },
      { en: 'Comments and reviews', zh: '评论与评审' },
      { en: 'Reactions', zh: '表情回应' },
      columns.people,
      columns.last,
    ],
    rows: p => `
      select item_kind as a, ${ofType("what = 'post'")} as b, ${ofType("what = 'comment'")} as c, ${ofType("what = 'reaction'")} as d,
        any_value(people) as e, strftime(max(last_at), '%Y-%m-%d') as f
      from shared_rows join (select item_kind, ${countOfPeople(p)} as people from ${said(p)} group by item_kind) using (item_kind)
      group by 1 order by a`,
  },
}

/** What the author was at the time: a maintainer had merged others' changes, somebody returning had one merged, a newcomer neither. */
const byRole = (p: Asked) => `
  with merging as (select merger as person, min(merged_at) as since from item_all where person is distinct from merger group by merger),
    merged as (select person, min(merged_at) as since from item_all where kind = 'change-request' group by person)
  select ${daysFrom('began', 'ended')} as days, case when m.since < i.opened_at then 'maintainer' when d.since < i.opened_at then 'returning'
    when i.person is null then 'ghost' else 'newcomer' end as role
  from (${reviewDurationRows(p)}) r join item_all i using (item)
    left join merging m on m.person = i.person left join merged d on d.person = i.person`

export const reviewDurationByRole: Metric = {
  id: 'review-duration-by-role',
  name: { en: 'Review duration by role', zh: '按角色的评审时长' },
  question: {
    en: 'Do newcomers wait longer for a review than maintainers?',
    zh: '新人等待评审的时间是否比维护者更长？',
  },
  definition: {
    en: 'Median review duration of newcomers ÷ that of all others: above 1 newcomers wait longer. The table has each role of the author at that time: newcomer (nothing merged before), returning, maintainer (has merged what others proposed)',
    zh: '新人的评审时长中位数 ÷ 其他人的中位数：大于 1 表示新人等得更久。表中按作者当时的角色列出：新人（此前无合并）、回头贡献者、维护者（合并过他人的变更）',
  },
  unit: { en: '(ratio)', zh: '（比值）' },
  format: 'ratio',
  caveats: [
    {
      en: 'A view of CHAOSS’s Change Request Review Duration; roles are judged by deeds, as far back as was collected.',
      zh: '这是 CHAOSS“变更请求评审时长”的一种视角；角色由行为判断，以已采集的范围为限。',
    },
    humansOnly,
    middles,
  ],
  parameters: ['aggregator', 'unrevised', 'reviewsAre', 'responseBy', 'selectBy'],
  source: chaoss('Change Request Review Duration', 'change-request-review-duration'),
  reads: ['items', 'events'],
  gaps: 'none',
  shared: byRole,
  value: p => `select (select ${middleOf(p, 'median')} from shared_rows where role = 'newcomer')
    / nullif((select ${middleOf(p, 'median')} from shared_rows where role in ('returning', 'maintainer')), 0) as value`,
  beside: besideMiddles(() => 'shared_rows', { only: "role = 'newcomer'" }).map(({ name, value }) => ({
    name: { en: `Newcomers: ${name.en.toLowerCase()}`, zh: `新人：${name.zh}` },
    value,
  })),
  table: {
    columns: [
      { en: 'Role', zh: '角色', coded: true },
      columns.count,
      { en: 'Median', zh: '中位数' },
      { en: 'Mean', zh: '均值' },
      { en: '90th percentile', zh: '第 90 百分位' },
    ],
    rows: () => `select role as a, count(*) as b, round(median(days), 4)::double as c, round(avg(days), 4)::double as d,
      round(quantile_cont(days, 0.9), 4)::double as e
      from shared_rows group by 1 order by a`,
  },
}
