import { html } from 'hono/html'
import { serialize } from 'hono/utils/cookie'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { card, facts, postButton } from '../../platform/web/card.ts'
import { formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { languageCookie } from '../../platform/web/preferences.ts'
import { noSessionCookie, sessionCookie } from '../../platform/web/session-cookie.ts'
import { NewDeputy } from '../deputies/model.ts'
import { appointDeputy, dismissDeputy, getDeputies } from '../deputies/service.ts'
import { choosePassword, countSessions, hasPassword, signOutEverywhere } from '../sign-in/service.ts'
import { deputiesCard, groupsCard, ownIdentitiesCard, permissionList } from './account-cards-page.ts'
import { accountFields, requireRead } from './account-fields-page.ts'
import { words } from './messages.ts'
import type { Account } from './model.ts'
import { readOwnForm } from './read-account-form.ts'
import * as service from './service.ts'

const permission = 'requests.ask'

export const ownAccountPage: Page = {
  path: '/account',
  permission,
  async render(ctx) {
    const { locale, actor } = ctx
    const account = await service.getAccount(ctx, actor.id)
    return {
      title: words.own,
      lead: words.ownLead[locale],
      content: html`<div class="grid">${card(words.profile[locale], profileForm(ctx, account))}
        <div>${card(words.password[locale], await passwordForm(ctx, account))}${card(words.signingIn[locale], await signingIn(ctx))}</div></div>
        ${await ownIdentitiesCard(ctx)}
        ${await groupsCard(ctx, actor.id)}
        ${await ownDeputies(ctx)}`,
    }
  },
}

/** With the language goes the cookie of this browser: what one chooses shows at once. */
export const changeOwnForm: Form = {
  path: '/account',
  permission,
  async submit(ctx, { form }) {
    const { locale } = await service.updateAccount(ctx, ctx.actor.id, requireRead(readOwnForm(form)))
    if (locale === null) return { redirect: '/account' }
    const cookie = serialize(languageCookie, locale, {
      path: '/',
      sameSite: 'Lax',
      httpOnly: true,
      maxAge: 400 * 86_400,
    })
    return { redirect: '/account', cookie }
  },
}

/** Only where one sits at the browser: a token that may little must not become a way in. */
export const choosePasswordForm: Form = {
  path: '/account/password',
  permission,
  async submit(ctx, { form, origin, session }) {
    if (!session) throw notHere
    const text = (name: string) => String(form.get(name) ?? '').slice(0, 1000)
    const wanted = text('wanted')
    if (wanted !== text('repeated')) throw notTheSame
    const secret = await choosePassword(ctx, { current: text('current'), wanted })
    return { redirect: '/account', cookie: sessionCookie(origin, secret) }
  },
}

export const signOutOwnForm: Form = {
  path: '/account/sign-out',
  permission,
  async submit(ctx) {
    await signOutEverywhere(ctx, ctx.actor.id)
    return { redirect: '/sign-in', cookie: noSessionCookie() }
  },
}

export const appointDeputyForm: Form = {
  path: '/account/deputies',
  permission,
  async submit(ctx, { form }) {
    const input = NewDeputy.safeParse(Object.fromEntries(form))
    if (!input.success) throw noDeputy
    await appointDeputy(ctx, input.data)
    return { redirect: '/account' }
  },
}

export const dismissDeputyForm: Form = {
  path: '/account/deputies/{id}/dismiss',
  permission,
  async submit(ctx, { params: { id = '' } }) {
    await dismissDeputy(ctx, id)
    return { redirect: '/account' }
  },
}

function profileForm(ctx: Context, account: Account): Markup {
  const { locale } = ctx
  return html`<form class="stack" method="post" action="/account">${accountFields(account, ctx)}
    <button class="btn btn-primary">${words.save[locale]}</button></form>`
}

async function passwordForm(ctx: Context, { login }: Account): Promise<Markup> {
  const { locale, actor } = ctx
  if (!login) return html`<p>${words.loginFirst[locale]}</p>`
  const box = (name: string, label: string, autocomplete: string) =>
    html`<label>${label} <input class="form-control" type="password" name="${name}" required maxlength="200" autocomplete="${autocomplete}"${autocomplete === 'new-password' && ' minlength="12"'}></label>`
  return html`<form class="stack" method="post" action="/account/password">
    <input type="hidden" name="username" value="${login}" autocomplete="username">
    ${(await hasPassword(ctx, actor.id)) && box('current', words.currentPassword[locale], 'current-password')}
    ${box('wanted', words.newPassword[locale], 'new-password')}${box('repeated', words.repeatPassword[locale], 'new-password')}
    <p class="small">${words.passwordHint[locale]}</p><button class="btn btn-primary">${words.choosePassword[locale]}</button></form>`
}

async function signingIn(ctx: Context): Promise<Markup> {
  const { locale, actor } = ctx
  const count = formatNumber(await countSessions(ctx, actor.id), locale)
  return html`${facts([
    [words.sessions[locale], count],
    [words.youMay[locale], permissionList(actor.permissions)],
  ])}<div class="actions">${postButton('/account/sign-out', words.signOutEverywhere[locale])}<a class="btn" href="/tokens">${words.manageTokens[locale]}</a></div>`
}

async function ownDeputies(ctx: Context): Promise<Markup> {
  const { locale } = ctx
  const { mine, iAmFor } = await getDeputies(ctx)
  const names = await service.getNames(
    ctx,
    iAmFor.map(({ account }) => account),
  )
  const form = html`<form class="filters" method="post" action="/account/deputies" aria-label="${words.appoint[locale]}">
    <label>${words.deputy[locale]} <input class="form-control" name="deputy" required maxlength="320" placeholder="${words.deputyHint[locale]}" autocomplete="off"></label>
    <label>${words.since[locale]} <input class="form-control" type="date" name="since" required></label>
    <label>${words.until[locale]} <input class="form-control" type="date" name="until" required></label>
    <button class="btn align-self-end">${words.appoint[locale]}</button></form>`
  const standing = iAmFor.length > 0 && html`<p>${words.standsInFor[locale]}: ${[...names.values()].join(', ')}</p>`
  return deputiesCard(ctx, mine, {
    action: id => `/account/deputies/${id}/dismiss`,
    more: html`${form}${standing}`,
  })
}

const notHere = new Failure('not-signed-in', {
  en: 'A password is chosen in the browser, signed in there: not with a token',
  zh: '密码只能在已登录的浏览器中设置，不能使用令牌',
})
const notTheSame = new Failure('invalid-input', {
  en: 'The new password was written in two ways: write it again',
  zh: '两次输入的新密码不一致：请重新输入',
})
const noDeputy = new Failure('invalid-input', {
  en: 'A deputy needs a sign-in name or an e-mail, a first day and a last day',
  zh: '代理人需要登录名或邮箱，以及开始和结束日期',
})
