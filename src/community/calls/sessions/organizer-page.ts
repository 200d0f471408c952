import { html } from 'hono/html'
import { either } from '../../../lib/text/either.ts'
import type { Locale } from '../../../lib/text/text.ts'
import type { Context } from '../../../platform/context.ts'
import { alert, card, disclosure, facts, postButton } from '../../../platform/web/card.ts'
import type { Markup } from '../../../platform/web/page.ts'
import { linkTo } from '../series/service.ts'
import { statementKinds, words } from './messages.ts'
import { StatementKind } from './model.ts'
import { checkLeaks, type SessionView } from './service.ts'

/** What only those see who run it. */
export async function organizerCards(ctx: Context, view: SessionView): Promise<Markup> {
  const { locale } = ctx
  return html`${writeCard(view, locale)}${rosterCard(view, locale)}${await publishCard(ctx, view)}${changeCard(view, locale)}`
}

function writeCard({ occurrence, attributions }: SessionView, locale: Locale): Markup {
  return card(
    words.write[locale],
    html`<form class="stack" method="post" action="${linkTo(occurrence)}/statements">
      <label>${words.part[locale]} <select class="form-select" name="segment">${occurrence.agenda.map(({ id, title }) => html`<option value="${id}">${either(title, locale)}</option>`)}</select></label>
      <label>${words.kind[locale]} <select class="form-select" name="kind">${StatementKind.options.map(kind => html`<option value="${kind}">${statementKinds[kind][locale]}</option>`)}</select></label>
      <label>${words.text[locale]} <textarea class="form-control" name="text" rows="3" required maxlength="5000"></textarea></label>
      <label>${words.attributedTo[locale]} <select class="form-select" name="attributedTo"><option value="">${words.nobody[locale]}</option>${attributions.map(({ name }) => html`<option>${name}</option>`)}</select></label>
      <button class="btn btn-primary">${words.write[locale]}</button></form>`,
  )
}

function rosterCard({ occurrence, roster }: SessionView, locale: Locale): Markup {
  const field = (name: 'name' | 'email' | 'employer' | 'role') =>
    html`<label>${words[name][locale]} <input class="form-control" name="${name}" maxlength="300"${name === 'name' && ' required'} autocomplete="off"></label>`
  return card(words.roster[locale], [
    html`<p class="small">${words.rosterLead[locale]}</p>`,
    facts(
      roster.map(({ name, email, employer, role }): [string, string] => [
        name,
        [employer, role, email].filter(Boolean).join(', '),
      ]),
    ),
    html`<form class="filters" method="post" action="${linkTo(occurrence)}/roster">${field('name')}${field('email')}${field('employer')}${field('role')}<button class="btn">${words.add[locale]}</button></form>`,
  ])
}

async function publishCard(
  ctx: Context,
  { occurrence, publication, statements }: SessionView,
): Promise<Markup | string> {
  if (statements.length === 0) return ''
  const { locale } = ctx
  const { leaks, warnings } = await checkLeaks(ctx, occurrence)
  const state = publication?.publishedAt
    ? alert(words.published[locale], 'good')
    : publication
      ? html`<p>${words.prepared[locale]}</p>${postButton(`${linkTo(occurrence)}/publish`, words.publishNow[locale], { primary: true })}`
      : html`<form class="filters" method="post" action="${linkTo(occurrence)}/prepare"><label>${words.attribution[locale]} <input class="form-control" name="attribution" maxlength="300" required></label><button class="btn btn-primary">${words.prepare[locale]}</button></form>`
  return card(words.publish[locale], [
    html`<p>${words.publishLead[locale]}</p>${warnings.map(warning => alert(warning[locale], 'warn'))}`,
    leaks.length === 0
      ? alert(words.noLeaks[locale], 'good')
      : alert(
          html`${words.leaks[locale]}:<ul>${leaks.map(({ text, leak }) => html`<li><strong>${leak.found}</strong> (${leak.why[locale]}): ${text}</li>`)}</ul>`,
          'bad',
        ),
    state,
  ])
}

function changeCard({ occurrence }: SessionView, locale: Locale): Markup {
  return card(
    words.change[locale],
    disclosure(
      words.change[locale],
      html`<form class="stack" method="post" action="${linkTo(occurrence)}/change">
        <label>${words.start[locale]} (${occurrence.zone}) <input class="form-control" type="datetime-local" name="start" value="${occurrence.start}"></label>
        <label><span><input class="form-check-input" type="checkbox" name="cancelled" value="yes"${occurrence.status === 'cancelled' && ' checked'}> ${words.cancel[locale]}</span></label>
        <label>${words.noteEn[locale]} <input class="form-control" name="note.en" maxlength="500" value="${occurrence.note?.en ?? ''}"></label>
        <label>${words.noteZh[locale]} <input class="form-control" name="note.zh" maxlength="500" value="${occurrence.note?.zh ?? ''}"></label>
        <button class="btn">${words.save[locale]}</button></form>`,
    ),
  )
}
