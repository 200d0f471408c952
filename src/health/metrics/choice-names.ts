import type { Text } from '../../lib/text/text.ts'
import type { MetricParameters } from './model.ts'

/** The parameters for which there are a few values, and these. */
type Choices = {
  [Name in keyof MetricParameters as NonNullable<MetricParameters[Name]> extends string
    ? string extends NonNullable<MetricParameters[Name]>
      ? never
      : Name
    : never]: Record<NonNullable<MetricParameters[Name]> & string, Text>
}

export const yesOrNo: Record<'true' | 'false', Text> = { true: { en: 'yes', zh: '是' }, false: { en: 'no', zh: '否' } }

const heeded = {
  include: { en: 'included', zh: '计入' },
  exclude: { en: 'left out', zh: '不计' },
  only: { en: 'only these', zh: '仅限这些' },
}
const authorOrCommitter = { author: { en: 'author', zh: '作者' }, committer: { en: 'committer', zh: '提交者' } }
const unlisted = {
  'left-out': { en: 'left out', zh: '不计' },
  'one-organization': { en: 'as one organization', zh: '视为一个组织' },
  'each-their-own': { en: 'each as one', zh: '各自视为一个组织' },
}

/** What each value is called where people choose it. */
export const choiceNames: Choices = {
  dateKind: authorOrCommitter,
  role: authorOrCommitter,
  bots: heeded,
  aiAgents: heeded,
  standing: {
    any: { en: 'any', zh: '不限' },
    new: { en: 'new', zh: '新人' },
    established: { en: 'established', zh: '老手' },
  },
  origin: {
    any: { en: 'any', zh: '不限' },
    branch: { en: 'branch', zh: '分支' },
    fork: { en: 'fork', zh: '派生' },
  },
  selectBy: {
    opened: { en: 'opening', zh: '开启时间' },
    closed: { en: 'closing', zh: '关闭时间' },
  },
  landedByHand: {
    declined: { en: 'as declined', zh: '视为拒绝' },
    accepted: { en: 'as accepted', zh: '视为接受' },
  },
  groupBy: {
    none: { en: 'nothing', zh: '不分组' },
    organization: { en: 'organization', zh: '组织' },
    kind: { en: 'people, bots, AI agents', zh: '人员、机器人、AI 代理' },
    project: { en: 'project', zh: '项目' },
    'time-zone': { en: 'time zone', zh: '时区' },
    label: { en: 'label', zh: '标签' },
  },
  interval: {
    day: { en: 'day', zh: '日' },
    week: { en: 'week', zh: '周' },
    month: { en: 'month', zh: '月' },
    quarter: { en: 'quarter', zh: '季度' },
    year: { en: 'year', zh: '年' },
  },
  acceptance: {
    'merged-to-declined': { en: 'merged to declined', zh: '合入与拒绝之比' },
    'merged-of-closed': { en: 'merged of closed', zh: '已关闭中的合入占比' },
  },
  closure: {
    'of-all-open': { en: 'of all that were open', zh: '占全部开启中' },
    'of-opened': { en: 'of those opened', zh: '占新开启' },
  },
  aggregator: {
    mean: { en: 'mean', zh: '平均值' },
    median: { en: 'median', zh: '中位数' },
    p90: { en: '90th percentile', zh: '第 90 百分位' },
  },
  durationOf: {
    accepted: { en: 'accepted', zh: '被接受的' },
    closed: { en: 'closed', zh: '已关闭的' },
  },
  close: {
    final: { en: 'the last', zh: '最后一次' },
    first: { en: 'the first', zh: '第一次' },
  },
  unanswered: {
    'left-out': { en: 'left out', zh: '不计' },
    censored: { en: 'with their time until now', zh: '按至今时长计' },
  },
  itemKind: {
    any: { en: 'any', zh: '不限' },
    issue: { en: 'issues', zh: '议题' },
    'change-request': { en: 'change requests', zh: '变更请求' },
    thread: { en: 'mail threads', zh: '邮件主题' },
  },
  responseBy: {
    anybody: { en: 'anybody', zh: '任何人' },
    maintainers: { en: 'maintainers', zh: '维护者' },
  },
  reviewsAre: {
    reviews: { en: 'reviews', zh: '评审' },
    'reviews-and-comments': { en: 'reviews and comments', zh: '评审与评论' },
  },
  unrevised: {
    zero: { en: 'no cycle', zh: '无周期' },
    'first-review': { en: 'one, to the first review', zh: '一个，至首次评审' },
  },
  cycleEnds: {
    update: { en: 'an update', zh: '一次更新' },
    review: { en: 'a review', zh: '一次评审' },
  },
  conversion: {
    levels: { en: 'between levels', zh: '层级之间' },
    cohort: { en: 'of a cohort', zh: '同期群' },
  },
  conversionStep: {
    'd0-d1': { en: 'D0 to D1', zh: 'D0 至 D1' },
    'd1-d2': { en: 'D1 to D2', zh: 'D1 至 D2' },
    'd0-d2': { en: 'D0 to D2', zh: 'D0 至 D2' },
  },
  forks: {
    all: { en: 'all', zh: '全部' },
    contributing: { en: 'that contribute', zh: '有回馈的' },
    'non-contributing': { en: 'that do not contribute', zh: '无回馈的' },
  },
  lineKind: {
    touched: { en: 'touched', zh: '变动' },
    added: { en: 'added', zh: '新增' },
    removed: { en: 'removed', zh: '删除' },
  },
  unknown: unlisted,
  independents: unlisted,
}
