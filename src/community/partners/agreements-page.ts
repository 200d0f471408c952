import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { requireFit } from '../../platform/require-fit.ts'
import { badge, card, disclosure, empty, type Tone } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { readWritten, writtenFields } from '../../platform/web/written.ts'
import { type Agreement, type AgreementState, agreementStateNames, NewAgreement } from './agreements/model.ts'
import * as service from './agreements/service.ts'
import { words } from './messages.ts'
import { type Partner, pathOf } from './model.ts'
import { idField, partnerBoxes, partnerLinks, partTabs, textIn } from './parts-page.ts'
import type { Goal } from './plans/model.ts'
import { getGoals } from './plans/service.ts'
import { getPartners } from './service.ts'

export const agreementTones: Record<AgreementState, Tone> = {
  draft: 'info',
  offered: 'warn',
  active: 'good',
  over: 'plain',
  ended: 'plain',
}

export function agreementTable(
  rows: Agreement[],
  partners: readonly Partner[],
  query: URLSearchParams,
  locale: Locale,
): Markup {
  return dataTable({
    rows,
    columns: [
      {
        id: 'title',
        title: words.agreement[locale],
        cell: ({ id, title }) => html`<a class="strong" href="${pathOf.agreement(id)}">${either(title, locale)}</a>`,
      },
      {
        id: 'parties',
        title: words.parties[locale],
        cell: ({ parties }) =>
          partnerLinks(
            parties.map(({ partner }) => partner),
            partners,
            locale,
          ),
      },
      { id: 'since', title: words.since[locale], by: row => row.since, cell: row => row.since },
      {
        id: 'until',
        title: words.until[locale],
        by: row => row.until ?? '9999',
        cell: row => row.until ?? words.open[locale],
      },
      {
        id: 'review',
        title: words.review[locale],
        by: row => row.reviewOn ?? '9999',
        cell: row => row.reviewOn ?? '–',
      },
      {
        id: 'state',
        title: words.state[locale],
        cell: ({ state }) => badge(agreementStateNames[state][locale], agreementTones[state]),
      },
    ],
    locale,
    query,
    caption: words.agreements[locale],
    none: empty(words.none[locale]),
  })
}

export const agreementsPage: Page = {
  path: '/partner-agreements',
  permission: 'community.read',
  async render(ctx, { query }) {
    const { locale } = ctx
    const partners = await getPartners(ctx)
    const table = agreementTable(await service.getAgreements(ctx), partners, query, locale)
    const form = agreementForm('/partner-agreements', undefined, { partners, goals: await getGoals(ctx) }, locale)
    return {
      title: words.agreements,
      above: [{ title: words.partners, href: '/partners' }],
      content: html`${partTabs('/partner-agreements', locale)}${card(words.agreements[locale], table)}
        ${ctx.actor.permissions.has('community.manage') && card(words.addAgreement[locale], disclosure(words.addAgreement[locale], form))}`,
    }
  },
}

export const addAgreementForm: Form = {
  path: '/partner-agreements',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    const { id } = await service.saveAgreement(ctx, readAgreement(form, textIn(form, 'id') || undefined))
    return { redirect: pathOf.agreement(id) }
  },
}

export const changeAgreementForm: Form = {
  path: '/partner-agreements/{id}',
  permission: 'community.manage',
  async submit(ctx, { params: { id = '' }, form }) {
    await service.getAgreement(ctx, id)
    await service.saveAgreement(ctx, readAgreement(form, id))
    return { redirect: pathOf.agreement(id) }
  },
}

export function agreementForm(
  action: string,
  agreement: Agreement | undefined,
  { partners, goals }: { partners: readonly Partner[]; goals: readonly Goal[] },
  locale: Locale,
): Markup {
  const parties = agreement?.parties.map(({ partner }) => partner) ?? []
  const date = (name: string, label: string, value: string | null | undefined, required = false) =>
    html`<label>${label} <input class="form-control" type="date" name="${name}" value="${value ?? ''}"${required && ' required'}></label>`
  return html`<form class="stack" method="post" action="${action}">
    ${agreement && html`<p class="small">${words.changedTerms[locale]}</p>`}
    ${writtenFields('title', words.title[locale], agreement?.title, { max: 200, locale })}
    ${!agreement && idField(locale)}
    ${writtenFields('purpose', words.purpose[locale], agreement?.purpose, { rows: 3, locale })}
    ${partnerBoxes(partners, parties, words.parties[locale], locale)}
    <div class="filters">${date('since', words.since[locale], agreement?.since, true)}${date('until', words.until[locale], agreement?.until)}${date('review', words.review[locale], agreement?.reviewOn)}</div>
    ${
      goals.length > 0 &&
      html`<fieldset class="choices"><legend>${words.goals[locale]}</legend>${goals.map(
        ({ id, title }) =>
          html`<label class="row-line"><input type="checkbox" name="goal" value="${id}"${agreement?.goals.includes(id) && ' checked'}> ${either(title, locale)}</label>`,
      )}</fieldset>`
    }
    <label>${words.documents[locale]} <textarea class="form-control" name="documents" rows="3">${(agreement?.documents ?? []).map(({ title, address }) => `${title} | ${address}`).join('\n')}</textarea><span class="small">${words.documentsHint[locale]}</span></label>
    <button class="btn btn-primary">${words.save[locale]}</button></form>`
}

function readAgreement(form: FormData, id: string | undefined): NewAgreement {
  const documents = textIn(form, 'documents')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => {
      const [title = '', address = ''] = line.split('|').map(part => part.trim())
      return address ? { title, address } : { title, address: title }
    })
  return requireFit(NewAgreement, {
    id,
    title: readWritten(form, 'title'),
    purpose: readWritten(form, 'purpose'),
    since: textIn(form, 'since'),
    until: textIn(form, 'until') || null,
    reviewOn: textIn(form, 'review') || null,
    documents,
    goals: form.getAll('goal').map(String),
    partners: form.getAll('partner').map(String),
  })
}
