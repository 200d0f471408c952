import { serialize } from 'hono/utils/cookie'
import { everybody } from '../../platform/context.ts'
import type { Page } from '../../platform/web/page.ts'
import { ownAddress } from '../../platform/web/serve-pages.ts'
import { sessionCookie } from '../../platform/web/session-cookie.ts'
import * as service from './service.ts'

/** Out to the provider. */
export const leavePage: Page = {
  path: '/sign-in/sso',
  permission: everybody,
  async render(ctx, { query }) {
    const back = ownAddress(query.get('back'))
    const trip = await service.leaveForProvider(ctx, back.length > 1000 ? '/' : back)
    return {
      redirect: trip.address,
      cookie: tripCookie(ctx.reach.origin, trip.state, trip.browserSecret, trip.seconds),
    }
  },
}

/** Back from the provider. */
export const comeBackPage: Page = {
  path: '/sign-in/callback',
  permission: everybody,
  async render(ctx, { query, cookies }) {
    const state = query.get('state') ?? ''
    const { session, back } = await service.comeBack(ctx, query, cookies[cookieName(state)])
    const { origin } = ctx.reach
    return { redirect: back, cookie: [sessionCookie(origin, session), tripCookie(origin, state, '', 0)] }
  },
}

/** One each trip, so that two tabs do not take each other's. */
function cookieName(state: string) {
  return `ospo_sso_${state.replaceAll(/[^\w-]/g, '').slice(0, 12)}`
}

/** Lax: it comes along when the provider sends the browser back, and not with what other sites embed. */
function tripCookie(origin: string, state: string, secret: string, maxAge: number) {
  return serialize(cookieName(state), secret, {
    path: '/sign-in',
    httpOnly: true,
    sameSite: 'Lax',
    secure: origin.startsWith('https:'),
    maxAge,
  })
}
