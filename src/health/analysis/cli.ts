import { join } from 'node:path'
import { writePieces } from '../../platform/cli/binary-file.ts'
import type { Arguments, Command, Terminal } from '../../platform/cli/command.ts'
import { misused, text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { prepareFolder, readBytes, writeTextFile } from '../../platform/cli/text-file.ts'
import { requireNamesOnce } from '../../platform/facts/ask-confined.ts'
import { Failure } from '../../platform/failure.ts'
import {
  askFacts,
  askFactsForParquet,
  listFactTables,
  listQueries,
  makeExport,
  readExport,
  removeQuery,
  saveQuery,
} from './api.ts'
import { csvOf, objectsOf } from './csv-of.ts'
import { type Answer, mostRowsOfFile } from './model.ts'

const formats = ['table', 'csv', 'json', 'parquet'] as const

export const queryCommand: Command = {
  name: 'query',
  usage: 'SQL|- [--saved NAME] [--format table|csv|json|parquet] [--output FILE] [--rows N]',
  summary: {
    en: 'Ask the facts by SQL: one SELECT over the tables that “ospo query tables” lists',
    zh: '用 SQL 查询事实数据：对 “ospo query tables” 所列的表执行一条 SELECT',
  },
  options: {
    saved: { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string' },
    rows: { type: 'string' },
  },
  async run(io, args) {
    const sql = await questionOf(io, args)
    const format = formats.find(one => one === (text(args, 'format') ?? (io.json ? 'json' : 'table')))
    const output = text(args, 'output')
    if (!format) throw noFormat
    if (format === 'parquet') {
      if (output === undefined) throw noOutput
      const { parquet } = await io.call(askFactsForParquet, { sql })
      await writePieces(output, [Buffer.from(parquet, 'base64')])
      return 0
    }
    const rows = text(args, 'rows') ?? (format === 'table' ? 1000 : mostRowsOfFile)
    const answer = await io.call(askFacts, { sql, rows })
    const written = writtenAs(answer, format)
    if (output === undefined) io.print(written)
    else await writeTextFile(output, `${written}\n`)
    if (answer.isCut) io.note(moreRows(answer.rows.length)[io.locale])
    return 0
  },
}

export const queryTablesCommand: Command = {
  name: 'query tables',
  usage: '[TABLE]',
  summary: { en: 'What can be asked by SQL: tables, or the columns of one', zh: '可用 SQL 查询的表，或某张表的列' },
  options: {},
  async run(io, { positionals: [name] }) {
    const { tables } = await io.call(listFactTables, {})
    const table = tables.find(table => table.name === name)
    if (name !== undefined && !table) throw noTable(name)
    const shown = table ? [table] : tables
    if (io.json) io.print(JSON.stringify({ tables: shown }, undefined, 2))
    else
      for (const line of formatTable(
        table
          ? table.columns.map(({ name, type, unit, meaning }) => [name, type, unit ?? '', meaning])
          : tables.map(({ name, meaning }) => [name, meaning]),
      ))
        io.print(line)
    return 0
  },
}

export const queryListCommand: Command = {
  name: 'query list',
  usage: '',
  summary: { en: 'The saved questions', zh: '已保存的查询' },
  options: {},
  async run(io) {
    const { queries } = await io.call(listQueries, {})
    if (io.json) io.print(JSON.stringify({ queries }, undefined, 2))
    else for (const line of formatTable(queries.map(({ id, name }) => [id, name]))) io.print(line)
    return 0
  },
}

export const querySaveCommand: Command = {
  name: 'query save',
  usage: 'NAME SQL|- [--share]',
  summary: { en: 'Save a question, for oneself or for all who may ask', zh: '保存查询，仅供自己或共享' },
  options: { share: { type: 'boolean' } },
  async run(io, { positionals: [name, word], values }) {
    if (name === undefined || word === undefined) throw misused(querySaveCommand)
    const query = await io.call(saveQuery, { name, sql: await readSql(word), shared: values['share'] === true })
    io.print(io.json ? JSON.stringify(query, undefined, 2) : query.id)
    return 0
  },
}

export const queryRemoveCommand: Command = {
  name: 'query remove',
  usage: 'ID',
  summary: { en: 'Remove a saved question', zh: '移除已保存的查询' },
  options: {},
  async run(io, { positionals: [id] }) {
    if (id === undefined) throw misused(queryRemoveCommand)
    const answer = await io.call(removeQuery, { id })
    if (io.json) io.print(JSON.stringify(answer))
    return 0
  },
}

export const exportFactsCommand: Command = {
  name: 'export facts',
  usage: 'DIR',
  summary: {
    en: 'Write all tables as Parquet files, with their dictionary and a Jupyter notebook',
    zh: '将所有表写为 Parquet 文件，附数据字典和 Jupyter 笔记本',
  },
  options: {},
  async run(io, { positionals: [folder] }) {
    if (folder === undefined) throw misused(exportFactsCommand)
    await prepareFolder(folder)
    const { id, files } = await io.call(makeExport, {})
    for (const { name } of files) {
      io.progress(name)
      await writePieces(join(folder, name), piecesOf(io, id, name))
    }
    io.progress('')
    if (io.json) io.print(JSON.stringify({ files }, undefined, 2))
    else for (const line of formatTable(files.map(({ name, bytes }) => [name, bytes]))) io.print(line)
    return 0
  },
}

async function* piecesOf(io: Terminal, id: string, file: string) {
  for (let from = 0; ; ) {
    const piece = Buffer.from((await io.call(readExport, { id, file, from })).piece, 'base64')
    if (piece.length === 0) return
    yield piece
    from += piece.length
  }
}

async function questionOf(io: Terminal, args: Arguments): Promise<string> {
  const saved = text(args, 'saved')
  const [word] = args.positionals
  if (saved === undefined && word === undefined) throw misused(queryCommand)
  if (saved === undefined) return readSql(word ?? '')
  const { queries } = await io.call(listQueries, {})
  const query = queries.find(({ id, name }) => id === saved || name === saved)
  if (query) return query.sql
  throw new Failure('not-found', { en: `There is no saved question ${saved}`, zh: `没有已保存的查询 ${saved}` })
}

async function readSql(word: string): Promise<string> {
  return word === '-' ? Buffer.from(await readBytes('-')).toString() : word
}

function writtenAs(answer: Answer, format: 'table' | 'csv' | 'json'): string {
  if (format === 'csv') return csvOf(answer).trimEnd()
  if (format === 'json') {
    requireNamesOnce(answer)
    return JSON.stringify(objectsOf(answer), undefined, 2)
  }
  const rows = answer.rows.map(row => row.map(cell => (typeof cell === 'boolean' ? String(cell) : (cell ?? '–'))))
  return formatTable([answer.columns.map(({ name }) => name), ...rows]).join('\n')
}

function moreRows(count: number) {
  return {
    en: `Only the first ${count} rows: --rows asks for more`,
    zh: `仅前 ${count} 行：用 --rows 可取更多`,
  }
}

function noTable(name: string) {
  return new Failure('not-found', {
    en: `There is no table ${name}: ospo query tables lists all`,
    zh: `没有表 ${name}：ospo query tables 列出所有表`,
  })
}

const noFormat = new Failure('invalid-input', {
  en: `--format takes ${formats.join(', ')}`,
  zh: `--format 可为 ${formats.join('、')}`,
})

const noOutput = new Failure('invalid-input', {
  en: 'Parquet is no text for a terminal: name a file by --output FILE',
  zh: 'Parquet 不是可打印的文本：请用 --output FILE 指定文件',
})
