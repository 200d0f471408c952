import { forSpreadsheet } from '../../../lib/csv/csv.ts'
import { attachment } from '../../../lib/text/attachment.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { requireNamesOnce, requireWhole } from '../../../platform/facts/ask-confined.ts'
import { Failure } from '../../../platform/failure.ts'
import { fileMount } from '../../../platform/http/file-mount.ts'
import { csvOf, objectsOf } from '../csv-of.ts'
import { zipExport } from '../exporting/service.ts'
import { mostRowsOfFile, type ResultFormat, Sql } from '../model.ts'
import { askFacts, askFactsForParquet } from '../service.ts'

const path = '/facts-files'
const permission = 'facts.query'

/** Answers as files, for who clicks, and all of the facts as an archive. */
export const factFiles = fileMount({
  path,
  permission,
  async answer(ctx, request) {
    requirePermission(ctx, permission)
    const { pathname, searchParams } = new URL(request.url)
    const name = pathname.slice(path.length + 1)
    if (request.method !== 'GET') throw noFile
    if (name === 'facts.zip') return asFile(ReadableStream.from(await zipExport(ctx)), 'application/zip', name)
    const format = /^answer\.(csv|json|parquet)$/.exec(name)?.[1] as ResultFormat | undefined
    if (!format) throw noFile
    const sql = Sql.safeParse(searchParams.get('sql'))
    if (!sql.success) throw noQuestion
    return answerAs(ctx, format, sql.data, name)
  },
})

async function answerAs(ctx: Context, format: ResultFormat, sql: string, name: string): Promise<Response> {
  if (format === 'parquet')
    return asFile(new Uint8Array(await askFactsForParquet(ctx, sql)), 'application/vnd.apache.parquet', name)
  const answer = await askFacts(ctx, sql, mostRowsOfFile)
  requireWhole(answer, { mostRows: mostRowsOfFile })
  if (format === 'csv') return asFile(forSpreadsheet(csvOf(answer)), 'text/csv; charset=utf-8', name)
  requireNamesOnce(answer)
  return asFile(JSON.stringify(objectsOf(answer)), 'application/json', name)
}

function asFile(body: string | Uint8Array<ArrayBuffer> | ReadableStream, type: string, name: string): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': attachment(name),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}

const noFile = new Failure('not-found', {
  en: `There is no such file: ${path} has facts.zip, and answer.csv, answer.json and answer.parquet with ?sql=`,
  zh: `没有此文件：${path} 提供 facts.zip，以及带 ?sql= 的 answer.csv、answer.json 和 answer.parquet`,
})

const noQuestion = new Failure('invalid-input', {
  en: 'The question is missing: write it as ?sql=',
  zh: '缺少查询语句：请以 ?sql= 给出',
})
