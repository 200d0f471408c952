import type { Text } from '../../lib/text/text.ts'
import type { Criterion, Distribution } from '../cohorts/model.ts'
import type { Mark, ReportKind } from './model.ts'

export const words = {
  reports: { en: 'Reports', zh: '报告' },
  lead: {
    en: 'Numbers with what stands behind them; all that is asked stands in the address, which can be shared.',
    zh: '数字及其依据；所有条件都写在网址中，可直接分享。',
  },
  kinds: {
    portfolio: { en: 'Portfolio', zh: '项目群' },
    project: { en: 'Project', zh: '项目' },
    cohort: { en: 'Among similar projects', zh: '相似项目对照' },
    organization: { en: 'Organization', zh: '组织' },
    person: { en: 'Person', zh: '人员' },
  } satisfies Record<ReportKind, Text>,
  uncollected: { en: 'Not collected', zh: '未采集' },
  notKnown: { en: 'not known', zh: '未知' },
  period: { en: 'Period', zh: '时期' },
  brush: {
    en: 'Commits over all time: draw over a stretch of it, or write its days',
    zh: '全部时间的提交：拖动选择一段时间，或直接填写日期',
  },
  presets: {
    all: { en: 'All time', zh: '全部时间' },
    years: { en: 'Three years', zh: '近三年' },
    year: { en: 'A year', zh: '近一年' },
    quarter: { en: '90 days', zh: '近 90 天' },
  },
  projects: { en: 'Projects, separated by commas', zh: '项目（以逗号分隔）' },
  allProjects: { en: 'all', zh: '全部' },
  metrics: { en: 'Metrics, separated by commas', zh: '指标（以逗号分隔）' },
  usualMetrics: { en: 'the usual ones', zh: '常用指标' },
  marks: { en: 'Beside the curves', zh: '曲线旁标注' },
  markChoices: {
    all: { en: 'all', zh: '全部' },
    notes: { en: 'notes only', zh: '仅注记' },
    none: { en: 'none', zh: '无' },
  },
  parameters: { en: 'All parameters', zh: '全部参数' },
  show: { en: 'Show', zh: '显示' },
  group: { en: 'Group', zh: '组' },
  value: { en: 'Value', zh: '数值' },
  size: { en: 'Rows of facts', zh: '事实行数' },
  noGroups: { en: 'What it counts has no such groups', zh: '所统计的内容没有此类分组' },
  groups: { en: 'Groups', zh: '分组' },
  coverage: (share: string): Text => ({
    en: `The organization is known for ${share} of the period’s commits. What the others did may be this organization’s as well, and is not counted here.`,
    zh: `该时期 ${share} 的提交已知所属组织。其余提交也可能属于该组织，但未计入此处。`,
  }),
  noCoverage: {
    en: 'Of no commit of the period the organization is known.',
    zh: '该时期没有任何提交已知所属组织。',
  },
  notes: { en: 'Beside the curves', zh: '曲线旁标注' },
  noNotes: { en: 'Nothing is noted of this period', zh: '该时期没有标注' },
  leftOut: (count: string): Text => ({ en: `${count} more are not shown`, zh: `另有 ${count} 项未显示` }),
  day: { en: 'Day', zh: '日期' },
  what: { en: 'What happened', zh: '事项' },
  kind: { en: 'Kind', zh: '类型' },
  addNote: { en: 'Add a note', zh: '添加注记' },
  allNotes: { en: 'All notes', zh: '全部注记' },
  more: { en: 'More about it', zh: '补充说明' },
  files: { en: 'As a file', zh: '导出' },
  filesLead: {
    en: 'The same numbers, for the same reader: names are masked in them as they are here.',
    zh: '与本页相同的数字；姓名的屏蔽方式与本页一致。',
  },
  rowsFile: { en: 'Rows (CSV)', zh: '数据行（CSV）' },
  asBadge: { en: 'As a badge', zh: '制作徽章' },
  print: { en: 'On paper, the page prints without its controls.', zh: '打印时页面不含控件。' },
  mail: { en: 'By mail', zh: '邮件订阅' },
  mailLead: {
    en: 'What changed since the last time, in your language, with the definitions.',
    zh: '以您的语言发送与上次相比的变化及定义。',
  },
  noAddress: {
    en: 'Your account has no e-mail address: until it has one, reports come to your inbox only.',
    zh: '您的账户没有邮箱地址：在设置之前，报告只会出现在收件箱中。',
  },
  noServer: {
    en: 'This office has no mail server: reports come to your inbox only.',
    zh: '本办公室没有邮件服务器：报告只会出现在收件箱中。',
  },
  toAccount: { en: 'To my account', zh: '前往我的账户' },
  subscribe: { en: 'Send it to me', zh: '订阅' },
  subscriptions: { en: 'Reports by mail', zh: '报告订阅' },
  noSubscriptions: { en: 'You get no report by mail', zh: '您没有订阅报告' },
  unsubscribe: { en: 'Send it no more', zh: '取消订阅' },
  report: { en: 'Report', zh: '报告' },
  gone: { en: 'gone, or not yours to see: nothing is sent', zh: '已不存在或您无权查看：不再发送' },
  since: { en: 'Since', zh: '始于' },
  every: {
    month: { en: 'every month', zh: '每月' },
    week: { en: 'every week', zh: '每周' },
  },
  everyLabel: { en: 'How often', zh: '频率' },
  unsubscribed: { en: 'This report is not sent any more.', zh: '此报告不再发送。' },
  unsubscribeLead: {
    en: 'This report comes to you by mail because you asked for it.',
    zh: '您曾订阅此报告，因此会收到邮件。',
  },
  badSubscription: {
    en: 'A report is of the portfolio or of something that is named, every month or every week',
    zh: '报告须为项目群或指定对象，频率为每月或每周',
  },
  isSubscribed: (id: string): Text => ({ en: `Subscribed: ${id}`, zh: `已订阅：${id}` }),
  isUnsubscribed: (id: string): Text => ({ en: `Sent no more: ${id}`, zh: `已取消订阅：${id}` }),
  similar: { en: 'Why these are similar', zh: '为何相似' },
  noSimilar: { en: 'No project of the office is similar by these criteria', zh: '按这些条件没有相似的项目' },
  moreSimilar: (count: string): Text => ({
    en: `${count} more fit, and are farther away in size and age`,
    zh: `另有 ${count} 个项目符合，但规模与年龄差距更大`,
  }),
  project: { en: 'Project', zh: '项目' },
  common: { en: 'In common', zh: '相似之处' },
  without: { en: 'Without it', zh: '排除' },
  thisOne: { en: 'this one', zh: '本项目' },
  tooFew: {
    en: 'Fewer than three similar projects have a value: no distribution is shown.',
    zh: '有数值的相似项目不足三个，不显示分布。',
  },
  lies: (low: string, median: string, high: string, count: string): Text => ({
    en: `Of ${count} similar projects the middle half lies from ${low} to ${high}, the median at ${median}.`,
    zh: `${count} 个相似项目中，中间一半介于 ${low} 与 ${high} 之间，中位数为 ${median}。`,
  }),
  badParameters: {
    en: 'These parameters do not fit: days are written as 2026-01-31, and choices are those of the form',
    zh: '参数不符合要求：日期格式为 2026-01-31，其余请从表单中选择',
  },
  noKind: {
    en: 'There are reports of a project, a cohort, an organization, a person and the portfolio',
    zh: '报告类型有：project、cohort、organization、person 和 portfolio',
  },
}

