import type { Text } from '../../../../lib/text/text.ts'
import type { Context } from '../../../../platform/context.ts'
import { Failure } from '../../../../platform/failure.ts'
import type { Question } from '../../forge.ts'
import { parseAnswer } from '../parse-answer.ts'

const mostRedirects = 5
const most = 64 * 1024 * 1024
const timeoutMs = 60_000

export interface Answered {
  url: string
  status: number
  headers: Headers
  text: string
  /** Undefined where the text is no JSON. */
  json: unknown
}

interface Sending {
  headers: Record<string, string>
  signal?: AbortSignal
}

/** Follows redirects within the host: a token goes nowhere else. */
export async function send(
  ctx: Pick<Context, 'reach'>,
  { headers, signal }: Sending,
  url: string,
  { body }: Question,
): Promise<Answered> {
  let at = url
  for (let hops = 0; hops <= mostRedirects; hops++) {
    const response = await ctx.reach.fetch(at, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        'user-agent': `ospo (${ctx.reach.origin})`,
        ...headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
      most,
      timeoutMs,
    })
    const location = response.headers.get('location')
    if (![301, 302, 307, 308].includes(response.status) || location === null) return read(at, response)
    const next = new URL(location, at)
    if (next.origin !== new URL(at).origin) throw strayed(at, next)
    at = next.href
  }
  throw strayed(url, new URL(at))
}

async function read(url: string, response: Response): Promise<Answered> {
  const bytes = await response.arrayBuffer()
  if (bytes.byteLength >= most) throw upstream(url, 'answered more than 64 MiB', '的响应超过 64 MiB')
  const text = new TextDecoder().decode(bytes)
  return { url, status: response.status, headers: response.headers, text, json: parseAnswer(text) }
}

/** The next page of a Link header, on the host that was asked: one behind a proxy may name another. */
export function nextOf({ url, headers }: Answered): string | undefined {
  const target = /<([^>]+)>;\s*rel="?next"?/.exec(headers.get('link') ?? '')?.[1]
  if (target === undefined) return undefined
  const { pathname, search } = new URL(target, url)
  return new URL(url).origin + pathname + search
}

export function refused({ url, status, json }: Answered, isSignedIn: boolean): Failure {
  const said = messageIn(json)
  const known = !isSignedIn && (status === 401 || status === 403) ? unsigned : reasons[status]
  const [en, zh] = known ?? [`answered ${status}${said}`, `返回 ${status}${said}`]
  return upstream(url, en, zh, status === 404 || status === 410 ? 'not-found' : 'unavailable')
}

const unsigned = [
  'does not show this without a token: give the connection one',
  '不向未登录者提供此内容：请为连接提供令牌',
] as const

const reasons: Record<number, [en: string, zh: string]> = {
  401: ['does not take the token: give the connection another', '不接受该令牌：请为连接更换令牌'],
  403: ['does not let the token read this: give it the right to read', '不允许该令牌读取：请授予读取权限'],
  404: [
    'shows nothing there: it was removed or renamed, or the token may not read it',
    '上没有该内容：可能已删除或改名，或令牌无权读取',
  ],
  410: ['says that this is gone for good', '表示该内容已永久移除'],
  451: ['may not show this, for legal reasons', '因法律原因不提供该内容'],
}

function messageIn(json: unknown): string {
  const message = typeof json === 'object' && json !== null && 'message' in json ? json.message : undefined
  return typeof message === 'string' ? ` (${message.slice(0, 200)})` : ''
}

export function broken({ url, status }: Answered): Failure {
  return status === 200
    ? upstream(url, 'answered what is no JSON, time and again', '多次返回无法解析的 JSON')
    : upstream(url, `answered ${status}, time and again: try later`, `多次返回 ${status}：请稍后再试`)
}

function strayed(from: string, to: URL): Failure {
  return upstream(
    from,
    `leads elsewhere, to ${to.host}: connect that host`,
    `重定向到其他主机 ${to.host}：请连接该主机`,
  )
}

/** Says where, without what stands behind the path. */
function upstream(url: string, en: string, zh: string, code: Failure['code'] = 'upstream-failed'): Failure {
  const { host, pathname } = new URL(url)
  const text: Text = { en: `${host} ${en} (${pathname})`, zh: `${host} ${zh}（${pathname}）` }
  return new Failure(code, text)
}
