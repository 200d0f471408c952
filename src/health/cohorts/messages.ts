import type { Text } from '../../lib/text/text.ts'
import type { CohortWish, ContentKind, Criterion } from './model.ts'

export const words = {
  project: { en: 'Project', zh: '项目' },
  size: { en: 'Commits of the last year', zh: '近一年提交' },
  age: { en: 'Age in days', zh: '年龄（天）' },
  language: { en: 'Language', zh: '语言' },
  kind: { en: 'Mostly', zh: '主要内容' },
  common: { en: 'In common', zh: '相似之处' },
}

export const criterionNames: Record<Criterion, Text> = {
  size: { en: 'size', zh: '规模' },
  age: { en: 'age', zh: '年龄' },
  language: { en: 'language', zh: '语言' },
  kind: { en: 'kind', zh: '类型' },
}

export const kindNames: Record<ContentKind, Text> = {
  code: { en: 'code', zh: '代码' },
  documentation: { en: 'documentation', zh: '文档' },
  data: { en: 'data', zh: '数据' },
}

export const reasons = {
  chosen: {
    'by-hand': { en: 'Chosen by hand, whatever they have in common.', zh: '由人工选择，不论是否相似。' },
    'as-asked': { en: 'By the criteria that were asked for.', zh: '按所给条件选择。' },
    'by-itself': {
      en: 'By the strictest criteria that at least five projects meet; set your own in the form above.',
      zh: '采用至少五个项目满足的最严格条件；可在上方表单中自行设定。',
    },
  },
  few: {
    en: 'Fewer than five projects are similar, even by the widest criteria; set your own in the form above.',
    zh: '即使按最宽的条件，相似项目也不足五个；可在上方表单中自行设定。',
  },
  unknown: (ids: string): Text => ({
    en: `Not known here, or not analysed yet: ${ids}.`,
    zh: `此处没有或尚未分析：${ids}。`,
  }),
  criteria: (en: string, zh: string): Text => ({ en: `Criteria: ${en}.`, zh: `条件：${zh}。` }),
  size: (factor: string): Text => ({ en: `size within ${factor} times`, zh: `规模相差不超过 ${factor} 倍` }),
  age: (factor: string): Text => ({ en: `age within ${factor} times`, zh: `年龄相差不超过 ${factor} 倍` }),
  language: { en: 'same language', zh: '相同语言' },
  kind: { en: 'same kind', zh: '相同类型' },
  none: { en: 'none', zh: '无' },
}

const likeness = { same: { en: 'the same', zh: '相同' }, any: { en: 'any', zh: '不限' } }

/** A field of a form for each wish. */
export const cohortFields: { name: keyof CohortWish; label: Text; choices?: typeof likeness }[] = [
  { name: 'similarSize', label: { en: 'Similar: size within times (0: any)', zh: '相似：规模倍数（0 为不限）' } },
  { name: 'similarAge', label: { en: 'Similar: age within times (0: any)', zh: '相似：年龄倍数（0 为不限）' } },
  { name: 'similarLanguage', label: { en: 'Similar: language', zh: '相似：语言' }, choices: likeness },
  { name: 'similarKind', label: { en: 'Similar: kind', zh: '相似：类型' }, choices: likeness },
  {
    name: 'similarProjects',
    label: { en: 'Or these projects, separated by commas', zh: '或指定项目（以逗号分隔）' },
  },
]
