import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { type Context, everybody } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, card, disclosure } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import type { Form, FormInput, Markup, Page } from '../../platform/web/page.ts'
import { aboutCard } from './edition-page.ts'
import { answerInvitation, type Guest, getGuest } from './invitations/service.ts'
import { writeLetter } from './letter.ts'
import { words } from './messages.ts'
import { type Asked, NewSponsor, type TaskState } from './model.ts'
import {
  addProblem,
  getMatches,
  getProblems,
  getTasks,
  type NamedMatch,
  offerSponsorship,
  saveProfile,
  saveTask,
} from './participation/service.ts'

const base = '/public/summits/invitation'

/** For whoever holds the link: to answer, and then to prepare. */
export const invitationPage: Page = {
  path: `${base}/{token}`,
  permission: everybody,
  async render(ctx, { params: { token = '' } }) {
    const guest = await getGuest(ctx, token)
    const { name } = guest.edition
    return {
      title: { en: name.en || name.zh, zh: name.zh || name.en },
      lead: words.invitation[ctx.locale],
      content: html`${await answerCard(ctx, guest, token)}${aboutCard(guest.edition, ctx.locale)}
        ${guest.invitation.state === 'accepted' && (await preparing(ctx, guest, token))}`,
    }
  },
}

async function answerCard({ locale, now }: Context, { invitation, nomination }: Guest, token: string): Promise<Markup> {
  const { state, expiresAt } = invitation
  if (state === 'declined') return alert(words.youDeclined[locale])
  if (state === 'expired' || (state === 'sent' && expiresAt <= now().toISOString()))
    return alert(words.expired[locale], 'warn')
  const decline = html`<form class="stack" method="post" action="${base}/${token}/answer"><input type="hidden" name="answer" value="decline">
    <label>${words.reason[locale]} <input class="form-control" name="reason" maxlength="1000"></label><button class="btn">${words.decline[locale]}</button></form>`
  const asked = words.invited(nomination.name, expiresAt.slice(0, 10))[locale]
  const accept = html`<p>${asked}</p><form method="post" action="${base}/${token}/answer"><input type="hidden" name="answer" value="accept"><button class="btn btn-primary">${words.accept[locale]}</button></form>`
  return card(words.invitation[locale], [
    state === 'accepted' ? alert(words.youCome[locale], 'good') : accept,
    disclosure(words.decline[locale], decline),
  ])
}

async function preparing(ctx: Context, guest: Guest, token: string): Promise<Markup> {
  const { locale } = ctx
  const tasks = await getTasks(ctx, guest)
  const done = String(tasks.filter(task => task.done).length)
  const all = String(guest.edition.about.tasks.length)
  const letter = html`<a class="btn" href="${base}/${token}/letter">${words.letter[locale]}</a>`
  return html`${card(
    words.tasks[locale],
    guest.edition.about.tasks.map(task =>
      taskForm(
        task,
        tasks.find(known => known.task === task.id),
        token,
        locale,
      ),
    ),
    html`${words.ofTasks(done, all)[locale]} ${letter}`,
  )}
  ${card(words.problems[locale], [html`<p class="small">${words.problemsLead[locale]}</p>`, await bank(ctx, guest), problemForm(token, locale)])}
  ${card(words.profile[locale], profileForm(guest, token, locale))}
  ${card(words.matches[locale], matchTable(await getMatches(ctx, guest), locale))}
  ${card(words.sponsors[locale], disclosure(words.offerOne[locale], sponsorForm(token, locale)))}`
}

function taskForm({ id, title, why }: Asked, known: TaskState | undefined, token: string, locale: Locale): Markup {
  return html`<form class="stack wide" method="post" action="${base}/${token}/tasks/${id}">
    <label><span><input class="form-check-input" type="checkbox" name="done" value="yes"${known?.done && ' checked'}> <b>${either(title, locale)}</b> <span class="small">${either(why, locale)}</span></span></label>
    <label><span class="visually-hidden">${words.note[locale]}</span><textarea class="form-control" name="note" rows="2" maxlength="2000" placeholder="${words.note[locale]}">${known?.note ?? ''}</textarea></label>
    <button class="btn">${words.save[locale]}</button></form>`
}

async function bank(ctx: Context, { edition }: Guest): Promise<Markup> {
  const problems = await getProblems(ctx, edition.id)
  return html`<ul>${problems.map(({ body }) => html`<li class="lines">${body}</li>`)}</ul>`
}

function problemForm(token: string, locale: Locale): Markup {
  return html`<form class="stack wide" method="post" action="${base}/${token}/problems" autocomplete="off">
    <textarea class="form-control" name="body" rows="2" maxlength="1000" required aria-label="${words.problems[locale]}"></textarea>
    <button class="btn">${words.addProblem[locale]}</button></form>`
}

