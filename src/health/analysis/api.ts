import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import * as exporting from './exporting/service.ts'
import { Answer, Export, mostRows, mostRowsOfFile, NewQuery, SavedQuery, Sql, TableDescription } from './model.ts'
import * as queries from './queries/service.ts'
import * as service from './service.ts'

const permission = 'facts.query'

export const listFactTables = endpoint({
  method: 'GET',
  path: '/api/facts/tables',
  summary: {
    en: 'The data dictionary: tables that can be asked by SQL, and what each column means',
    zh: '数据字典：可用 SQL 查询的表及各列含义',
  },
  permission,
  input: z.object({}),
  output: z.object({ tables: z.array(TableDescription) }),
  handle: async ctx => ({ tables: service.getDictionary(ctx) }),
})

export const askFacts = endpoint({
  method: 'POST',
  path: '/api/facts/question',
  summary: {
    en: 'Answer a question in SQL over the facts: one SELECT, people as one may see them',
    zh: '用 SQL 查询事实数据：一条 SELECT，人员信息以有权查看的范围为准',
  },
  permission,
  input: z.object({ sql: Sql, rows: z.coerce.number().int().min(1).max(mostRowsOfFile).default(mostRows) }),
  output: Answer,
  handle: (ctx, { sql, rows }) => service.askFacts(ctx, sql, rows),
})

export const askFactsForParquet = endpoint({
  method: 'POST',
  path: '/api/facts/question/parquet',
  summary: { en: 'The same as a Parquet file, in Base64', zh: '以 Parquet 文件（Base64）返回查询结果' },
  permission,
  input: z.object({ sql: Sql }),
  output: z.object({ parquet: z.base64() }),
  handle: async (ctx, { sql }) => ({ parquet: (await service.askFactsForParquet(ctx, sql)).toString('base64') }),
})

export const listQueries = endpoint({
  method: 'GET',
  path: '/api/facts/queries',
  summary: {
    en: 'Saved questions: one’s own, those that others share, and those that ship',
    zh: '已保存的查询：自己的、他人共享的和自带的',
  },
  permission,
  input: z.object({}),
  output: z.object({ queries: z.array(SavedQuery) }),
  handle: async ctx => ({ queries: await queries.getQueries(ctx) }),
})

export const saveQuery = endpoint({
  method: 'POST',
  path: '/api/facts/queries',
  summary: {
    en: 'Save a question; one of one’s own with the same name is replaced',
    zh: '保存查询；同名的自有查询会被替换',
  },
  permission,
  input: NewQuery,
  output: SavedQuery,
  handle: (ctx, input) => queries.saveQuery(ctx, input),
})

export const removeQuery = endpoint({
  method: 'DELETE',
  path: '/api/facts/queries/{id}',
  summary: { en: 'Remove a saved question', zh: '移除已保存的查询' },
  permission,
  input: z.object({ id: z.string() }),
  output: z.object({ removed: z.string() }),
  handle: async (ctx, { id }) => {
    await queries.removeQuery(ctx, id)
    return { removed: id }
  },
})

export const makeExport = endpoint({
  method: 'POST',
  path: '/api/facts/exports',
  summary: {
    en: 'Write all tables as Parquet, with their dictionary and a notebook; kept for an hour',
    zh: '将所有表导出为 Parquet，附数据字典和笔记本；保留一小时',
  },
  permission,
  input: z.object({}),
  output: Export,
  handle: ctx => exporting.makeExport(ctx),
})

export const readExport = endpoint({
  method: 'GET',
  path: '/api/facts/exports/{id}/{file}',
  summary: {
    en: 'A piece of an exported file from a byte on, in Base64; empty behind its end',
    zh: '自某字节起的一段导出文件（Base64）；到末尾后为空',
  },
  permission,
  input: z.object({ id: z.string(), file: z.string(), from: z.coerce.number().int().min(0).default(0) }),
  output: z.object({ piece: z.string() }),
  handle: async (ctx, { id, file, from }) => ({
    piece: (await exporting.readExport(ctx, id, file, from)).toString('base64'),
  }),
})
