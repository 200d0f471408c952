import { chaoss, type Metric } from './metric.ts'

const source = "language_kind in ('programming', 'markup') and not generated"

export const languages: Metric = {
  id: 'programming-language-distribution',
  name: { en: 'Programming Language Distribution', zh: '编程语言分布' },
  question: { en: 'Which languages is it written in, and how much in each?', zh: '用哪些语言编写，各占多少？' },
  definition: {
    en: 'Number of programming and markup languages of the newest commit’s files that people wrote, by the files’ names; the table has both readings of their shares: by files and by lines',
    zh: '最新提交中人工编写文件所用的编程与标记语言数，按文件名判断；表中给出按文件数和按行数两种占比',
  },
  unit: { en: 'languages', zh: '种语言' },
  caveats: [
    {
      en: 'Generated and vendored files are left out, data and prose as well; lines are all lines, blank ones and comments included.',
      zh: '不计生成文件和第三方文件，也不计数据和文档；行数为全部行，含空行和注释。',
    },
    { en: 'A notebook’s lines are those of its JSON.', zh: '笔记本文件按其 JSON 计行。' },
  ],
  parameters: [],
  source: chaoss('Programming Language Distribution', 'programming-language-distribution'),
  reads: ['files'],
  value: () => `select count(distinct language) as value from file where ${source}`,
  table: {
    columns: [
      { en: 'Language', zh: '语言' },
      { en: 'Files', zh: '文件数' },
      { en: 'Share of files', zh: '文件占比', share: true },
      { en: 'Lines', zh: '行数' },
      { en: 'Share of lines', zh: '行占比', share: true },
    ],
    rows: () => `select language as a, count(*) as b, round(count(*) / sum(count(*)) over (), 4) as c, coalesce(sum(lines), 0) as d,
        round(coalesce(sum(lines), 0) / nullif(sum(coalesce(sum(lines), 0)) over (), 0), 4) as e
      from file where ${source} group by language order by d desc, a`,
  },
}
