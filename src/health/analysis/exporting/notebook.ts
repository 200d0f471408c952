import type { Locale, Text } from '../../../lib/text/text.ts'
import { notebookMetrics } from './notebook-metrics.ts'

interface Definition {
  id: string
  name: string
  definition: string
  caveats: string[]
}

/** A Jupyter notebook (nbformat 4.5) that reads the tables beside it with DuckDB, and draws metrics as ospo counts them. */
export function writeNotebook(tables: readonly string[], definitions: readonly Definition[], locale: Locale): string {
  const cells = [
    markdown('about', `# ${words.title[locale]}\n\n${words.about[locale]}`),
    code('open', openCode(tables)),
    ...notebookMetrics.flatMap(({ id, value, drawn, draw }) => {
      const about = definitions.find(definition => definition.id === id)
      if (!about) return []
      const caveats = about.caveats.map(caveat => `- ${caveat}`).join('\n')
      return [
        markdown(`${id}-about`, `## ${about.name}\n\n${about.definition}\n\n${caveats}`),
        code(id, `value = """\n${value}\n"""\ndrawn = """\n${drawn}\n"""\n${showCode(draw)}`),
      ]
    }),
    markdown('next', words.next[locale]),
  ]
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' },
  }
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, undefined, 1)}\n`
}

function openCode(tables: readonly string[]) {
  return `# pip install duckdb pandas matplotlib
import duckdb

db = duckdb.connect()
for table in ${JSON.stringify(tables).replaceAll(',', ', ')}:
    db.execute(f"create view {table} as select * from '{table}.parquet'")
db.sql("show tables")`
}

/** Of nothing pandas draws no picture: it fails, and with it whatever cells come after. */
function showCode(draw: string) {
  const drawing = draw.replaceAll(/^/gm, '    ')
  return `print(db.execute(value).fetchone()[0])\nrows = db.sql(drawn).df()\nif len(rows) > 0:\n${drawing}`
}

function markdown(id: string, text: string) {
  return { cell_type: 'markdown', id, metadata: {}, source: linesOf(text) }
}

function code(id: string, text: string) {
  return { cell_type: 'code', id, metadata: {}, execution_count: null, outputs: [], source: linesOf(text) }
}

/** Each with its line feed, as notebooks keep them. */
function linesOf(text: string): string[] {
  const lines = text.split('\n')
  return lines.map((line, at) => (at < lines.length - 1 ? `${line}\n` : line))
}

const words = {
  title: { en: 'The facts of the office', zh: '办公室的事实数据' },
  about: {
    en: 'Every table lies beside this notebook as a Parquet file; `dictionary.md` tells what each column means. The numbers below are those that ospo shows for the whole portfolio with its default parameters. `db.sql("select …").df()` gives a pandas data frame; `pandas.read_parquet("commits.parquet")` reads a table without DuckDB.',
    zh: '每张表都以 Parquet 文件的形式与本笔记本放在一起；各列的含义见 `dictionary.md`。以下数字与 ospo 在默认参数下对整个项目群所示一致。`db.sql("select …").df()` 得到 pandas 数据框；也可不经 DuckDB，用 `pandas.read_parquet("commits.parquet")` 直接读取。',
  },
  next: {
    en: 'From here on it is yours: `db.sql("from commits limit 10").df()`',
    zh: '接下来由您发挥：`db.sql("from commits limit 10").df()`',
  },
} as const satisfies Record<string, Text>
