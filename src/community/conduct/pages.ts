import { html } from 'hono/html'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { badge, card, disclosure } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { day } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { readWritten, writtenFields } from '../../platform/web/written.ts'
import { getCases, isOfDesk } from './desk/service.ts'
import { words } from './messages.ts'
import { type Case, NewCode, stateNames } from './model.ts'
import { codeCard } from './public-page.ts'
import { adoptCode, getCodes } from './service.ts'

export const conductPage: Page = {
  path: '/conduct',
  permission: 'community.read',
  navigation: { title: words.conduct, icon: 'policy', area: 'community', order: 8 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const codes = await getCodes(ctx)
    return {
      title: words.conduct,
      lead: words.lead[locale],
      actions: html`<a class="btn btn-primary" href="/public/conduct/report">${words.report[locale]}</a><a class="btn" href="/public/conduct/follow">${words.follow[locale]}</a>`,
      content: html`${isOfDesk(ctx) && (await casesCard(ctx, query))}
        ${codeCard(codes, locale)}
        ${ctx.actor.permissions.has('community.manage') && card(words.adopt[locale], disclosure(words.adopt[locale], adoptForm(ctx, codes[0])))}`,
    }
  },
}

export const adoptCodeForm: Form = {
  path: '/conduct',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const code = NewCode.safeParse({
      body: readWritten(form, 'body'),
      license: text('license') || undefined,
      attribution: text('attribution'),
    })
    if (!code.success) throw noWords
    await adoptCode(ctx, code.data)
    return { redirect: '/conduct' }
  },
}

function adoptForm({ locale }: Context, { body, license, attribution }: NewCode): Markup {
  return html`<form class="stack wide" method="post" action="/conduct">
    ${writtenFields('body', words.conduct[locale], body, { rows: 12, max: 20_000, locale })}
    <label>${words.license[locale]} <input class="form-control mono" name="license" value="${license}" maxlength="100"></label>
    <label>${words.attribution[locale]} <input class="form-control" name="attribution" value="${attribution}" maxlength="300"></label>
    <button class="btn btn-primary">${words.adopt[locale]}</button></form>`
}

async function casesCard(ctx: Context, query: URLSearchParams): Promise<Markup> {
  const { locale } = ctx
  const columns: Column<Case>[] = [
    {
      id: 'case',
      title: words.case[locale],
      cell: ({ id }) => html`<a class="strong mono" href="/conduct/${id}">${id.slice(0, 8)}</a>`,
    },
    { id: 'state', title: words.state[locale], cell: ({ state }) => badge(stateNames[state][locale]) },
    { id: 'received', title: words.received[locale], cell: ({ receivedAt }) => day(receivedAt, locale) },
    { id: 'kept', title: words.keptUntil[locale], cell: ({ keepUntil }) => day(keepUntil, locale) },
  ]
  const caption = words.cases[locale]
  const table = dataTable({
    ...{ rows: await getCases(ctx), columns, locale, query, caption },
    none: words.noCases[locale],
  })
  return card(caption, [html`<p class="small text-secondary">${words.casesLead[locale]}</p>`, table])
}

const noWords = new Failure('invalid-input', {
  en: 'A code of conduct needs words in one language at least',
  zh: '行为准则至少需要一种语言的内容',
})
