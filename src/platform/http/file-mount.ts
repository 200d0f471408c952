import type { Context } from '../context.ts'
import type { Mount } from './mount.ts'
import { requirePlainAddress } from './plain-text.ts'
import { problemOf } from './problem.ts'

type FileMount = Pick<Mount, 'path' | 'permission' | 'fromElsewhere'> & {
  /** Throws a Failure for what there is not, and for who may not. */
  answer(ctx: Context, request: Request): Promise<Response>
}

/** Files for who clicks and for programs that fetch: a failure is a plain sentence, HEAD has no body, a known ETag is answered 304. */
export function fileMount({ answer, ...mount }: FileMount): Mount {
  return {
    ...mount,
    async answer(request, contextOf) {
      const ctx = await contextOf(request)
      try {
        requirePlainAddress(request.url)
        const { body, status, headers } = await answer(ctx, request)
        if (isKnown(request, headers.get('etag'))) return new Response(null, { status: 304, headers })
        return new Response(request.method === 'HEAD' ? null : body, { status, headers })
      } catch (error) {
        const { status, title } = problemOf(error, ctx.locale)
        if (status === 500) console.error(error)
        return new Response(`${title}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
      }
    },
  }
}

/** RFC 9110, section 13.1.2: compared weakly, and `*` is whatever there is. */
function isKnown(request: Request, etag: string | null): boolean {
  const seen = request.headers.get('if-none-match') ?? ''
  return etag !== null && (seen === '*' || seen.split(',').some(each => each.trim().replace(/^W\//, '') === etag))
}
