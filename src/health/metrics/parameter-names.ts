import type { Text } from '../../lib/text/text.ts'
import { choiceNames, yesOrNo } from './choice-names.ts'
import { MetricParameters } from './model.ts'

/** What each parameter is called where people choose it. */
const parameterNames: Record<keyof MetricParameters, Text> = {
  from: { en: 'From', zh: '起始日期' },
  to: { en: 'Until (not included)', zh: '截止日期（不含）' },
  dateKind: { en: 'Date of a commit', zh: '提交日期类型' },
  role: { en: 'Whose deed a commit is', zh: '提交归属' },
  merges: { en: 'Merge commits', zh: '合并提交' },
  emptyCommits: { en: 'Empty commits', zh: '空提交' },
  mailmap: { en: 'Identities joined', zh: '合并身份' },
  bots: { en: 'Bots', zh: '机器人' },
  aiAgents: { en: 'AI agents', zh: 'AI 代理' },
  person: { en: 'Person', zh: '人员' },
  organization: { en: 'Organization', zh: '组织' },
  group: { en: 'Group', zh: '群组' },
  standing: { en: 'New or established', zh: '新人或老手' },
  newForDays: { en: 'New for days', zh: '新人期限（天）' },
  label: { en: 'Label', zh: '标签' },
  branch: { en: 'Into branch', zh: '目标分支' },
  origin: { en: 'From branch or fork', zh: '来自分支或派生' },
  openOnly: { en: 'Only what is open', zh: '仅开启中' },
  drafts: { en: 'Drafts', zh: '草稿' },
  selectBy: { en: 'Items of the period by', zh: '条目按何时间归入时期' },
  reopenAsNew: { en: 'Reopened counts as new', zh: '重新开启视为新建' },
  landedByHand: { en: 'Landed by hand', zh: '人工合入' },
  groupBy: { en: 'Group by', zh: '分组' },
  rowsFrom: { en: 'Rows from', zh: '起始行' },
  rowsMost: { en: 'Rows at most', zh: '最多行数' },
  interval: { en: 'Interval', zh: '时间区间' },
  paths: { en: 'Source code: paths', zh: '源代码路径' },
  acceptance: { en: 'Acceptance ratio', zh: '接受率口径' },
  closure: { en: 'Closure ratio', zh: '关闭率口径' },
  aggregator: { en: 'Aggregator', zh: '汇总方式' },
  durationOf: { en: 'Duration of', zh: '时长统计对象' },
  close: { en: 'Which closing', zh: '哪次关闭' },
  unanswered: { en: 'Unanswered', zh: '未获回应者' },
  itemKind: { en: 'Kind of item', zh: '条目类型' },
  reactionsAnswer: { en: 'Reactions are responses', zh: '表情视为回应' },
  closingAnswers: { en: 'Closing is a response', zh: '关闭视为回应' },
  responseBy: { en: 'Response by', zh: '回应者' },
  reviewsAre: { en: 'Reviews are', zh: '评审口径' },
  unrevised: { en: 'Merged without revision', zh: '未修改即合并' },
  cycleEnds: { en: 'A review cycle ends with', zh: '评审周期结束于' },
  defectLabels: { en: 'Labels of defects', zh: '缺陷标签' },
  welcomeLabels: { en: 'Labels for newcomers', zh: '新人标签' },
  reopenedWithinDays: { en: 'Reopened within days', zh: '重新开启期限（天）' },
  conversion: { en: 'Conversion', zh: '转化口径' },
  conversionStep: { en: 'Step of conversion', zh: '转化步骤' },
  forks: { en: 'Forks', zh: '派生' },
  hoursPerCommit: { en: 'Hours per commit', zh: '每次提交工时' },
  hoursPerIssue: { en: 'Hours per issue', zh: '每个议题工时' },
  hoursPerChangeRequest: { en: 'Hours per change request', zh: '每个变更请求工时' },
  hoursPerReview: { en: 'Hours per review', zh: '每次评审工时' },
  hoursPerComment: { en: 'Hours per comment', zh: '每条评论工时' },
  hourlyRate: { en: 'Price of an hour', zh: '小时单价' },
  workFrom: { en: 'Work begins at', zh: '上班时间' },
  workTo: { en: 'Work ends at', zh: '下班时间' },
  inactiveAfterDays: { en: 'Inactive after days', zh: '不活跃期限（天）' },
  occasionalBelow: { en: 'Occasional below', zh: '偶尔贡献上限' },
  commitsAtLeast: { en: 'Commits at least', zh: '最少提交数' },
  lineKind: { en: 'Kind of lines', zh: '行的类型' },
  linesAtLeast: { en: 'Lines at least', zh: '最少行数' },
  occasionalGapDays: { en: 'Occasional from days between', zh: '偶尔贡献间隔（天）' },
  bandIntervals: { en: 'Intervals of the band', zh: '布林带区间数' },
  bandWidth: { en: 'Width of the band', zh: '布林带宽度' },
  unknown: { en: 'Unknown organizations', zh: '未知组织' },
  independents: { en: 'Independents', zh: '独立贡献者' },
  threshold: { en: 'Threshold', zh: '阈值' },
}

/** What every metric heeds as far as what it counts has it; each names those of its own. */
export const commonParameters = [
  ...(['from', 'to', 'interval', 'groupBy', 'rowsFrom', 'rowsMost', 'bots', 'aiAgents', 'person'] as const),
  ...(['organization', 'group', 'standing', 'newForDays', 'mailmap'] as const),
  // Of commits.
  ...(['dateKind', 'role', 'merges', 'emptyCommits', 'paths'] as const),
  // Of issues and change requests.
  ...(['label', 'branch', 'origin', 'openOnly', 'drafts'] as const),
] satisfies (keyof MetricParameters)[]

export interface ParameterField {
  name: keyof MetricParameters
  label: Text
  /** Undefined: words, a number or a day are written. */
  choices: Readonly<Record<string, Text>> | undefined
  usual: string | undefined
}

const named: Partial<Record<keyof MetricParameters, Readonly<Record<string, Text>>>> = choiceNames

/** Every parameter as a field of a form. */
export const parameterFields: ParameterField[] = (Object.keys(parameterNames) as (keyof MetricParameters)[]).map(
  name => {
    const usual: unknown = MetricParameters.shape[name].safeParse(undefined).data
    return {
      name,
      label: parameterNames[name],
      choices: typeof usual === 'boolean' ? yesOrNo : named[name],
      usual: usual === undefined ? undefined : String(usual),
    }
  },
)
