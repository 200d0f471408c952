import { formatCsvLine, forSpreadsheet } from '../../../lib/csv/csv.ts'
import { attachment } from '../../../lib/text/attachment.ts'
import { requirePermission } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { fileMount } from '../../../platform/http/file-mount.ts'
import { readTable } from './service.ts'

const path = '/health-tables'
const permission = 'office.read'

/** Each table of the pages as comma-separated values. */
export const healthTables = fileMount({
  path,
  permission,
  async answer(ctx, request) {
    requirePermission(ctx, permission)
    const { pathname, searchParams } = new URL(request.url)
    const name = /^\/([a-z-]{1,60})\.csv$/.exec(pathname.slice(path.length))?.[1]
    if (!['GET', 'HEAD'].includes(request.method) || name === undefined) throw noTable
    const rows = await readTable(ctx, name, searchParams)
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': attachment(`${name}.csv`),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    }
    return new Response(forSpreadsheet(rows.map(row => `${formatCsvLine(row)}\r\n`).join('')), { headers })
  },
})

const noTable = new Failure('not-found', { en: 'There is no such table', zh: '没有此表格' })
