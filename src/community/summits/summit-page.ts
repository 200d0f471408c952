import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, badge, card, disclosure, facts, postButton } from '../../platform/web/card.ts'
import type { Form, FormInput, Markup, Page, PageBody } from '../../platform/web/page.ts'
import { formAlliance } from './alliance/service.ts'
import { aboutCard, criteriaCard, editionForm, nominationForm, readEdition, readNomination } from './edition-page.ts'
import { inviteByOffice, renewLink } from './invitations/service.ts'
import { words } from './messages.ts'
import { Choice, choiceNames, type Edition, SponsorState, standingNames, stateNames } from './model.ts'
import { getNomination, type Judged, nominate, vote, withdrawNomination } from './nominations/service.ts'
import { answerSponsor, removeProblem } from './participation/service.ts'
import * as service from './service.ts'
import { nominationsCard, participantsCard, problemsCard, sponsorsCard } from './summit-cards-page.ts'

const permission = 'community.read'

const titleOf = ({ name }: Edition) => ({ en: name.en || name.zh, zh: name.zh || name.en })

export const summitPage: Page = {
  path: '/summits/{id}',
  permission,
  async render(ctx, { params: { id = '' }, query }) {
    const { locale } = ctx
    const edition = await service.getEdition(ctx, id)
    const inside = service.maySeeNominations(ctx, edition)
    const manages = ctx.actor.permissions.has('community.manage')
    return {
      title: titleOf(edition),
      lead: html`${badge(stateNames[edition.state][locale])} <span class="mono small">${id}</span>`,
      above: [{ title: words.summits, href: '/summits' }],
      actions: html`${edition.published && edition.state !== 'draft' && html`<a class="btn" href="/public/summits/${id}">${words.publicPage[locale]}</a>`}${
        manages &&
        edition.state === 'inviting' &&
        postButton(`/summits/${id}/invite`, words.invite[locale], { primary: true })
      }`,
      content: html`${aboutCard(edition, locale)}${criteriaCard(edition, locale)}
        ${inside && (await nominationsCard(ctx, edition, query))}
        ${inside && (await participantsCard(ctx, edition))}
        ${inside && (await problemsCard(ctx, edition))}
        ${inside && (await sponsorsCard(ctx, edition))}
        ${edition.state === 'nominating' && card(words.nominate[locale], disclosure(words.nominate[locale], nominationForm(`/summits/${id}/nominations`, edition, locale)))}
        ${manages && card(words.change[locale], disclosure(words.change[locale], editionForm(`/summits/${id}`, edition, locale)))}`,
    }
  },
}

export const nominationPage: Page = {
  path: '/summits/{id}/nominations/{nomination}',
  permission,
  async render(ctx, { params: { id = '', nomination = '' } }) {
    const { locale } = ctx
    const edition = await service.getEdition(ctx, id)
    const found = await getNomination(ctx, edition, nomination)
    return {
      title: { en: found.name, zh: found.name },
      lead: found.organization,
      above: [
        { title: words.summits, href: '/summits' },
        { title: titleOf(edition), href: `/summits/${id}` },
      ],
      content: html`${card(words.evidence[locale], facts(evidenceOf(ctx, edition, found)))}
        ${card(words.vote[locale], voting(ctx, found))}
        ${ctx.actor.permissions.has('community.manage') && card(words.invitation[locale], managing(ctx, found))}`,
    }
  },
}

function evidenceOf({ locale }: Context, { about }: Edition, { evidence, email }: Judged): [string, Markup | string][] {
  return [
    [words.email[locale], email],
    ...about.criteria.map(({ id, title }): [string, Markup] => [
      either(title, locale),
      html`<span class="lines">${evidence[id] || '–'}</span>`,
    ]),
  ]
}

function voting({ locale }: Context, { id, edition, votes, own, mayVote, standing }: Judged): Markup {
  const { yes, no, abstain, conflict } = votes
  return html`<p class="small text-secondary">${words.voteLead[locale]}</p>${facts([
    [words.standing[locale], standingNames[standing][locale]],
    [words.votes[locale], `${yes} · ${no} · ${abstain} · ${conflict}`],
    [words.ownVote[locale], own ? choiceNames[own][locale] : '–'],
  ])}${
    mayVote &&
    html`<form class="actions" method="post" action="/summits/${edition}/nominations/${id}/vote">${Choice.options.map(
      choice => html`<button class="btn" name="choice" value="${choice}">${choiceNames[choice][locale]}</button>`,
    )}</form>`
  }`
}

