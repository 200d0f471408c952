import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { everybody } from '../../platform/context.ts'
import { alert, card } from '../../platform/web/card.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { ownAddress } from '../../platform/web/serve-pages.ts'
import { noSessionCookie, sessionCookie } from '../../platform/web/session-cookie.ts'
import { words } from './messages.ts'
import * as service from './service.ts'

/** In by a link, once; or the form. */
export const signInPage: Page = {
  path: '/sign-in',
  permission: everybody,
  async render(ctx, { query, origin }) {
    const { locale } = ctx
    const key = query.get('key')
    const session = key ? await service.signInByLink(ctx, key) : undefined
    // The key leaves the address either way.
    if (session) return { redirect: ownAddress(query.get('back')), cookie: sessionCookie(origin, session) }
    if (key) return { redirect: '/sign-in?used=1' }
    const back = ownAddress(query.get('back'))
    const single = ctx.reach.identityProvider && singleSignOn(back, locale)
    return {
      title: words.signIn,
      content: html`${query.has('used') && alert(words.linkUsed[locale], 'warn')}${card(words.signIn[locale], html`${single}${passwordForm(back, locale)}`)}`,
    }
  },
}

export const signInForm: Form = {
  path: '/sign-in',
  permission: everybody,
  async submit(ctx, { form, origin }) {
    const text = (name: string) => String(form.get(name) ?? '').slice(0, 1000)
    const session = await service.signInByPassword(ctx, text('login'), text('password'))
    return { redirect: ownAddress(text('back')), cookie: sessionCookie(origin, session) }
  },
}

export const signOutForm: Form = {
  path: '/sign-out',
  permission: everybody,
  async submit(ctx, { session }) {
    if (session) await service.signOut(ctx, session)
    return { redirect: '/sign-in', cookie: noSessionCookie() }
  },
}

function singleSignOn(back: string, locale: Locale): Markup {
  return html`<p><a class="btn btn-primary" href="/sign-in/sso?back=${encodeURIComponent(back)}">${words.singleSignOn[locale]}</a></p>`
}

function passwordForm(back: string, locale: Locale): Markup {
  return html`<form class="stack" method="post" action="/sign-in"><input type="hidden" name="back" value="${back}">
    <label>${words.login[locale]} <input class="form-control" name="login" required maxlength="200" autocomplete="username" autocapitalize="none"></label>
    <label>${words.password[locale]} <input class="form-control" type="password" name="password" required maxlength="200" autocomplete="current-password"></label>
    <button class="btn btn-primary">${words.signIn[locale]}</button>
    <p class="small text-secondary">${words.noPassword[locale]}</p></form>`
}
