import { type Context as Exchange, Hono } from 'hono'
import { html } from 'hono/html'
import { parse, serialize } from 'hono/utils/cookie'
import type { Locale } from '../../lib/text/text.ts'
import { anonymous, type Context, requirePermission } from '../context.ts'
import { Failure } from '../failure.ts'
import { honoPath } from '../http/endpoint.ts'
import { readMultipart } from '../http/multipart.ts'
import { requirePlain, requirePlainAddress } from '../http/plain-text.ts'
import { problemOf } from '../http/problem.ts'
import { bodyOf, type ContextOf, limitBody } from '../http/router.ts'
import { serveAsset } from './assets.ts'
import { alert } from './card.ts'
import { renderPage } from './layout.ts'
import { words } from './messages.ts'
import { areas, type Form, type Page, type PageBody, type PageInput, type Redirect } from './page.ts'
import { languageCookie, themeCookie, themeOf } from './preferences.ts'
import { sessionOf } from './session-cookie.ts'

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
    .flatMap(({ path, permission, navigation }) => (navigation ? [{ ...navigation, permission, href: path }] : []))
    .sort((a, b) => areas.indexOf(a.area) - areas.indexOf(b.area) || a.order - b.order)

  function answer(c: Exchange, ctx: Context, body: PageBody | Redirect, status = 200) {
    if ('redirect' in body) return redirect(c, body)
    const { pathname, search } = new URL(c.req.url)
    const shell = {
      locale: ctx.locale,
      theme: themeOf(c.req.raw),
      address: pathname + search,
      version,
      actor: ctx.actor === anonymous ? undefined : ctx.actor,
      navigation: navigation.filter(({ permission }) => ctx.actor.permissions.has(permission)),
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
    const { pathname, search } = new URL(c.req.url)
    const back = c.req.method === 'GET' ? pathname + search : '/'
    return answer(c, ctx, failurePage(problem.title, problem.status, ctx.locale, back), problem.status)
  }

  router.get('/assets/:hash/:name', c => serveAsset(c.req.param('name'), c.req.raw) ?? c.notFound())
  router.post('/preferences', limitBody(undefined), savePreferences)

  /** Lets in who may, and shows what went wrong as a page. */
  function guard(permission: string, work: (c: Exchange, ctx: Context) => Promise<Response>) {
    return async (c: Exchange) => {
      const ctx = await contextOf(c.req.raw)
      try {
        requirePermission(ctx, permission)
        requirePlainAddress(c.req.url)
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

  for (const { path, permission, upload, submit } of forms) {
    router.post(
      honoPath(path),
      limitBody(upload),
      guard(permission, async (c, ctx) => {
        const parts = readMultipart(c.req.header('content-type') ?? '', bodyOf(c.req.raw))
        const form = upload ? new FormData() : await c.req.formData()
        requirePlain([...form])
        return answer(c, ctx, await submit(ctx, { ...inputOf(c), form, parts }))
      }),
    )
  }

  router.get('*', async c => answerFailure(c, await contextOf(c.req.raw), noPage))
  return router
}

function inputOf(c: Exchange): PageInput {
  const { searchParams, origin } = new URL(c.req.url)
  const cookies = parse(c.req.header('cookie') ?? '')
  return { params: c.req.param(), query: searchParams, origin, session: sessionOf(c.req.raw), cookies }
}

function redirect(c: Exchange, { redirect, cookie }: Redirect) {
  for (const each of [cookie ?? []].flat()) c.header('set-cookie', each, { append: true })
  return c.redirect(redirect, 303)
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
export function ownAddress(back: unknown): string {
  if (typeof back !== 'string' || !/^\/(?![/\\])/.test(back)) return '/'
  const address = new URL(back, 'http://localhost')
  address.searchParams.delete('lang')
  return address.pathname + address.search
}

function failurePage(sentence: string, status: number, locale: Locale, back: string): PageBody {
  const title = titles[status] ?? { en: 'That did not work', zh: '操作未成功' }
  const signIn =
    status === 401 &&
    html`<p><a class="btn btn-primary" href="/sign-in?back=${encodeURIComponent(back)}">${words.signIn[locale]}</a></p>`
  return { title, content: html`${alert(sentence, status >= 500 ? 'bad' : 'warn')}${signIn}` }
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
