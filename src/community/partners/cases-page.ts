import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { requireFit } from '../../platform/require-fit.ts'
import { badge, card, disclosure, empty, type Tone } from '../../platform/web/card.ts'
import { dataTable, sliceIn } from '../../platform/web/data-table.ts'
import { day } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { readWritten, writtenFields } from '../../platform/web/written.ts'
import type { Agreement } from './agreements/model.ts'
import { getAgreements } from './agreements/service.ts'
import { type CaseState, caseStateNames, NewCase, type PartnerCase } from './cases/model.ts'
import * as service from './cases/service.ts'
import { words } from './messages.ts'
import { type Partner, pathOf } from './model.ts'
import { idField, partnerBoxes, partnerLinks, partTabs, textIn } from './parts-page.ts'
import { getPartners } from './service.ts'

const size = 50

export const caseTones: Record<CaseState, Tone> = {
  draft: 'info',
  asked: 'warn',
  published: 'good',
  withdrawn: 'plain',
}

export const casesPage: Page = {
  path: '/partner-cases',
  permission: 'community.read',
  async render(ctx, { query }) {
    const { locale } = ctx
    const partners = await getPartners(ctx)
    const { cases, total } = await service.getCases(ctx, sliceIn(query, size, 20_000))
    const table = dataTable({
      rows: cases,
      columns: [
        {
          id: 'title',
          title: words.case[locale],
          cell: ({ id, title }) => html`<a class="strong" href="${pathOf.case(id)}">${either(title, locale)}</a>`,
        },
        { id: 'partners', title: words.partners[locale], cell: row => partnerLinks(row.partners, partners, locale) },
        {
          id: 'state',
          title: words.state[locale],
          cell: ({ state }) => badge(caseStateNames[state][locale], caseTones[state]),
        },
        { id: 'published', title: words.published[locale], cell: ({ publishedAt }) => day(publishedAt, locale) },
      ],
      locale,
      query,
      caption: words.cases[locale],
      size,
      total,
      none: empty(words.none[locale]),
    })
    const form = caseForm('/partner-cases', undefined, { partners, agreements: await getAgreements(ctx) }, locale)
    return {
      title: words.cases,
      above: [{ title: words.partners, href: '/partners' }],
      content: html`${partTabs('/partner-cases', locale)}${card(words.cases[locale], table)}
        ${ctx.actor.permissions.has('community.manage') && card(words.addCase[locale], disclosure(words.addCase[locale], form))}`,
    }
  },
}

export const addCaseForm: Form = {
  path: '/partner-cases',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    const { id } = await service.saveCase(ctx, readCase(form, textIn(form, 'id') || undefined))
    return { redirect: pathOf.case(id) }
  },
}

export const changeCaseForm: Form = {
  path: '/partner-cases/{id}',
  permission: 'community.manage',
  async submit(ctx, { params: { id = '' }, form }) {
    await service.getCase(ctx, id)
    await service.saveCase(ctx, readCase(form, id))
    return { redirect: pathOf.case(id) }
  },
}

export function caseForm(
  action: string,
  one: PartnerCase | undefined,
  { partners, agreements }: { partners: readonly Partner[]; agreements: readonly Agreement[] },
  locale: Locale,
): Markup {
  return html`<form class="stack wide" method="post" action="${action}">
    ${writtenFields('title', words.title[locale], one?.title, { max: 200, locale })}
    ${!one && idField(locale)}
    ${writtenFields('summary', words.summary[locale], one?.summary, { rows: 2, max: 2000, locale })}
    ${writtenFields('body', `${words.body[locale]} · ${words.bodyHint[locale]}`, one?.body, { rows: 10, max: 200_000, locale })}
    ${partnerBoxes(partners, one?.partners ?? [], words.partners[locale], locale)}
    <label>${words.agreement[locale]} <select class="form-select" name="agreement"><option value="">–</option>${agreements.map(
      ({ id, title }) =>
        html`<option value="${id}"${one?.agreement === id && ' selected'}>${either(title, locale)}</option>`,
    )}</select></label>
    <label>${words.license[locale]} <input class="form-control" name="license" required maxlength="200" value="${one?.license ?? 'CC-BY-4.0'}"></label>
    <label>${words.attribution[locale]} <input class="form-control" name="attribution" maxlength="500" value="${one?.attribution ?? ''}"><span class="small">${words.attributionHint[locale]}</span></label>
    <button class="btn btn-primary">${words.save[locale]}</button></form>`
}

function readCase(form: FormData, id: string | undefined): NewCase {
  const body = readWritten(form, 'body')
  return requireFit(NewCase, {
    id,
    title: readWritten(form, 'title'),
    summary: readWritten(form, 'summary'),
    body: { en: body.en.replaceAll('\r\n', '\n'), zh: body.zh.replaceAll('\r\n', '\n') },
    partners: form.getAll('partner').map(String),
    agreement: textIn(form, 'agreement') || null,
    license: textIn(form, 'license') || undefined,
    attribution: textIn(form, 'attribution'),
  })
}
