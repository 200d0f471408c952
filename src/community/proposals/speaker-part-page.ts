import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { showIn } from '../../lib/wall-clock/wall-clock.ts'
import type { Zone } from '../../lib/zones/zone.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, badge, card, disclosure, facts, postButton } from '../../platform/web/card.ts'
import type { Markup } from '../../platform/web/page.ts'
import { outcome } from './call-page.ts'
import { answerAcceptance } from './deciding/service.ts'
import { getQuestions } from './demand/service.ts'
import type { Leak } from './leaks.ts'
import { words } from './messages.ts'
import type { Speaker } from './model.ts'
import { answerAsk, getOwnAsks } from './pool/service.ts'
import { aboutFields, contentFields } from './proposal-fields-page.ts'
import * as proposing from './proposing/service.ts'
import { readAbout, readContent, textOf } from './read-forms-page.ts'
import { isAccepting } from './who-may.ts'

/** What a speaker may do with a proposal, wherever they came from: below `base` are the forms. */
export async function speakerPart(ctx: Context, key: proposing.SpeakerKey, base: string): Promise<Markup> {
  const { locale } = ctx
  const own = await proposing.getOwnView(ctx, key)
  const { call, proposal, speaker, leaks } = own
  const zone = ctx.zones.getZone(call.plan.zone)
  const isFirst = speaker.position === 0
  const mayChange = isFirst && proposal.state === 'submitted' && isAccepting(call, ctx.now())
  const format = call.plan.formats.find(({ id }) => id === proposal.format)
  const questions = mayChange ? await getQuestions(ctx, call.id) : []
  return html`${card(words.state[locale], [
    html`<p>${outcome(proposal, locale)}</p>`,
    isFirst && answerCard(own, base, zone, locale),
    await asksCard(ctx, key, base, zone),
    mayChange && leakNote(leaks, locale),
  ])}
    ${card(
      words.yourPart[locale],
      html`<p>${speakerBadge(speaker, locale)}</p><form class="stack" method="post" action="${base}/part">
        ${aboutFields(speaker.about, '', zone, locale)}
        <div class="actions"><button class="btn btn-primary" name="answer" value="yes">${words.agree[locale]}</button>
        <button class="btn" name="answer" value="no" formnovalidate>${words.leave[locale]}</button></div></form>`,
    )}
    ${
      mayChange &&
      card(
        words.change[locale],
        disclosure(
          words.change[locale],
          html`<form class="stack" method="post" action="${base}/change">${contentFields(call, format, questions, proposal.content, locale)}
        <button class="btn btn-primary">${words.save[locale]}</button></form>`,
        ),
      )
    }
    ${isFirst && (proposal.state === 'submitted' || proposal.state === 'waiting') && card(words.withdraw[locale], postButton(`${base}/withdraw`, words.withdraw[locale]))}`
}

/** What the forms below `base` do. */
export async function doSpeakerDeed(
  ctx: Context,
  key: proposing.SpeakerKey,
  deed: string,
  form: FormData,
): Promise<void> {
  const saysYes = textOf(form, 'answer') === 'yes'
  switch (deed) {
    case 'part': {
      const { call, speaker } = await proposing.getOwnView(ctx, key)
      const about = saysYes ? readAbout(form, ctx.zones.getZone(call.plan.zone)) : speaker.about
      await proposing.answerInvitation(ctx, key, saysYes, about)
      return
    }
    case 'change':
      await proposing.changeProposal(ctx, key, readContent(form))
      return
    case 'withdraw':
      await proposing.withdraw(ctx, key)
      return
    case 'come':
      await answerAcceptance(ctx, key, saysYes)
      return
    case 'date':
      await answerAsk(ctx, key, textOf(form, 'date'), saysYes)
      return
    default:
      throw noDeed
  }
}

export function leakNote(leaks: readonly Leak[], locale: Locale): Markup | false {
  if (leaks.length === 0) return false
  return alert(html`${words.leaks[locale]} ${leaks.map(({ words }) => html`<mark>${words}</mark> `)}`, 'warn')
}

function speakerBadge({ state }: Speaker, locale: Locale): Markup {
  if (state === 'agreed') return badge(words.agreed[locale], 'good')
  return state === 'declined' ? badge(words.left[locale], 'bad') : badge(words.named[locale], 'warn')
}

export function speakerFacts(speakers: readonly Speaker[], locale: Locale): Markup {
  return facts(
    speakers.map(speaker => [
      speaker.about.name,
      html`${speaker.about.employer} ${speakerBadge(speaker, locale)} <span class="small">${either(speaker.about.bio, locale)}</span>`,
    ]),
  )
}

function answerCard({ call, proposal }: proposing.OwnView, base: string, zone: Zone, locale: Locale): Markup | false {
  if (proposal.state !== 'accepted' && proposal.state !== 'confirmed') return false
  if (call.plan.rolling) return false
  const until = proposal.state === 'accepted' && proposal.confirmBy
  return html`${until && html`<p>${words.confirmUntil[locale]}: <strong>${showIn(until, zone, locale)}</strong></p>`}
    <div class="row-line">${proposal.state === 'accepted' && postButton(`${base}/come`, words.come[locale], { primary: true, fields: { answer: 'yes' } })}
    ${postButton(`${base}/come`, words.notCome[locale], { fields: { answer: 'no' } })}</div>`
}

async function asksCard(ctx: Context, key: proposing.SpeakerKey, base: string, zone: Zone): Promise<Markup | false> {
  const { locale } = ctx
  const asks = await getOwnAsks(ctx, key)
  if (asks.length === 0) return false
  return html`<h3>${words.askedFor[locale]}</h3>${asks.map(
    ({
      date,
      at,
      title,
      state,
      answerBy,
    }) => html`<div class="row-line"><strong>${showIn(at, zone, locale)}</strong> ${title}
      ${
        state === 'confirmed'
          ? badge(words.comes[locale], 'good')
          : html`<span>${words.confirmUntil[locale]}: ${showIn(answerBy, zone, locale)}</span>
      ${postButton(`${base}/date`, words.come[locale], { primary: true, fields: { answer: 'yes', date } })}`
      }
      ${postButton(`${base}/date`, words.notCome[locale], { fields: { answer: 'no', date } })}</div>`,
  )}`
}

const noDeed = new Failure('not-found', { en: 'There is nothing of this kind to do', zh: '没有这一操作' })
