import { parse, serialize } from 'hono/utils/cookie'

const name = 'ospo_session'
const days = 30

export function sessionOf(request: Request): string | undefined {
  return parse(request.headers.get('cookie') ?? '', name)[name]
}

/** Out of reach of scripts, and not sent along from other sites but for following a link. */
export function sessionCookie(origin: string, secret: string) {
  return serialize(name, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: origin.startsWith('https:'),
    maxAge: days * 24 * 3600,
  })
}

export function noSessionCookie() {
  return serialize(name, '', { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 0 })
}
