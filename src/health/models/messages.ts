import { formatShare } from '../../lib/text/format-share.ts'
import type { Text } from '../../lib/text/text.ts'
import type { Missing, Reading, Verdict } from './model.ts'

export const words = {
  models: { en: 'Health models', zh: '健康模型' },
  lead: {
    en: 'Metrics that belong together, with what their values mean; every threshold is yours to change.',
    zh: '彼此相关的指标及其数值的含义；所有阈值均可自行修改。',
  },
  model: { en: 'Model', zh: '模型' },
  question: { en: 'Question', zh: '问题' },
  project: { en: 'Project', zh: '项目' },
  anyProject: { en: 'Choose a project', zh: '选择项目' },
  asOf: { en: 'As of (not included)', zh: '截至（不含）' },
  cohort: { en: 'Beside similar projects', zh: '与相似项目并列' },
  show: { en: 'Show', zh: '显示' },
  beside: { en: 'not CHAOSS', zh: '非 CHAOSS' },
  office: { en: 'changed here', zh: '本办公室修改' },
  metrics: { en: 'Metrics', zh: '指标数' },
  readings: { en: 'Readings', zh: '解读' },
  metric: { en: 'Metric', zh: '指标' },
  value: { en: 'Value', zh: '数值' },
  before: { en: 'Period before', zh: '上一时期' },
  reading: { en: 'Reading', zh: '解读' },
  limits: { en: 'Good / poor', zh: '良好 / 较差' },
  similar: { en: 'Similar projects (middle half, median)', zh: '相似项目（中间一半，中位数）' },
  meaning: { en: 'What it means', zh: '含义' },
  action: { en: 'Action', zh: '行动' },
  open: { en: 'Open an action', zh: '发起行动' },
  score: { en: 'Score', zh: '得分' },
  scoreUnknown: (least: string, most: string): Text => ({
    en: `between ${least} and ${most}`,
    zh: `介于 ${least} 与 ${most} 之间`,
  }),
  known: (share: string): Text => ({ en: `${share} of its weight is known`, zh: `已知部分占权重的 ${share}` }),
  published: { en: 'Formula by', zh: '公式来源' },
  similarNote: (count: string): Text => ({
    en: `Beside ${count} projects of the office that are similar today; fewer than three with a value are not shown.`,
    zh: `对照本办公室中目前相似的 ${count} 个项目；有数值的不足三个时不显示。`,
  }),
  howSimilar: { en: 'What makes projects similar', zh: '相似条件' },
  which: { en: 'Which these are', zh: '查看是哪些项目' },
  mind: { en: 'Mind', zh: '注意' },
  source: { en: 'Source', zh: '来源' },
  write: { en: 'The model as it is written', zh: '模型原文' },
  save: { en: 'Save as a new version', zh: '保存为新版本' },
  reset: { en: 'Back to the one that ships', zh: '恢复自带模型' },
  versions: { en: 'Versions', zh: '版本' },
  version: { en: 'Version', zh: '版本' },
  changed: { en: 'Changed', zh: '修改时间' },
  by: { en: 'By', zh: '修改人' },
  ships: { en: 'ships with the program', zh: '随程序提供' },
  none: { en: 'Nothing here yet', zh: '暂无内容' },
  badWish: {
    en: 'A day is written as 2026-01-31, and how many times as large or old a similar project may be as a number from 0 to 1000',
    zh: '日期格式为 2026-01-31；相似项目的规模与年龄倍数为 0 到 1000 的数字',
  },
  days: (days: number): Text => ({ en: `${days} days`, zh: `${days} 天` }),
  ever: { en: 'all that is known', zh: '全部已知' },
} as const

export const verdicts: Record<Verdict, Text> = {
  good: { en: 'good', zh: '良好' },
  fair: { en: 'fair', zh: '一般' },
  poor: { en: 'poor', zh: '较差' },
  unjudged: { en: 'no limits', zh: '未设界限' },
  unknown: { en: 'unknown', zh: '未知' },
}

const missings: Record<Exclude<Missing, 'little-known'>, Text> = {
  'no-metric': { en: 'not measured yet', zh: '尚未度量' },
  'no-facts': { en: 'nothing was collected that tells', zh: '尚未采集相关数据' },
  'no-value': { en: 'there is no such value in the period', zh: '该时期内没有数值' },
  'not-begun': { en: 'nothing is known of the project so early', zh: '该项目在此之前没有任何已知记录' },
}

/** Why a reading has no value, or none that says anything. */
export function whyUnknown({ missing, coverage, knownFrom }: Reading): Text | null {
  if (missing !== 'little-known') return missing && missings[missing]
  const [known, least] = [coverage ?? 0, knownFrom]
  return {
    en: `undecided: the organization is known of ${formatShare(known, 'en')} of what was counted, and a verdict takes ${formatShare(least, 'en')}`,
    zh: `无法判断：所统计内容中只有 ${formatShare(known, 'zh')} 已知所属组织，判断至少需要 ${formatShare(least, 'zh')}`,
  }
}
