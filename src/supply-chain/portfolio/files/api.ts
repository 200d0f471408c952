import { attachment } from '../../../lib/text/attachment.ts'
import { requirePermission } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { fileMount } from '../../../platform/http/file-mount.ts'
import { getSbom, writeDocument } from '../documents/service.ts'

const path = '/sbom-documents'
const permission = 'office.read'

/** Documents as files, for who clicks: as they came, or with `?format=` in another format. */
export const sbomDocuments = fileMount({
  path,
  permission,
  async answer(ctx, request) {
    requirePermission(ctx, permission)
    const { pathname, searchParams } = new URL(request.url)
    const id = /^\/([1-9]\d{0,8})$/.exec(pathname.slice(path.length))?.[1]
    if (!['GET', 'HEAD'].includes(request.method) || id === undefined) throw noFile
    const sbom = await getSbom(ctx, Number(id))
    const format = searchParams.get('format') ?? undefined
    const { text } = await writeDocument(ctx, sbom.id, format)
    const headers = {
      // Whatever it holds, no browser takes it for a page of ours.
      'content-type': 'application/octet-stream',
      'content-disposition': attachment(
        `sbom-${id}-${format ?? `${sbom.format}-${sbom.formatVersion}`}${endingOf(format ?? sbom.format)}`,
      ),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    }
    return new Response(text, { headers })
  },
})

function endingOf(format: string): string {
  if (/xml|rdf/.test(format)) return '.xml'
  if (/yaml/.test(format)) return '.yaml'
  return /tag-value/.test(format) ? '.spdx' : '.json'
}

const noFile = new Failure('not-found', { en: 'There is no such document', zh: '没有此文档' })
