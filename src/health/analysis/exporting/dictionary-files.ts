import { formatCsvLine } from '../../../lib/csv/csv.ts'
import type { FactTable } from '../tables/fact-table.ts'

/** The data dictionary for people to read. */
export function dictionaryMarkdown(tables: readonly FactTable[], madeAt: Date): string {
  const parts = tables.map(({ name, meaning, source, columns }) => {
    const rows = columns.map(({ name, type, unit, meaning }) =>
      [`\`${name}\``, type, unit?.en ?? '', meaning.en, meaning.zh].map(escaped).join(' | '),
    )
    return `## ${name}

${meaning.en}. Source: ${source.en}.

${meaning.zh}。来源：${source.zh}。

| Column | Type | Unit | Meaning | 含义 |
|---|---|---|---|---|
${rows.map(row => `| ${row} |`).join('\n')}
`
  })
  const at = madeAt.toISOString().slice(0, 16).replace('T', ' ')
  return `# Data dictionary · 数据字典

Written by ospo at ${at} UTC. Each table is a Parquet file of the same name; times are in UTC. Names are as whoever exported them may see them.

由 ospo 写于 ${at}（UTC）。每张表为同名的 Parquet 文件；时间均为 UTC。姓名以导出者有权查看的范围为准。

${parts.join('\n')}`
}

/** The same for programs. */
export function dictionaryCsv(tables: readonly FactTable[]): string {
  const head = ['table', 'column', 'type', 'unit', 'meaning', 'meaning_zh', 'source']
  const rows = tables.flatMap(({ name, source, columns }) =>
    columns.map(column => [
      ...[name, column.name, column.type, column.unit?.en ?? null],
      ...[column.meaning.en, column.meaning.zh, source.en],
    ]),
  )
  return [head, ...rows].map(row => `${formatCsvLine(row)}\r\n`).join('')
}

function escaped(text: string) {
  return text.replaceAll('|', '\\|')
}
