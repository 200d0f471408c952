import { quote } from '../../../lib/sql/quote.ts'
import type { Text } from '../../../lib/text/text.ts'
import { type Asked, bin, chaoss, countByInterval, type Metric, ofItem, shownPart } from '../metric.ts'
import type { MetricParameters } from '../model.ts'
import { allOfThem, kindConditions } from '../selection/actor-conditions.ts'
import { isOneOf } from '../selection/is-one-of.ts'
import { within } from '../selection/period.ts'
import { momentOf } from './change-requests.ts'
import { counting, ratioToItems } from './counting.ts'
import { lasting } from './lasting.ts'
import { asTold, botsToo, columns, reopening, issues as unit } from './messages.ts'
import { spells } from './spells.ts'

const noRequests: Text = {
  en: 'Change requests are no issues here, also where a forge’s API lists them among the issues.',
  zh: '变更请求不算议题，即使平台的接口把它列在议题中。',
}

/** CHAOSS's aggregator “reactions”: what people thought of it, without a word. */
const besideReactions: NonNullable<Metric['beside']>[number] = {
  name: { en: 'Reactions to them', zh: '其所获表情回应' },
  value: p =>
    `select count(*) as value from event_all where item_kind = 'issue' and kind = 'reacted' and ${allOfThem(kindConditions(p, 'actor_kind'))}
      and item in (select item from shared_rows)`,
}

const openings = (p: Asked) =>
  p.reopenAsNew
    ? `select i.* , began as moment from (${spells('issue')}) join item_ever i using (item) where ${within('began', p)}`
    : `select *, opened_at as moment from item_ever where kind = 'issue' and ${within('opened_at', p)}`

const closings = (p: MetricParameters) =>
  p.reopenAsNew
    ? `select i.* , ended as moment from (${spells('issue')}) join item_ever i using (item) where ${within('ended', p)}`
    : `select *, closed_at as moment from item_ever where kind = 'issue' and ${within('closed_at', p)}`

export const issuesNew = counting({
  id: 'issues-new',
  name: { en: 'Issues New', zh: '新议题' },
  question: { en: 'How many issues are opened?', zh: '新开了多少议题？' },
  definition: {
    en: 'Number of issues opened in the period; with “reopenAsNew”, each reopening counts as well',
    zh: '该时期内开启的议题数；启用“重开视为新建”时，每次重新开启也计入',
  },
  unit,
  slug: 'issues-new',
  kind: 'issue',
  caveats: [reopening, noRequests],
  parameters: ['reopenAsNew'],
  reads: ['items', 'events'],
  from: openings,
  beside: [besideReactions],
})

export const issuesClosed = counting({
  id: 'issues-closed',
  name: { en: 'Issues Closed', zh: '已关闭议题' },
  question: { en: 'How many issues are closed?', zh: '关闭了多少议题？' },
  definition: {
    en: 'Number of issues whose last closing lies in the period and that are closed still; with “reopenAsNew”, every closing in the period. Beside it, closed ÷ opened in the period',
    zh: '最后一次关闭在该时期内且仍处于关闭状态的议题数；启用“重开视为新建”时，为该时期内的每次关闭。旁列该时期的关闭 ÷ 新开',
  },
  unit,
  slug: 'issues-closed',
  kind: 'issue',
  caveats: [
    reopening,
    noRequests,
    {
      en: 'Closed is not solved: the reason, where the forge tells one, stands beside.',
      zh: '关闭不等于解决：平台给出的原因列在旁边。',
    },
  ],
  parameters: ['reopenAsNew'],
  reads: ['items', 'events'],
  from: closings,
  also: "reason in ('not_planned', 'duplicate') as is_turned_down",
  beside: [
    besideReactions,
    {
      name: { en: 'Closed ÷ opened in the period', zh: '该时期关闭 ÷ 新开' },
      value: p => ratioToItems('issue', within('opened_at', p)),
    },
    {
      name: { en: 'Closed as not planned or duplicate', zh: '以不计划或重复为由关闭' },
      value: () => 'select count(*) filter (is_turned_down) as value from shared_rows',
    },
  ],
})

const activity = ['commented', 'labeled', 'unlabeled', 'assigned', 'unassigned', 'closed', 'reopened']

const active = `select item, moment from event where item_kind = 'issue' and ${isOneOf('kind', activity)}`

