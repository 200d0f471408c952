import { html } from 'hono/html'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { badge, card, disclosure, postButton } from '../../platform/web/card.ts'
import type { Form, FormInput, Markup, Page } from '../../platform/web/page.ts'
import { readWritten, writtenFields } from '../../platform/web/written.ts'
import { aboutCard, charterCard } from './about-page.ts'
import { castVote, openDecision } from './decisions/service.ts'
import { addDeliverable, setDeliverableState } from './deliverables/service.ts'
import { decisionsCard, deliverablesCard, meetingsCard, peopleCard } from './group-cards-page.ts'
import { groupForm, readGroup, statusBadge } from './groups-page.ts'
import { words } from './messages.ts'
import {
  Choice,
  cohortNames,
  DeliverableState,
  NewCharter,
  NewDecision,
  NewDeliverable,
  Rung,
  Seat,
  type WorkingGroup,
} from './model.ts'
import { appointSeat, endTerm, join, leave, setRung } from './people/service.ts'
import * as service from './service.ts'

const permission = 'community.read'

export const groupPage: Page = {
  path: '/working-groups/{id}',
  permission,
  async render(ctx, { params: { id = '' }, query }) {
    const { locale } = ctx
    const group = await service.getWorkingGroup(ctx, id)
    const standing = await service.getStandingIn(ctx, id)
    const terms = await service.getTerms(ctx, id)
    const chairs = terms.filter(({ role }) => role === 'chair').map(({ name }) => name)
    return {
      title: service.bothOf(group.name),
      lead: html`${statusBadge(group.status, locale)} ${group.cohort && badge(cohortNames[group.cohort][locale])} ${group.published && badge(words.isPublic[locale], 'info')} <span class="mono small">${id}</span>`,
      above: [{ title: words.groups, href: '/working-groups' }],
      actions: actions(ctx, group, standing),
      content: html`${aboutCard(group, chairs, locale)}
        ${charterCard(await service.getCharters(ctx, id), locale, standing.manages ? charterForm(id, ctx) : undefined)}
        ${await deliverablesCard(ctx, id, standing, query)}
        ${await decisionsCard(ctx, id, standing)}
        ${peopleCard(ctx, id, terms, standing)}
        ${await meetingsCard(ctx, id, standing)}
        ${standing.manages && card(words.change[locale], disclosure(words.change[locale], groupForm(`/working-groups/${id}`, group, { locale, all: ctx.actor.permissions.has('community.manage') })))}`,
    }
  },
}

function actions({ locale }: Context, group: WorkingGroup, { rung, seats }: service.Standing): Markup {
  const isIn = rung !== undefined || seats.length > 0
  return html`${group.published && html`<a class="btn" href="/public/groups/${group.id}">${words.publicPage[locale]}</a>`}${
    isIn
      ? postButton(`/working-groups/${group.id}/leave`, words.leave[locale])
      : group.status !== 'retired' &&
        postButton(`/working-groups/${group.id}/join`, words.join[locale], { primary: true })
  }`
}

function charterForm(id: string, { locale }: Context): Markup {
  return disclosure(
    words.adopt[locale],
    html`<form class="stack wide" method="post" action="/working-groups/${id}/charter">
      ${writtenFields('body', words.charter[locale], undefined, { rows: 8, max: 20_000, locale })}
      <label>${words.why[locale]} <input class="form-control" name="why" maxlength="500"></label>
      <button class="btn btn-primary">${words.adopt[locale]}</button></form>`,
  )
}

/** A form of a group that comes back to its page. */
function formOf(
  path: string,
  work: (ctx: Context, group: string, input: FormInput) => Promise<unknown>,
  needs = permission,
): Form {
  return {
    path: `/working-groups/{id}${path}`,
    permission: needs,
    async submit(ctx, input) {
      const { id = '' } = input.params
      await service.getWorkingGroup(ctx, id)
      await work(ctx, id, input)
      return { redirect: `/working-groups/${id}` }
    },
  }
}

const textOf = (form: FormData, name: string) => String(form.get(name) ?? '').trim()

export const changeGroupForm = formOf('', (ctx, id, { form }) => service.saveWorkingGroup(ctx, readGroup(form, id)))

export const adoptCharterForm = formOf('/charter', (ctx, id, { form }) => {
  const charter = NewCharter.safeParse({ body: readWritten(form, 'body'), why: textOf(form, 'why') })
  if (!charter.success) throw noWords
  return service.adoptCharter(ctx, id, charter.data)
})

export const joinForm = formOf('/join', (ctx, id) => join(ctx, id))
export const leaveForm = formOf('/leave', (ctx, id) => leave(ctx, id))

export const setRungForm = formOf('/ladder', (ctx, id, { form }) => {
  const rung = Rung.safeParse(textOf(form, 'rung'))
  if (!rung.success) throw noRole
  return setRung(ctx, id, textOf(form, 'account'), rung.data)
})

export const appointForm = formOf(
  '/seats',
  (ctx, id, { form }) => {
    const seat = Seat.safeParse(textOf(form, 'seat'))
    const until = textOf(form, 'until') || null
    if (!seat.success || (until !== null && !/^\d{4}-\d{2}-\d{2}$/.test(until))) throw noRole
    return appointSeat(ctx, id, { account: textOf(form, 'account'), seat: seat.data, until })
  },
  'community.manage',
)

export const endTermForm = formOf('/terms/{term}/end', (ctx, id, { params: { term = '' } }) => endTerm(ctx, id, term))

export const addDeliverableForm = formOf('/deliverables', (ctx, id, { form }) => {
  const wanted = NewDeliverable.safeParse({
    kind: textOf(form, 'kind'),
    title: readWritten(form, 'title'),
    owner: textOf(form, 'owner'),
    dueOn: textOf(form, 'due') || null,
  })
  if (!wanted.success) throw noWords
  return addDeliverable(ctx, id, wanted.data)
})

export const setStateForm = formOf('/deliverables/{deliverable}', (ctx, id, { params: { deliverable = '' }, form }) => {
  const state = DeliverableState.safeParse(textOf(form, 'state'))
  if (!state.success) throw noRole
  return setDeliverableState(ctx, id, deliverable, state.data)
})

export const openDecisionForm = formOf('/decisions', (ctx, id, { form }) => {
  const wanted = NewDecision.safeParse({
    question: readWritten(form, 'question'),
    days: textOf(form, 'days') || undefined,
  })
  if (!wanted.success) throw noWords
  return openDecision(ctx, id, wanted.data)
})

export const voteForm = formOf('/decisions/{decision}/vote', (ctx, id, { params: { decision = '' }, form }) => {
  const choice = Choice.safeParse(textOf(form, 'choice'))
  if (!choice.success) throw noRole
  return castVote(ctx, id, decision, choice.data)
})

const noWords = new Failure('invalid-input', {
  en: 'Some words are needed in one language at least, and days as numbers or dates',
  zh: '至少需要一种语言的内容，天数须为数字，日期须完整',
})
const noRole = new Failure('invalid-input', { en: 'Choose one from the list', zh: '请从列表中选择' })
