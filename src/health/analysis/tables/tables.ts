import { quote } from '../../../lib/sql/quote.ts'
import { type FactTable, quoteOrNull, text, typed } from './fact-table.ts'
import { forgeFactTables } from './forge-tables.ts'
import { historyFactTables } from './history-tables.ts'
import { officeFactTables } from './office-tables.ts'

const described = [...officeFactTables, ...historyFactTables, ...forgeFactTables]

const dictionary: FactTable = {
  name: 'dictionary',
  meaning: { en: 'This dictionary, as a table', zh: '本数据字典的表形式' },
  source: { en: 'ospo itself', zh: 'ospo 自身' },
  needs: [],
  columns: [
    text('table_name', 'a table', '表'),
    text('column_name', 'a column of it', '列'),
    text('type', 'its type', '类型'),
    text('unit', 'what it counts in', '单位'),
    text('meaning', 'what it means', '含义'),
    text('meaning_zh', 'the same in Chinese', '中文含义'),
    text('source', 'where it comes from', '来源'),
  ],
  sql() {
    const rows = [...described, dictionary].flatMap(table =>
      table.columns.map(({ name, type, meaning, unit }) => {
        const words = [table.name, name, type].map(quote)
        const rest = [unit?.en ?? null, meaning.en, meaning.zh, table.source.en].map(quoteOrNull)
        return `(${[...words, ...rest].join(', ')})`
      }),
    )
    const names = dictionary.columns.map(({ name }) => name).join(', ')
    return typed(dictionary, `select * from (values ${rows.join(', ')}) t(${names})`)
  },
}

/** Everything that analysts may ask, in the order of the data dictionary. */
export const factTables: readonly FactTable[] = [...described, dictionary]