function managing({ locale }: Context, { id, edition, standing }: Judged): Markup {
  const at = `/summits/${edition}/nominations/${id}`
  const isInvited = standing === 'invited' || standing === 'coming'
  return html`<p>${standingNames[standing][locale]}</p>
    ${isInvited && postButton(`${at}/link`, words.renew[locale])}
    ${(standing === 'proposed' || standing === 'approved' || standing === 'rejected') && postButton(`${at}/withdraw`, words.withdraw[locale])}`
}

type Done = PageBody | undefined

/** A form of a summit: it comes back to its page, or shows what it made. */
function formOf(
  path: string,
  work: (ctx: Context, id: string, input: FormInput) => Promise<Done>,
  needs = permission,
): Form {
  return {
    path: `/summits/{id}${path}`,
    permission: needs,
    async submit(ctx, input) {
      const { id = '' } = input.params
      await service.getEdition(ctx, id)
      return (await work(ctx, id, input)) ?? { redirect: `/summits/${id}` }
    },
  }
}

const manage = 'community.manage'

export const changeSummitForm = formOf(
  '',
  async (ctx, id, { form }) => {
    await service.saveEdition(ctx, readEdition(form, id))
    return undefined
  },
  manage,
)

export const nominateForm = formOf('/nominations', async (ctx, id, { form }) => {
  const edition = await service.getEdition(ctx, id)
  await nominate(ctx, edition, readNomination(form, edition))
  return {
    title: words.thanks,
    above: [{ title: titleOf(edition), href: `/summits/${id}` }],
    content: alert(words.thanks[ctx.locale], 'good'),
  }
})

export const voteForm = formOf(
  '/nominations/{nomination}/vote',
  async (ctx, id, { params: { nomination = '' }, form }) => {
    const choice = Choice.safeParse(form.get('choice'))
    if (!choice.success) throw chooseOne
    await vote(ctx, id, nomination, choice.data)
    return undefined
  },
)

export const withdrawForm = formOf(
  '/nominations/{nomination}/withdraw',
  async (ctx, id, { params: { nomination = '' } }) => {
    await withdrawNomination(ctx, id, nomination)
    return undefined
  },
  manage,
)

export const inviteForm = formOf(
  '/invite',
  async (ctx, id) => {
    await inviteByOffice(ctx, id)
    return undefined
  },
  manage,
)

export const renewForm = formOf(
  '/nominations/{nomination}/link',
  async (ctx, id, { params: { nomination = '' }, origin }) => {
    const { locale } = ctx
    const link = `${origin}${await renewLink(ctx, id, nomination)}`
    const shown = html`<p class="mono lines">${link}</p><div class="actions"><button class="btn" type="button" data-copy="${link}">${words.copy[locale]}</button></div>`
    return {
      title: words.link,
      above: [{ title: titleOf(await service.getEdition(ctx, id)), href: `/summits/${id}` }],
      content: html`${alert(words.passOn[locale], 'good')}${card(words.link[locale], shown)}`,
    }
  },
  manage,
)

export const removeProblemForm = formOf(
  '/problems/{problem}/remove',
  async (ctx, id, { params: { problem = '' } }) => {
    await removeProblem(ctx, id, problem)
    return undefined
  },
  manage,
)

export const answerSponsorForm = formOf(
  '/sponsors/{sponsor}',
  async (ctx, id, { params: { sponsor = '' }, form }) => {
    const state = SponsorState.safeParse(form.get('state'))
    if (!state.success) throw chooseOne
    await answerSponsor(ctx, id, sponsor, state.data)
    return undefined
  },
  manage,
)

export const formAllianceForm = formOf(
  '/alliance',
  async (ctx, id) => {
    const { locale } = ctx
    const { group, added, without } = await formAlliance(ctx, id)
    const link = html`<a href="/working-groups/${group}">${group}</a>`
    return {
      title: words.formed,
      above: [{ title: titleOf(await service.getEdition(ctx, id)), href: `/summits/${id}` }],
      content: card(
        words.formed[locale],
        facts([
          [words.form[locale], link],
          [words.added[locale], added.join(', ') || '–'],
          [words.without[locale], without.join(', ') || '–'],
        ]),
      ),
    }
  },
  manage,
)

const chooseOne = new Failure('invalid-input', { en: 'Choose one from the list', zh: '请从列表中选择' })
