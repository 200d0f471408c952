import type { Text } from '../../lib/text/text.ts'
import type { CampaignState, Scale, SubjectKind } from './model.ts'

type Five = readonly [Text, Text, Text, Text, Text]

/** What the five points are called, from 1 to 5. */
export const scales: Record<Scale, Five> = {
  agreement: [
    { en: 'Not at all', zh: '完全不同意' },
    { en: 'Rather not', zh: '不太同意' },
    { en: 'Partly', zh: '部分同意' },
    { en: 'Mostly', zh: '比较同意' },
    { en: 'Fully', zh: '完全同意' },
  ],
  satisfaction: [
    { en: 'Very dissatisfied', zh: '非常不满意' },
    { en: 'Dissatisfied', zh: '不满意' },
    { en: 'Neither', zh: '一般' },
    { en: 'Satisfied', zh: '满意' },
    { en: 'Very satisfied', zh: '非常满意' },
  ],
  ease: [
    { en: 'Very hard', zh: '非常困难' },
    { en: 'Hard', zh: '困难' },
    { en: 'Neither', zh: '一般' },
    { en: 'Easy', zh: '容易' },
    { en: 'Very easy', zh: '非常容易' },
  ],
  frequency: [
    { en: 'Never', zh: '从不' },
    { en: 'Seldom', zh: '很少' },
    { en: 'Sometimes', zh: '有时' },
    { en: 'Often', zh: '经常' },
    { en: 'Always', zh: '总是' },
  ],
}

export const stateNames: Record<CampaignState, Text> = {
  planned: { en: 'planned', zh: '未开始' },
  open: { en: 'open', zh: '进行中' },
  closed: { en: 'over', zh: '已结束' },
}

export const subjectNames: Record<SubjectKind, Text> = {
  office: { en: 'the office as a whole', zh: '整个办公室' },
  project: { en: 'project', zh: '项目' },
  organization: { en: 'organization', zh: '组织' },
  event: { en: 'event', zh: '活动' },
}

export const news = {
  asked: (title: Text): Text => ({ en: `A survey asks you: ${title.en}`, zh: `邀请您参与调查：${title.zh}` }),
  askedBody: (to: string): Text => ({
    en: `It is anonymous: nobody can tell who answered what. It is open until ${to}.`,
    zh: `调查匿名进行：无人能得知谁作了何种回答。截止日期为 ${to}。`,
  }),
  reminded: (title: Text): Text => ({ en: `Still open: ${title.en}`, zh: `调查仍在进行：${title.zh}` }),
  remindedBody: (to: string): Text => ({
    en: `The survey is open until ${to}. Everybody gets this, for nobody looks who has answered: if you have, thank you.`,
    zh: `调查将于 ${to} 截止。由于不查看谁已回答，此提醒发给所有人：若您已回答，谢谢。`,
  }),
}

