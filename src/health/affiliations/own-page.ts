import { html } from 'hono/html'
import { noMailServer } from '../../access/identities/model.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { badge, card, empty, postButton } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { Display } from '../identities/model.ts'
import { words } from './messages.ts'
import { evidenceNames, OrganizationName } from './model.ts'
import * as service from './own/service.ts'

export const ownPage: Page = {
  path: '/account/person',
  permission: 'requests.ask',
  navigation: { title: words.own, icon: 'people', area: 'desk', order: 9 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const own = await service.getOwn(ctx)
    return {
      title: words.own,
      lead: words.ownLead[locale],
      content: html`${card(words.mine[locale], identityTable(ctx, own, query))}
        ${card(words.worked[locale], workTable(own, query, locale))}
        ${card(words.display[locale], displayForm(own.display, locale))}`,
    }
  },
}

function identityTable(ctx: Context, { identities }: service.OwnPerson, query: URLSearchParams): Markup {
  const { locale } = ctx
  return dataTable({
    rows: identities,
    columns: [
      { id: 'name', title: words.name[locale], cell: ({ name }) => name },
      { id: 'email', title: words.mine[locale], cell: ({ email }) => html`<span class="mono">${email}</span>` },
      {
        id: 'not',
        title: words.notMine[locale],
        cell: ({ node, isProven }) =>
          isProven
            ? badge('✓', 'good')
            : postButton('/account/person/disown', words.notMine[locale], { fields: { node } }),
      },
    ],
    locale,
    query,
    caption: words.mine[locale],
    none: noneMine(ctx),
  })
}

/** What is one's own is proven by mail, and where none is sent by whoever manages accounts. */
function noneMine({ locale, reach, actor }: Context): Markup {
  const link = (href: string) => html`<a class="btn" href="${href}">${words.toAccount[locale]}</a>`
  if (reach.sendMail) return empty(words.noneMine[locale], link('/account'))
  const mayManage = actor.permissions.has('access.manage')
  return empty(noMailServer[locale], link(mayManage ? `/accounts/${actor.id}` : '/account'))
}

function workTable({ affiliations, enrollments }: service.OwnPerson, query: URLSearchParams, locale: Locale): Markup {
  const table = dataTable({
    rows: affiliations,
    columns: [
      { id: 'organization', title: words.organization[locale], cell: ({ organization }) => organization },
      { id: 'since', title: words.since[locale], cell: ({ since }) => since ?? '–' },
      { id: 'until', title: words.until[locale], cell: ({ until }) => until ?? '–' },
      { id: 'because', title: words.because[locale], cell: ({ evidence }) => evidenceNames[evidence][locale] },
    ],
    locale,
    query,
    caption: words.worked[locale],
    none: empty(words.nobody[locale]),
  })
  const said = enrollments.map(
    ({ id, organization, since, until }) =>
      html`<div class="row-line">${organization} ${since ?? ''}–${until ?? ''} ${postButton(`/account/person/work/${id}/undo`, words.undo[locale])}</div>`,
  )
  return html`${table}${said}<form class="filters" method="post" action="/account/person/work">
    <label>${words.organization[locale]} <input class="form-control" name="organization" required maxlength="200"></label>
    <label>${words.since[locale]} <input class="form-control" type="date" name="since"></label>
    <label>${words.until[locale]} <input class="form-control" type="date" name="until"></label>
    <button class="btn">${words.save[locale]}</button></form>`
}

function displayForm(chosen: Display, locale: Locale): Markup {
  return html`<form class="filters" method="post" action="/account/person/display">
    <select class="form-select" name="display" aria-label="${words.display[locale]}">${Display.options.map(
      display =>
        html`<option value="${display}"${display === chosen && ' selected'}>${words.displays[display][locale]}</option>`,
    )}</select><button class="btn">${words.save[locale]}</button></form>`
}

export const disownForm: Form = {
  path: '/account/person/disown',
  permission: 'requests.ask',
  async submit(ctx, { form }) {
    await service.disown(ctx, String(form.get('node') ?? ''))
    return { redirect: '/account/person' }
  },
}

export const stateWorkForm: Form = {
  path: '/account/person/work',
  permission: 'requests.ask',
  async submit(ctx, { form }) {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const organization = OrganizationName.safeParse(text('organization'))
    if (!organization.success) throw needsName
    const work = { organization: organization.data, since: text('since') || null, until: text('until') || null }
    await service.stateWork(ctx, work)
    return { redirect: '/account/person' }
  },
}

export const takeBackWorkForm: Form = {
  path: '/account/person/work/{id}/undo',
  permission: 'requests.ask',
  async submit(ctx, { params: { id = '' } }) {
    await service.takeBackWork(ctx, id)
    return { redirect: '/account/person' }
  },
}

export const ownDisplayForm: Form = {
  path: '/account/person/display',
  permission: 'requests.ask',
  async submit(ctx, { form }) {
    const display = Display.safeParse(form.get('display'))
    if (display.success) await service.chooseOwnDisplay(ctx, display.data)
    return { redirect: '/account/person' }
  },
}

const needsName = new Failure('invalid-input', {
  en: 'Name the organization in at most 200 characters; “Independent” where you worked for nobody',
  zh: '请填写组织名称（不超过 200 字符）；独立贡献请填 Independent',
})
