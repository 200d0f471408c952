import { createAccount } from '../src/access/accounts/service.ts'
import { addMember, saveGroup } from '../src/access/groups/service.ts'
import { assignRoleByDirectory } from '../src/access/roles/service.ts'
import { startSession } from '../src/access/sign-in/service.ts'
import { defaultPlan } from '../src/community/programs/default-plan.ts'
import type { ProgramPlan } from '../src/community/programs/model.ts'
import { findSessions, saveSession } from '../src/community/programs/store.ts'
import { announce, answerFor, decide } from '../src/community/proposals/deciding/service.ts'
import { defaultPlan as defaultCall } from '../src/community/proposals/default-plan.ts'
import { ask, vote } from '../src/community/proposals/demand/service.ts'
import type { NewProposal } from '../src/community/proposals/model.ts'
import { propose } from '../src/community/proposals/proposing/service.ts'
import { giveReview } from '../src/community/proposals/reviewing/service.ts'
import { findReviews } from '../src/community/proposals/reviewing/store.ts'
import { anonymous, type Context } from '../src/platform/context.ts'

export const proposals = 500
const reviewers = 60
const questions = 30
const accepted = 150

const nothing = { en: '', zh: '' }

/** Five rooms on three days, ten slots a day. */
export const programPlan: ProgramPlan = {
  ...defaultPlan,
  title: { en: 'Conference', zh: '大会' },
  call: 'conference',
  from: '2027-04-23',
  to: '2027-04-25',
  rooms: ['a', 'b', 'c', 'd', 'e'].map(id => ({
    id,
    name: { en: `Room ${id}`, zh: `会议室 ${id}` },
    capacity: 100,
    tracks: [],
    closed: [],
  })),
  slots: Array.from({ length: 10 }, (_, at) => ({ start: `${String(9 + at).padStart(2, '0')}:00`, minutes: 45 })),
}

export const callPlan = {
  ...defaultCall,
  title: { en: 'Conference', zh: '大会' },
  deadline: { day: '2099-12-31', clock: '12pm' },
  openToAll: true,
  topics: ['a', 'b', 'c', 'd'].map(id => ({ id, name: { en: `Topic ${id}`, zh: `主题 ${id}` }, description: nothing })),
  reviewers: 'readers',
  committee: 'board',
}

/** Sessions of an officer, who is of the committee, and of a reviewer. */
export async function hireConference(ctx: Context) {
  const group = { purpose: 'reviewer-pool' as const, description: '', claim: null, externalId: null }
  for (const id of ['readers', 'board']) await saveGroup(ctx, { ...group, id, name: id })
  const hire = async (name: string, role: string, group: string) => {
    const unnamed = { locale: null, timeZone: null, externalId: null }
    const account = await createAccount(ctx, { ...unnamed, name, login: name, email: `${name}@${name}.example` })
    await assignRoleByDirectory(ctx, { role, holderKind: 'account', holder: account.id })
    await addMember(ctx, { group, account: account.id, role: 'member', until: null })
    return account.id
  }
  const readers: string[] = []
  for (let i = 0; i < reviewers; i++) readers.push(await hire(`reader${i}`, 'reviewer', 'readers'))
  const officer = await hire('officer', 'officer', 'board')
  return {
    officer: { id: officer, session: await startSession(ctx, officer) },
    reviewer: { id: readers[0] ?? '', session: await startSession(ctx, readers[0] ?? '') },
    readers,
  }
}

/** 500 proposals in two languages, and what people want to hear. */
export async function fillCall(ctx: Context, readers: readonly string[]) {
  const ids: string[] = []
  for (let i = 0; i < questions; i++) {
    const text = { en: `How to ${i}?`, zh: `如何 ${i}？` }
    const { id } = await ask(as(ctx, readers[i] ?? ''), 'conference', { topic: 'abcd'.charAt(i % 4), text })
    for (const reader of readers.slice(i)) await vote(as(ctx, reader), 'conference', id, true)
    ids.push(id)
  }
  for (let i = 0; i < proposals; i++)
    await propose({ ...ctx, actor: anonymous }, 'conference', proposalNumber(i, ids[i % questions] ?? ''))
}

function proposalNumber(i: number, question: string): NewProposal {
  const name = `Person ${i}`
  const about = { name, employer: `Works ${i % 90}`, bio: nothing, handle: `handle${i}`, penName: '' }
  return {
    track: ['strategy', 'compliance', 'community'][i % 3] ?? '',
    format: 'talk',
    speakers: [
      {
        role: 'speaker',
        email: `person${i}@works${i % 90}.example`,
        about: { ...about, attribution: 'name', mayRecord: true, away: [] },
      },
    ],
    content: {
      title: { en: `How we did it, number ${i}`, zh: `我们如何做到，第 ${i} 个` },
      abstract: { en: `${name} tells. ${'What we learned in practice. '.repeat(30)}`, zh: '实践中的经验。'.repeat(40) },
      benefit: { en: 'Others can do it too', zh: '' },
      topics: ['abcd'.charAt(i % 4)],
      questions: [question],
      level: 'intermediate',
      language: i % 2 === 0 ? 'en' : 'zh',
      slides: true,
    },
  }
}

export async function review(ctx: Context) {
  for (const [at, { proposal, account }] of (await findReviews(ctx.db, { call: 'conference' })).entries()) {
    const scores = { content: 1 + (at % 5), practice: 1 + (at % 4), clarity: 3 }
    await giveReview(as(ctx, account), proposal, { scores, comment: 'as scored' })
  }
}

/** 150 are accepted and come; the rest waits. */
export async function select(ctx: Context, ranking: readonly { id: string }[]) {
  for (const [at, { id }] of ranking.entries()) await decide(ctx, id, at < accepted ? 'accept' : 'waitlist', '')
  await announce(ctx, 'conference')
  for (const { id } of ranking.slice(0, accepted)) await answerFor(ctx, id, true)
}

/** Everything into its room and slot. */
export async function place(ctx: Context) {
  for (const [at, session] of (await findSessions(ctx.db, 'conference')).entries()) {
    const [day, hour] = [23 + Math.trunc(at / 50), 1 + (Math.trunc(at / 5) % 10)]
    const startsAt = `2027-04-${day}T${String(hour).padStart(2, '0')}:00:00.000Z`
    await saveSession(ctx.db, { ...session, room: 'abcde'.charAt(at % 5), startsAt })
  }
}

function as(ctx: Context, id: string): Context {
  return { ...ctx, actor: { ...ctx.actor, id, groups: new Set(['readers']) } }
}
