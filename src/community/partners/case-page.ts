import { html, raw } from 'hono/html'
import { getNames } from '../../access/accounts/service.ts'
import { parseMarkdown } from '../../lib/markdown/parse-markdown.ts'
import { renderHtml } from '../../lib/markdown/render-html.ts'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { requireFit } from '../../platform/require-fit.ts'
import { alert, badge, card, disclosure, empty, facts, postButton } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import { day } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { getAgreements } from './agreements/service.ts'
import { ApprovalAnswer, answerNames, caseStateNames, type PartnerCase, standingOf } from './cases/model.ts'
import * as service from './cases/service.ts'
import { caseForm, caseTones } from './cases-page.ts'
import { words } from './messages.ts'
import { type Partner, pathOf } from './model.ts'
import { nameOf, partnerLinks, textIn } from './parts-page.ts'
import { getPartners, getSpeakers } from './service.ts'
import { addCaseToLibrary } from './to-library/service.ts'

export const casePage: Page = {
  path: '/partner-cases/{id}',
  permission: 'community.read',
  async render(ctx, { params: { id = '' }, query }) {
    const { locale } = ctx
    const one = await service.getCase(ctx, id)
    const partners = await getPartners(ctx)
    const mayManage = ctx.actor.permissions.has('community.manage')
    const body = either(one.body, locale)
    return {
      title: { en: either(one.title, 'en'), zh: either(one.title, 'zh') },
      lead: either(one.summary, locale),
      above: [
        { title: words.partners, href: '/partners' },
        { title: words.cases, href: '/partner-cases' },
      ],
      ...(mayManage && { actions: actionsOf(one, locale) }),
      content: html`${isBehind(one) && alert(words.behind[locale], 'warn')}
        ${card(
          words.case[locale],
          facts([
            [words.partners[locale], partnerLinks(one.partners, partners, locale)],
            [
              words.agreement[locale],
              one.agreement ? html`<a href="${pathOf.agreement(one.agreement)}">${one.agreement}</a>` : '–',
            ],
            [words.license[locale], one.license],
            [
              words.attribution[locale],
              one.attribution || one.partners.map(each => nameOf(each, partners, locale)).join(', '),
            ],
            ...(one.state === 'published'
              ? ([
                  [words.publicPage[locale], html`<a href="${pathOf.publicCase(id)}">${pathOf.publicCase(id)}</a>`],
                ] satisfies [string, Markup][])
              : []),
          ]),
          badge(caseStateNames[one.state][locale], caseTones[one.state]),
        )}
        ${body && card(words.body[locale], caseWriting(body))}
        ${await approvalsCard(ctx, one, partners, query)}
        ${
          mayManage &&
          card(words.change[locale], [
            disclosure(
              words.change[locale],
              caseForm(pathOf.case(id), one, { partners, agreements: await getAgreements(ctx) }, locale),
            ),
            one.state === 'published' &&
              disclosure(
                words.withdraw[locale],
                html`<form class="stack" method="post" action="${pathOf.case(id)}/withdraw"><label>${words.why[locale]} <input class="form-control" name="why" maxlength="1000"></label><button class="btn">${words.withdraw[locale]}</button></form>`,
              ),
          ])
        }`,
    }
  },
}

/** Safe markup: everything in it was escaped where it was made. */
export function caseWriting(body: string): Markup {
  return html`<div class="markdown" style="overflow-wrap: anywhere">${raw(renderHtml(parseMarkdown(body), 2))}</div>`
}

function isBehind({ published, state, contentHash }: PartnerCase): boolean {
  return state === 'published' && published !== null && published.contentHash !== contentHash
}

function actionsOf({ id, state }: PartnerCase, locale: Locale): Markup {
  return html`${state === 'published' && postButton(`${pathOf.case(id)}/library`, words.toLibrary[locale])}
    ${postButton(`${pathOf.case(id)}/ask`, words.ask[locale])}
    ${postButton(`${pathOf.case(id)}/publish`, words.publish[locale], { primary: true })}`
}

