import { z } from 'zod'
import type { Text } from '../../lib/text/text.ts'

export const Id = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lowercase letters, digits and - only')

/** What somebody wrote, in one language or in both. */
export function written(most: number) {
  const part = z.string().trim().max(most).default('')
  return z.strictObject({ en: part, zh: part }).refine(({ en, zh }) => en !== '' || zh !== '', 'written in no language')
}

/** The same, and it may be left out altogether. */
export function maybeWritten(most: number) {
  const part = z.string().trim().max(most).default('')
  return z.strictObject({ en: part, zh: part }).default({ en: '', zh: '' })
}

/** Of the IANA database; whether there is such a one, the office's own rules know. */
export const ZoneName = z.string().max(60)

const Track = z.strictObject({ id: Id, name: written(200), description: maybeWritten(1000) })

export const Slides = z.enum(['allowed', 'required', 'forbidden'])
export type Slides = z.infer<typeof Slides>

/** How many take part in it as what. */
export const FormatRole = z
  .strictObject({ id: Id, name: written(100), min: z.int().min(0).max(20), max: z.int().min(1).max(20) })
  .refine(({ min, max }) => min <= max, 'min is more than max')
export type FormatRole = z.infer<typeof FormatRole>

export const Format = z.strictObject({
  id: Id,
  name: written(100),
  description: maybeWritten(1000),
  minutes: z.int().min(5).max(480),
  slides: Slides.default('allowed'),
  roles: z.array(FormatRole).min(1).max(10),
})
export type Format = z.infer<typeof Format>

export const Criterion = z.strictObject({ id: Id, name: written(200), weight: z.number().min(0.1).max(10).default(1) })
export type Criterion = z.infer<typeof Criterion>

/** Of a call that never ends: when somebody of the pool is asked, and how long they have to answer. Days. */
export const Rolling = z.strictObject({
  askBefore: z.int().min(2).max(180).default(28),
  answerWithin: z.int().min(1).max(60).default(7),
  remindBefore: z.int().min(1).max(30).default(2),
})
export type Rolling = z.infer<typeof Rolling>

/** Scores go from 1 to this. */
export const mostScore = 5

export const CallPlan = z
  .strictObject({
    title: written(200),
    description: maybeWritten(10_000),
    zone: ZoneName,
    /** Of the wall clock of the zone. None where the call never ends. */
    deadline: z.strictObject({ day: z.iso.date(), clock: z.string().max(10) }).nullable(),
    rolling: Rolling.nullable().default(null),
    /** Whether one needs no account here to propose. */
    openToAll: z.boolean().default(false),
    /** Whether everybody works for the same employer, so that this is no conflict of interest. */
    withinOneHouse: z.boolean().default(false),
    tracks: z.array(Track).min(1).max(30),
    topics: z.array(Track).max(60).default([]),
    formats: z.array(Format).min(1).max(20),
    criteria: z.array(Criterion).min(1).max(10),
    /** Groups. */
    reviewers: Id,
    committee: Id,
    reviewsEach: z.int().min(1).max(10).default(3),
    /** The part of the rank that what people want to hear makes up. */
    demandWeight: z.number().min(0).max(0.5).default(0.2),
    confirmWithin: z.int().min(1).max(60).default(7),
    license: z.string().min(2).max(100).default('CC-BY-4.0'),
  })
  .refine(({ deadline, rolling }) => (deadline === null) === (rolling !== null), {
    message: 'a call has either a deadline or is rolling',
    path: ['deadline'],
  })
  .refine(plan => [plan.tracks, plan.topics, plan.formats, plan.criteria].every(areDistinct), 'an id is there twice')
export type CallPlan = z.infer<typeof CallPlan>

export const CallState = z.enum(['draft', 'open', 'reviewing', 'announced', 'closed'])
export type CallState = z.infer<typeof CallState>

export const Call = z.object({
  id: Id,
  plan: CallPlan,
  state: CallState,
  deadlineAt: z.string().nullable(),
  createdAt: z.string(),
  announcedAt: z.string().nullable(),
  revision: z.number(),
})
export type Call = z.infer<typeof Call>

export const Level = z.enum(['beginner', 'intermediate', 'advanced'])
export type Level = z.infer<typeof Level>

