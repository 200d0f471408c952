import { type Asked, bin, chaoss, countByInterval, type Metric, ofItem, shownPart } from '../metric.ts'
import type { MetricParameters } from '../model.ts'
import { momentOf } from './change-requests.ts'
import { besideMiddles, middleOf } from './lasting.ts'
import { asTold, botsToo, columns } from './messages.ts'
import { isReviewing } from './responses.ts'

const reviews = (p: MetricParameters) =>
  `select item, person, actor_kind, kind, moment from event where item_kind = 'change-request' and ${isReviewing(p)} and person is distinct from item_author`

export const changeRequestReviews: Metric = {
  id: 'change-request-reviews',
  name: { en: 'Change Request Reviews', zh: '变更请求评审' },
  question: { en: 'To what extent are changes formally reviewed?', zh: '变更在多大程度上经过正式评审？' },
  definition: {
    en: 'Number of reviews of change requests given in the period by others than the author, by their outcome; with “reviewsAre” set to reviews-and-comments, comments of others count as well',
    zh: '该时期内由作者以外的人给出的变更请求评审数，按结论列出；参数“评审口径”选 reviews-and-comments 时，他人的评论也计入',
  },
  unit: { en: 'reviews', zh: '次评审' },
  caveats: [
    asTold,
    botsToo,
    {
      en: 'Some projects review by comments only: without them it looks as if nobody reviewed.',
      zh: '有些项目只用评论来评审：不计评论时看似无人评审。',
    },
  ],
  parameters: ['reviewsAre'],
  source: chaoss('Change Request Reviews', 'change-request-reviews'),
  reads: ['items', 'events'],
  restsOn: ['change-request'],
  shared: reviews,
  value: () => 'select count(*) as value from shared_rows',
  series: p => countByInterval('shared_rows', p),
  beside: [
    {
      name: { en: 'Change requests reviewed', zh: '被评审的变更请求' },
      value: () => 'select count(distinct item) as value from shared_rows',
    },
    {
      name: { en: 'Reviews per reviewed change request', zh: '每个被评审的变更请求的评审数' },
      value: () => 'select count(*)::double / nullif(count(distinct item), 0) as value from shared_rows',
    },
    {
      name: {
        en: 'Share of the period’s change requests that somebody else reviewed',
        zh: '该时期变更请求中经他人评审的比例',
      },
      share: true,
      value: () =>
        "select count(first_at)::double / nullif(count(*), 0) as value from item_reviewed where kind = 'change-request'",
    },
  ],
  table: {
    columns: [
      { en: 'Outcome', zh: '结论', coded: true },
      { en: 'By', zh: '评审者类型', coded: true },
      { en: 'Reviews', zh: '评审数' },
      { en: 'Change requests', zh: '变更请求数' },
      { en: 'Reviewers', zh: '评审者数' },
    ],
    rows: () => `select kind as a, coalesce(actor_kind, 'ghost') as b, count(*) as c, count(distinct item) as d, count(distinct person) as e
      from shared_rows group by 1, 2 order by c desc, a, b`,
  },
}

const counted = ({ selectBy }: Asked) => `
  select item, commits as size, added, removed, files, opened_at, ${selectBy === 'closed' ? 'closed_at' : 'opened_at'} as moment
  from item where kind = 'change-request' and commits is not null`