async function approvalsCard(
  ctx: Context,
  one: PartnerCase,
  partners: readonly Partner[],
  query: URLSearchParams,
): Promise<Markup> {
  const { locale } = ctx
  const standing = standingOf(one, await service.getApprovals(ctx, one.id))
  const names = await getNames(
    ctx,
    standing.flatMap(({ approval }) => approval?.by ?? []),
  )
  const speakers = await getSpeakers(ctx, one.partners)
  const mayManage = ctx.actor.permissions.has('community.manage')
  const own = one.partners.filter(partner => mayManage || (speakers.get(partner) ?? []).includes(ctx.actor.id))
  const table = dataTable({
    rows: standing,
    columns: [
      { id: 'partner', title: words.partner[locale], cell: ({ partner }) => partnerLinks([partner], partners, locale) },
      {
        id: 'answer',
        title: words.answer[locale],
        cell: ({ approval }) =>
          approval
            ? badge(answerNames[approval.answer][locale], approval.answer === 'approve' ? 'good' : 'bad')
            : badge(words.waits[locale], 'plain'),
      },
      {
        id: 'at',
        title: words.signed[locale],
        cell: ({ approval }) =>
          approval && html`<span>${day(approval.at, locale)} · ${names.get(approval.by) ?? '–'}</span>`,
      },
      {
        id: 'remark',
        title: words.remark[locale],
        cell: ({ approval }) => approval && [approval.given, approval.remark].filter(Boolean).join(' · '),
      },
    ],
    locale,
    query,
    caption: words.approvals[locale],
    none: empty(words.noPartners[locale]),
  })
  return card(words.approvals[locale], [
    table,
    own.length > 0 && disclosure(words.answer[locale], answerForm(one, own, partners, locale)),
  ])
}

function answerForm(
  { id, contentHash }: PartnerCase,
  own: readonly string[],
  partners: readonly Partner[],
  locale: Locale,
): Markup {
  return html`<form class="stack" method="post" action="${pathOf.case(id)}/answers">
    <input type="hidden" name="contentHash" value="${contentHash}">
    <label>${words.partner[locale]} <select class="form-select" name="partner">${own.map(
      partner => html`<option value="${partner}">${nameOf(partner, partners, locale)}</option>`,
    )}</select></label>
    <label>${words.given[locale]} <input class="form-control" name="given" maxlength="1000"><span class="small">${words.givenHint[locale]}</span></label>
    <label>${words.remark[locale]} <input class="form-control" name="remark" maxlength="2000"></label>
    <div class="row-line"><button class="btn btn-primary" name="answer" value="approve">${words.approve[locale]}</button>
    <button class="btn" name="answer" value="object">${words.object[locale]}</button></div></form>`
}

export const answerCaseForm: Form = {
  path: '/partner-cases/{id}/answers',
  permission: 'community.read',
  async submit(ctx, { params: { id = '' }, form }) {
    await service.getCase(ctx, id)
    const answer = requireFit(ApprovalAnswer, textIn(form, 'answer'))
    await service.answerCase(ctx, id, {
      partner: textIn(form, 'partner'),
      answer,
      contentHash: textIn(form, 'contentHash'),
      given: textIn(form, 'given').slice(0, 1000),
      remark: textIn(form, 'remark').slice(0, 2000),
    })
    return { redirect: pathOf.case(id) }
  },
}

export const libraryForm: Form = {
  path: '/partner-cases/{id}/library',
  permission: 'community.manage',
  async submit(ctx, { params: { id = '' } }) {
    return { redirect: `/library/${encodeURIComponent(await addCaseToLibrary(ctx, id))}` }
  },
}

export const askCaseForm = deed('ask', ctx => id => service.askApproval(ctx, id))
export const publishCaseForm = deed('publish', ctx => id => service.publishCase(ctx, id))
export const withdrawCaseForm = deed(
  'withdraw',
  (ctx, form) => id => service.withdrawCase(ctx, id, textIn(form, 'why').slice(0, 1000)),
)

function deed(name: string, act: (ctx: Context, form: FormData) => (id: string) => Promise<unknown>): Form {
  return {
    path: `/partner-cases/{id}/${name}`,
    permission: 'community.manage',
    async submit(ctx, { params: { id = '' }, form }) {
      await act(ctx, form)(id)
      return { redirect: pathOf.case(id) }
    },
  }
}