export const markKinds: Record<Mark['kind'], Text> = {
  note: { en: 'note', zh: '注记' },
  release: { en: 'release', zh: '发布' },
  action: { en: 'action', zh: '行动' },
}

export const places: Record<NonNullable<Distribution['place']>, Text> = {
  below: { en: 'below the middle half', zh: '低于中间一半' },
  'lower-middle': { en: 'in the middle half, below the median', zh: '在中间一半内，低于中位数' },
  'upper-middle': { en: 'in the middle half, from the median on', zh: '在中间一半内，不低于中位数' },
  above: { en: 'above the middle half', zh: '高于中间一半' },
}

export const criterionNames: Record<Criterion, Text> = {
  size: { en: 'Commits of the last year', zh: '近一年提交' },
  age: { en: 'Age', zh: '年龄' },
  language: { en: 'Language', zh: '语言' },
  kind: { en: 'Mostly', zh: '主要内容' },
}

/** What stands in the mails. */
export const letters = {
  subject: {
    month: (name: string, month: string): Text => ({
      en: `Report, ${name}: ${month}`,
      zh: `报告：${name}，${month}`,
    }),
    week: (name: string, from: string, to: string): Text => ({
      en: `Report, ${name}: ${from} to ${to}`,
      zh: `报告：${name}，${from} 至 ${to}`,
    }),
  },
  changed: { en: 'What changed since the time before', zh: '与上一时期相比的变化' },
  unchanged: { en: 'Unchanged', zh: '未变' },
  nothingChanged: { en: 'No number changed since the time before.', zh: '与上一时期相比没有变化。' },
  line: (name: string, now: string, before: string, change: string, unit: string): Text => ({
    en: `${name}: ${now} ${unit} (${change}; before: ${before})`,
    zh: `${name}：${now} ${unit}（${change}；上一时期：${before}）`,
  }),
  points: (difference: string): Text => ({ en: `${difference} points`, zh: `${difference} 个百分点` }),
  happened: { en: 'What happened', zh: '大事' },
  uncollected: { en: 'Not collected, so unknown', zh: '未采集，故未知' },
  early: (day: string): Text => ({
    en: `The oldest history here was read on ${day}, before the period was over: what came later is not counted.`,
    zh: `最早的历史记录采集于 ${day}，当时该时期尚未结束；此后的内容未计入。`,
  }),
  definitions: { en: 'What the numbers mean', zh: '指标定义' },
  stop: { en: 'To get this report no more', zh: '取消订阅' },
  see: { en: 'The whole report', zh: '完整报告' },
}
