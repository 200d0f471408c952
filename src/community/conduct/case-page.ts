import { html } from 'hono/html'
import type { Locale, Text } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, badge, card, disclosure, facts, postButton } from '../../platform/web/card.ts'
import { day } from '../../platform/web/format.ts'
import type { Form, FormInput, Markup, Page, PageBody, Redirect } from '../../platform/web/page.ts'
import {
  confirmDecision,
  eraseCase,
  getCase,
  getRecused,
  proposeDecision,
  stepBack,
  takeBack,
  type WholeCase,
  write,
} from './desk/service.ts'
import { instanceNames, words } from './messages.ts'
import { Consequence, consequenceNames, type Message, NewDecision, type Side, stateNames } from './model.ts'
import { secret } from './public-page.ts'

const permission = 'community.read'
const above = [{ title: words.conduct, href: '/conduct' }]

/** For whoever may not hear it there is no such page. */
export const casePage: Page = {
  path: '/conduct/{id}',
  permission,
  async render(ctx, { params: { id = '' } }) {
    const { locale } = ctx
    const heard = await getCase(ctx, id)
    return {
      title: words.caseOf(id.slice(0, 8)),
      above,
      actions: postButton(`/conduct/${id}/step-back`, words.stepBack[locale]),
      content: html`${card(words.case[locale], reportFacts(heard, locale))}
        ${card(words.messages[locale], [...heard.messages.map(message => said(message, locale)), writing(id, locale)])}
        ${heard.decisions.map(decision => decisionCard(ctx, heard, decision))}
        ${recusedCard(id, await getRecused(ctx, id), locale)}
        ${heard.mayDecide && card(words.decide[locale], disclosure(words.decide[locale], decisionForm(id, locale)))}
        ${card(words.erase[locale], disclosure(words.erase[locale], postButton(`/conduct/${id}/erase`, words.erase[locale])))}`,
    }
  },
}

function reportFacts(
  { state, report, receivedAt, appealUntil, keepUntil, instance }: WholeCase,
  locale: Locale,
): Markup {
  const optional = (name: Text, text: string): [string, Markup][] =>
    text ? [[name[locale], html`<span class="lines">${text}</span>`]] : []
  return facts([
    [words.state[locale], html`${badge(stateNames[state][locale])} ${instanceNames[instance][locale]}`],
    [words.received[locale], day(receivedAt, locale)],
    [words.what[locale], html`<span class="lines">${report.what}</span>`],
    ...optional(words.where, report.where),
    ...optional(words.concerned, report.concerned),
    ...optional(words.contact, report.contact),
    ...(appealUntil ? [[words.appeal[locale], day(appealUntil, locale)] satisfies [string, Markup]] : []),
    ...(keepUntil ? [[words.keptUntil[locale], day(keepUntil, locale)] satisfies [string, Markup]] : []),
  ])
}

const sides: Record<Side, Text> = {
  reporter: words.reporter,
  panel: words.panel,
  note: words.note,
  appeal: words.appealed,
  log: words.log,
}

function said({ side, body, at }: Message, locale: Locale): Markup {
  return html`<div class="said"><p class="small">${sides[side][locale]} · ${day(at, locale)}</p><p class="lines">${body}</p></div>`
}

function writing(id: string, locale: Locale): Markup {
  return html`<form class="stack wide" method="post" action="/conduct/${id}/write">
    <textarea class="form-control" name="body" rows="3" maxlength="10000" required aria-label="${words.messages[locale]}"></textarea>
    <div class="actions"><button class="btn btn-primary" name="side" value="panel">${words.answer[locale]}</button>
    <button class="btn" name="side" value="note">${words.addNote[locale]}</button></div></form>`
}

function decisionCard({ locale, actor }: Context, heard: WholeCase, decision: WholeCase['decisions'][0]): Markup {
  const { consequence, until, reasons, told, confirmedAt, proposedByName, confirmedByName, instance } = decision
  const mayConfirm = confirmedAt === null && heard.mayDecide && decision.proposedBy !== actor.id
  return card(
    words.decision[locale],
    [
      facts([
        [words.consequence[locale], `${consequenceNames[consequence][locale]}${until ? ` · ${until}` : ''}`],
        [words.instance[locale], instanceNames[instance][locale]],
        [words.reasons[locale], html`<span class="lines">${reasons}</span>`],
        [words.told[locale], html`<span class="lines">${told}</span>`],
        [words.proposedBy[locale], proposedByName],
        [words.confirmedBy[locale], confirmedAt === null ? words.waitsForSecond[locale] : confirmedByName],
      ]),
      mayConfirm &&
        postButton(`/conduct/${heard.id}/decisions/${decision.id}/confirm`, words.confirm[locale], { primary: true }),
    ],
    confirmedAt && day(confirmedAt, locale),
  )
}

