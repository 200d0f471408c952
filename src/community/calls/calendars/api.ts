import type { Context } from '../../../platform/context.ts'
import { everybody } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { fileMount } from '../../../platform/http/file-mount.ts'
import { type FeedText, writePrivateFeed, writePublicFeed } from './service.ts'

/** Feeds that calendar programs fetch: they sign in nowhere, so a private one is known by its address. */
export const calendarMount = fileMount({
  path: '/public/calendars',
  permission: everybody,
  async answer(ctx, request) {
    const feed = await feedAt(ctx, new URL(request.url))
    return new Response(feed.text, { headers: headersOf(feed) })
  },
})

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
