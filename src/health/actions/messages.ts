import type { Text } from '../../lib/text/text.ts'
import type { ActionState } from './model.ts'

export const words = {
  actions: { en: 'Health actions', zh: '健康行动' },
  lead: {
    en: 'From a trend to a diagnosis, an action, and a look at what came of it.',
    zh: '从趋势到诊断、行动，再看成效。',
  },
  action: { en: 'Action', zh: '行动' },
  newAction: { en: 'Open an action', zh: '发起行动' },
  what: { en: 'What is to be done', zh: '做什么' },
  why: { en: 'Why: the diagnosis', zh: '原因：诊断' },
  owner: { en: 'Owner', zh: '负责人' },
  ownerHint: { en: 'name, sign-in name or e-mail; oneself when left out', zh: '名称、登录名或邮箱；不填则为自己' },
  due: { en: 'Due', zh: '期限' },
  asOf: { en: 'as of', zh: '截至' },
  state: { en: 'State', zh: '状态' },
  project: { en: 'Project', zh: '项目' },
  metric: { en: 'Metric', zh: '指标' },
  valueThen: { en: 'Value then', zh: '当时的数值' },
  valueNow: { en: 'Value now', zh: '现在的数值' },
  change: { en: 'Change', zh: '变化' },
  better: { en: 'better', zh: '变好' },
  worse: { en: 'worse', zh: '变差' },
  effect: { en: 'Effect', zh: '成效' },
  overlaps: {
    en: 'The period of the newest value still holds days from before the action was opened.',
    zh: '最新数值的统计时期仍包含行动发起之前的日子。',
  },
  notCause: {
    en: 'What came after an action need not have come from it.',
    zh: '行动之后的变化未必由行动引起。',
  },
  beforeSeries: { en: 'before the action', zh: '行动之前' },
  afterSeries: { en: 'since the action', zh: '行动之后' },
  outcome: { en: 'Outcome', zh: '结果' },
  save: { en: 'Save', zh: '保存' },
  opened: { en: 'Opened', zh: '发起' },
  started: { en: 'Begun', zh: '开始' },
  finished: { en: 'Ended', zh: '结束' },
  mine: { en: 'Mine', zh: '我的' },
  all: { en: 'All', zh: '全部' },
  none: {
    en: 'No actions yet: open one from a reading of a health model',
    zh: '还没有行动：可从健康模型的解读中发起',
  },
  badInput: {
    en: 'An action needs what is to be done, of at most 200 characters, and a day like 2026-01-31',
    zh: '行动需要不超过 200 字的内容和形如 2026-01-31 的期限',
  },
  noReading: {
    en: 'An action is about a reading of a health model: open it beside that reading',
    zh: '行动针对健康模型的某项读数：请在该读数旁新建',
  },
} as const

export const states: Record<ActionState, Text> = {
  open: { en: 'open', zh: '待办' },
  doing: { en: 'under way', zh: '进行中' },
  done: { en: 'done', zh: '已完成' },
  dropped: { en: 'dropped', zh: '已放弃' },
}

export const letters = {
  assigned: {
    subject: (title: string): Text => ({ en: `An action is yours: ${title}`, zh: `您负责一项行动：${title}` }),
    body: (project: string, due: string): Text => ({
      en: `Project ${project}, due ${due}.`,
      zh: `项目 ${project}，期限 ${due}。`,
    }),
  },
  due: {
    subject: (title: string): Text => ({ en: `Due soon: ${title}`, zh: `即将到期：${title}` }),
    body: (project: string, due: string): Text => ({
      en: `Project ${project}, due ${due}.`,
      zh: `项目 ${project}，期限 ${due}。`,
    }),
  },
  overdue: {
    subject: (title: string): Text => ({ en: `Overdue: ${title}`, zh: `已逾期：${title}` }),
    body: (project: string, due: string): Text => ({
      en: `Project ${project}: it was due ${due}. Finish it, move the day, or drop it.`,
      zh: `项目 ${project}：期限为 ${due}。请完成、改期或放弃。`,
    }),
  },
  ownerless: {
    subject: (title: string): Text => ({
      en: `Overdue, and its owner is gone: ${title}`,
      zh: `已逾期且负责人已离开：${title}`,
    }),
    body: (project: string, due: string): Text => ({
      en: `Project ${project}: it was due ${due}. Give it to somebody else, finish it, move the day, or drop it.`,
      zh: `项目 ${project}：期限为 ${due}。请转交他人、完成、改期或放弃。`,
    }),
  },
  monitor: {
    subject: (title: string): Text => ({ en: `Look what came of it: ${title}`, zh: `看看成效：${title}` }),
    body: (project: string, due: string): Text => ({
      en: `Project ${project}: a whole period has passed since the action, which was due ${due}, ended.`,
      zh: `项目 ${project}：该行动（期限 ${due}）结束后已满一个统计时期。`,
    }),
  },
} as const
