import type { Context } from '../../../platform/context.ts'
import { everybody } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import type { Mount } from '../../../platform/http/mount.ts'
import { type FeedText, writePrivateFeed, writePublicFeed } from './service.ts'

/** Feeds that calendar programs fetch: they sign in nowhere, so a private one is known by its address. */
export const calendarMount: Mount = {
  path: '/public/calendars',
  permission: everybody,
  async answer(request, contextOf) {
    const ctx = await contextOf(request)
    try {
      const feed = await feedAt(ctx, new URL(request.url))
      if (request.headers.get('if-none-match') === feed.etag)
        return new Response(null, { status: 304, headers: headersOf(feed) })
      return new Response(request.method === 'HEAD' ? null : feed.text, { headers: headersOf(feed) })
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      return new Response(`${error.text[ctx.locale]}\n`, {
        status: error.status,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      })
    }
  },
}

function feedAt(ctx: Context, { pathname, href }: URL): Promise<FeedText> {
  const [, kind = '', name = ''] = /^\/public\/calendars\/(?:(\w+)\/)?([^/]+)\.ics$/.exec(pathname) ?? []
  const word = decodeURIComponent(name)
  if (kind === '' && word === 'all') return writePublicFeed(ctx, {}, href)
  if (kind === 'series') return writePublicFeed(ctx, { series: word }, href)
  if (kind === 'group') return writePublicFeed(ctx, { group: word }, href)
  if (kind === 'private') return writePrivateFeed(ctx, word, href)
  throw noCalendar
}

function headersOf({ etag }: FeedText) {
  return {
    'content-type': 'text/calendar; charset=utf-8',
    'cache-control': 'private, max-age=300',
    'x-content-type-options': 'nosniff',
    etag,
  }
}

const noCalendar = new Failure('not-found', { en: 'There is no such calendar', zh: '没有此日历' })