export const words = {
  surveys: { en: 'Surveys', zh: '调查' },
  surveysLead: {
    en: 'What no machine knows is asked of people, anonymously, or observed and written down with its source.',
    zh: '机器无法得知的内容，通过匿名调查向人了解，或由人观测并注明来源。',
  },
  start: { en: 'Start a survey', zh: '发起调查' },
  questionnaires: { en: 'Questionnaires', zh: '问卷' },
  questionnaire: { en: 'Questionnaire', zh: '问卷' },
  metrics: { en: 'Metrics that people tell', zh: '由人提供的指标' },
  metric: { en: 'Metric', zh: '指标' },
  observations: { en: 'Observations', zh: '观测记录' },
  observe: { en: 'Write down an observation', zh: '记录观测' },
  noSurveys: { en: 'No survey yet', zh: '尚无调查' },
  noObservations: { en: 'No observation yet', zh: '尚无观测记录' },
  about: { en: 'About', zh: '对象' },
  state: { en: 'State', zh: '状态' },
  from: { en: 'First day', zh: '开始日期' },
  to: { en: 'Last day', zh: '结束日期' },
  day: { en: 'Day', zh: '日期' },
  value: { en: 'Value', zh: '数值' },
  source: { en: 'Source', zh: '来源' },
  evidence: { en: 'Link to evidence', zh: '证据链接' },
  note: { en: 'Note', zh: '备注' },
  who: { en: 'Written by', zh: '记录人' },
  asked: { en: 'Asked', zh: '受邀人数' },
  answered: { en: 'Answered', zh: '回答人数' },
  responseRate: { en: 'Response rate', zh: '回收率' },
  hidden: { en: 'hidden: too few', zh: '已隐藏：人数过少' },
  notBefore: {
    en: 'Results and numbers of answers are told when the survey is over: before, they would tell who answered what.',
    zh: '结果和回答人数在调查结束后显示：提前显示会泄露个人的回答。',
  },
  close: { en: 'End it now, for good', zh: '立即结束（不可恢复）' },
  results: { en: 'Results', zh: '结果' },
  question: { en: 'Question', zh: '问题' },
  mean: { en: 'Mean', zh: '均值' },
  interval: { en: '95 % interval', zh: '95% 置信区间' },
  nps: { en: 'NPS', zh: '净推荐值' },
  answer: { en: 'Answer', zh: '回答' },
  people: { en: 'People', zh: '人数' },
  texts: { en: 'In their own words', zh: '文字回答' },
  textsHidden: { en: 'Not for you to read, or too few to be told.', zh: '您无权阅读，或人数过少而不显示。' },
  byCohort: (text: Text): Text => ({ en: `By: ${text.en}`, zh: `按“${text.zh}”划分` }),
  link: { en: 'Link for those who answer', zh: '回答者链接' },
  ballots: { en: 'Make ballots', zh: '生成凭证' },
  ballotsLead: {
    en: 'Each link answers once. They are shown now and never again; keep no list of who got which.',
    zh: '每个链接只能回答一次，仅此次显示。请勿记录链接发给了谁。',
  },
  count: { en: 'How many', zh: '数量' },
  audience: { en: 'Who is asked', zh: '调查对象' },
  audiences: {
    group: { en: 'a group of this office', zh: '本办公室的群组' },
    ballots: { en: 'whoever holds a ballot', zh: '持有凭证者' },
    everybody: { en: 'everybody with the link', zh: '持有链接的所有人' },
  },
  group: { en: 'Group', zh: '群组' },
  least: { en: 'Smallest group of answers that is told', zh: '可显示的最小人数' },
  cohort: { en: 'Divide results by', zh: '结果划分依据' },
  undivided: { en: 'not divided', zh: '不划分' },
  textsFor: { en: 'Who may read free texts', zh: '谁可阅读文字回答' },
  readers: {
    nobody: { en: 'nobody', zh: '无人' },
    office: { en: 'those who may change the office', zh: '有权更改办公室者' },
    group: { en: 'the group that is asked', zh: '被调查的群组' },
  },
  remind: { en: 'Remind so many days before the end', zh: '结束前几天提醒' },
  answerNow: { en: 'Answer the survey', zh: '参与调查' },
  send: { en: 'Send my answers', zh: '提交回答' },
  promise: (least: string, to: string): Text => ({
    en: `Anonymous: your answers are kept without your name, address or time, and nothing leads back to you. Groups of fewer than ${least} are never shown. Open until ${to}.`,
    zh: `匿名调查：回答不含您的姓名、地址和时间，无法追溯到您。少于 ${least} 人的分组不会显示。截止日期：${to}。`,
  }),
  whoReads: {
    nobody: { en: 'Nobody reads what you write in free text: it is not shown.', zh: '文字回答不会显示给任何人。' },
    some: {
      en: 'What you write in free text is read by some people, apart from your other answers: name nobody, yourself neither.',
      zh: '文字回答会由部分人员阅读，且与您的其他回答分开：请勿提及自己或他人的姓名。',
    },
  },
  thanks: { en: 'Thank you', zh: '感谢您的参与' },
  thanksBody: {
    en: 'Your answers are kept, and nothing leads from them to you. You can close this page.',
    zh: '您的回答已保存，且无法追溯到您。可以关闭此页面。',
  },
  used: {
    en: 'You have answered this survey, or were not in the group when it began.',
    zh: '您已回答该调查，或调查开始时不在该群组中。',
  },
  more: { en: 'A few more questions follow from what you answered.', zh: '根据您的回答，还有几个问题。' },
  enterBallot: { en: 'Your ballot', zh: '您的凭证' },
  open: { en: 'Open', zh: '打开' },
  required: { en: 'needed', zh: '必答' },
  noAnswer: { en: 'No answer', zh: '不作答' },
  likely: { en: '0: not at all · 10: most certainly', zh: '0：完全不可能 · 10：非常可能' },
  save: { en: 'Save as a new version', zh: '保存为新版本' },
  asWritten: { en: 'As it is written', zh: '问卷原文' },
  formLead: {
    en: 'Every change is a new version; surveys that run keep theirs. Results are compared over versions by the metric.',
    zh: '每次修改都会生成新版本；进行中的调查保持原版本。不同版本的结果按指标比较。',
  },
  version: { en: 'Version', zh: '版本' },
  definition: { en: 'Definition', zh: '定义' },
  formula: { en: 'Formula', zh: '公式' },
  caveats: { en: 'Mind', zh: '注意事项' },
  correct: { en: 'Correct', zh: '更正' },
  withdraw: { en: 'Withdraw', zh: '撤回' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
  history: { en: 'History', zh: '历史' },
  project: { en: 'Project', zh: '项目' },
  organization: { en: 'Organization', zh: '组织' },
  event: { en: 'Event', zh: '活动' },
  aboutHint: { en: 'One of these three, or none for the office as a whole', zh: '三者之一；均不填则为整个办公室' },
  measuredBy: { en: 'Measured by', zh: '测量方式' },
  byHand: { en: 'observation', zh: '观测' },
  trend: { en: 'Over time', zh: '历次结果' },
  show: { en: 'Show', zh: '显示' },
  uploadReport: { en: 'Send a report of test coverage', zh: '上传测试覆盖率报告' },
  measures: { en: 'Measures', zh: '测量的指标' },
}

export const printed = {
  started: (id: string): Text => ({ en: `Started: ${id}`, zh: `已发起：${id}` }),
  closed: (title: Text): Text => ({ en: `Over: ${title.en}`, zh: `已结束：${title.zh}` }),
  observed: (metric: string, value: number): Text => ({
    en: `Written down: ${metric} = ${value}`,
    zh: `已记录：${metric} = ${value}`,
  }),
}
