import { html } from 'hono/html'
import { Failure } from '../../platform/failure.ts'
import { alert, card } from '../../platform/web/card.ts'
import type { Form, Page } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import { NewIdentity } from './model.ts'
import * as service from './service.ts'

/** Only looks: programs that read mail follow links, too. */
export const confirmPage: Page = {
  path: '/identities/confirm',
  permission: 'requests.ask',
  async render(ctx, { query }) {
    const key = query.get('key') ?? ''
    const { value } = await service.getProof(ctx, key)
    return {
      title: words.confirmTitle,
      content: card(
        words.confirmTitle[ctx.locale],
        html`<form class="stack" method="post" action="/identities/confirm"><input type="hidden" name="key" value="${key}">
          <p>${words.isThisYours(value)[ctx.locale]}</p><button class="btn btn-primary">${words.confirm[ctx.locale]}</button></form>`,
      ),
    }
  },
}

export const confirmForm: Form = {
  path: '/identities/confirm',
  permission: 'requests.ask',
  async submit(ctx, { form }) {
    const { value } = await service.confirmIdentity(ctx, String(form.get('key') ?? ''))
    return {
      title: words.confirmTitle,
      content: html`${alert(words.confirmed(value)[ctx.locale], 'good')}<a class="btn" href="/account">${words.toAccount[ctx.locale]}</a>`,
    }
  },
}

export const stateForm: Form = {
  path: '/account/identities',
  permission: 'requests.ask',
  async submit(ctx, { form }) {
    const { identity, mailed } = await service.stateIdentity(ctx, identityIn(form))
    if (!mailed) return { redirect: '/account' }
    return {
      title: words.identities,
      content: html`${alert(words.mailed(identity.value)[ctx.locale], 'good')}<a class="btn" href="/account">${words.toAccount[ctx.locale]}</a>`,
    }
  },
}

export const proofForm: Form = {
  path: '/identities/{id}/proof',
  permission: 'requests.ask',
  async submit(ctx, { params: { id = '' } }) {
    await service.sendProof(ctx, id)
    return { redirect: '/account' }
  },
}

export const addForm: Form = {
  path: '/accounts/{id}/identities',
  permission: 'access.manage',
  async submit(ctx, { params: { id = '' }, form }) {
    await service.addIdentityByOffice(ctx, id, identityIn(form))
    return { redirect: `/accounts/${id}` }
  },
}

/** Back to the account that it was on: one's own page, or that of another. */
export const endForm: Form = {
  path: '/identities/{id}/end',
  permission: 'requests.ask',
  async submit(ctx, { params: { id = '' }, form }) {
    await service.endIdentity(ctx, id)
    const account = String(form.get('account') ?? '')
    return { redirect: /^[\w-]{1,60}$/.test(account) ? `/accounts/${account}` : '/account' }
  },
}

function identityIn(form: FormData): NewIdentity {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const value = text('value')
  const input = NewIdentity.safeParse({
    kind: value.includes('@') && text('host') === '' ? 'email' : 'login',
    host: text('host'),
    value,
    since: text('since') || null,
    until: text('until') || null,
  })
  if (input.success) return input.data
  throw badInput
}

const badInput = new Failure('invalid-input', {
  en: 'An identity is an e-mail, or a login and the host that it is on; days are like 2026-01-31',
  zh: '身份是一个邮箱，或登录名及其所在主机；日期形如 2026-01-31',
})
