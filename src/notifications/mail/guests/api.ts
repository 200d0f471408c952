import { everybody } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import type { Mount } from '../../../platform/http/mount.ts'
import { oneClickPath, stopPath } from '../model.ts'
import { stopMail } from './service.ts'

/** Stops mail with one request of a mail program (RFC 8058, 3.1); a person who follows the link is asked first. */
export const oneClickMount: Mount = {
  path: oneClickPath,
  permission: everybody,
  fromElsewhere: true,
  async answer(request, contextOf) {
    const ctx = await contextOf(request)
    const token = new URL(request.url).pathname.slice(oneClickPath.length + 1)
    if (request.method !== 'POST')
      return new Response(null, { status: 303, headers: { location: `${stopPath}/${token}` } })
    try {
      await stopMail(ctx, decodeURIComponent(token))
      return new Response(null, { status: 204 })
    } catch (error) {
      if (!(error instanceof Failure || error instanceof URIError)) throw error
      return new Response(null, { status: 404 })
    }
  },
}
