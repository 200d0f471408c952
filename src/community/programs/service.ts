import { randomUUID } from 'node:crypto'
import { record } from '../../access/ledger/service.ts'
import { publish as publishEvent } from '../../notifications/webhooks/service.ts'
import { type Context, requirePermission } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { type AcceptedTalk, getAcceptedTalks, getCall } from '../proposals/service.ts'
import { type Clash, findClashes } from './find-clashes.ts'
import type { Program, ProgramPlan, Publication, Session, SessionContent, SessionKind } from './model.ts'
import { publicationOf } from './publish.ts'
import { contentOf } from './session-of-talk.ts'
import * as store from './store.ts'

export interface Board {
  program: Program
  sessions: Session[]
  clashes: Clash[]
}

export interface Place {
  room: string | null
  /** Null takes it off the program. */
  startsAt: string | null
}

export function getPrograms(ctx: Pick<Context, 'db'>): Promise<Program[]> {
  return store.findPrograms(ctx.db)
}

export async function getProgram(ctx: Pick<Context, 'db'>, id: string): Promise<Program> {
  const program = await store.findProgram(ctx.db, id)
  if (program) return program
  throw new Failure('not-found', { en: `There is no program ${id}`, zh: `没有议程 ${id}` })
}

/** All sessions and what does not go together. It names who speaks, so it is for those who run it. */
export async function getBoard(ctx: Context, id: string): Promise<Board> {
  requirePermission(ctx, 'community.manage')
  const program = await getProgram(ctx, id)
  const sessions = await store.findSessions(ctx.db, id)
  return { program, sessions, clashes: findClashes(program.plan, sessions, ctx.zones.getZone(program.plan.zone)) }
}

export function searchUnplaced(ctx: Context, search: { program: string; text: string; limit: number; offset: number }) {
  requirePermission(ctx, 'community.manage')
  return store.searchUnplaced(ctx.db, search)
}

/** Creates it, or changes the one of this id. */
export async function saveProgram(ctx: Context, id: string, plan: ProgramPlan): Promise<Program> {
  requirePermission(ctx, 'community.manage')
  ctx.zones.getZone(plan.zone)
  if (plan.call !== null) await getCall(ctx, plan.call)
  return inTransaction(ctx, async ctx => {
    const before = await store.findProgram(ctx.db, id)
    const fresh = { id, state: 'draft' as const, version: 0, publishedAt: null }
    const program: Program = { ...(before ?? fresh), plan, changedAt: ctx.now().toISOString() }
    await store.saveProgram(ctx.db, program)
    const verb = before ? 'program.changed' : 'program.created'
    await record(ctx, { verb, subject: subjectOf(id), before: before?.plan, after: plan })
    return program
  })
}

/** From the call: new talks come in without a place, those there are written anew, those that do not come go. */
export async function takeTalks(ctx: Context, id: string): Promise<{ added: number; removed: number }> {
  return inTransaction(ctx, async ctx => {
    const program = await getProgram(ctx, id)
    const { plan } = program
    if (plan.call === null) throw noCall
    const { plan: callPlan } = await getCall(ctx, plan.call)
    if (plan.tracks.length === 0) {
      const tracks = callPlan.tracks.map(({ id, name }) => ({ id, name, apart: false }))
      await store.saveProgram(ctx.db, { ...program, plan: { ...plan, tracks }, changedAt: ctx.now().toISOString() })
    }
    const talks = await getAcceptedTalks(ctx, plan.call)
    const there = new Map((await store.findSessions(ctx.db, id)).map(session => [session.proposal, session]))
    const fresh = talks.filter(({ proposal }) => !there.has(proposal.id))
    let number = await store.takeNumbers(ctx.db, id, fresh.length)
    for (const talk of talks) {
      const format = callPlan.formats.find(format => format.id === talk.proposal.format)
      const old = there.get(talk.proposal.id)
      const content = { ...contentOf(talk, format?.name), expected: old?.content.expected ?? null }
      await store.saveSession(ctx.db, old ? { ...old, content } : newTalk(id, number++, talk, content))
    }
    const kept = new Set(talks.map(({ proposal }) => proposal.id))
    const gone = [...there.values()].filter(({ proposal }) => proposal !== null && !kept.has(proposal))
    for (const session of gone) await store.deleteSession(ctx.db, session.id)
    const counts = { added: fresh.length, removed: gone.length }
    await record(ctx, { verb: 'program.talks-taken', subject: subjectOf(id), after: counts })
    return counts
  })
}

