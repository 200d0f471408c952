import { attachment, forFileName } from '../../../lib/text/attachment.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { fileMount } from '../../../platform/http/file-mount.ts'
import { readField, readMultipart } from '../../../platform/http/multipart.ts'
import { bodyOf } from '../../../platform/http/router.ts'
import { fileOf } from '../file-of.ts'
import type { Conversion } from '../model.ts'
import { parseParty } from '../parse-party.ts'
import { convertDocument, listNamedFormats, writeProjectSbom } from '../service.ts'

const path = '/sbom-files'
const permission = 'office.read'

/** Documents as files, for who clicks: of a project, and one sent in another format. */
export const sbomFiles = fileMount({
  path,
  permission,
  answer(ctx, request) {
    requirePermission(ctx, permission)
    return route(ctx, request)
  },
})

async function route(ctx: Context, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url)
  const project = /^\/projects\/([a-z0-9][a-z0-9.-]*)$/.exec(pathname.slice(path.length))?.[1]
  if (request.method === 'GET' && project !== undefined) {
    const party = (name: string) => parseParty(searchParams.get(name)?.slice(0, 500))
    const format = searchParams.get('format') ?? 'cyclonedx-1.6'
    const wanted = { format, author: party('author'), supplier: party('supplier') }
    return asFile(await writeProjectSbom(ctx, project, wanted), project)
  }
  if (request.method === 'POST' && pathname === `${path}/converted`) return convert(request)
  throw noFile
}

/** The format stands in the form before the file. */
async function convert(request: Request): Promise<Response> {
  let to = ''
  const parts = readMultipart(request.headers.get('content-type') ?? '', bodyOf(request))
  for (let part = await parts.next(); !part.done; part = await parts.next()) {
    const { name, fileName, content } = part.value
    if (fileName !== undefined) {
      const base = fileName.replace(/^.*[\\/]/, '').replace(/(\.cdx|\.spdx)?\.(json|xml|spdx|ya?ml|rdf)(\.gz)?$/i, '')
      return asFile(await convertDocument(content, to), base || 'sbom')
    }
    const value = await readField(part.value)
    if (name === 'to') to = value
  }
  throw noFile
}

function asFile({ text, format }: Conversion, name: string): Response {
  const named = listNamedFormats().find(one => one.name === format)
  const { ending, mediaType } = named ? fileOf(named) : { ending: 'json', mediaType: 'application/json' }
  return new Response(text, {
    headers: {
      'content-type': mediaType,
      'content-disposition': attachment(`${forFileName(name)}.${ending}`),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}

const noFile = new Failure('not-found', {
  en: `There is no such file: ${path}/projects/PROJECT?format=cyclonedx-1.6 is one`,
  zh: `没有此文件：可使用 ${path}/projects/项目?format=cyclonedx-1.6`,
})