export const changeRequestCommits: Metric = {
  id: 'change-request-commits',
  name: { en: 'Change Request Commits', zh: '变更请求的提交数' },
  question: { en: 'How many commits does a change request have?', zh: '一个变更请求包含多少次提交？' },
  definition: {
    en: 'Mean number of commits of the change requests of the period; the table has lines, files, updates and the people who took part in each',
    zh: '该时期变更请求的平均提交数；表中列出各自的行数、文件数、更新次数和参与人数',
  },
  unit: { en: 'commits', zh: '次提交' },
  format: 'ratio',
  caveats: [
    {
      en: 'As the forge told: after a squash merge, git itself has one commit only.',
      zh: '以平台所记录的为准：压缩合并后，git 中只剩一次提交。',
    },
    {
      en: 'Where the forge told no commits, the change request is left out.',
      zh: '平台未告知提交数的变更请求不计入。',
    },
  ],
  parameters: ['aggregator', 'selectBy'],
  source: chaoss('Change Request Commits', 'change-request-commits'),
  reads: ['items', 'events'],
  restsOn: ['change-request'],
  gaps: 'none',
  shared: counted,
  value: p => `select ${middleOf(p, 'mean', 'size')} as value from shared_rows`,
  series: p =>
    `select ${bin('moment', p)} as moment, ${middleOf(p, 'mean', 'size')} as value from shared_rows group by 1`,
  beside: [
    ...besideMiddles(() => 'shared_rows', { column: 'size' }),
    {
      name: { en: 'Commits in all', zh: '提交总数' },
      value: () => 'select coalesce(sum(size), 0)::double as value from shared_rows',
    },
  ],
  table: {
    columns: [
      ...[columns.number, columns.title, { en: 'Commits', zh: '提交' }],
      { en: 'Lines added', zh: '新增行' },
      { en: 'Lines removed', zh: '删除行' },
      { en: 'Files', zh: '文件' },
      { en: 'Updates', zh: '更新次数' },
      { en: 'People', zh: '参与人数' },
    ],
    rows: p => `with shown as materialized (select * from shared_rows order by size desc, item ${shownPart(p)})
      select ${ofItem('number')} as a, ${ofItem('title')} as b, size as c, added as d, removed as e, files as f, coalesce(updates, 0) as g, coalesce(people, 0) as h
      from shown left join (
        select e.item, count(*) filter (e.kind = 'pushed' and e.moment > i.opened_at) as updates, count(distinct e.person) as people
        from event_all e join shown i using (item) group by e.item
      ) using (item) order by size desc, item`,
    count: () => 'select count(*) as value from shared_rows',
  },
}

/** `own` where the author merged it, null where author or merger is not told; `unreviewed` where no other person had reviewed it before. */
const merged = (p: Asked) => `
  select item, merged_at, ${momentOf(p)} as moment, merger = person as own, coalesce(first_at > merged_at, true) as unreviewed
  from item_reviewed where kind = 'change-request' and merged_at is not null`

const shareOf = (condition: string) =>
  `count(*) filter (own is not null and ${condition})::double / nullif(count(own), 0)`

export const selfMergeRate: Metric = {
  id: 'self-merge-rate',
  name: { en: 'Self Merge Rates', zh: '自合并率' },
  question: {
    en: 'How many changes does their author merge without review?',
    zh: '有多少变更由作者未经评审自行合并？',
  },
  definition: {
    en: 'Merged by their author, with no review by another person before, ÷ merged; of change requests of the period of which both are told. Beside it the share merged by the author at all',
    zh: '由作者本人合并且此前无他人评审的 ÷ 已合并的；范围为该时期内作者与合并者均已知的变更请求。旁列由作者合并的总比例',
  },
  unit: { en: 'of merged change requests', zh: '的已合并变更请求' },
  format: 'share',
  caveats: [
    {
      en: 'An approval by a bot or a rule is no review. A merge queue or bot that merges hides who decided.',
      zh: '机器人或规则给出的批准不算评审。由合并队列或机器人合并时，看不出是谁作的决定。',
    },
    {
      en: 'What was pushed to the branch without a change request does not show here.',
      zh: '未经变更请求直接推送到分支的，不在此列。',
    },
  ],
  parameters: ['reviewsAre', 'selectBy'],
  source: chaoss('Self Merge Rates', 'self-merge-rates'),
  reads: ['items', 'events'],
  restsOn: ['change-request'],
  gaps: 'none',
  shared: merged,
  value: () => `select ${shareOf('own and unreviewed')} as value from shared_rows`,
  series: p =>
    `select ${bin('moment', p)} as moment, ${shareOf('own and unreviewed')} as value from shared_rows group by 1`,
  beside: [
    {
      name: { en: 'Merged by the author, reviewed or not', zh: '由作者合并（无论是否评审）' },
      share: true,
      value: () => `select ${shareOf('own')} as value from shared_rows`,
    },
    {
      name: { en: 'Merged without review, by whomever', zh: '未经评审合并（无论由谁）' },
      share: true,
      value: () => `select ${shareOf('unreviewed')} as value from shared_rows`,
    },
    {
      name: { en: 'Merged, while author or merger is not told', zh: '已合并但作者或合并者未知的个数' },
      value: () => 'select count(*) filter (own is null) as value from shared_rows',
    },
  ],
  table: {
    columns: [
      columns.number,
      columns.title,
      { en: 'Merged', zh: '合并' },
      { en: 'Reviewed', zh: '已评审' },
      columns.address,
    ],
    rows: () => `select ${ofItem('number')} as a, ${ofItem('title')} as b, strftime(merged_at, '%Y-%m-%d') as c, (not unreviewed)::integer as d, ${ofItem('url')} as e
      from shared_rows where own order by merged_at desc, item`,
  },
}