/** A break, a keynote, whatever comes from no call. */
export async function addSession(
  ctx: Context,
  id: string,
  { kind, content, minutes, ...place }: { kind: SessionKind; content: SessionContent; minutes: number } & Place,
): Promise<Session> {
  requirePermission(ctx, 'community.manage')
  return inTransaction(ctx, async ctx => {
    const { plan } = await getProgram(ctx, id)
    requireRoom(plan, place.room)
    const number = await store.takeNumbers(ctx.db, id, 1)
    const session = { id: randomUUID(), program: id, number, kind, proposal: null, content, minutes, ...place }
    await store.saveSession(ctx.db, session)
    await record(ctx, { verb: 'program.session-saved', subject: subjectOf(id), after: shortOf(session) })
    return session
  })
}

/** Anywhere: what clashes then is told, and not forbidden. Gives what clashes with this session. */
export async function moveSession(ctx: Context, programId: string, id: string, place: Place): Promise<Clash[]> {
  requirePermission(ctx, 'community.manage')
  return inTransaction(ctx, async ctx => {
    const { plan } = await getProgram(ctx, programId)
    requireRoom(plan, place.room)
    const before = await getSession(ctx, programId, id)
    const after = { ...before, ...place }
    await store.saveSession(ctx.db, after)
    const subject = subjectOf(programId)
    await record(ctx, { verb: 'program.session-moved', subject, before: shortOf(before), after: shortOf(after) })
    const { clashes } = await getBoard(ctx, programId)
    return clashes.filter(({ sessions }) => sessions.includes(id))
  })
}

/** How long it is, and how many are expected. */
export async function changeSession(
  ctx: Context,
  programId: string,
  id: string,
  { minutes, expected }: { minutes: number; expected: number | null },
): Promise<Session> {
  requirePermission(ctx, 'community.manage')
  return inTransaction(ctx, async ctx => {
    const before = await getSession(ctx, programId, id)
    const session = { ...before, minutes, content: { ...before.content, expected } }
    await store.saveSession(ctx.db, session)
    await record(ctx, { verb: 'program.session-saved', subject: subjectOf(programId), after: shortOf(session) })
    return session
  })
}

/** What comes from a call goes with its acceptance only. */
export async function removeSession(ctx: Context, programId: string, id: string): Promise<void> {
  requirePermission(ctx, 'community.manage')
  await inTransaction(ctx, async ctx => {
    const before = await getSession(ctx, programId, id)
    if (before.proposal !== null) throw fromCall
    await store.deleteSession(ctx.db, id)
    await record(ctx, { verb: 'program.session-removed', subject: subjectOf(programId), before: shortOf(before) })
  })
}

export async function getSession(ctx: Context, programId: string, id: string): Promise<Session> {
  requirePermission(ctx, 'community.manage')
  const session = await store.findSession(ctx.db, programId, id)
  if (session) return session
  throw new Failure('not-found', {
    en: `There is no session ${id} in ${programId}`,
    zh: `${programId} 中没有场次 ${id}`,
  })
}

/** As it stands now, for everybody. With clashes only where somebody says so. */
export async function publish(ctx: Context, id: string, { despite = false } = {}): Promise<Publication> {
  return inTransaction(ctx, async ctx => {
    const { program, sessions, clashes } = await getBoard(ctx, id)
    if (clashes.length > 0 && !despite) throw clashing(clashes)
    const publishedAt = ctx.now().toISOString()
    const next: Program = { ...program, state: 'published', version: program.version + 1, publishedAt }
    const publication = publicationOf(next, sessions, publishedAt)
    await store.saveProgram(ctx.db, next)
    await store.savePublication(ctx.db, publication)
    await record(ctx, { verb: 'program.published', subject: subjectOf(id), after: { version: next.version } })
    await publishEvent(ctx, {
      event: 'program.published',
      key: `program ${id} ${next.version}`,
      data: { program: id, version: next.version, sessions: publication.sessions.length },
      text: {
        en: `The program ${program.plan.title.en || program.plan.title.zh} is published, version ${next.version}`,
        zh: `议程“${program.plan.title.zh || program.plan.title.en}”已发布，第 ${next.version} 版`,
      },
      link: `/programs/${id}`,
    })
    return publication
  })
}

