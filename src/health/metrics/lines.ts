import { bin, chaoss, type Metric } from './metric.ts'
import type { MetricParameters } from './model.ts'

/** Their sum, of the rows that a condition lets through. */
export function sumOfLines({ lineKind }: MetricParameters, condition?: string): string {
  const counted = { touched: 'added + removed', added: 'added', removed: 'removed' }[lineKind]
  return `coalesce(sum(${counted})${condition ? ` filter (${condition})` : ''}, 0)`
}

export const lines: Metric = {
  id: 'lines',
  name: { en: 'Code changes: lines', zh: '代码变更：行数' },
  question: { en: 'How many lines were touched in the period?', zh: '该时期内改动了多少行？' },
  definition: {
    en: 'Lines added plus lines removed by the commits of the period, as git counts them with renames followed (-M); an edited line counts twice. With “lineKind”, only those added, or removed',
    zh: '该时期内提交新增与删除的行数之和，由 git 在识别重命名（-M）的情况下统计；修改一行计两次；参数“行的类型”可只取新增或删除',
  },
  unit: { en: 'lines', zh: '行' },
  caveats: [
    {
      en: 'Merge commits change no lines of their own and are left out: nothing counts twice. The other reading is “lines, merges by first parent”.',
      zh: '合并提交自身不改动行，不计入，因此不会重复计数；另一种口径见“行数，合并按第一父提交”。',
    },
    {
      en: 'Lines of white space count like others: the facts do not tell them apart.',
      zh: '空白行与其他行同样计入：数据未作区分。',
    },
    { en: 'Binary files have no lines.', zh: '二进制文件没有行数。' },
    {
      en: 'Generated and vendored files count; the table tells them apart.',
      zh: '生成文件和第三方文件计入总数，表中单独列出。',
    },
  ],
  parameters: ['lineKind'],
  reads: ['lines'],
  source: chaoss('Code Changes Lines', 'code-changes-lines'),
  value: p => `select ${sumOfLines(p)} as value from tally`,
  series: p => `select ${bin('moment', p)} as moment, ${sumOfLines(p)} as value from tally group by 1`,
  table: {
    columns: [
      { en: 'From', zh: '起始' },
      { en: 'Added', zh: '新增' },
      { en: 'Removed', zh: '删除' },
      { en: 'Added in generated files', zh: '生成文件新增' },
      { en: 'Removed in generated files', zh: '生成文件删除' },
    ],
    rows: p => `select strftime(${bin('moment', p)}, '%Y-%m-%d') as a, coalesce(sum(added), 0) as b, coalesce(sum(removed), 0) as c,
      coalesce(sum(generated_added), 0) as d, coalesce(sum(generated_removed), 0) as e from tally group by 1 order by 1`,
  },
}
