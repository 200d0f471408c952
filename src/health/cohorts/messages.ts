import type { Text } from '../../lib/text/text.ts'
import type { ContentKind, Criterion } from './model.ts'

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
