import { createHash } from 'node:crypto'
import { either } from '../../../lib/text/either.ts'
import { anonymous, type Context, everybody } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { fileMount } from '../../../platform/http/file-mount.ts'
import { exportItem, type Format, formats, toAtom } from '../formats.ts'
import { words } from '../messages.ts'
import { LanguageTag } from '../model.ts'
import { isOf, searchItems } from '../search/service.ts'
import { getItem } from '../service.ts'
import { getTranslations, getWriting } from '../translations/service.ts'

const path = '/public/library/files'
const latest = 50

/** What everybody may take along: a feed of the latest, and each item as a file. */
export const libraryFiles = fileMount({
  path,
  permission: everybody,
  // Whoever asks sees what everybody sees.
  answer: (ctx, request) => route({ ...ctx, actor: anonymous }, request),
})

async function route(ctx: Context, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const name = decode(pathname.slice(path.length + 1))
  if (!['GET', 'HEAD'].includes(request.method)) throw noFile
  if (name === 'feed.xml') return asFile(await feed(ctx, request), 'application/atom+xml; charset=utf-8')
  const found = /^([^/]+)\.(txt|md|html|json)$/.exec(name)
  if (!found) throw noFile
  const format = found[2] as Format
  return asFile(await one(ctx, request, found[1] ?? '', format), formats[format].type)
}

async function one(ctx: Context, request: Request, id: string, format: Format): Promise<string> {
  const item = await getItem(ctx, id, 'public')
  const language = LanguageTag.safeParse(new URL(request.url).searchParams.get('language')).data
  return exportItem(item, await getWriting(ctx, item, language, 'public'), format, ctx.reach.origin)
}

/** In the language that the reader asks for, as far as things are translated. */
async function feed(ctx: Context, request: Request): Promise<string> {
  const { searchParams } = new URL(request.url)
  const tag = searchParams.get('tag') ?? undefined
  const collection = searchParams.get('collection') ?? undefined
  const { items } = await searchItems(ctx, { tag, collection, limit: latest, offset: 0 }, 'public')
  const entries = []
  for (const { id } of items) {
    const item = await getItem(ctx, id, 'public')
    const translated = await getTranslations(ctx, item, { published: true })
    const written = [item, ...translated].find(({ language }) => isOf(language, ctx.locale)) ?? item
    entries.push({ item, written })
  }
  const { origin } = ctx.reach
  const self = new URL(`${path}/feed.xml?${searchParams}`.replace(/\?$/, ''), origin).href
  const updatedAt =
    items
      .map(item => item.updatedAt)
      .sort()
      .at(-1) ?? '1970-01-01T00:00:00.000Z'
  return toAtom(entries, { title: either(words.library, ctx.locale), origin, self, updatedAt })
}

function asFile(text: string, type: string): Response {
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
  const headers = {
    etag,
    'content-type': type,
    'cache-control': 'public, max-age=300',
    vary: 'accept-language, cookie',
    'x-content-type-options': 'nosniff',
    // A page of ours for whoever saves it; nothing in it may run.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  }
  return new Response(text, { headers })
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    throw noFile
  }
}

const noFile = new Failure('not-found', {
  en: `There is no such file: ${path} has feed.xml, and each published item as .txt, .md, .html and .json`,
  zh: `没有此文件：${path} 提供 feed.xml，以及各已发布条目的 .txt、.md、.html 和 .json`,
})
