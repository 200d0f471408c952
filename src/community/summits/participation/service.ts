import { randomUUID } from 'node:crypto'
import { record } from '../../../access/ledger/service.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { type Guest, getGuest } from '../invitations/service.ts'
import { findInvitations, updateInvitation } from '../invitations/store.ts'
import { type Match, matchPeople } from '../match-people.ts'
import type { Edition, NewSponsor, Sponsor, SponsorState, TaskState } from '../model.ts'
import { findNominations } from '../nominations/store.ts'
import { maySeeNominations } from '../service.ts'
import { holdEdition } from '../store.ts'
import * as store from './store.ts'

const mostProblems = 500
const mostLines = 10

/** By those who come. */
async function getComing(ctx: Pick<Context, 'db'>, token: string): Promise<Guest> {
  const guest = await getGuest(ctx, token)
  if (guest.invitation.state === 'accepted') return guest
  throw new Failure('conflict', { en: 'Accept the invitation first', zh: '请先接受邀请' })
}

export async function getTasks(ctx: Pick<Context, 'db'>, { invitation }: Guest): Promise<TaskState[]> {
  return (await store.findTasks(ctx.db, [invitation.id])).get(invitation.id) ?? []
}

export async function saveTask(ctx: Pick<Context, 'db'>, token: string, { task, done, note }: TaskState) {
  const { invitation, edition } = await getComing(ctx, token)
  if (!edition.about.tasks.some(({ id }) => id === task)) throw noTask
  await store.saveTask(ctx.db, invitation.id, { task, done, note: note.trim().slice(0, 2000) })
}

/** Into the bank, without whose it is or when: nothing of that is written down anywhere, in the ledger neither. */
export async function addProblem(ctx: Pick<Context, 'db'>, token: string, body: string) {
  const said = body.trim()
  if (said === '' || said.length > 1000) throw noWords
  const { edition } = await getComing(ctx, token)
  await inTransaction(ctx, async ctx => {
    await holdEdition(ctx.db, edition.id)
    const problems = await store.findProblems(ctx.db, edition.id)
    if (problems.length >= mostProblems) throw bankIsFull
    await store.replaceProblems(ctx.db, edition.id, [...problems, { id: randomUUID(), body: said }])
  })
}

export function getProblems(ctx: Pick<Context, 'db'>, edition: string): Promise<{ id: string; body: string }[]> {
  return store.findProblems(ctx.db, edition)
}

/** By whoever runs the community: a statement that tells whose it is has no place there. */
export async function removeProblem(ctx: Context, edition: string, id: string) {
  requirePermission(ctx, 'community.manage')
  await inTransaction(ctx, async ctx => {
    const problems = await store.findProblems(ctx.db, edition)
    await store.replaceProblems(
      ctx.db,
      edition,
      problems.filter(problem => problem.id !== id),
    )
    await record(ctx, { verb: 'summit.problem-removed', subject: { kind: 'summit', id: edition } })
  })
}

export async function saveProfile(
  ctx: Pick<Context, 'db'>,
  token: string,
  { offers, seeks, alliance }: { offers: string[]; seeks: string[]; alliance: boolean },
) {
  const { invitation } = await getComing(ctx, token)
  const lines = (all: string[]) => all.flatMap(line => line.trim().slice(0, 200) || []).slice(0, mostLines)
  await updateInvitation(ctx.db, invitation.id, { offers: lines(offers), seeks: lines(seeks), alliance })
}

export interface NamedMatch extends Match {
  name: string
  organization: string
}

/** Of those who come and wrote something, whom to speak to. */
export async function getMatches(ctx: Pick<Context, 'db'>, { invitation, edition }: Guest): Promise<NamedMatch[]> {
  const coming = await findInvitations(ctx.db, { edition: edition.id, states: ['accepted'] })
  const matches = matchPeople(coming).get(invitation.id) ?? []
  const nominations = new Map((await findNominations(ctx.db, { edition: edition.id })).map(one => [one.id, one]))
  return matches.flatMap(match => {
    const nomination = nominations.get(coming.find(({ id }) => id === match.with)?.nomination ?? '')
    return nomination ? { ...match, name: nomination.name, organization: nomination.organization } : []
  })
}

export interface Participant {
  name: string
  organization: string
  email: string
  tasksDone: number
  alliance: boolean
}

/** Who comes, and how far each has prepared: how far, not what they wrote. */
export async function getParticipants(ctx: Context, edition: Edition): Promise<Participant[]> {
  if (!maySeeNominations(ctx, edition)) return []
  const coming = await findInvitations(ctx.db, { edition: edition.id, states: ['accepted'] })
  const nominations = new Map((await findNominations(ctx.db, { edition: edition.id })).map(one => [one.id, one]))
  const tasks = await store.findTasks(
    ctx.db,
    coming.map(({ id }) => id),
  )
  const participants = coming.flatMap(({ id, nomination, alliance }) => {
    const person = nominations.get(nomination)
    if (!person) return []
    const { name, organization, email } = person
    const tasksDone = (tasks.get(id) ?? []).filter(({ done }) => done).length
    return { name, organization, email, tasksDone, alliance }
  })
  return participants.sort((a, b) => (a.name < b.name ? -1 : 1))
}

export async function offerSponsorship(ctx: Context, token: string, wanted: NewSponsor) {
  await inTransaction(ctx, async ctx => {
    const { edition } = await getComing(ctx, token)
    if ((await store.findSponsors(ctx.db, edition.id)).length >= mostProblems) throw bankIsFull
    const sponsor: Sponsor = { ...wanted, id: randomUUID(), state: 'offered', offeredAt: ctx.now().toISOString() }
    await store.insertSponsor(ctx.db, edition.id, sponsor)
    const doer = { ...ctx, actor: { id: 'system' } }
    await record(doer, {
      verb: 'summit.sponsor-offered',
      subject: { kind: 'summit', id: edition.id },
      after: { sponsor: sponsor.id },
    })
  })
}

/** Accepted ones everybody who is there sees; the others those who run it. */
export async function getSponsors(ctx: Pick<Context, 'db' | 'actor'>, edition: Edition): Promise<Sponsor[]> {
  const sponsors = await store.findSponsors(ctx.db, edition.id)
  return maySeeNominations(ctx, edition) ? sponsors : sponsors.filter(({ state }) => state === 'accepted')
}

export async function answerSponsor(ctx: Context, edition: string, id: string, state: SponsorState) {
  requirePermission(ctx, 'community.manage')
  await inTransaction(ctx, async ctx => {
    if (!(await store.setSponsorState(ctx.db, edition, id, state))) throw noSponsor
    await record(ctx, {
      verb: 'summit.sponsor-answered',
      subject: { kind: 'summit', id: edition },
      after: { sponsor: id, state },
    })
  })
}

const noTask = new Failure('not-found', { en: 'There is no such task', zh: '没有此任务' })
const noSponsor = new Failure('not-found', { en: 'There is no such offer', zh: '没有此赞助' })
const noWords = new Failure('invalid-input', { en: 'Write from 1 to 1,000 characters', zh: '请填写 1 至 1000 个字符' })
const bankIsFull = new Failure('unavailable', { en: 'There is no room for more', zh: '已达上限' })