export const issuesActive: Metric = {
  id: 'issues-active',
  name: { en: 'Issues Active', zh: '活跃议题' },
  question: { en: 'In how many issues does something happen?', zh: '有多少议题发生了活动？' },
  definition: {
    en: 'Number of issues with a comment, a change of label or assignee, a closing or a reopening in the period; the opening alone is none',
    zh: '该时期内有评论、标签或指派变更、关闭或重新开启的议题数；仅仅开启不算',
  },
  unit,
  caveats: [
    asTold,
    botsToo,
    noRequests,
    {
      en: 'In a series an issue counts in each interval in which it was active, in the total once.',
      zh: '在序列中，议题在每个活跃的区间各计一次，在总数中只计一次。',
    },
  ],
  parameters: [],
  source: chaoss('Issues Active', 'issues-active'),
  reads: ['items', 'events'],
  restsOn: ['issue'],
  shared: p =>
    `select item, ${bin('moment', p)} as bin, count(*) as count, max(moment) as last_at from (${active}) group by 1, 2`,
  value: () => 'select count(distinct item) as value from shared_rows',
  series: () => 'select bin as moment, count(*) as value from shared_rows group by 1',
  table: {
    columns: [
      columns.number,
      columns.title,
      { en: 'Activities', zh: '活动数' },
      columns.last,
      columns.state,
      columns.address,
    ],
    rows: p => `
      with shown as materialized (
        select item, sum(count) as count, max(last_at) as last_at from shared_rows group by item order by count desc, item ${shownPart(p)})
      select ${ofItem('number')} as a, ${ofItem('title')} as b, count as c, strftime(last_at, '%Y-%m-%d') as d, ${ofItem('state')} as e, ${ofItem('url')} as f
      from shown order by count desc, item`,
    count: () => 'select count(distinct item) as value from shared_rows',
  },
}

export const issueComments: Metric = {
  id: 'issue-comments',
  name: { en: 'Issue Comments', zh: '议题评论' },
  question: { en: 'How much is said about issues?', zh: '议题上有多少讨论？' },
  definition: {
    en: 'Number of comments on issues in the period; an issue’s own text is none',
    zh: '该时期内议题上的评论数；议题正文不算评论',
  },
  unit: { en: 'comments', zh: '条评论' },
  caveats: [asTold, botsToo, noRequests],
  parameters: [],
  source: chaoss('Issue Comments', 'issue-comments'),
  reads: ['items', 'events'],
  restsOn: ['issue'],
  shared: () =>
    `select item, person, actor_kind in ('bot', 'ai-agent') as is_machine, moment from event where item_kind = 'issue' and kind = 'commented'`,
  value: () => 'select count(*) as value from shared_rows',
  series: p => countByInterval('shared_rows', p),
  beside: [
    {
      name: { en: 'Issues commented', zh: '被评论的议题' },
      value: () => 'select count(distinct item) as value from shared_rows',
    },
    {
      name: { en: 'By bots and AI agents', zh: '由机器人和 AI 代理发表' },
      value: () => 'select count(*) filter (is_machine) as value from shared_rows',
    },
  ],
  table: {
    columns: [columns.number, columns.title, { en: 'Comments', zh: '评论' }, columns.people, columns.address],
    rows: p => `
      with shown as materialized (select item, count(*) as count from shared_rows group by item order by count desc, item ${shownPart(p)}),
        there as (select item, count(distinct person) as people from shared_rows where item in (select item from shown) group by item)
      select ${ofItem('number')} as a, ${ofItem('title')} as b, count as c, people as d, ${ofItem('url')} as f
      from shown join there using (item) order by count desc, item`,
    count: () => 'select count(distinct item) as value from shared_rows',
  },
}

export const issueAge = lasting({
  id: 'issue-age',
  name: { en: 'Issue Age', zh: '议题年龄' },
  question: { en: 'How long have open issues been open?', zh: '未关闭的议题已开启多久？' },
  definition: {
    en: 'Median of the period’s end (the present, if that is earlier) − opening over the issues that were open then',
    zh: '在该时期结束时（若更早则为现在）仍开启的议题，其截至该时刻的年龄中位数',
  },
  slug: 'issue-age',
  middle: 'median',
  restsOn: ['issue'],
  caveats: [
    reopening,
    {
      en: 'CHAOSS names mean and median and speaks of closed issues once: here are those that were open.',
      zh: 'CHAOSS 同时提到均值与中位数，也有一处提到已关闭议题：此处只算当时开启的。',
    },
  ],
  parameters: [],
  from: () => `select item, opened_at as began, judged_at as ended, opened_at as moment from item_ever, span
    where kind = 'issue' and opened_at < judged_at and (closed_at is null or closed_at >= judged_at)`,
})

const resolved = (p: Asked, condition: string) => {
  if (p.reopenAsNew) {
    const moment = p.selectBy === 'closed' ? 'ended' : 'began'
    return `select item, began, ended, ${moment} as moment from (${spells('issue')}) join item_ever using (item)
      where ${within(moment, p)} and ended is not null and ${condition}`
  }
  return `select item, opened_at as began, closed_at as ended, ${momentOf(p)} as moment
    from item where kind = 'issue' and closed_at is not null and ${condition}`
}

