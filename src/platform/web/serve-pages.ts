import { type Context as Exchange, Hono } from 'hono'
import { serialize } from 'hono/utils/cookie'
import { anonymous, type Context, requirePermission } from '../context.ts'
import { Failure } from '../failure.ts'
import { honoPath } from '../http/endpoint.ts'
import { problemOf } from '../http/problem.ts'
import type { ContextOf } from '../http/router.ts'
import { serveAsset } from './assets.ts'
import { alert } from './card.ts'
import { renderPage } from './layout.ts'
import type { Form, Page, PageBody, PageInput } from './page.ts'
import { languageCookie, themeCookie, themeOf } from './preferences.ts'

/** Scripts and styles from here only; nothing may frame us; forms post to us. Charts need styles in their elements. */
const securityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

interface Site {
  pages: Page[]
  forms: Form[]
  version: string
  contextOf: ContextOf
}

/** Everything that a person meets in the browser. */
export function createSite({ pages, forms, version, contextOf }: Site) {
  const router = new Hono()
  const navigation = pages
    .flatMap(({ path, navigation }) => (navigation ? [{ ...navigation, href: path }] : []))
    .sort((a, b) => a.order - b.order)

  function answer(c: Exchange, ctx: Context, body: PageBody, status = 200) {
    const { pathname, search } = new URL(c.req.url)
    const shell = {
      locale: ctx.locale,
      theme: themeOf(c.req.raw),
      address: pathname + search,
      version,
      actor: ctx.actor === anonymous ? undefined : ctx.actor,
      navigation,
    }
    c.header('content-security-policy', securityPolicy)
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'same-origin')
    c.header('cache-control', 'no-store')
    return c.html(renderPage(shell, body), status as 200)
  }

  function answerFailure(c: Exchange, ctx: Context, error: unknown) {
    const problem = problemOf(error, ctx.locale)
    if (problem.status === 500) console.error(error)
    return answer(c, ctx, failurePage(problem.title, problem.status), problem.status)
  }

  router.get('/assets/:hash/:name', c => serveAsset(c.req.param('name'), c.req.raw) ?? c.notFound())
  router.post('/preferences', savePreferences)

  /** Lets in who may, and shows what went wrong as a page. */
  function guard(permission: string, work: (c: Exchange, ctx: Context) => Promise<Response>) {
    return async (c: Exchange) => {
      const ctx = await contextOf(c.req.raw)
      try {
        requirePermission(ctx, permission)
        return await work(c, ctx)
      } catch (error) {
        return answerFailure(c, ctx, error)
      }
    }
  }

  for (const { path, permission, render } of pages) {
    router.get(
      honoPath(path),
      guard(permission, async (c, ctx) => answer(c, ctx, await render(ctx, inputOf(c)))),
    )
  }

  for (const { path, permission, submit } of forms) {
    router.post(
      honoPath(path),
      guard(permission, async (c, ctx) => {
        const done = await submit(ctx, { ...inputOf(c), form: await c.req.formData() })
        return 'redirect' in done ? c.redirect(done.redirect, 303) : answer(c, ctx, done)
      }),
    )
  }

  router.get('*', async c => answerFailure(c, await contextOf(c.req.raw), noPage))
  return router
}

function inputOf(c: Exchange): PageInput {
  const { searchParams, origin } = new URL(c.req.url)
  return { params: c.req.param(), query: searchParams, origin }
}

async function savePreferences(c: Exchange) {
  const form = await c.req.formData()
  for (const [field, cookie] of [
    ['lang', languageCookie],
    ['theme', themeCookie],
  ] as const) {
    const value = form.get(field)
    if (typeof value !== 'string' || !/^[a-z]{2,5}$/.test(value)) continue
    const choice = serialize(cookie, value, { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: 400 * 86_400 })
    c.header('set-cookie', choice, { append: true })
  }
  return c.redirect(ownAddress(form.get('back')), 303)
}

/** Only an address of ours: whoever makes up a form may not send its reader elsewhere. */
function ownAddress(back: unknown): string {
  if (typeof back !== 'string' || !/^\/(?![/\\])/.test(back)) return '/'
  const address = new URL(back, 'http://localhost')
  address.searchParams.delete('lang')
  return address.pathname + address.search
}

function failurePage(sentence: string, status: number): PageBody {
  const title = titles[status] ?? { en: 'That did not work', zh: '操作未成功' }
  return { title, content: alert(sentence, status >= 500 ? 'bad' : 'warn') }
}

const titles: Record<number, { en: string; zh: string }> = {
  401: { en: 'Sign in', zh: '请登录' },
  403: { en: 'Not allowed', zh: '没有权限' },
  404: { en: 'Not found', zh: '未找到' },
}

const noPage = new Failure('not-found', {
  en: 'There is no such page: use the navigation or the search',
  zh: '页面不存在：请使用导航或搜索',
})
