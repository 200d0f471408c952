import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { type Context, everybody } from '../../platform/context.ts'
import { requireFit } from '../../platform/require-fit.ts'
import { badge, card, facts, postButton } from '../../platform/web/card.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import type { Agreement } from './agreements/model.ts'
import { caseWriting } from './case-page.ts'
import { ApprovalAnswer, answerNames, type PartnerCase } from './cases/model.ts'
import { answerAsGuest, type GuestView, getGuestView, signAsGuest } from './guest-answers/service.ts'
import { words } from './messages.ts'
import { type Partner, pathOf } from './model.ts'
import { nameOf, textIn } from './parts-page.ts'
import { getPartners } from './service.ts'

/** What somebody who speaks for a partner comes to by their link: no account is needed. */
export const guestPage: Page = {
  path: '/public/partner-answers/{secret}',
  permission: everybody,
  async render(ctx, { params: { secret = '' } }) {
    const { locale } = ctx
    const view = await getGuestView(ctx, secret)
    const { title } = view.asked
    const partners = await getPartners(ctx, idsOf(view))
    return {
      title: { en: either(title, 'en'), zh: either(title, 'zh') },
      lead: `${view.contact.name} · ${nameOf(view.contact.partner, partners, locale)}`,
      content:
        view.about === 'case' ? caseCards(ctx, view, partners, secret) : agreementCards(ctx, view, partners, secret),
    }
  },
}

export const guestAnswerForm: Form = {
  path: '/public/partner-answers/{secret}',
  permission: everybody,
  async submit(ctx, { params: { secret = '' }, form }) {
    const { about } = await getGuestView(ctx, secret)
    if (about === 'agreement') await signAsGuest(ctx, secret)
    else
      await answerAsGuest(ctx, secret, {
        answer: requireFit(ApprovalAnswer, textIn(form, 'answer')),
        remark: textIn(form, 'remark').slice(0, 2000),
        contentHash: textIn(form, 'contentHash'),
      })
    return { redirect: pathOf.guest(secret) }
  },
}

function idsOf(view: GuestView): string[] {
  return view.about === 'case' ? view.asked.partners : view.asked.parties.map(({ partner }) => partner)
}

function caseCards(
  { locale }: Context,
  { asked, answered }: { asked: PartnerCase; answered: ApprovalAnswer | undefined },
  partners: readonly Partner[],
  secret: string,
): Markup {
  const body = either(asked.body, locale)
  return html`${card(
    words.case[locale],
    facts([
      [words.description[locale], either(asked.summary, locale) || '–'],
      [words.partners[locale], namesOf(asked.partners, partners, locale)],
      [words.license[locale], asked.license],
      [words.answer[locale], answered ? badge(answerNames[answered][locale]) : badge(words.waits[locale])],
    ]),
  )}
    ${body && card(words.body[locale], caseWriting(body))}
    ${card(
      words.answer[locale],
      html`<form class="stack" method="post" action="${pathOf.guest(secret)}">
        <input type="hidden" name="contentHash" value="${asked.contentHash}">
        <label>${words.remark[locale]} <input class="form-control" name="remark" maxlength="2000"></label>
        <div class="row-line"><button class="btn btn-primary" name="answer" value="approve">${words.approve[locale]}</button>
        <button class="btn" name="answer" value="object">${words.object[locale]}</button></div></form>`,
    )}`
}

function agreementCards(
  { locale }: Context,
  { asked, answered }: { asked: Agreement; answered: boolean },
  partners: readonly Partner[],
  secret: string,
): Markup {
  const { purpose, parties, since, until, documents } = asked
  return html`${card(
    words.agreement[locale],
    facts([
      [words.purpose[locale], html`<span class="lines">${either(purpose, locale) || '–'}</span>`],
      [words.parties[locale], parties.map(({ partner }) => nameOf(partner, partners, locale)).join(' · ')],
      [words.since[locale], since],
      [words.until[locale], until ?? words.open[locale]],
      [
        words.documents[locale],
        documents.length === 0
          ? '–'
          : html`${documents.map(({ title, address }) => html`<a href="${address}" rel="noopener noreferrer">${title}</a> `)}`,
      ],
    ]),
  )}
    ${card(
      words.sign[locale],
      answered
        ? badge(words.signed[locale], 'good')
        : postButton(pathOf.guest(secret), words.sign[locale], { primary: true }),
    )}`
}

function namesOf(ids: readonly string[], partners: readonly Partner[], locale: Locale) {
  return ids.map(id => nameOf(id, partners, locale)).join(' · ')
}
