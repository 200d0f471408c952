import { z } from 'zod'
import { forSpreadsheet } from '../../lib/csv/csv.ts'
import { attachment } from '../../lib/text/attachment.ts'
import { requirePermission } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { fileMount } from '../../platform/http/file-mount.ts'
import { exportReport } from './exporting/service.ts'
import { ExportFormat, FileWish, Report, ReportKind, ReportWish, View } from './model.ts'
import { reportFilesPath } from './report-address.ts'
import * as service from './service.ts'

const permission = 'office.read'

const Part = z.enum(['values', 'rows']).default('values')

export const getReport = endpoint({
  method: 'GET',
  path: '/api/reports/{kind}',
  summary: {
    en: 'A report of the portfolio, a project, a project among similar ones, an organization or a person',
    zh: '报告：项目群、项目、相似项目对照、组织或人员',
  },
  permission,
  input: ReportWish.extend(View.shape),
  output: Report,
  handle: (ctx, { kind, subject, ...wish }) => service.readReport(ctx, { kind, subject }, wish),
})

export const getReportFile = endpoint({
  method: 'GET',
  path: '/api/reports/{kind}/file',
  summary: { en: 'The same as a file: CSV, JSON, Parquet or SVG', zh: '以文件形式获取：CSV、JSON、Parquet 或 SVG' },
  permission,
  input: FileWish.extend({ ...View.shape, format: ExportFormat, part: Part }),
  output: z.object({ name: z.string(), mediaType: z.string(), base64: z.string() }),
  async handle(ctx, { kind, subject, format, part, ...wish }) {
    const { name, mediaType, content } = await exportReport(ctx, { kind, subject }, wish, { format, part })
    return { name, mediaType, base64: content.toString('base64') }
  },
})

const PathWish = FileWish.extend({ subject: View.shape.subject, part: Part })

/** Reports as files, for who clicks. */
export const reportFiles = fileMount({
  path: reportFilesPath,
  permission,
  async answer(ctx, request) {
    requirePermission(ctx, permission)
    const { pathname, searchParams } = new URL(request.url)
    const [, word, ending] = /^\/([a-z]+)\.([a-z]+)$/.exec(pathname.slice(reportFilesPath.length)) ?? []
    const [kind, format] = [ReportKind.safeParse(word), ExportFormat.safeParse(ending)]
    if (!['GET', 'HEAD'].includes(request.method) || !kind.success || !format.success) throw noFile
    const wish = PathWish.safeParse(Object.fromEntries([...searchParams].filter(([, value]) => value !== '')))
    if (!wish.success) throw badParameters
    const { subject, part, ...asked } = wish.data
    const view = { kind: kind.data, subject }
    const { name, mediaType, content } = await exportReport(ctx, view, asked, { format: format.data, part })
    return new Response(format.data === 'csv' ? forSpreadsheet(content.toString()) : new Uint8Array(content), {
      headers: {
        'content-type': mediaType,
        'content-disposition': attachment(name),
        // What names hold is no page of ours, wherever it is opened.
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      },
    })
  },
})

const noFile = new Failure('not-found', {
  en: `There is no such file: ${reportFilesPath}/portfolio.csv is one`,
  zh: `没有此文件：可使用 ${reportFilesPath}/portfolio.csv`,
})

const badParameters = new Failure('invalid-input', {
  en: 'These parameters do not fit: days are written as 2026-01-31, and choices are those of the form',
  zh: '参数不符合要求：日期格式为 2026-01-31，其余请从表单中选择',
})