function recusedCard(id: string, recused: readonly { id: string; name: string }[], locale: Locale): Markup | false {
  if (recused.length === 0) return false
  const rows = recused.map(
    one => html`<form class="filters" method="post" action="/conduct/${id}/recusals/${one.id}"><strong>${one.name}</strong>
      <label>${words.why[locale]} <input class="form-control" name="why" required maxlength="1000"></label>
      <button class="btn align-self-end">${words.takeBack[locale]}</button></form>`,
  )
  return card(words.recused[locale], [html`<p class="small">${words.recusedLead[locale]}</p>`, ...rows])
}

function decisionForm(id: string, locale: Locale): Markup {
  return html`<form class="stack wide" method="post" action="/conduct/${id}/decisions">
    <label>${words.consequence[locale]} <select class="form-select" name="consequence">${Consequence.options.map(
      one => html`<option value="${one}">${consequenceNames[one][locale]}</option>`,
    )}</select></label>
    <label>${words.until[locale]} <input class="form-control" type="date" name="until"></label>
    <label>${words.reasons[locale]} <textarea class="form-control" name="reasons" rows="3" maxlength="5000" required></textarea></label>
    <label>${words.told[locale]} <textarea class="form-control" name="told" rows="3" maxlength="5000" required></textarea></label>
    <p class="small">${words.banLead[locale]}</p>
    <button class="btn btn-primary">${words.decide[locale]}</button></form>`
}

type Done = Promise<Redirect | PageBody>

function formOf(path: string, work: (ctx: Context, id: string, input: FormInput) => Done): Form {
  return {
    path: `/conduct/{id}${path}`,
    permission,
    // Whether there is such a case comes before what was written.
    async submit(ctx, input) {
      const { id = '' } = input.params
      await getCase(ctx, id)
      return work(ctx, id, input)
    },
  }
}

export const writeForm = formOf('/write', async (ctx, id, { form }) => {
  await write(ctx, id, form.get('side') === 'panel' ? 'panel' : 'note', String(form.get('body') ?? ''))
  return { redirect: `/conduct/${id}` }
})

export const stepBackForm = formOf('/step-back', async (ctx, id) => {
  await stepBack(ctx, id)
  return { redirect: '/conduct' }
})

export const takeBackForm = formOf('/recusals/{account}', async (ctx, id, { params: { account = '' }, form }) => {
  await takeBack(ctx, id, account, String(form.get('why') ?? ''))
  return { redirect: `/conduct/${id}` }
})

export const eraseCaseForm = formOf('/erase', async (ctx, id) => {
  await eraseCase(ctx, id)
  return { redirect: '/conduct' }
})

export const decideForm = formOf('/decisions', async (ctx, id, { form }) => {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const wanted = NewDecision.safeParse({
    consequence: text('consequence'),
    until: text('until') || null,
    reasons: text('reasons'),
    told: text('told'),
  })
  if (!wanted.success) throw notWhole
  return settled(id, await proposeDecision(ctx, id, wanted.data), ctx.locale)
})

export const confirmForm = formOf('/decisions/{decision}/confirm', async (ctx, id, { params: { decision = '' } }) =>
  settled(id, await confirmDecision(ctx, id, decision), ctx.locale),
)

/** With the code for whom it is about, which is shown only now. */
function settled(id: string, code: string | undefined, locale: Locale): Redirect | PageBody {
  if (code === undefined) return { redirect: `/conduct/${id}` }
  return {
    title: words.settled,
    above: [...above, { title: words.caseOf(id.slice(0, 8)), href: `/conduct/${id}` }],
    content: html`${alert(words.answerCode[locale], 'good')}${card(words.code[locale], secret(code, locale))}`,
  }
}

const notWhole = new Failure('invalid-input', {
  en: 'A decision needs a consequence, reasons and what is told; a temporary ban, and only that, its last day',
  zh: '决定需要后果、理由和告知内容；仅暂时禁止需要截止日期',
})
