import { Hono } from 'hono'
import * as accounts from '../access/accounts/service.ts'
import type { Context } from '../platform/context.ts'
import { noSessionCookie, sessionCookie, sessionOf } from './sessions.ts'

/** In by the link that the terminal shows, out by a button. */
export function createSignIn(inside: Pick<Context, 'db' | 'now'>) {
  const router = new Hono()

  router.get('/sign-in', async c => {
    const session = await accounts.signIn(inside, c.req.query('key') ?? '')
    if (session) c.header('set-cookie', sessionCookie(c.req.raw, session))
    // Without one, the first page says how to get in. The key leaves the address either way.
    return c.redirect('/', 303)
  })

  router.post('/sign-out', async c => {
    const session = sessionOf(c.req.raw)
    if (session) await accounts.signOut(inside, session)
    c.header('set-cookie', noSessionCookie())
    return c.redirect('/', 303)
  })
  return router
}