export const issueResolutionDuration = lasting({
  id: 'issue-resolution-duration',
  name: { en: 'Issue Resolution Duration', zh: '议题解决时长' },
  question: { en: 'How long does it take to close an issue?', zh: '关闭一个议题需要多久？' },
  definition: {
    en: 'Mean of last closing − opening, in days, over closed issues of the period: those opened in it or, with “selectBy” set to closed, those closed in it',
    zh: '该时期内已关闭议题的最后关闭 − 开启的均值（天）：默认取该时期内开启的，参数“归属时间”选 closed 时取该时期内关闭的',
  },
  slug: 'issue-resolution-duration',
  middle: 'mean',
  restsOn: ['issue'],
  caveats: [
    reopening,
    {
      en: 'Selected by opening, recent periods look quick, since what takes long is open still; selected by closing, a clean-up of old issues looks slow.',
      zh: '按开启时间选取时，近期显得很快，因为耗时长的尚未关闭；按关闭时间选取时，清理旧议题会显得很慢。',
    },
  ],
  parameters: ['selectBy', 'reopenAsNew'],
  reads: ['items', 'events'],
  from: p => resolved(p, 'true'),
})

/** Whether an item has one of the labels, in any case of letters. */
export function hasLabel(labels: string) {
  const all = labels
    .split(',')
    .map(label => label.trim().toLowerCase())
    .filter(Boolean)
  return all.length === 0
    ? 'false'
    : `list_has_any(list_transform(labels, lambda l: lower(l)), [${all.map(quote).join(', ')}])`
}

export const defectResolutionDuration = lasting({
  id: 'defect-resolution-duration',
  name: { en: 'Defect Resolution Duration', zh: '缺陷解决时长' },
  question: { en: 'How long does it take to resolve a defect?', zh: '解决一个缺陷需要多久？' },
  definition: {
    en: 'Median of last closing − reporting over closed issues of the period that have one of the labels of defects',
    zh: '该时期内带有任一缺陷标签且已关闭的议题，其最后关闭 − 报告时间的中位数',
  },
  slug: 'defect-resolution-duration',
  middle: 'median',
  restsOn: ['issue'],
  caveats: [
    reopening,
    {
      en: 'What a defect is, labels say: where nobody sets them, there are none. Name your own in “defectLabels”.',
      zh: '是否为缺陷由标签决定：无人打标签就没有缺陷。可在“缺陷标签”参数中指定自己的标签。',
    },
  ],
  parameters: ['defectLabels', 'selectBy', 'reopenAsNew'],
  reads: ['items', 'events'],
  from: p => resolved(p, hasLabel(p.defectLabels)),
  beside: [
    {
      name: { en: 'Defects that are open still', zh: '仍未关闭的缺陷' },
      value: p =>
        `select count(*) as value from item_ever where kind = 'issue' and state = 'open' and ${hasLabel(p.defectLabels)} and ${within('opened_at', p)}`,
    },
  ],
})

const invites = (p: MetricParameters) => `
  select ${momentOf(p)} as moment, ${hasLabel(p.welcomeLabels)} as invites, state = 'open' as is_open, len(labels) = 0 as is_bare
  from item where kind = 'issue'`

const shareInviting = 'count(*) filter (invites)::double / nullif(count(*), 0)'

export const issueLabelInclusivity: Metric = {
  id: 'issue-label-inclusivity',
  name: { en: 'Issue Label Inclusivity', zh: '议题标签包容性' },
  question: { en: 'Do labels tell newcomers where to begin?', zh: '标签是否告诉新人从何处入手？' },
  definition: {
    en: 'Share of the period’s issues with one of the labels that invite newcomers; the table has every label, how often it is used and how many of its issues are open',
    zh: '该时期的议题中带有任一欢迎新人标签的比例；表中列出每个标签、使用次数及其中未关闭的数量',
  },
  unit: { en: 'of the issues', zh: '的议题' },
  format: 'share',
  caveats: [
    {
      en: 'Labels as they are now. Whether their words are plain and friendly, people must judge.',
      zh: '以当前标签为准。标签用词是否清楚友好，须由人判断。',
    },
  ],
  parameters: ['welcomeLabels', 'selectBy'],
  source: chaoss('Issue Label Inclusivity', 'issue-label-inclusivity'),
  reads: ['items'],
  restsOn: ['issue'],
  gaps: 'none',
  shared: invites,
  value: () => `select ${shareInviting} as value from shared_rows`,
  series: p => `select ${bin('moment', p)} as moment, ${shareInviting} as value from shared_rows group by 1`,
  beside: [
    {
      name: { en: 'Inviting issues that are open', zh: '仍开启的新人议题' },
      value: () => 'select count(*) filter (invites and is_open) as value from shared_rows',
    },
    {
      name: { en: 'Issues without any label', zh: '没有任何标签的议题' },
      value: () => 'select count(*) filter (is_bare) as value from shared_rows',
    },
  ],
  table: {
    columns: [
      { en: 'Label', zh: '标签' },
      { en: 'Issues', zh: '议题' },
      { en: 'Open', zh: '未关闭' },
      { en: 'Invites newcomers', zh: '欢迎新人' },
    ],
    rows: p => `select label as a, count(*) as b, count(*) filter (state = 'open') as c, bool_or(${hasLabel(p.welcomeLabels)})::integer as d
      from (select unnest(labels) as label, [unnest(labels)] as labels, state from item where kind = 'issue') group by label order by b desc, a`,
  },
}