export const Content = z.object({
  title: written(200),
  abstract: written(5000),
  /** What open source gains by it. */
  benefit: maybeWritten(2000),
  topics: z.array(Id).max(10).default([]),
  /** Ids of the questions of the survey that it answers. */
  questions: z.array(z.string().max(60)).max(20).default([]),
  level: Level.default('intermediate'),
  language: z.enum(['en', 'zh']),
  slides: z.boolean(),
})
export type Content = z.infer<typeof Content>

/** How somebody is named in public. */
export const Attribution = z.enum(['name', 'name-and-employer', 'pen-name'])
export type Attribution = z.infer<typeof Attribution>

/** From and to, instants. */
export const Away = z.object({ from: z.string(), to: z.string() })
export type Away = z.infer<typeof Away>

export const About = z.object({
  name: z.string().trim().min(1).max(200),
  employer: z.string().trim().max(200).default(''),
  bio: maybeWritten(2000),
  /** On a forge or a network, without @. */
  handle: z.string().trim().max(100).default(''),
  attribution: Attribution.default('name'),
  penName: z.string().trim().max(200).default(''),
  mayRecord: z.boolean().default(false),
  away: z.array(Away).max(30).default([]),
})
export type About = z.infer<typeof About>

/** A co-speaker is `named` until they say that they take part. */
const SpeakerState = z.enum(['named', 'agreed', 'declined'])

export const Speaker = z.object({
  id: z.string(),
  proposal: z.string(),
  position: z.number(),
  role: Id,
  account: z.string().nullable(),
  email: z.string(),
  state: SpeakerState,
  about: About,
  answeredAt: z.string().nullable(),
})
export type Speaker = z.infer<typeof Speaker>

export const NewSpeaker = z.object({ role: Id, email: z.email().max(320).toLowerCase(), about: About })
export type NewSpeaker = z.infer<typeof NewSpeaker>

export const Decision = z.enum(['accept', 'waitlist', 'refuse'])
export type Decision = z.infer<typeof Decision>

/** `submitted` until it is announced what became of it; of the accepted, those who said that they come are `confirmed`. */
export const ProposalState = z.enum([
  'submitted',
  'withdrawn',
  'accepted',
  'waiting',
  'refused',
  'confirmed',
  'declined',
  'lapsed',
])
export type ProposalState = z.infer<typeof ProposalState>

export const Proposal = z.object({
  id: z.string(),
  call: Id,
  number: z.number(),
  track: Id,
  format: Id,
  content: Content,
  submittedBy: z.string().nullable(),
  state: ProposalState,
  decision: Decision.nullable(),
  decidedWhy: z.string(),
  waitingPlace: z.number().nullable(),
  confirmBy: z.string().nullable(),
  remindedAt: z.string().nullable(),
  createdAt: z.string(),
  changedAt: z.string(),
  revision: z.number(),
})
export type Proposal = z.infer<typeof Proposal>

export const NewProposal = z.object({
  track: Id,
  format: Id,
  content: Content,
  /** The first is who proposes. */
  speakers: z.array(NewSpeaker).min(1).max(20),
})
export type NewProposal = z.infer<typeof NewProposal>

export const Review = z.object({
  proposal: z.string(),
  account: z.string(),
  /** By criterion. */
  scores: z.record(Id, z.int().min(1).max(mostScore)).nullable(),
  comment: z.string().max(5000),
  assignedAt: z.string(),
  doneAt: z.string().nullable(),
})
export type Review = z.infer<typeof Review>

export const ConflictReason = z.enum([
  'same-person',
  'same-email',
  'same-login',
  'same-domain',
  'same-employer',
  'declared',
])
export type ConflictReason = z.infer<typeof ConflictReason>

export const Question = z.object({
  id: z.string(),
  call: Id,
  topic: Id.nullable(),
  text: written(300),
  votes: z.number(),
  /** Whether who asks voted for it. */
  mine: z.boolean(),
})
export type Question = z.infer<typeof Question>

/** The work that comes round: deadlines, confirmations, the pool. */
export const callWork = { kind: 'cfp', rank: 1 } as const

/** What is wrong with what somebody proposes, in a sentence. */
export interface Finding {
  at: string
  text: Text
}

function areDistinct(list: readonly { id: string }[]) {
  return new Set(list.map(({ id }) => id)).size === list.length
}