/** For one who is erased: in their talks, also as published, they are nobody. Gives these talks, and what they were named in each. */
export async function forgetPresenter(
  ctx: Pick<Context, 'db'>,
  spoken: readonly { proposal: string; email: string }[],
): Promise<{ origin: string; name: string }[]> {
  const sessions = await store.findSessionsOf(
    ctx.db,
    spoken.map(({ proposal }) => proposal),
  )
  const talks = sessions.flatMap(session =>
    session.content.speakers
      .filter(({ key }) => spoken.some(({ email }) => email.toLowerCase() === key.toLowerCase()))
      .map(({ key, name }) => ({ session, key, name })),
  )
  for (const { session, key, name } of talks) {
    const speakers = session.content.speakers.map(one =>
      one.key === key ? { ...nobody, key: `erased-${session.id}` } : one,
    )
    await store.saveSession(ctx.db, { ...session, content: { ...session.content, speakers } })
    const publication = await store.findPublication(ctx.db, session.program)
    const published = publication?.sessions.find(({ id }) => id === session.id)
    if (!publication || !published) continue
    const named = published.speakers.map(one => (one.name === name ? { ...one, name: nobody.name } : one))
    const shown = publication.sessions.map(one => (one.id === session.id ? { ...one, speakers: named } : one))
    await store.savePublication(ctx.db, { ...publication, sessions: shown })
  }
  return talks.map(({ session, name }) => ({ origin: originOf(session.program, session.id), name }))
}

/** What the library knows a talk by. */
export function originOf(program: string, session: string) {
  return `program/${program}/${session}`
}

const nobody = { name: '–', away: [] }

/** For everybody: what was published last. */
export async function getPublication(ctx: Pick<Context, 'db'>, id: string): Promise<Publication> {
  const publication = await store.findPublication(ctx.db, id)
  if (publication) return publication
  throw new Failure('not-found', { en: `No program ${id} is published`, zh: `没有已发布的议程 ${id}` })
}

function newTalk(
  program: string,
  number: number,
  { proposal, minutes }: AcceptedTalk,
  content: SessionContent,
): Session {
  const nowhere = { room: null, startsAt: null }
  return { id: randomUUID(), program, number, kind: 'talk', proposal: proposal.id, content, minutes, ...nowhere }
}

function requireRoom({ rooms }: ProgramPlan, room: string | null) {
  if (room === null || rooms.some(({ id }) => id === room)) return
  throw new Failure('invalid-input', {
    en: `The program has no room ${room}: choose one of its rooms`,
    zh: `议程中没有会议室 ${room}：请从列表中选择`,
  })
}

/** For the ledger: no names. */
function shortOf({ number, room, startsAt, minutes }: Session) {
  return { number, room, startsAt, minutes }
}

function subjectOf(id: string) {
  return { kind: 'program', id }
}

function clashing(clashes: readonly Clash[]) {
  const [first] = clashes
  return new Failure('conflict', {
    en: `${clashes.length} clashes, the first: ${first?.text.en}. Mend them, or publish although there are`,
    zh: `有 ${clashes.length} 处冲突，例如：${first?.text.zh}。请先处理，或选择忽略冲突发布`,
  })
}

const noCall = new Failure('conflict', {
  en: 'The program names no call: write its id into the program first',
  zh: '议程未指定征稿：请先在议程设置中填写征稿编号',
})
const fromCall = new Failure('conflict', {
  en: 'This talk comes from the call: take it off the program by giving it no place',
  zh: '此演讲来自征稿：请将其设为“暂不安排”',
})
