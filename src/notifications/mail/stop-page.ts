import { html } from 'hono/html'
import { everybody } from '../../platform/context.ts'
import { card, postButton } from '../../platform/web/card.ts'
import type { Form, Page } from '../../platform/web/page.ts'
import * as guests from './guests/service.ts'
import { words } from './messages.ts'
import { stopPath } from './model.ts'

const path = `${stopPath}/{token}`

/** For people without an account: their preferences are one question. */
export const stopPage: Page = {
  path,
  permission: everybody,
  async render(ctx, { params: { token = '' } }) {
    const { locale } = ctx
    const address = guests.addressOf(ctx, token)
    const wanted = await guests.wantsMail(ctx, address)
    const here = `${stopPath}/${encodeURIComponent(token)}`
    return {
      title: words.stopTitle,
      content: card(
        address,
        html`<p>${words[wanted ? 'stopLead' : 'stopped'][locale]}</p>${
          wanted
            ? postButton(here, words.stop[locale], { primary: true, fields: { wanted: 'no' } })
            : postButton(here, words.resume[locale], { fields: { wanted: 'yes' } })
        }`,
      ),
    }
  },
}

export const stopForm: Form = {
  path,
  permission: everybody,
  async submit(ctx, { params: { token = '' }, form }) {
    if (form.get('wanted') === 'yes') await guests.allowMail(ctx, token)
    else await guests.stopMail(ctx, token)
    return { redirect: `${stopPath}/${encodeURIComponent(token)}` }
  },
}