function profileForm({ invitation }: Guest, token: string, locale: Locale): Markup {
  const { offers, seeks, alliance } = invitation
  return html`<form class="stack wide" method="post" action="${base}/${token}/profile">
    <p class="small">${words.profileLead[locale]}</p>
    <label>${words.offers[locale]} <textarea class="form-control" name="offers" rows="3">${offers.join('\n')}</textarea></label>
    <label>${words.seeks[locale]} <textarea class="form-control" name="seeks" rows="3">${seeks.join('\n')}</textarea></label>
    <label><span><input class="form-check-input" type="checkbox" name="alliance" value="yes"${alliance && ' checked'}> ${words.joinAlliance[locale]}</span></label>
    <button class="btn">${words.save[locale]}</button></form>`
}

function matchTable(matches: NamedMatch[], locale: Locale): Markup {
  return dataTable({
    rows: matches,
    columns: [
      {
        id: 'name',
        title: words.name[locale],
        cell: ({ name, organization }) => html`${name} <span class="small">${organization}</span>`,
      },
      { id: 'learn', title: words.learn[locale], cell: ({ learn }) => learn.join('; ') },
      { id: 'teach', title: words.teach[locale], cell: ({ teach }) => teach.join('; ') },
    ],
    ...{ locale, query: new URLSearchParams(), caption: words.matches[locale], none: words.noMatches[locale] },
  })
}

function sponsorForm(token: string, locale: Locale): Markup {
  return html`<form class="stack wide" method="post" action="${base}/${token}/sponsors">
    <label>${words.organization[locale]} <input class="form-control" name="organization" required maxlength="200"></label>
    <label>${words.offer[locale]} <textarea class="form-control" name="offer" rows="2" required maxlength="2000"></textarea></label>
    <label>${words.contact[locale]} <input class="form-control" name="contact" required maxlength="300"></label>
    <button class="btn">${words.offerOne[locale]}</button></form>`
}

/** To print, in the language that one reads. */
export const letterPage: Page = {
  path: `${base}/{token}/letter`,
  permission: everybody,
  async render(ctx, { params: { token = '' } }) {
    const { locale } = ctx
    const guest = await getGuest(ctx, token)
    const { name, organization } = guest.nomination
    const paragraphs = writeLetter(guest.edition, { name, organization }, await getTasks(ctx, guest), locale)
    return {
      title: words.letter,
      above: [{ title: words.invitation, href: `${base}/${token}` }],
      actions: html`<span class="small">${words.print[locale]}</span>`,
      content: card(words.letter[locale], html`${paragraphs.map(text => html`<p class="lines">${text}</p>`)}`),
    }
  },
}

/** A form of whoever holds the link, which comes back to the invitation. */
function formOf(path: string, work: (ctx: Context, token: string, input: FormInput) => Promise<void>): Form {
  return {
    path: `${base}/{token}${path}`,
    permission: everybody,
    async submit(ctx, input) {
      const { token = '' } = input.params
      await work(ctx, token, input)
      return { redirect: `${base}/${token}` }
    },
  }
}

const textOf = (form: FormData, name: string) => String(form.get(name) ?? '')

export const answerForm = formOf('/answer', (ctx, token, { form }) =>
  answerInvitation(ctx, token, textOf(form, 'answer') === 'accept' ? 'accept' : 'decline', textOf(form, 'reason')),
)

export const taskDoneForm = formOf('/tasks/{task}', (ctx, token, { params: { task = '' }, form }) =>
  saveTask(ctx, token, { task, done: textOf(form, 'done') === 'yes', note: textOf(form, 'note') }),
)

export const addProblemForm = formOf('/problems', (ctx, token, { form }) =>
  addProblem(ctx, token, textOf(form, 'body')),
)

export const saveProfileForm = formOf('/profile', (ctx, token, { form }) =>
  saveProfile(ctx, token, {
    offers: textOf(form, 'offers').split('\n'),
    seeks: textOf(form, 'seeks').split('\n'),
    alliance: textOf(form, 'alliance') === 'yes',
  }),
)

export const offerSponsorForm = formOf('/sponsors', (ctx, token, { form }) => {
  const sponsor = NewSponsor.safeParse(Object.fromEntries(form))
  if (!sponsor.success) throw notWhole
  return offerSponsorship(ctx, token, sponsor.data)
})

const notWhole = new Failure('invalid-input', {
  en: 'An offer needs an organization, what is offered, and a contact',
  zh: '赞助需要机构、内容和联系方式',
})
